/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/summary-periods.h"

#include "domain/error.h"

#include <glib/gi18n.h>

/* An arrangement of three centuries is a mistake in its dates. */
#define MOST_PERIODS 300

static TrancheDate
get_reference_day (const TrancheArrangementDates *dates)
{
  return dates->reference_day > dates->start ? dates->reference_day : TRANCHE_DATE_NONE;
}

/* The natural anniversaries before the reference day, which replaces the next one. */
static guint
count_before_reference (const TrancheConsentRules *rules, const TrancheArrangementDates *dates)
{
  TrancheDate reference = get_reference_day (dates);
  guint count = 0;

  if (reference == TRANCHE_DATE_NONE)
    return G_MAXUINT;

  while (count < MOST_PERIODS)
    {
      TrancheDate day
          = tranche_date_add_months (dates->start, (int) (count + 1) * rules->consent_months);

      if (day == TRANCHE_DATE_NONE || day >= reference)
        break;
      count++;
    }
  return count;
}

/* The anniversary or reference day that parts period @number from the one before it: 0 is the day
 * entered. Of two readings of a 29 February, the earlier, from which limits count. */
static TrancheDate
get_anniversary (const TrancheConsentRules *rules,
                 const TrancheArrangementDates *dates,
                 guint n_before,
                 guint number)
{
  if (number <= n_before)
    return tranche_date_add_months (dates->start, (int) number * rules->consent_months);
  return tranche_date_add_months (get_reference_day (dates),
                                  (int) (number - n_before - 1) * rules->consent_months);
}

/* The day on which period @number begins. Where the month is too short for the anniversary, the
 * first of the next month: so periods are whole terms, and each begins when the one before it is
 * over. */
static TrancheDate
get_period_start (const TrancheConsentRules *rules,
                  const TrancheArrangementDates *dates,
                  guint n_before,
                  guint number)
{
  TrancheDate origin = number <= n_before ? dates->start : get_reference_day (dates);
  guint n_terms = number <= n_before ? number : number - n_before - 1;
  TrancheDate end;

  if (n_terms == 0)
    return origin;

  end = tranche_date_get_term_end (origin, (int) n_terms * rules->consent_months);
  return end != TRANCHE_DATE_NONE ? end + 1 : TRANCHE_DATE_NONE;
}

/* The number of the period that @today lies in; 0 before the arrangement begins. */
static guint
find_running_period (const TrancheConsentRules *rules,
                     const TrancheArrangementDates *dates,
                     guint n_before,
                     TrancheDate today)
{
  guint number = 0;

  while (number < MOST_PERIODS)
    {
      TrancheDate next = get_period_start (rules, dates, n_before, number + 1);

      if (next == TRANCHE_DATE_NONE || next > today)
        break;
      number++;
    }
  return number;
}

static gboolean
find_window (const TrancheConsentRules *rules,
             const TrancheArrangementDates *dates,
             guint number,
             TrancheConsentWindow *window)
{
  return number >= 1
         && tranche_consent_get_window (rules, dates->start, get_reference_day (dates), number,
                                        window, NULL);
}

static guint
choose_period (const TrancheConsentRules *rules,
               const TrancheArrangementDates *dates,
               guint n_before,
               gboolean looks_back,
               TrancheDate today)
{
  guint running = find_running_period (rules, dates, n_before, today);
  TrancheConsentWindow window;

  if (looks_back)
    return MAX (running, 1);

  /* The coming year's window opens before this year is over. */
  if (find_window (rules, dates, running + 1, &window)
      && tranche_consent_window_get_state (&window, today) == TRANCHE_CONSENT_OPEN)
    return running + 1;
  return running;
}

static gboolean
find_wanted (const TrancheConsentRules *rules,
             const TrancheArrangementDates *dates,
             guint n_before,
             gboolean looks_back,
             TrancheDate wanted,
             guint *number,
             GError **error)
{
  g_autofree char *text = NULL;

  for (guint candidate = looks_back ? 1 : 0; candidate < MOST_PERIODS; candidate++)
    {
      TrancheDate start = get_period_start (rules, dates, n_before, candidate);

      if (start == wanted)
        {
          *number = candidate;
          return TRUE;
        }
      if (start == TRANCHE_DATE_NONE || start > wanted)
        break;
    }

  text = tranche_date_format (wanted);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               _ ("No period of the agreement begins on %s"), text);
  return FALSE;
}

/* The window that matters: of this period's first day while it can still be used, else the next. */
static void
set_consent (TrancheSummaryPeriods *periods,
             const TrancheConsentRules *rules,
             const TrancheArrangementDates *dates,
             guint n_before,
             gboolean looks_back,
             guint number,
             TrancheDate today)
{
  guint window_number = MAX (number, 1);

  if (find_window (rules, dates, window_number, &periods->window)
      && periods->window.closes >= today)
    {
      periods->has_window = TRUE;
    }
  else
    {
      window_number = number + 1;
      periods->has_window = find_window (rules, dates, window_number, &periods->window);
    }

  /* A statement about the year that is over names the anniversary that ended it. */
  if (looks_back || !periods->has_window)
    window_number = MAX (number, 1);
  periods->anniversary = get_anniversary (rules, dates, n_before, window_number);
  if (window_number > n_before)
    {
      guint natural = n_before + 1;

      periods->reference_day = periods->anniversary;
      while (natural < MOST_PERIODS
             && tranche_date_add_months (dates->start, (int) natural * rules->consent_months)
                    < periods->reference_day)
        natural++;
      periods->anniversary
          = tranche_date_add_months (dates->start, (int) natural * rules->consent_months);
    }
}

static gboolean
init_ongoing (TrancheSummaryPeriods *periods,
              const TrancheConsentRules *rules,
              const TrancheArrangementDates *dates,
              gboolean looks_back,
              TrancheDate wanted,
              TrancheDate today,
              GError **error)
{
  guint n_before = count_before_reference (rules, dates);
  TrancheDisclosureDates disclosure;
  TrancheDate next;
  TrancheDate previous;
  guint number;

  if (wanted == TRANCHE_DATE_NONE)
    number = choose_period (rules, dates, n_before, looks_back, today);
  else if (!find_wanted (rules, dates, n_before, looks_back, wanted, &number, error))
    return FALSE;

  periods->upcoming_from = get_period_start (rules, dates, n_before, number);
  if (!tranche_consent_get_disclosure_dates (
          rules, get_anniversary (rules, dates, n_before, number), &disclosure, error))
    return FALSE;

  /* No further than the next period begins: a reference day cuts a year short, and 28 February
   * isn't in two of them. Where the file's rules look further than a year, they say how far. */
  next = get_period_start (rules, dates, n_before, number + 1);
  periods->upcoming_until = disclosure.upcoming_end;
  if (next != TRANCHE_DATE_NONE
      && (number == n_before || rules->fds_upcoming_months == rules->consent_months))
    periods->upcoming_until = next - 1;

  if (number >= 1)
    {
      previous = get_period_start (rules, dates, n_before, number - 1);
      periods->previous_from = disclosure.previous_start;
      periods->previous_until = periods->upcoming_from - 1;
      /* Nothing was owed before the arrangement, and the year before a reference day is short. */
      if (number == n_before + 1 || rules->fds_previous_months == rules->consent_months)
        periods->previous_from = previous;
      periods->previous_from = MAX (periods->previous_from, dates->start);
    }

  periods->consent_rules
      = tranche_consent_applies (rules, dates->start, MAX (periods->upcoming_from, dates->start));
  set_consent (periods, rules, dates, n_before, looks_back, number, today);
  /* Whether a year began under the rules before or not: what follows it is under the new ones. */
  if (!looks_back && periods->has_window)
    periods->consent_rules = TRUE;
  if (!periods->consent_rules)
    {
      periods->has_window = FALSE;
      periods->due = disclosure.due;
      periods->renew_by = disclosure.renew_by;
      periods->fees_off = disclosure.fees_off;
    }
  return TRUE;
}

gboolean
tranche_summary_periods_init (TrancheSummaryPeriods *periods,
                              const TrancheConsentRules *rules,
                              const TrancheArrangementDates *dates,
                              gboolean looks_back,
                              TrancheDate wanted,
                              TrancheDate today,
                              GError **error)
{
  g_return_val_if_fail (periods != NULL, FALSE);
  g_return_val_if_fail (rules != NULL, FALSE);
  g_return_val_if_fail (dates != NULL, FALSE);

  *periods = (TrancheSummaryPeriods) { 0 };
  if (dates->kind == TRANCHE_AGREEMENT_FIXED_TERM)
    {
      TrancheDate latest;

      if (tranche_consent_check_fixed_term (rules, dates->start, dates->end, &latest)
          != TRANCHE_FIXED_TERM_REFUSED)
        {
          periods->upcoming_from = dates->start;
          periods->upcoming_until = dates->end;
          return TRUE;
        }
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The fixed term has no last day after its first one"));
      return FALSE;
    }

  return init_ongoing (periods, rules, dates, looks_back, wanted, today, error);
}

GArray *
tranche_summary_periods_list (const TrancheConsentRules *rules,
                              const TrancheArrangementDates *dates,
                              gboolean looks_back,
                              TrancheDate today)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (TrancheDate));
  guint n_before, running, first;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (dates != NULL, NULL);

  if (dates->kind == TRANCHE_AGREEMENT_FIXED_TERM)
    {
      g_array_append_val (starts, dates->start);
      return g_steal_pointer (&starts);
    }

  n_before = count_before_reference (rules, dates);
  running = find_running_period (rules, dates, n_before, today);
  first = running > 0 ? running - 1 : 0;
  if (looks_back)
    first = MAX (first, 1);
  for (guint number = first; number <= running + 1; number++)
    {
      TrancheDate start = get_period_start (rules, dates, n_before, number);

      if (start != TRANCHE_DATE_NONE)
        g_array_append_val (starts, start);
    }
  return g_steal_pointer (&starts);
}
