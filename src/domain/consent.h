/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"

G_BEGIN_DECLS

/**
 * TrancheConsentRules:
 * @fds_previous_months: how far a fee disclosure statement looks back from the anniversary
 * @fds_upcoming_months: how far it looks forward
 * @fds_due_days: days after the anniversary within which it is given
 * @fds_renewal_days: days after the anniversary within which the client renews
 * @fds_fees_off_days: days after the anniversary by which fees are off without a renewal
 * @consent_start: the first day of the rules with one consent a year; nothing of theirs happens
 * before
 * @consent_months: how often the consent is given
 * @consent_days_before: days before the anniversary or reference day from which it may be signed
 * @consent_days_after: days after it until which it may be signed
 * @fixed_term_months: the longest fixed term
 *
 * The offsets of the Australian rules on ongoing fee arrangements and fixed terms, each a setting
 * of the file, so that later law and other countries need no new release.
 *
 * The defaults are from the Corporations Act 2001, Part 7.7A, Division 3: for the years 2021 to
 * 2025 as amended by the Financial Sector Reform (Hayne Royal Commission Response No. 2) Act 2021
 * (anniversary day: section 962G (3); the two years of a fee disclosure statement: section 962H
 * (1), both as they then were; guidance: ASIC INFO 256), since 10 January 2025 as amended by the
 * Treasury Laws Amendment (Delivering Better Financial Outcomes and Other Measures) Act 2024
 * (sections 962F to 962H; deductions from accounts: section 962T; guidance: ASIC INFO 286). An
 * arrangement of more than 12 months is an ongoing one by section 962A, hence the longest fixed
 * term.
 */
typedef struct
{
  int fds_previous_months;
  int fds_upcoming_months;
  int fds_due_days;
  int fds_renewal_days;
  int fds_fees_off_days;
  TrancheDate consent_start;
  int consent_months;
  int consent_days_before;
  int consent_days_after;
  int fixed_term_months;
} TrancheConsentRules;

void tranche_consent_rules_init (TrancheConsentRules *rules);

/* (array zero-terminated=1): the settings' names in files, such as "fds-due-days". They never
 * change. */
const char *const *tranche_consent_rules_list_keys (void);

/* What the setting means, in the user's language; NULL for what isn't a key. */
const char *tranche_consent_rules_get_label (const char *key);

/* The value as text, a number or "YYYY-MM-DD"; NULL for what isn't a key. */
char *tranche_consent_rules_get (const TrancheConsentRules *rules, const char *key);

/**
 * tranche_consent_rules_set:
 *
 * Returns: %FALSE, @rules unchanged, with %TRANCHE_ERROR_NOT_FOUND if there is no such key (a later
 * version may have written it) or %TRANCHE_ERROR_INVALID if the value can't be: months from 1 to
 * 120, days from 0 to 730
 */
gboolean tranche_consent_rules_set (TrancheConsentRules *rules,
                                    const char *key,
                                    const char *value,
                                    GError **error);

/**
 * TrancheDisclosureDates:
 * @previous_start: first day of the year looked back on
 * @previous_end: its last day, the one before the anniversary
 * @upcoming_start: the anniversary
 * @upcoming_end: last day of the year looked forward to
 * @due: last day to give the statement
 * @renew_by: last day to renew
 * @fees_off: the day by which fees are off without a renewal
 */
typedef struct
{
  TrancheDate previous_start;
  TrancheDate previous_end;
  TrancheDate upcoming_start;
  TrancheDate upcoming_end;
  TrancheDate due;
  TrancheDate renew_by;
  TrancheDate fees_off;
} TrancheDisclosureDates;

/* FALSE with TRANCHE_ERROR_INVALID if the anniversary isn't a day, or a date leaves the accepted
 * years. */
gboolean tranche_consent_get_disclosure_dates (const TrancheConsentRules *rules,
                                               TrancheDate anniversary,
                                               TrancheDisclosureDates *dates,
                                               GError **error);

/**
 * TrancheConsentWindow:
 * @anniversary: the anniversary or reference day the window is about; of two readings, the earlier
 * @latest_reading: the same, or 1 March where @anniversary stands for a 29 February the year
 * doesn't have
 * @opens: first day on which the consent may be signed
 * @closes: last day; the arrangement ends without it
 * @two_readings: whether 29 February had two readings; the window is what both allow, and that
 * deserves a note
 * @cut_at_start: whether the window would have opened before the rules began
 */
typedef struct
{
  TrancheDate anniversary;
  TrancheDate latest_reading;
  TrancheDate opens;
  TrancheDate closes;
  gboolean two_readings;
  gboolean cut_at_start;
} TrancheConsentWindow;

typedef enum
{
  TRANCHE_CONSENT_TOO_EARLY,
  TRANCHE_CONSENT_OPEN,
  TRANCHE_CONSENT_LAPSED,
} TrancheConsentState;

/**
 * tranche_consent_applies:
 * @entered: the day the arrangement was entered into
 * @anniversary: one of its anniversaries or reference days
 *
 * Whether the yearly consent, rather than the fee disclosure statement, governs that anniversary:
 * always for arrangements entered into since the rules began, and for older ones from their first
 * anniversary after that day.
 */
gboolean tranche_consent_applies (const TrancheConsentRules *rules,
                                  TrancheDate entered,
                                  TrancheDate anniversary);

/**
 * tranche_consent_get_window:
 * @entered: the day the arrangement was entered into
 * @reference: an agreed reference day after @entered, or %TRANCHE_DATE_NONE. It stands in for the
 * next anniversary, and from then on its own anniversaries count
 * @number: which window: 1 is that of the first anniversary, or of the reference day that stands in
 * for it
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID if the dates can't be, or %TRANCHE_ERROR_NOT_FOUND if
 * that anniversary falls under the rules before, which know no such window
 */
gboolean tranche_consent_get_window (const TrancheConsentRules *rules,
                                     TrancheDate entered,
                                     TrancheDate reference,
                                     guint number,
                                     TrancheConsentWindow *window,
                                     GError **error);

/**
 * tranche_consent_find_window:
 * @day: usually today
 * @number: (out) (optional): its number
 *
 * The first window that hasn't closed before @day: the one that is open, or else the next.
 */
gboolean tranche_consent_find_window (const TrancheConsentRules *rules,
                                      TrancheDate entered,
                                      TrancheDate reference,
                                      TrancheDate day,
                                      guint *number,
                                      TrancheConsentWindow *window,
                                      GError **error);

/* What a signature of that day is worth, or how things stand on that day without one. */
TrancheConsentState tranche_consent_window_get_state (const TrancheConsentWindow *window,
                                                      TrancheDate day);

/**
 * TrancheFixedTermState:
 * @TRANCHE_FIXED_TERM_FITS: within the longest term
 * @TRANCHE_FIXED_TERM_ALERT: longer: may be kept as a draft, with a warning
 * @TRANCHE_FIXED_TERM_REFUSED: ends before it starts, or one of the days isn't one
 */
typedef enum
{
  TRANCHE_FIXED_TERM_FITS,
  TRANCHE_FIXED_TERM_ALERT,
  TRANCHE_FIXED_TERM_REFUSED,
} TrancheFixedTermState;

/* @latest_end: (out) (optional): the last day that would fit, or TRANCHE_DATE_NONE if @start isn't
 * a day */
TrancheFixedTermState tranche_consent_check_fixed_term (const TrancheConsentRules *rules,
                                                        TrancheDate start,
                                                        TrancheDate end,
                                                        TrancheDate *latest_end);

G_END_DECLS
