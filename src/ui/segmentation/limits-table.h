/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/segmentation-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An active strategy's limits, a month, a year and over the range of a run of today. */
GtkWidget *tranche_limits_table_new (const TrancheStrategyState *strategy,
                                     const TrancheSegmentLooks *looks,
                                     const char *title,
                                     const char *currency);

G_END_DECLS
