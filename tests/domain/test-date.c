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

  return g_test_run ();
}
