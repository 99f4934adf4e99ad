/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/summary.h"

G_BEGIN_DECLS

/* A year of the Elliotts, as a practice would send it; fills two to three pages. */
TrancheSummary *sample_summary_new (TrancheSummaryKind kind);

/* One page: a short letter to client @number of a batch, each with its own name, counts and
 * amounts. */
TrancheSummary *sample_letter_new (guint number);

G_END_DECLS
