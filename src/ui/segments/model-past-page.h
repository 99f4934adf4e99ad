/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MODEL_PAST_PAGE (tranche_model_past_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheModelPastPage,
                      tranche_model_past_page,
                      TRANCHE,
                      MODEL_PAST_PAGE,
                      TranchePage)

/* A segmentation model as it was at the end of a day: its matrix, to be read. */
TranchePage *tranche_model_past_page_new (TrancheSession *session,
                                          gint64 model_id,
                                          const char *model_name,
                                          TrancheDate day);

G_END_DECLS
