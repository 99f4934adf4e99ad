/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"

G_BEGIN_DECLS

/**
 * TrancheMonth:
 *
 * A calendar month as year × 12 + month − 1, so that the distance of two months is their difference
 * and a range is a pair of integers. The store keeps the same number.
 */
typedef gint32 TrancheMonth;

#define TRANCHE_MONTH_NONE ((TrancheMonth) - 1)
#define TRANCHE_MONTH(year, month) ((TrancheMonth) ((year) * 12 + (month) - 1))

static inline int
tranche_month_get_year (TrancheMonth month)
{
  return month / 12;
}

/* 1 to 12 */
static inline int
tranche_month_get_month (TrancheMonth month)
{
  return month % 12 + 1;
}

TrancheMonth tranche_month_from_date (TrancheDate date);

/* First and last day of the month. */
TrancheDate tranche_month_get_first_day (TrancheMonth month);
TrancheDate tranche_month_get_last_day (TrancheMonth month);

/* "YYYY-MM"; TRANCHE_MONTH_NONE and an error if it isn't one. Years 1900 to 2999. */
TrancheMonth tranche_month_parse (const char *text, GError **error);
char *tranche_month_to_string (TrancheMonth month);

/* "Aug 2024", in the user's language. */
char *tranche_month_format (TrancheMonth month);

G_END_DECLS
