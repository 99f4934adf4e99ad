/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/consent.h"
#include "domain/error.h"

static TrancheDate
day (const char *text)
{
  g_autoptr (GError) error = NULL;
  TrancheDate date = text != NULL ? tranche_date_parse (text, &error) : TRANCHE_DATE_NONE;

  g_assert_no_error (error);
  return date;
}

static void
assert_day (TrancheDate date, const char *expected)
{
  g_autofree char *text = tranche_date_to_string (date);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_disclosure (void)
{
  g_autoptr (GError) error = NULL;
  TrancheConsentRules rules;
  TrancheDisclosureDates dates;

  tranche_consent_rules_init (&rules);
  g_assert_true (tranche_consent_get_disclosure_dates (&rules, day ("2024-09-30"), &dates, &error));
  g_assert_no_error (error);
  assert_day (dates.previous_start, "2023-09-30");
  assert_day (dates.previous_end, "2024-09-29");
  assert_day (dates.upcoming_start, "2024-09-30");
  assert_day (dates.upcoming_end, "2025-09-29");
  assert_day (dates.due, "2024-11-29");
  assert_day (dates.renew_by, "2025-01-28");
  assert_day (dates.fees_off, "2025-02-27");

  g_assert_false (tranche_consent_get_disclosure_dates (&rules, TRANCHE_DATE_NONE, &dates, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
      tranche_consent_get_disclosure_dates (&rules, day ("2999-12-31"), &dates, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

static void
test_windows (void)
{
  static const struct
  {
    const char *entered;
    const char *reference;
    guint number;
    const char *anniversary;
    const char *opens;
    const char *closes;
    gboolean two_readings;
    gboolean cut_at_start;
  } cases[] = {
    /* The worked checks */
    { "2025-03-01", NULL, 1, "2026-03-01", "2025-12-31", "2026-07-29", FALSE, FALSE },
    { "2024-02-29", NULL, 2, "2026-02-28", "2025-12-31", "2026-07-28", TRUE, FALSE },
    { "2020-02-01", NULL, 5, "2025-02-01", "2025-01-10", "2025-07-01", FALSE, TRUE },
    /* The years after */
    { "2025-03-01", NULL, 2, "2027-03-01", "2026-12-31", "2027-07-29", FALSE, FALSE },
    { "2024-02-29", NULL, 4, "2028-02-29", "2027-12-31", "2028-07-28", FALSE, FALSE },
    { "2020-02-01", NULL, 6, "2026-02-01", "2025-12-03", "2026-07-01", FALSE, FALSE },
    /* A reference day stands in for the anniversary after it, and starts a row of its own */
    { "2025-03-01", "2026-02-01", 1, "2026-02-01", "2025-12-03", "2026-07-01", FALSE, FALSE },
    { "2025-03-01", "2026-02-01", 2, "2027-02-01", "2026-12-03", "2027-07-01", FALSE, FALSE },
    { "2025-03-01", "2026-03-01", 1, "2026-03-01", "2025-12-31", "2026-07-29", FALSE, FALSE },
    { "2025-03-01", "2026-03-01", 2, "2027-03-01", "2026-12-31", "2027-07-29", FALSE, FALSE },
    { "2015-11-10", "2025-10-01", 9, NULL, NULL, NULL, FALSE, FALSE },
    { "2015-11-10", "2025-10-01", 10, "2025-10-01", "2025-08-02", "2026-02-28", FALSE, FALSE },
    /* A day after the anniversary doesn't make that anniversary's consent go away */
    { "2025-03-01", "2026-03-15", 1, "2026-03-01", "2025-12-31", "2026-07-29", FALSE, FALSE },
    { "2025-03-01", "2026-03-15", 2, "2026-03-15", "2026-01-14", "2026-08-12", FALSE, FALSE },
    /* Before the crossover, and on its day */
    { "2020-02-01", NULL, 4, NULL, NULL, NULL, FALSE, FALSE },
    { "2020-01-10", NULL, 5, NULL, NULL, NULL, FALSE, FALSE },
    { "2020-01-11", NULL, 5, "2025-01-11", "2025-01-10", "2025-06-10", FALSE, TRUE },
    { "2025-01-10", NULL, 1, "2026-01-10", "2025-11-11", "2026-06-09", FALSE, FALSE },
  };
  TrancheConsentRules rules;

  tranche_consent_rules_init (&rules);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheConsentWindow window;
      gboolean found
          = tranche_consent_get_window (&rules, day (cases[i].entered), day (cases[i].reference),
                                        cases[i].number, &window, &error);

      if (cases[i].anniversary == NULL)
        {
          g_assert_false (found);
          g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
          continue;
        }

      g_assert_no_error (error);
      g_assert_true (found);
      assert_day (window.anniversary, cases[i].anniversary);
      assert_day (window.opens, cases[i].opens);
      assert_day (window.closes, cases[i].closes);
      g_assert_cmpint (window.two_readings, ==, cases[i].two_readings);
      g_assert_cmpint (window.cut_at_start, ==, cases[i].cut_at_start);
    }
}

static void
test_states (void)
{
  static const struct
  {
    const char *day;
    TrancheConsentState state;
  } cases[] = {
    { "2025-12-30", TRANCHE_CONSENT_TOO_EARLY }, { "2025-12-31", TRANCHE_CONSENT_OPEN },
    { "2026-03-01", TRANCHE_CONSENT_OPEN },      { "2026-07-29", TRANCHE_CONSENT_OPEN },
    { "2026-07-30", TRANCHE_CONSENT_LAPSED },
  };
  TrancheConsentRules rules;
  TrancheConsentWindow window;

  tranche_consent_rules_init (&rules);
  g_assert_true (
      tranche_consent_get_window (&rules, day ("2025-03-01"), TRANCHE_DATE_NONE, 1, &window, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tranche_consent_window_get_state (&window, day (cases[i].day)), ==,
                     cases[i].state);
}

static void
test_find (void)
{
  static const struct
  {
    const char *entered;
    const char *reference;
    const char *on;
    guint number;
    const char *anniversary;
  } cases[] = {
    { "2025-03-01", NULL, "2025-03-01", 1, "2026-03-01" },
    { "2025-03-01", NULL, "2026-07-29", 1, "2026-03-01" },
    { "2025-03-01", NULL, "2026-07-30", 2, "2027-03-01" },
    { "2015-11-10", NULL, "2024-06-01", 10, "2025-11-10" },
    { "2015-11-10", "2025-10-01", "2024-06-01", 10, "2025-10-01" },
    { "2015-11-10", "2025-10-01", "2026-03-01", 11, "2026-10-01" },
    { "2020-02-01", NULL, "2024-06-01", 5, "2025-02-01" },
  };
  g_autoptr (GError) error = NULL;
  TrancheConsentRules rules;
  TrancheConsentWindow window;

  tranche_consent_rules_init (&rules);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint number = 0;

      g_assert_true (tranche_consent_find_window (&rules, day (cases[i].entered),
                                                  day (cases[i].reference), day (cases[i].on),
                                                  &number, &window, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (number, ==, cases[i].number);
      assert_day (window.anniversary, cases[i].anniversary);
    }

  g_assert_false (tranche_consent_find_window (&rules, day ("2025-03-01"), TRANCHE_DATE_NONE,
                                               G_MAXINT32, NULL, &window, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tranche_consent_find_window (&rules, TRANCHE_DATE_NONE, TRANCHE_DATE_NONE,
                                               day ("2025-03-01"), NULL, &window, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tranche_consent_get_window (&rules, day ("2025-03-01"), day ("2025-03-01"), 1,
                                              &window, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tranche_consent_get_window (&rules, day ("2025-03-01"), TRANCHE_DATE_NONE,
                                              G_MAXUINT, &window, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

static void
test_fixed_term (void)
{
  static const struct
  {
    const char *start;
    const char *end;
    TrancheFixedTermState state;
  } cases[] = {
    { "2025-07-01", "2026-06-30", TRANCHE_FIXED_TERM_FITS },
    { "2025-07-01", "2026-07-01", TRANCHE_FIXED_TERM_ALERT },
    { "2025-07-01", "2025-07-01", TRANCHE_FIXED_TERM_FITS },
    { "2025-07-01", "2025-06-30", TRANCHE_FIXED_TERM_REFUSED },
    { "2024-02-29", "2025-02-28", TRANCHE_FIXED_TERM_FITS },
    { "2024-02-29", "2025-03-01", TRANCHE_FIXED_TERM_ALERT },
    { "2025-07-01", NULL, TRANCHE_FIXED_TERM_REFUSED },
    { NULL, "2025-07-01", TRANCHE_FIXED_TERM_REFUSED },
  };
  TrancheConsentRules rules;
  TrancheDate latest;

  tranche_consent_rules_init (&rules);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        tranche_consent_check_fixed_term (&rules, day (cases[i].start), day (cases[i].end), NULL),
        ==, cases[i].state);

  tranche_consent_check_fixed_term (&rules, day ("2025-07-01"), day ("2027-01-01"), &latest);
  assert_day (latest, "2026-06-30");
}

static void
test_settings (void)
{
  static const char *const bad_days[] = { "", "-1", "731", "60 ", "6e1", "0x10", "99999999999999" };
  const char *const *keys = tranche_consent_rules_list_keys ();
  g_autoptr (GError) error = NULL;
  g_autofree char *due = NULL;
  g_autofree char *start = NULL;
  TrancheConsentRules rules;
  TrancheConsentRules copy = { 0 };
  TrancheConsentWindow window;

  tranche_consent_rules_init (&rules);

  /* All of it goes through text. */
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = tranche_consent_rules_get (&rules, keys[i]);

      g_assert_nonnull (tranche_consent_rules_get_label (keys[i]));
      g_assert_true (tranche_consent_rules_set (&copy, keys[i], value, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpmem (&copy, sizeof copy, &rules, sizeof rules);

  due = tranche_consent_rules_get (&rules, "fds-due-days");
  start = tranche_consent_rules_get (&rules, "consent-start");
  g_assert_cmpstr (due, ==, "60");
  g_assert_cmpstr (start, ==, "2025-01-10");

  for (gsize i = 0; i < G_N_ELEMENTS (bad_days); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      g_assert_false (
          tranche_consent_rules_set (&rules, "consent-days-after", bad_days[i], &bad_error));
      g_assert_error (bad_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
    }

  g_assert_false (tranche_consent_rules_set (&rules, "consent-months", "0", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tranche_consent_rules_set (&rules, "consent-start", "2025-02-30", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tranche_consent_rules_set (&rules, "moon-phase", "1", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_assert_null (tranche_consent_rules_get (&rules, "moon-phase"));
  g_assert_null (tranche_consent_rules_get_label ("moon-phase"));
  g_assert_cmpmem (&copy, sizeof copy, &rules, sizeof rules);

  /* And the windows follow. */
  g_assert_true (tranche_consent_rules_set (&rules, "consent-days-before", "90", NULL));
  g_assert_true (tranche_consent_rules_set (&rules, "consent-days-after", "0", NULL));
  g_assert_true (
      tranche_consent_get_window (&rules, day ("2025-03-01"), TRANCHE_DATE_NONE, 1, &window, NULL));
  assert_day (window.opens, "2025-12-01");
  assert_day (window.closes, "2026-03-01");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/consent/disclosure", test_disclosure);
  g_test_add_func ("/domain/consent/windows", test_windows);
  g_test_add_func ("/domain/consent/states", test_states);
  g_test_add_func ("/domain/consent/find", test_find);
  g_test_add_func ("/domain/consent/fixed-term", test_fixed_term);
  g_test_add_func ("/domain/consent/settings", test_settings);

  return g_test_run ();
}
