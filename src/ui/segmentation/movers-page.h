/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/run-report.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MOVERS_PAGE (tranche_movers_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMoversPage, tranche_movers_page, TRANCHE, MOVERS_PAGE, TranchePage)

/* Whom a run moved, from where to where; a client opens its page. @mover_ids: (element-type gint64)
 */
TranchePage *
tranche_movers_page_new (TrancheSession *session, const TrancheRun *run, GArray *mover_ids);

G_END_DECLS
