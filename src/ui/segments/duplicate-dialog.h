/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_DUPLICATE_DIALOG (tranche_duplicate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDuplicateDialog,
                      tranche_duplicate_dialog,
                      TRANCHE,
                      DUPLICATE_DIALOG,
                      AdwDialog)

/* Makes a copy of a model for the practice or the licensee of the session's office, and uses it at
 * once if that is wanted and its segments can take the place of those in use. */
AdwDialog *tranche_duplicate_dialog_new (TrancheSession *session,
                                         gint64 model_id,
                                         const char *model_name,
                                         TrancheModelLevel level);

G_END_DECLS
