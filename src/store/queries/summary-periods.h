/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/consent.h"

G_BEGIN_DECLS

/**
 * TrancheArrangementDates:
 * @kind: ongoing or fixed term
 * @start: the day entered; anniversaries count from it
 * @end: of a fixed term
 * @reference_day: an agreed earlier day, or %TRANCHE_DATE_NONE. One that isn't after @start counts
 * as none
 *
 * What of an agreement decides its periods.
 */
typedef struct
{
  TrancheAgreementKind kind;
  TrancheDate start;
  TrancheDate end;
  TrancheDate reference_day;
} TrancheArrangementDates;

/**
 * TrancheSummaryPeriods:
 * @previous_from: %TRANCHE_DATE_NONE, as @previous_until, where there is none: in the first year,
 * and in a fixed term
 * @upcoming_from: the day that parts the two periods; for a fixed term its first day
 * @consent_rules: whether the yearly consent governs, rather than the fee disclosure statement
 * @anniversary: the one the dates below belong to
 * @reference_day: the day that stands in for it, or %TRANCHE_DATE_NONE
 * @window: when the consent can be signed; only where @has_window
 * @due: under the rules before: last days to give the statement and to renew, and when fees are off
 *
 * What a printed summary looks back on and forward to, all days included.
 */
typedef struct
{
  TrancheDate previous_from;
  TrancheDate previous_until;
  TrancheDate upcoming_from;
  TrancheDate upcoming_until;
  gboolean consent_rules;
  TrancheDate anniversary;
  TrancheDate reference_day;
  gboolean has_window;
  TrancheConsentWindow window;
  TrancheDate due;
  TrancheDate renew_by;
  TrancheDate fees_off;
} TrancheSummaryPeriods;

/**
 * tranche_summary_periods_init:
 * @looks_back: for a summary of the year that is over: it takes the latest anniversary, in the
 * first year the coming one. Otherwise the year that consent can be given for now, or, while no
 * window is open, the one that runs
 * @wanted: an upcoming period's first day, one of tranche_summary_periods_list(), or
 * %TRANCHE_DATE_NONE
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID if the dates can't be, or if no period begins on
 * @wanted
 */
gboolean tranche_summary_periods_init (TrancheSummaryPeriods *periods,
                                       const TrancheConsentRules *rules,
                                       const TrancheArrangementDates *dates,
                                       gboolean looks_back,
                                       TrancheDate wanted,
                                       TrancheDate today,
                                       GError **error);

/* (transfer full) (element-type TrancheDate): first days of the upcoming periods there is a choice
 * of, oldest first: the one that runs, the one before and the one after. One for a fixed term. */
GArray *tranche_summary_periods_list (const TrancheConsentRules *rules,
                                      const TrancheArrangementDates *dates,
                                      gboolean looks_back,
                                      TrancheDate today);

G_END_DECLS
