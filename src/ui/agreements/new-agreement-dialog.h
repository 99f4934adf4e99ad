/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NEW_AGREEMENT_DIALOG (tranche_new_agreement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheNewAgreementDialog,
                      tranche_new_agreement_dialog,
                      TRANCHE,
                      NEW_AGREEMENT_DIALOG,
                      AdwDialog)

/**
 * tranche_new_agreement_dialog_new:
 *
 * Enters an agreement with a client, as a draft. The package is the client's until another is
 * chosen, and the dialog says when they differ. Where the client has one of the kind already it
 * asks. Present it on the window or a page of it.
 */
AdwDialog *tranche_new_agreement_dialog_new (TrancheSession *session, gint64 client_id);

G_END_DECLS
