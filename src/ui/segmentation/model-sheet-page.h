/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MODEL_SHEET_PAGE (tranche_model_sheet_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheModelSheetPage,
                      tranche_model_sheet_page,
                      TRANCHE,
                      MODEL_SHEET_PAGE,
                      TranchePage)

/* The office's service packages as they will print, for clients or for colleagues, to be printed or
 * saved. @day: as on a past day; TRANCHE_DATE_NONE: as they are now. */
TranchePage *tranche_model_sheet_page_new (TrancheSession *session, TrancheDate day);

G_END_DECLS
