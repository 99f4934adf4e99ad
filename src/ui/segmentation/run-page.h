/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_RUN_PAGE (tranche_run_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheRunPage, tranche_run_page, TRANCHE, RUN_PAGE, TranchePage)

/* What one run looked at, under which limits, and what came of it. */
TranchePage *tranche_run_page_new (TrancheSession *session, gint64 run_id);

G_END_DECLS
