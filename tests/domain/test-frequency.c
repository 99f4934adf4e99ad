/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/error.h"
#include "domain/frequency.h"

typedef struct
{
  TrancheFrequency frequency;
  const char *start;
  const char *end;
  int expected;
} CountCase;

static void
test_expected_count (void)
{
  static const CountCase cases[] = {
    /* A year */
    { TRANCHE_FREQUENCY_WEEKLY, "2025-07-01", "2026-06-30", 52 },
    { TRANCHE_FREQUENCY_FORTNIGHTLY, "2025-07-01", "2026-06-30", 26 },
    { TRANCHE_FREQUENCY_MONTHLY, "2025-07-01", "2026-06-30", 12 },
    { TRANCHE_FREQUENCY_QUARTERLY, "2025-07-01", "2026-06-30", 4 },
    { TRANCHE_FREQUENCY_HALF_YEARLY, "2025-07-01", "2026-06-30", 2 },
    { TRANCHE_FREQUENCY_YEARLY, "2025-07-01", "2026-06-30", 1 },
    { TRANCHE_FREQUENCY_TWO_YEARLY, "2025-07-01", "2026-06-30", 0 },
    { TRANCHE_FREQUENCY_ONCE, "2025-07-01", "2026-06-30", 1 },
    { TRANCHE_FREQUENCY_ONGOING, "2025-07-01", "2026-06-30", -1 },
    { TRANCHE_FREQUENCY_AS_REQUIRED, "2025-07-01", "2026-06-30", -1 },
    /* Seven months */
    { TRANCHE_FREQUENCY_MONTHLY, "2025-07-01", "2026-01-31", 7 },
    { TRANCHE_FREQUENCY_QUARTERLY, "2025-07-01", "2026-01-31", 2 },
    { TRANCHE_FREQUENCY_HALF_YEARLY, "2025-07-01", "2026-01-31", 1 },
    { TRANCHE_FREQUENCY_YEARLY, "2025-07-01", "2026-01-31", 0 },
    { TRANCHE_FREQUENCY_WEEKLY, "2025-07-01", "2026-01-31", 30 },
    { TRANCHE_FREQUENCY_ONCE, "2025-07-01", "2026-01-31", 1 },
    /* A day short and a day over */
    { TRANCHE_FREQUENCY_MONTHLY, "2025-07-15", "2025-08-13", 0 },
    { TRANCHE_FREQUENCY_MONTHLY, "2025-07-15", "2025-08-14", 1 },
    { TRANCHE_FREQUENCY_YEARLY, "2025-07-01", "2026-06-29", 0 },
    { TRANCHE_FREQUENCY_WEEKLY, "2025-07-01", "2025-07-06", 0 },
    { TRANCHE_FREQUENCY_WEEKLY, "2025-07-01", "2025-07-07", 1 },
    /* Ends of months and leap years */
    { TRANCHE_FREQUENCY_MONTHLY, "2025-01-31", "2025-02-28", 1 },
    { TRANCHE_FREQUENCY_MONTHLY, "2025-01-31", "2025-02-27", 0 },
    { TRANCHE_FREQUENCY_YEARLY, "2024-02-29", "2025-02-28", 1 },
    { TRANCHE_FREQUENCY_MONTHLY, "2024-02-29", "2025-02-28", 12 },
    { TRANCHE_FREQUENCY_WEEKLY, "2024-01-01", "2024-12-31", 52 },
    { TRANCHE_FREQUENCY_TWO_YEARLY, "2024-01-01", "2025-12-31", 1 },
    { TRANCHE_FREQUENCY_TWO_YEARLY, "2024-01-01", "2025-12-30", 0 },
    /* No period at all */
    { TRANCHE_FREQUENCY_MONTHLY, "2025-07-01", "2025-06-30", 0 },
    { TRANCHE_FREQUENCY_ONCE, "2025-07-01", "2025-06-30", 0 },
    { TRANCHE_FREQUENCY_MONTHLY, "2900-01-01", "2999-12-31", 1199 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int count = tranche_frequency_get_expected_count (cases[i].frequency,
                                                        tranche_date_parse (cases[i].start, NULL),
                                                        tranche_date_parse (cases[i].end, NULL));

      if (count != cases[i].expected)
        g_error ("%s, %s to %s: %d instead of %d", tranche_frequency_get_nick (cases[i].frequency),
                 cases[i].start, cases[i].end, count, cases[i].expected);
    }

  g_assert_cmpint (tranche_frequency_get_expected_count (TRANCHE_FREQUENCY_MONTHLY, 0, 0), ==, 0);
  g_assert_cmpint (
      tranche_frequency_get_expected_count (TRANCHE_FREQUENCY_MONTHLY, G_MININT32, G_MAXINT32), ==,
      0);
}

/* Year by year the counts of an ongoing arrangement are those of its whole duration. */
static void
test_expected_count_since (void)
{
  static const TrancheFrequency by_months[]
      = { TRANCHE_FREQUENCY_MONTHLY, TRANCHE_FREQUENCY_QUARTERLY, TRANCHE_FREQUENCY_HALF_YEARLY,
          TRANCHE_FREQUENCY_YEARLY, TRANCHE_FREQUENCY_TWO_YEARLY };
  static const int per_two_years[] = { 24, 8, 4, 2, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (by_months); i++)
    for (TrancheDate since = tranche_date_new (2023, 1, 1); since < tranche_date_new (2025, 1, 1);
         since++)
      for (int year = 0; year < 6; year += 2)
        {
          TrancheDate start = year == 0 ? since : tranche_date_get_term_end (since, year * 12) + 1;
          TrancheDate middle = tranche_date_get_term_end (since, (year + 1) * 12);
          TrancheDate end = tranche_date_get_term_end (since, (year + 2) * 12);
          int first
              = tranche_frequency_get_expected_count_since (by_months[i], since, start, middle);
          int second
              = tranche_frequency_get_expected_count_since (by_months[i], since, middle + 1, end);

          g_assert_cmpint (first + second, ==, per_two_years[i]);
          g_assert_cmpint (first, ==, per_two_years[i] / 2);
        }

  g_assert_cmpint (tranche_frequency_get_expected_count_since (
                       TRANCHE_FREQUENCY_ONCE, tranche_date_new (2024, 7, 1),
                       tranche_date_new (2025, 7, 1), tranche_date_new (2026, 6, 30)),
                   ==, 0);
  g_assert_cmpint (tranche_frequency_get_expected_count_since (
                       TRANCHE_FREQUENCY_WEEKLY, tranche_date_new (2018, 7, 1),
                       tranche_date_new (2025, 7, 1), tranche_date_new (2026, 6, 30)),
                   ==, 52);
}

static void
test_text (void)
{
  static const char *const bad[] = { "", "daily", "week ly", "0", "\xff", "yearly yearly" };
  TrancheFrequency frequency;

  for (int code = -2; code < 20; code++)
    {
      gboolean valid = code >= 1 && code <= 10;

      g_assert_cmpint (tranche_frequency_is_valid (code), ==, valid);
      if (!valid)
        {
          g_assert_null (tranche_frequency_get_nick (code));
          g_assert_cmpstr (tranche_frequency_get_name (code), ==, "");
          continue;
        }

      g_assert_true (
          tranche_frequency_from_text (tranche_frequency_get_nick (code), &frequency, NULL));
      g_assert_cmpint (frequency, ==, code);
      g_assert_true (
          tranche_frequency_from_text (tranche_frequency_get_name (code), &frequency, NULL));
      g_assert_cmpint (frequency, ==, code);
    }

  g_assert_true (tranche_frequency_from_text (" EVERY  Two years ", &frequency, NULL));
  g_assert_cmpint (frequency, ==, TRANCHE_FREQUENCY_TWO_YEARLY);

  /* The codes are in files. */
  g_assert_cmpstr (tranche_frequency_get_nick (1), ==, "weekly");
  g_assert_cmpstr (tranche_frequency_get_nick (5), ==, "half-yearly");
  g_assert_cmpstr (tranche_frequency_get_nick (10), ==, "as-required");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tranche_frequency_from_text (bad[i], &frequency, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_nonnull (strstr (error->message, "half-yearly"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/frequency/expected-count", test_expected_count);
  g_test_add_func ("/domain/frequency/expected-count-since", test_expected_count_since);
  g_test_add_func ("/domain/frequency/text", test_text);

  return g_test_run ();
}
