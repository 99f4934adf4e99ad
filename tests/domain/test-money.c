/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "domain/error.h"
#include "domain/money.h"

typedef struct
{
  const char *text;
  gint64 cents;
} AmountCase;

static void
test_parse (void)
{
  static const AmountCase good[] = {
    { "0", 0 },
    { "-0", 0 },
    { "1", 100 },
    { "1234.5", 123450 },
    { "-0.01", -1 },
    { "5999.99", 599999 },
    { "000012.30", 1230 },
    { "999999999999.99", TRANCHE_MONEY_MAX },
    { "-999999999999.99", -TRANCHE_MONEY_MAX },
  };
  static const char *const bad[] = {
    "",
    "-",
    "--1",
    "+1",
    ".5",
    "1.",
    "1.234",
    "1,5",
    " 1",
    "1 ",
    "1e3",
    "0x10",
    "1.2.3",
    "NaN",
    "١",
    "1.-5",
    "-.5",
    "(1)",
    "−1",
    "1000000000000",
    "99999999999999999999999999999999",
    "\xff",
    "1\xff",
    "1.\xc3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheMoney amount = 77;

      g_assert_true (tranche_money_parse (good[i].text, &amount, &error));
      g_assert_no_error (error);
      g_assert_cmpint (amount, ==, good[i].cents);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheMoney amount = 77;

      g_assert_false (tranche_money_parse (bad[i], &amount, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (amount, ==, 77);
    }
}

static void
test_parse_bytes (void)
{
  TrancheMoney amount = 77;

  g_assert_true (tranche_money_parse_bytes ("12.345", 5, &amount));
  g_assert_cmpint (amount, ==, 1234);
  g_assert_false (tranche_money_parse_bytes ("12", 0, &amount));
  g_assert_false (tranche_money_parse_bytes ("-12", 1, &amount));
  g_assert_false (tranche_money_parse_bytes ("1\0002", 3, &amount));
  g_assert_cmpint (amount, ==, 1234);
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 10000; i++)
    {
      gint64 wide
          = (gint64) ((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ());
      TrancheMoney amount = wide % (TRANCHE_MONEY_MAX + 1);
      TrancheMoney back = 0;
      g_autofree char *text = tranche_money_to_string (amount);

      g_assert_true (tranche_money_parse (text, &back, NULL));
      g_assert_cmpint (back, ==, amount);
    }
}

static void
test_to_string (void)
{
  static const AmountCase cases[] = {
    { "0.00", 0 },
    { "0.05", 5 },
    { "-0.05", -5 },
    { "-1234.50", -123450 },
    { "92233720368547758.07", G_MAXINT64 },
    { "-92233720368547758.08", G_MININT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tranche_money_to_string (cases[i].cents);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_parse_locale (void)
{
  static const AmountCase point[] = {
    { "1,234.50", 123450 },
    { "1234.5", 123450 },
    { " 1 234.50 ", 123450 },
    { "1\u00a0234\u00a0567", 123456700 },
    { "1\u202f234.5", 123450 },
    { "-5", -500 },
    { "5-", -500 },
    { "−5.10", -510 },
    { "(1,234.50)", -123450 },
    { "( 12 )", -1200 },
    { ".50", 50 },
    { "1'234", 123400 },
    { "1’234’567.01", 123456701 },
    { "12,34,567.89", 123456789 },
    { "- 7", -700 },
    { "999,999,999,999.99", TRANCHE_MONEY_MAX },
  };
  static const AmountCase comma[] = {
    { "1.234,50", 123450 }, { "1234,5", 123450 }, { "1 234,50", 123450 },
    { "-0,01", -1 },        { "1.234", 123400 },  { ",5", 50 },
  };
  static const char *const bad_point[] = {
    "",          " ",
    "-",         "()",
    "(",         "(-5)",
    "(5",        "5)",
    "-5-",       "1,5",
    "1,23",      "1.234,50",
    "1,234,5",   "1, 234",
    "1,234 567", ".",
    "5.",        "1..2",
    "1.2.3",     "abc",
    "12a",       "1,000,000,000,000",
    "\xff\xfe",  "1\xff",
    "1234,567",  ",123",
    "1.2-3",     "1.234",
    "− −1",
  };
  static const char *const bad_comma[] = { "1.5", "1.50", "1,234", "1,2,3", "1.234.56" };

  for (gsize i = 0; i < G_N_ELEMENTS (point); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheMoney amount = 77;

      g_assert_true (tranche_money_parse_locale (point[i].text, ".", &amount, &error));
      g_assert_no_error (error);
      g_assert_cmpint (amount, ==, point[i].cents);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (comma); i++)
    {
      TrancheMoney amount = 77;

      g_assert_true (tranche_money_parse_locale (comma[i].text, ",", &amount, NULL));
      g_assert_cmpint (amount, ==, comma[i].cents);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad_point); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheMoney amount = 77;

      if (tranche_money_parse_locale (bad_point[i], ".", &amount, &error))
        g_error ("“%s” was read as %" G_GINT64_FORMAT, bad_point[i], amount);
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (amount, ==, 77);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad_comma); i++)
    {
      TrancheMoney amount = 77;

      g_assert_false (tranche_money_parse_locale (bad_comma[i], ",", &amount, NULL));
    }
}

static void
test_parse_hostile (void)
{
  static const char alphabet[] = "0123456789.,-() '\xe2\x88\x92\xc2\xa0\xff$e";

  for (int i = 0; i < 20000; i++)
    {
      char text[24];
      TrancheMoney amount = 0;
      int length = g_test_rand_int_range (0, sizeof text);

      for (int j = 0; j < length; j++)
        text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text[length] = '\0';

      if (tranche_money_parse_locale (text, i % 2 ? "," : ".", &amount, NULL))
        g_assert_cmpint (ABS (amount), <=, TRANCHE_MONEY_MAX);
      if (tranche_money_parse (text, &amount, NULL))
        g_assert_cmpint (ABS (amount), <=, TRANCHE_MONEY_MAX);
    }
}

static gboolean
set_locale (const char *locale)
{
  if (setlocale (LC_ALL, locale) != NULL)
    return TRUE;

  g_test_skip (locale);
  return FALSE;
}

static void
assert_formats (TrancheMoney amount, const char *expected, const char *expected_short)
{
  g_autofree char *text = tranche_money_format (amount);
  g_autofree char *short_text = tranche_money_format_short (amount);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (short_text, ==, expected_short);
}

static void
test_format_plain (void)
{
  if (!set_locale ("C.UTF-8"))
    return;

  assert_formats (-123450, "−1234.50", "−1234.50");
  assert_formats (600000, "6000.00", "6000");
}

static void
test_format_australian (void)
{
  TrancheMoney amount = 0;

  if (!set_locale ("en_AU.utf8"))
    return;

  assert_formats (0, "0.00", "0");
  assert_formats (99999, "999.99", "999.99");
  assert_formats (100000, "1,000.00", "1,000");
  assert_formats (-123450, "−1,234.50", "−1,234.50");
  assert_formats (600000, "6,000.00", "6,000");
  assert_formats (G_MININT64, "−92,233,720,368,547,758.08", "−92,233,720,368,547,758.08");
  assert_formats (G_MAXINT64, "92,233,720,368,547,758.07", "92,233,720,368,547,758.07");

  g_assert_true (tranche_money_parse_locale ("1,234.50", NULL, &amount, NULL));
  g_assert_cmpint (amount, ==, 123450);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_format_german (void)
{
  TrancheMoney amount = 0;

  if (!set_locale ("de_DE.utf8"))
    return;

  assert_formats (-123450, "−1.234,50", "−1.234,50");
  g_assert_true (tranche_money_parse_locale ("−1.234,50", NULL, &amount, NULL));
  g_assert_cmpint (amount, ==, -123450);
  g_assert_false (tranche_money_parse_locale ("1234.50", NULL, &amount, NULL));
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_format_french (void)
{
  TrancheMoney amount = 0;
  g_autofree char *text = NULL;

  if (!set_locale ("fr_FR.utf8"))
    return;

  text = tranche_money_format (123456700);
  g_assert_cmpstr (text, ==, "1\u202f234\u202f567,00");
  g_assert_true (tranche_money_parse_locale (text, NULL, &amount, NULL));
  g_assert_cmpint (amount, ==, 123456700);
  g_assert_true (tranche_money_parse_locale ("1.234,50", NULL, &amount, NULL));
  g_assert_cmpint (amount, ==, 123450);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_checked (void)
{
  TrancheMoney result = 77;

  g_assert_false (tranche_money_add (G_MAXINT64, 1, &result));
  g_assert_false (tranche_money_add (G_MININT64, -1, &result));
  g_assert_false (tranche_money_multiply (G_MAXINT64 / 2 + 1, 2, &result));
  g_assert_false (tranche_money_multiply (G_MININT64, -1, &result));
  g_assert_cmpint (result, ==, 77);
  g_assert_true (tranche_money_add (G_MAXINT64, G_MININT64, &result));
  g_assert_cmpint (result, ==, -1);
  g_assert_true (tranche_money_multiply (50000, 12, &result));
  g_assert_cmpint (result, ==, 600000);
}

static void
test_share (void)
{
  g_assert_cmpint (tranche_money_get_share (0, 1), ==, 0);
  g_assert_cmpint (tranche_money_get_share (1, 3), ==, 3333);
  g_assert_cmpint (tranche_money_get_share (2, 3), ==, 6667);
  g_assert_cmpint (tranche_money_get_share (1, 20000), ==, 1);
  g_assert_cmpint (tranche_money_get_share (-1, 20000), ==, -1);
  g_assert_cmpint (tranche_money_get_share (-1, 20001), ==, 0);
  g_assert_cmpint (tranche_money_get_share (300, 100), ==, 30000);
  /* Claw-backs elsewhere have eaten the rest. */
  g_assert_cmpint (tranche_money_get_share (G_MAXINT64, 1), ==, G_MAXINT);
  g_assert_cmpint (tranche_money_get_share (G_MAXINT64, G_MAXINT64), ==, 10000);
}

static void
check_share (TrancheMoney part, TrancheMoney whole, const char *expected)
{
  g_autofree char *text = tranche_money_format_share (part, whole);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_share_format (void)
{
  setlocale (LC_ALL, "C.UTF-8");
  check_share (0, 1, "0.0 %");
  check_share (1, 3, "33.3 %");
  check_share (2, 3, "66.7 %");
  check_share (-1, 2, "−50.0 %");
  check_share (3, 1, "300.0 %");
  /* Rounded once: 58.249 % isn't 58.25 % first. */
  check_share (58249, 100000, "58.2 %");
  check_share (G_MAXINT64, G_MAXINT64, "100.0 %");

  if (!set_locale ("de_DE.utf8"))
    return;
  check_share (583, 1000, "58,3 %");
  check_share (20, 1, "2.000,0 %");
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/money/parse", test_parse);
  g_test_add_func ("/domain/money/parse-bytes", test_parse_bytes);
  g_test_add_func ("/domain/money/round-trip", test_round_trip);
  g_test_add_func ("/domain/money/to-string", test_to_string);
  g_test_add_func ("/domain/money/parse-locale", test_parse_locale);
  g_test_add_func ("/domain/money/parse-hostile", test_parse_hostile);
  g_test_add_func ("/domain/money/format/plain", test_format_plain);
  g_test_add_func ("/domain/money/format/australian", test_format_australian);
  g_test_add_func ("/domain/money/format/german", test_format_german);
  g_test_add_func ("/domain/money/format/french", test_format_french);
  g_test_add_func ("/domain/money/checked", test_checked);
  g_test_add_func ("/domain/money/share", test_share);
  g_test_add_func ("/domain/money/share-format", test_share_format);

  return g_test_run ();
}
