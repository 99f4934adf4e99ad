/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_PRODUCTION_CHART (tranche_production_chart_get_type ())
G_DECLARE_FINAL_TYPE (TrancheProductionChart,
                      tranche_production_chart,
                      TRANCHE,
                      PRODUCTION_CHART,
                      GtkWidget)

/**
 * TrancheProductionChart:
 *
 * The production of some months as bars, against the segments' monthly limits as lines. Claw-backs
 * go below the base line; months that segmentation didn't look at are faint. The month under the
 * pointer or the keyboard focus (Left, Right, Home, End) is written above; for assistive technology
 * it is a list of months with their amounts.
 */
GtkWidget *tranche_production_chart_new (void);

/**
 * TrancheChartLimit:
 * @lower: monthly, in cents
 */
typedef struct
{
  const char *segment_name;
  int colour;
  int mark;
  TrancheMoney lower;
} TrancheChartLimit;

/* @amounts: in cents, one a month from @first on; copied. At most 120 months. */
void tranche_production_chart_set_months (TrancheProductionChart *self,
                                          TrancheMonth first,
                                          const TrancheMoney *amounts,
                                          guint n_months);

/* The months that count, both included; TRANCHE_MONTH_NONE twice: all of them. */
void tranche_production_chart_set_range (TrancheProductionChart *self,
                                         TrancheMonth start,
                                         TrancheMonth end);

/* Lines at the limits above 0; those far above every bar are left out, but for the nearest. Copied.
 */
void tranche_production_chart_set_limits (TrancheProductionChart *self,
                                          const TrancheChartLimit *limits,
                                          guint n_limits);

G_END_DECLS
