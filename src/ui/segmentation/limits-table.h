/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/segmentation-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* An active strategy's limits, a month, a year and over the range of a run of today: side by side,
 * or below each other while @page is narrow, as its property of that name says. */
GtkWidget *tranche_limits_table_new (const TrancheStrategyState *strategy,
                                     const TrancheSegmentLooks *looks,
                                     const char *title,
                                     const char *currency,
                                     gpointer page);

G_END_DECLS
