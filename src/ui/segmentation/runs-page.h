/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_RUNS_PAGE (tranche_runs_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheRunsPage, tranche_runs_page, TRANCHE, RUNS_PAGE, TranchePage)

/* The office's segmentation runs; an item is a run. */
TranchePage *tranche_runs_page_new (TrancheSession *session);

G_END_DECLS
