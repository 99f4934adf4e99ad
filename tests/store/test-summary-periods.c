/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/queries/summary-periods.h"

#include "domain/error.h"
#include "domain/frequency.h"

static TrancheDate
day (const char *text)
{
  TrancheDate date;

  if (text == NULL)
    return TRANCHE_DATE_NONE;
  date = tranche_date_parse (text, NULL);
  g_assert_cmpint (date, !=, TRANCHE_DATE_NONE);
  return date;
}

static void
assert_day (TrancheDate date, const char *expected)
{
  g_autofree char *text = date != TRANCHE_DATE_NONE ? tranche_date_to_string (date) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_table (void)
{
  static const struct
  {
    const char *start;
    const char *reference;
    gboolean looks_back;
    const char *wanted;
    const char *today;
    const char *previous_from, *previous_until, *upcoming_from, *upcoming_until;
    gboolean consent;
    const char *anniversary, *reference_day, *opens, *closes, *due, *renew_by, *fees_off;
  } cases[] = {
    /* PRODUCT: the statement under the rules of 2021 to 2025 */
    { "2022-09-30", NULL, TRUE, NULL, "2024-10-05", "2023-09-30", "2024-09-29", "2024-09-30",
      "2025-09-29", FALSE, "2024-09-30", NULL, NULL, NULL, "2024-11-29", "2025-01-28",
      "2025-02-27" },
    /* and the yearly consent: no window is open, the running year with its next window */
    { "2025-03-01", NULL, FALSE, NULL, "2025-12-30", NULL, NULL, "2025-03-01", "2026-02-28", TRUE,
      "2026-03-01", NULL, "2025-12-31", "2026-07-29", NULL, NULL, NULL },
    /* a day later it is open, for the coming year */
    { "2025-03-01", NULL, FALSE, NULL, "2025-12-31", "2025-03-01", "2026-02-28", "2026-03-01",
      "2027-02-28", TRUE, "2026-03-01", NULL, "2025-12-31", "2026-07-29", NULL, NULL, NULL },
    /* and stays so until it closes */
    { "2025-03-01", NULL, FALSE, NULL, "2026-07-29", "2025-03-01", "2026-02-28", "2026-03-01",
      "2027-02-28", TRUE, "2026-03-01", NULL, "2025-12-31", "2026-07-29", NULL, NULL, NULL },
    { "2025-03-01", NULL, FALSE, NULL, "2026-07-30", "2025-03-01", "2026-02-28", "2026-03-01",
      "2027-02-28", TRUE, "2027-03-01", NULL, "2026-12-31", "2027-07-29", NULL, NULL, NULL },
    /* looking back: the latest anniversary, in the first year the coming one */
    { "2025-03-01", NULL, TRUE, NULL, "2025-06-01", "2025-03-01", "2026-02-28", "2026-03-01",
      "2027-02-28", TRUE, "2026-03-01", NULL, "2025-12-31", "2026-07-29", NULL, NULL, NULL },
    { "2023-07-01", NULL, TRUE, NULL, "2026-11-21", "2025-07-01", "2026-06-30", "2026-07-01",
      "2027-06-30", TRUE, "2026-07-01", NULL, "2026-05-02", "2026-11-28", NULL, NULL, NULL },
    /* a chosen one */
    { "2023-07-01", NULL, TRUE, "2025-07-01", "2026-11-21", "2024-07-01", "2025-06-30",
      "2025-07-01", "2026-06-30", TRUE, "2025-07-01", NULL, "2026-05-02", "2026-11-28", NULL, NULL,
      NULL },
    /* a reference day stands in for the next anniversary, and cuts the year before it */
    { "2025-03-01", "2026-02-01", FALSE, NULL, "2026-02-10", "2025-03-01", "2026-01-31",
      "2026-02-01", "2027-01-31", TRUE, "2026-03-01", "2026-02-01", "2025-12-03", "2026-07-01",
      NULL, NULL, NULL },
    { "2025-03-01", "2026-02-01", FALSE, NULL, "2025-06-01", NULL, NULL, "2025-03-01", "2026-01-31",
      TRUE, "2026-03-01", "2026-02-01", "2025-12-03", "2026-07-01", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TrancheArrangementDates dates = { .kind = TRANCHE_AGREEMENT_ONGOING,
                                              .start = day (cases[i].start),
                                              .reference_day = day (cases[i].reference) };
      TrancheConsentRules rules;
      TrancheSummaryPeriods periods;
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      tranche_consent_rules_init (&rules);
      tranche_summary_periods_init (&periods, &rules, &dates, cases[i].looks_back,
                                    day (cases[i].wanted), day (cases[i].today), &error);
      g_assert_no_error (error);
      assert_day (periods.previous_from, cases[i].previous_from);
      assert_day (periods.previous_until, cases[i].previous_until);
      assert_day (periods.upcoming_from, cases[i].upcoming_from);
      assert_day (periods.upcoming_until, cases[i].upcoming_until);
      g_assert_cmpint (periods.consent_rules, ==, cases[i].consent);
      assert_day (periods.anniversary, cases[i].anniversary);
      assert_day (periods.reference_day, cases[i].reference_day);
      g_assert_cmpint (periods.has_window, ==, cases[i].opens != NULL);
      if (periods.has_window)
        {
          assert_day (periods.window.opens, cases[i].opens);
          assert_day (periods.window.closes, cases[i].closes);
        }
      assert_day (periods.due, cases[i].due);
      assert_day (periods.renew_by, cases[i].renew_by);
      assert_day (periods.fees_off, cases[i].fees_off);
    }
}

/* From a 29 February on, every day is in one period, and every period counts its yearly service. */
static void
test_leap_day (void)
{
  static const struct
  {
    const char *from, *until;
  } periods[] = {
    { "2024-02-29", "2025-02-28" }, { "2025-03-01", "2026-02-28" }, { "2026-03-01", "2027-02-28" },
    { "2027-03-01", "2028-02-28" }, { "2028-02-29", "2029-02-28" },
  };
  const TrancheArrangementDates dates
      = { .kind = TRANCHE_AGREEMENT_ONGOING, .start = day ("2024-02-29") };
  TrancheConsentRules rules;

  tranche_consent_rules_init (&rules);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      TrancheSummaryPeriods found;
      g_autoptr (GError) error = NULL;

      tranche_summary_periods_init (&found, &rules, &dates, FALSE, day (periods[i].from),
                                    day (periods[i].from), &error);
      g_assert_no_error (error);
      assert_day (found.upcoming_from, periods[i].from);
      assert_day (found.upcoming_until, periods[i].until);
      assert_day (found.previous_from, i > 0 ? periods[i - 1].from : NULL);
      assert_day (found.previous_until, i > 0 ? periods[i - 1].until : NULL);
      g_assert_cmpint (tranche_frequency_get_expected_count_since (TRANCHE_FREQUENCY_YEARLY,
                                                                   dates.start, found.upcoming_from,
                                                                   found.upcoming_until),
                       ==, 1);
    }
}

static void
test_fixed_term (void)
{
  TrancheArrangementDates dates = { .kind = TRANCHE_AGREEMENT_FIXED_TERM,
                                    .start = day ("2025-07-01"),
                                    .end = day ("2026-01-31") };
  TrancheConsentRules rules;
  TrancheSummaryPeriods periods;
  g_autoptr (GError) error = NULL;

  tranche_consent_rules_init (&rules);
  g_assert_true (tranche_summary_periods_init (&periods, &rules, &dates, FALSE, TRANCHE_DATE_NONE,
                                               day ("2025-08-01"), &error));
  g_assert_no_error (error);
  assert_day (periods.upcoming_from, "2025-07-01");
  assert_day (periods.upcoming_until, "2026-01-31");
  assert_day (periods.previous_from, NULL);
  g_assert_false (periods.has_window);

  dates.end = TRANCHE_DATE_NONE;
  g_assert_false (tranche_summary_periods_init (&periods, &rules, &dates, FALSE, TRANCHE_DATE_NONE,
                                                day ("2025-08-01"), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

static void
test_choice (void)
{
  const TrancheArrangementDates dates
      = { .kind = TRANCHE_AGREEMENT_ONGOING, .start = day ("2023-07-01") };
  TrancheConsentRules rules;
  TrancheSummaryPeriods periods;
  g_autoptr (GArray) back = NULL;
  g_autoptr (GArray) first_year = NULL;
  g_autoptr (GError) error = NULL;

  tranche_consent_rules_init (&rules);
  back = tranche_summary_periods_list (&rules, &dates, TRUE, day ("2026-11-21"));
  g_assert_cmpuint (back->len, ==, 3);
  assert_day (g_array_index (back, TrancheDate, 0), "2025-07-01");
  assert_day (g_array_index (back, TrancheDate, 2), "2027-07-01");

  first_year = tranche_summary_periods_list (&rules, &dates, FALSE, day ("2023-08-01"));
  g_assert_cmpuint (first_year->len, ==, 2);
  assert_day (g_array_index (first_year, TrancheDate, 0), "2023-07-01");

  g_assert_false (tranche_summary_periods_init (&periods, &rules, &dates, TRUE, day ("2025-07-02"),
                                                day ("2026-11-21"), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/summary-periods/table", test_table);
  g_test_add_func ("/store/summary-periods/leap-day", test_leap_day);
  g_test_add_func ("/store/summary-periods/fixed-term", test_fixed_term);
  g_test_add_func ("/store/summary-periods/choice", test_choice);

  return g_test_run ();
}
