/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"
#include "store/queries/model-content.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_IMPORT_MODEL_DIALOG (tranche_import_model_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheImportModelDialog,
                      tranche_import_model_dialog,
                      TRANCHE,
                      IMPORT_MODEL_DIALOG,
                      AdwDialog)

/* What a file would change in a model, and the button that does it. @wanted: (transfer full): what
 * was read from the file. */
AdwDialog *tranche_import_model_dialog_new (TrancheSession *session,
                                            gint64 model_id,
                                            TrancheModelContent *wanted);

G_END_DECLS
