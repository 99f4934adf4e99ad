/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CHOOSE_MODEL_DIALOG (tranche_choose_model_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheChooseModelDialog,
                      tranche_choose_model_dialog,
                      TRANCHE,
                      CHOOSE_MODEL_DIALOG,
                      AdwDialog)

/* Chooses the segmentation model of the practice or the licensee of the session's office: first
 * which, then what changes by it and which segment takes the place of which. */
AdwDialog *tranche_choose_model_dialog_new (TrancheSession *session);

G_END_DECLS
