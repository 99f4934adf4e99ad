/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "domain/date.h"
#include "domain/error.h"

/* GDate is the independent reference: every day of eleven centuries. */
static void
test_calendar (void)
{
  GDate reference;

  g_date_clear (&reference, 1);
  g_date_set_dmy (&reference, 1, G_DATE_JANUARY, 1900);

  while (g_date_get_year (&reference) < 3000)
    {
      TrancheDate date = g_date_get_julian (&reference);
      int year, month, day;

      tranche_date_get (date, &year, &month, &day);
      g_assert_cmpint (year, ==, g_date_get_year (&reference));
      g_assert_cmpint (month, ==, g_date_get_month (&reference));
      g_assert_cmpint (day, ==, g_date_get_day (&reference));
      g_assert_cmpint (tranche_date_new (year, month, day), ==, date);
      g_date_add_days (&reference, 1);
    }

  g_assert_cmpint (tranche_date_new (1899, 12, 31), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (3000, 1, 1), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (2023, 2, 29), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (2024, 2, 29), !=, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (2024, 0, 1), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (2024, 13, 1), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (2024, 1, 0), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_new (G_MAXINT, G_MININT, G_MAXINT), ==, TRANCHE_DATE_NONE);
}

static void
test_out_of_range (void)
{
  static const TrancheDate numbers[] = { TRANCHE_DATE_NONE, -1, G_MININT32, G_MAXINT32, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      int year = 77, month = 77, day = 77;
      g_autofree char *text = tranche_date_to_string (numbers[i]);
      g_autofree char *shown = tranche_date_format (numbers[i]);

      tranche_date_get (numbers[i], &year, &month, &day);
      g_assert_cmpint (year, ==, 0);
      g_assert_cmpint (month, ==, 0);
      g_assert_cmpint (day, ==, 0);
      g_assert_cmpstr (text, ==, "");
      g_assert_cmpstr (shown, ==, "");
      g_assert_cmpint (tranche_date_add_months (numbers[i], 1), ==, TRANCHE_DATE_NONE);
    }
}

static void
test_parse (void)
{
  static const char *const bad[] = {
    "",           "2025-8-14",  "14/08/2025", "2025-08-14 ",   "2025-08-1",
    "1899-12-31", "3000-01-01", "2025-00-10", "2025-13-01",    "2025-08-00",
    "2025-08-32", "2025/08/14", "-025-08-14", "2025-08-1\xff", "\xff",
  };
  g_autoptr (GError) error = NULL;
  char text[TRANCHE_DATE_TEXT_LENGTH + 1];
  TrancheDate date = tranche_date_parse ("2025-08-14", NULL);

  g_assert_cmpint (date, ==, tranche_date_new (2025, 8, 14));
  tranche_date_write (date, text);
  g_assert_cmpstr (text, ==, "2025-08-14");
  g_assert_cmpint (tranche_date_parse_bytes ("2025-08-149", 10), ==, date);
  g_assert_cmpint (tranche_date_parse_bytes ("2025-08-14", 9), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_date_parse_bytes ("2025-02-31", 10), ==, TRANCHE_DATE_NONE);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      g_assert_cmpint (tranche_date_parse (bad[i], &bad_error), ==, TRANCHE_DATE_NONE);
      g_assert_error (bad_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (bad_error->message, -1, NULL));
      g_assert_cmpint (tranche_date_parse_bytes (bad[i], strlen (bad[i])), ==, TRANCHE_DATE_NONE);
    }

  g_assert_cmpint (tranche_date_parse ("2025-02-31", &error), ==, TRANCHE_DATE_NONE);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "31 Feb 2025 doesn’t exist");
}

static void
test_add_months (void)
{
  static const struct
  {
    const char *date;
    int months;
    const char *expected;
  } cases[] = {
    { "2025-01-31", 1, "2025-02-28" },
    { "2024-01-31", 1, "2024-02-29" },
    { "2024-02-29", 12, "2025-02-28" },
    { "2024-02-29", 48, "2028-02-29" },
    { "2025-03-31", -1, "2025-02-28" },
    { "2025-01-15", -1, "2024-12-15" },
    { "2025-07-01", 12, "2026-07-01" },
    { "2025-12-31", 2, "2026-02-28" },
    { "2999-12-01", 1, "" },
    { "1900-01-01", -1, "" },
    { "2025-01-01", G_MAXINT, "" },
    { "2025-01-01", G_MININT, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheDate date = tranche_date_parse (cases[i].date, NULL);
      g_autofree char *text
          = tranche_date_to_string (tranche_date_add_months (date, cases[i].months));

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_term_end (void)
{
  static const struct
  {
    const char *start;
    int months;
    const char *expected;
  } cases[] = {
    { "2025-07-01", 12, "2026-06-30" },
    { "2025-07-15", 1, "2025-08-14" },
    { "2024-02-29", 12, "2025-02-28" },
    { "2024-02-29", 48, "2028-02-28" },
    { "2025-01-31", 1, "2025-02-28" },
    { "2025-02-28", 1, "2025-03-27" },
    { "2025-08-31", 6, "2026-02-28" },
    { "2025-07-01", 0, "" },
    { "2999-12-31", 1, "" },
    { "2025-07-01", -1, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheDate start = tranche_date_parse (cases[i].start, NULL);
      g_autofree char *text
          = tranche_date_to_string (tranche_date_get_term_end (start, cases[i].months));

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_parse_typed (void)
{
  static const char *const good[] = {
    "2025-08-14",    "14/08/2025",    "14.8.2025",      "14-08-2025",
    "14 8 2025",     " 14 Aug 2025 ", "14 AUGUST 2025", "Aug 14, 2025",
    "14. aug. 2025", "2025 Aug 14",   "2025/8/14",      "14\u00a0Aug\u00a02025",
  };
  static const char *const bad[] = {
    "",           "14/08/25",     "14/08",       "14/13/2025",      "31 Feb 2025",
    "08/2025",    "14 Foo 2025",  "Aug 2025",    "14/08/20255",     "1/2/3/2025",
    "tomorrow",   "2025-08-2025", "14:08:2025",  "14 Aug Aug 2025", "014/8/2025",
    "1/222/2025", "99999999999",  "\xff/8/2025", "14th Aug 2025",   "2025 2025 2025",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheDate date = tranche_date_parse_locale (good[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (date, ==, tranche_date_new (2025, 8, 14));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheDate date = tranche_date_parse_locale (bad[i], &error);

      if (date != TRANCHE_DATE_NONE)
        g_error ("“%s” was read as %d", bad[i], date);
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_locales (void)
{
  static const struct
  {
    const char *locale;
    const char *shown;
    const char *short_form;
    const char *typed;
    const char *typed_name;
  } cases[] = {
    { "C.UTF-8", "1 Feb 2025", "2025-02-01", "01/02/2025", "1 feb 2025" },
    { "en_AU.utf8", "1 Feb 2025", "01/02/2025", "1/2/2025", "1 Feb 2025" },
    { "en_US.utf8", "1 Feb 2025", "02/01/2025", "2/1/2025", "Feb 1, 2025" },
    { "de_DE.utf8", "1 Feb 2025", "01.02.2025", "1.2.2025", "1. Februar 2025" },
    { "fr_FR.utf8", "1 févr. 2025", "01/02/2025", "01/02/2025", "1 FEVRIER 2025" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheDate date = tranche_date_new (2025, 2, 1);
      g_autofree char *shown = NULL;
      g_autofree char *short_form = NULL;

      if (setlocale (LC_ALL, cases[i].locale) == NULL)
        {
          g_test_message ("%s isn’t installed", cases[i].locale);
          continue;
        }

      shown = tranche_date_format (date);
      short_form = tranche_date_format_short (date);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpstr (short_form, ==, cases[i].short_form);
      g_assert_cmpint (tranche_date_parse_locale (shown, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale (short_form, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale (cases[i].typed, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale (cases[i].typed_name, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale ("2025-02-01", NULL), ==, date);
    }

  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  g_test_add_func ("/domain/date/calendar", test_calendar);
  g_test_add_func ("/domain/date/out-of-range", test_out_of_range);
  g_test_add_func ("/domain/date/parse", test_parse);
  g_test_add_func ("/domain/date/add-months", test_add_months);
  g_test_add_func ("/domain/date/term-end", test_term_end);
  g_test_add_func ("/domain/date/parse-typed", test_parse_typed);
  g_test_add_func ("/domain/date/locales", test_locales);

  return g_test_run ();
}
