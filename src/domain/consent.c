/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/consent.h"

#include <glib/gi18n.h>

#include "domain/error.h"

#define MONTHS_MAX 120
#define DAYS_MAX 730

typedef enum
{
  RULE_MONTHS,
  RULE_DAYS,
  RULE_DATE,
} RuleKind;

typedef struct
{
  const char *label;
  RuleKind kind;
  gsize offset;
} RuleInfo;

#define N_RULES 10

/* The keys stand in files; the labels follow in the same order. */
static const char *const rule_keys[N_RULES + 1] = {
  "fds-previous-months",
  "fds-upcoming-months",
  "fds-due-days",
  "fds-renewal-days",
  "fds-fees-off-days",
  "consent-start",
  "consent-months",
  "consent-days-before",
  "consent-days-after",
  "fixed-term-months",
  NULL,
};

#define RULE(label, kind, field) { label, kind, G_STRUCT_OFFSET (TrancheConsentRules, field) }

static const RuleInfo rule_infos[N_RULES] = {
  RULE (N_ ("Months a fee disclosure statement looks back"), RULE_MONTHS, fds_previous_months),
  RULE (N_ ("Months a fee disclosure statement looks forward"), RULE_MONTHS, fds_upcoming_months),
  RULE (N_ ("Days after the anniversary to give it"), RULE_DAYS, fds_due_days),
  RULE (N_ ("Days after the anniversary to renew"), RULE_DAYS, fds_renewal_days),
  RULE (N_ ("Days after the anniversary until fees are off"), RULE_DAYS, fds_fees_off_days),
  RULE (N_ ("First day of the yearly consent"), RULE_DATE, consent_start),
  RULE (N_ ("Months between consents"), RULE_MONTHS, consent_months),
  RULE (N_ ("Days before the anniversary from which consent may be signed"),
        RULE_DAYS,
        consent_days_before),
  RULE (N_ ("Days after the anniversary until which consent may be signed"),
        RULE_DAYS,
        consent_days_after),
  RULE (N_ ("Months of the longest fixed term"), RULE_MONTHS, fixed_term_months),
};

static int
find_rule (const char *key)
{
  for (int i = 0; i < N_RULES; i++)
    if (g_str_equal (rule_keys[i], key))
      return i;

  return -1;
}

static gboolean
is_day (TrancheDate date)
{
  int year;

  tranche_date_get (date, &year, NULL, NULL);
  return year != 0;
}

/* A calendar's end is far away, but settings and dates come from files. */
static TrancheDate
add_days (TrancheDate date, int days)
{
  return is_day (date) && is_day (date + days) ? date + days : TRANCHE_DATE_NONE;
}

static gboolean
set_dates_error (GError **error)
{
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("The dates of the arrangement are missing or beyond the calendar"));
  return FALSE;
}

void
tranche_consent_rules_init (TrancheConsentRules *rules)
{
  g_return_if_fail (rules != NULL);

  *rules = (TrancheConsentRules) {
    .fds_previous_months = 12,
    .fds_upcoming_months = 12,
    .fds_due_days = 60,
    .fds_renewal_days = 120,
    .fds_fees_off_days = 150,
    .consent_start = tranche_date_new (2025, 1, 10),
    .consent_months = 12,
    .consent_days_before = 60,
    .consent_days_after = 150,
    .fixed_term_months = 12,
  };
}

const char *const *
tranche_consent_rules_list_keys (void)
{
  return rule_keys;
}

const char *
tranche_consent_rules_get_label (const char *key)
{
  int rule;

  g_return_val_if_fail (key != NULL, NULL);

  rule = find_rule (key);
  return rule >= 0 ? _ (rule_infos[rule].label) : NULL;
}

char *
tranche_consent_rules_get (const TrancheConsentRules *rules, const char *key)
{
  int rule;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  rule = find_rule (key);
  if (rule < 0)
    return NULL;

  if (rule_infos[rule].kind == RULE_DATE)
    return tranche_date_to_string (G_STRUCT_MEMBER (TrancheDate, rules, rule_infos[rule].offset));

  return g_strdup_printf ("%d", G_STRUCT_MEMBER (int, rules, rule_infos[rule].offset));
}

gboolean
tranche_consent_rules_set (TrancheConsentRules *rules,
                           const char *key,
                           const char *value,
                           GError **error)
{
  const RuleInfo *info;
  int rule;

  g_return_val_if_fail (rules != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  rule = find_rule (key);
  if (rule < 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           _ ("There is no such setting of the consent rules"));
      return FALSE;
    }

  info = &rule_infos[rule];
  if (info->kind == RULE_DATE)
    {
      TrancheDate date = tranche_date_parse (value, error);

      if (date == TRANCHE_DATE_NONE)
        {
          g_prefix_error (error, "%s: ", rule_keys[rule]);
          return FALSE;
        }
      G_STRUCT_MEMBER (TrancheDate, rules, info->offset) = date;
    }
  else
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (value, 10, info->kind == RULE_MONTHS ? 1 : 0,
                                       info->kind == RULE_MONTHS ? MONTHS_MAX : DAYS_MAX, &number,
                                       NULL))
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("%s: a whole number from %d to %d is needed"), rule_keys[rule],
                       info->kind == RULE_MONTHS ? 1 : 0,
                       info->kind == RULE_MONTHS ? MONTHS_MAX : DAYS_MAX);
          return FALSE;
        }
      G_STRUCT_MEMBER (int, rules, info->offset) = number;
    }

  return TRUE;
}

gboolean
tranche_consent_get_disclosure_dates (const TrancheConsentRules *rules,
                                      TrancheDate anniversary,
                                      TrancheDisclosureDates *dates,
                                      GError **error)
{
  TrancheDisclosureDates found;

  g_return_val_if_fail (rules != NULL, FALSE);
  g_return_val_if_fail (dates != NULL, FALSE);

  found.previous_start = tranche_date_add_months (anniversary, -rules->fds_previous_months);
  found.previous_end = add_days (anniversary, -1);
  found.upcoming_start = anniversary;
  found.upcoming_end = tranche_date_get_term_end (anniversary, rules->fds_upcoming_months);
  found.due = add_days (anniversary, rules->fds_due_days);
  found.renew_by = add_days (anniversary, rules->fds_renewal_days);
  found.fees_off = add_days (anniversary, rules->fds_fees_off_days);

  if (found.previous_start == TRANCHE_DATE_NONE || found.previous_end == TRANCHE_DATE_NONE
      || found.upcoming_end == TRANCHE_DATE_NONE || found.due == TRANCHE_DATE_NONE
      || found.renew_by == TRANCHE_DATE_NONE || found.fees_off == TRANCHE_DATE_NONE)
    return set_dates_error (error);

  *dates = found;
  return TRUE;
}

/* The days that an anniversary of @day may mean: one, or two for a 29 February that the year
 * doesn't have. */
static gboolean
read_anniversary (TrancheDate day, int months, TrancheDate *earliest, TrancheDate *latest)
{
  int day_of_month;
  int month;
  int anniversary_day;

  *earliest = tranche_date_add_months (day, months);
  if (*earliest == TRANCHE_DATE_NONE)
    return FALSE;

  tranche_date_get (day, NULL, &month, &day_of_month);
  tranche_date_get (*earliest, NULL, NULL, &anniversary_day);
  *latest = anniversary_day < day_of_month ? add_days (*earliest, 1) : *earliest;
  return *latest != TRANCHE_DATE_NONE;
}

gboolean
tranche_consent_applies (const TrancheConsentRules *rules,
                         TrancheDate entered,
                         TrancheDate anniversary)
{
  g_return_val_if_fail (rules != NULL, FALSE);

  return entered >= rules->consent_start || anniversary > rules->consent_start;
}

/* How many anniversaries there are before the reference day; it replaces the next one. Without one:
 * all. */
static gboolean
count_before_reference (const TrancheConsentRules *rules,
                        TrancheDate entered,
                        TrancheDate reference,
                        guint *n_before,
                        GError **error)
{
  guint count = 0;

  if (!is_day (entered))
    return set_dates_error (error);

  if (reference == TRANCHE_DATE_NONE)
    {
      *n_before = G_MAXUINT;
      return TRUE;
    }

  if (!is_day (reference) || reference <= entered)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The reference day must be after the day the arrangement was entered "
                              "into"));
      return FALSE;
    }

  for (;;)
    {
      TrancheDate anniversary
          = tranche_date_add_months (entered, (count + 1) * rules->consent_months);

      if (anniversary == TRANCHE_DATE_NONE || anniversary >= reference)
        break;
      count++;
    }

  *n_before = count;
  return TRUE;
}

static gboolean
make_window (const TrancheConsentRules *rules,
             TrancheDate entered,
             TrancheDate reference,
             guint n_before,
             guint number,
             TrancheConsentWindow *window,
             GError **error)
{
  TrancheConsentWindow found = { 0 };
  TrancheDate origin = number <= n_before ? entered : reference;
  guint n_periods = number <= n_before ? number : number - n_before - 1;

  if (n_periods > G_MAXINT16
      || !read_anniversary (origin, n_periods * rules->consent_months, &found.anniversary,
                            &found.latest_reading))
    return set_dates_error (error);

  if (!tranche_consent_applies (rules, entered, found.anniversary))
    {
      g_autofree char *day = tranche_date_format (found.anniversary);

      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                   _ ("The anniversary of %s falls under the rules before the yearly consent"),
                   day);
      return FALSE;
    }

  found.two_readings = found.latest_reading != found.anniversary;
  found.opens = add_days (found.latest_reading, -rules->consent_days_before);
  found.closes = add_days (found.anniversary, rules->consent_days_after);
  if (found.opens == TRANCHE_DATE_NONE || found.closes == TRANCHE_DATE_NONE)
    return set_dates_error (error);

  if (found.opens < rules->consent_start)
    {
      found.opens = rules->consent_start;
      found.cut_at_start = TRUE;
    }

  *window = found;
  return TRUE;
}

gboolean
tranche_consent_get_window (const TrancheConsentRules *rules,
                            TrancheDate entered,
                            TrancheDate reference,
                            guint number,
                            TrancheConsentWindow *window,
                            GError **error)
{
  guint n_before;

  g_return_val_if_fail (rules != NULL, FALSE);
  g_return_val_if_fail (number >= 1, FALSE);
  g_return_val_if_fail (window != NULL, FALSE);

  return count_before_reference (rules, entered, reference, &n_before, error)
         && make_window (rules, entered, reference, n_before, number, window, error);
}

gboolean
tranche_consent_find_window (const TrancheConsentRules *rules,
                             TrancheDate entered,
                             TrancheDate reference,
                             TrancheDate day,
                             guint *number,
                             TrancheConsentWindow *window,
                             GError **error)
{
  guint n_before;

  g_return_val_if_fail (rules != NULL, FALSE);
  g_return_val_if_fail (window != NULL, FALSE);

  if (!count_before_reference (rules, entered, reference, &n_before, error))
    return FALSE;

  /* A window a period, 1,100 years at most: the calendar's end stops it. */
  for (guint candidate = 1;; candidate++)
    {
      g_autoptr (GError) local_error = NULL;
      TrancheConsentWindow found;

      if (!make_window (rules, entered, reference, n_before, candidate, &found, &local_error))
        {
          if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
            continue;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (found.closes >= day)
        {
          if (number != NULL)
            *number = candidate;
          *window = found;
          return TRUE;
        }
    }
}

TrancheConsentState
tranche_consent_window_get_state (const TrancheConsentWindow *window, TrancheDate day)
{
  g_return_val_if_fail (window != NULL, TRANCHE_CONSENT_TOO_EARLY);

  if (day < window->opens)
    return TRANCHE_CONSENT_TOO_EARLY;

  return day <= window->closes ? TRANCHE_CONSENT_OPEN : TRANCHE_CONSENT_LAPSED;
}

TrancheFixedTermState
tranche_consent_check_fixed_term (const TrancheConsentRules *rules,
                                  TrancheDate start,
                                  TrancheDate end,
                                  TrancheDate *latest_end)
{
  TrancheDate latest;

  g_return_val_if_fail (rules != NULL, TRANCHE_FIXED_TERM_REFUSED);

  latest = tranche_date_get_term_end (start, rules->fixed_term_months);
  if (latest_end != NULL)
    *latest_end = latest;

  if (!is_day (start) || !is_day (end) || end < start)
    return TRANCHE_FIXED_TERM_REFUSED;

  return latest == TRANCHE_DATE_NONE || end <= latest ? TRANCHE_FIXED_TERM_FITS
                                                      : TRANCHE_FIXED_TERM_ALERT;
}
