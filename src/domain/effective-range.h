/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/month.h"

G_BEGIN_DECLS

/* What offices may choose; far beyond any practice's needs. */
#define TRANCHE_WINDOW_MAXIMUM_LIMIT 120
#define TRANCHE_WINDOW_BUFFER_LIMIT 60

#define TRANCHE_WINDOW_DEFAULT_MAXIMUM 12
#define TRANCHE_WINDOW_DEFAULT_BUFFER 1

/**
 * TrancheEffectiveRange:
 * @run_month: the month of the run
 * @start: the effective range's first month
 * @end: its last month, included
 * @available: how many months of the range have statements behind them, 1 to @maximum
 * @maximum: the office's maximum segmentation months
 * @buffer: the office's buffer months
 *
 * The months whose production decides the segments of one run.
 */
typedef struct
{
  TrancheMonth run_month;
  TrancheMonth start;
  TrancheMonth end;
  int available;
  int maximum;
  int buffer;
} TrancheEffectiveRange;

/**
 * tranche_effective_range_init:
 * @run_date: the day of the run
 * @maximum: maximum segmentation months, 1 to %TRANCHE_WINDOW_MAXIMUM_LIMIT
 * @buffer: buffer months, 0 (live) to %TRANCHE_WINDOW_BUFFER_LIMIT
 * @earliest: the month of the office's earliest statement, or %TRANCHE_MONTH_NONE
 *
 * The range ends @buffer months before the run's month and spans @maximum months; the available
 * ones begin with the earliest statement. @window is left alone on failure.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_REFUSED if no month is available, in a sentence for the user,
 * or %TRANCHE_ERROR_INVALID if the date or the settings can't be used
 */
gboolean tranche_effective_range_init (TrancheEffectiveRange *window,
                                       TrancheDate run_date,
                                       int maximum,
                                       int buffer,
                                       TrancheMonth earliest,
                                       GError **error);

/* "Aug 2024 – Jul 2025", or "Jul 2025" for a single month, in the user's language. */
char *tranche_effective_range_format (TrancheMonth start, TrancheMonth end);

G_END_DECLS
