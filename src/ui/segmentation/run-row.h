/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/run-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A run in a list: its day, what it looked at, who did it, how many moved, whether it stands. */
GtkWidget *tranche_run_row_new (const TrancheRun *run);

/* One segment of a run: the limits as they were, whom it got and what they bring. @look: (nullable)
 */
GtkWidget *tranche_run_segment_row_new (const TrancheRun *run,
                                        const TrancheRunSegment *segment,
                                        const TrancheSegmentLook *look);

/* "Nov 2025 – Oct 2026 (12 of 12 months)" (transfer full) */
char *tranche_run_format_range (const TrancheRun *run);

/* "58.2 %" of the whole; "" where that isn't above zero. (transfer full) */
char *tranche_run_format_share (TrancheMoney part, TrancheMoney whole);

G_END_DECLS
