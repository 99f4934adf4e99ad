/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MODEL_HISTORY_PAGE (tranche_model_history_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheModelHistoryPage,
                      tranche_model_history_page,
                      TRANCHE,
                      MODEL_HISTORY_PAGE,
                      TranchePage)

/* What changed in a segmentation model, when and by whom; and the model as it was on a day. */
TranchePage *
tranche_model_history_page_new (TrancheSession *session, gint64 model_id, const char *model_name);

G_END_DECLS
