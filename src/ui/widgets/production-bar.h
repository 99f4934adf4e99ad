/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_PRODUCTION_BAR (tranche_production_bar_get_type ())
G_DECLARE_FINAL_TYPE (TrancheProductionBar,
                      tranche_production_bar,
                      TRANCHE,
                      PRODUCTION_BAR,
                      GtkWidget)

/* One month of a TrancheProductionChart: drawn by CSS, spoken by its label. */
GtkWidget *tranche_production_bar_new (TrancheMonth month, TrancheMoney amount);

TrancheMoney tranche_production_bar_get_amount (TrancheProductionBar *self);
TrancheMonth tranche_production_bar_get_month (TrancheProductionBar *self);

/* Whether the month is in the range that segmentation looked at. */
void tranche_production_bar_set_counted (TrancheProductionBar *self, gboolean counted);
gboolean tranche_production_bar_get_counted (TrancheProductionBar *self);

/* "Aug 2024: 1,234.50" */
const char *tranche_production_bar_get_text (TrancheProductionBar *self);

G_END_DECLS
