/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NEW_CLIENT_DIALOG (tranche_new_client_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheNewClientDialog,
                      tranche_new_client_dialog,
                      TRANCHE,
                      NEW_CLIENT_DIALOG,
                      AdwDialog)

/**
 * tranche_new_client_dialog_new:
 *
 * Adds a household, a business or an individual, with the people in it. The name and the salutation
 * follow the people until somebody types over them. The window goes to the new client and says so,
 * with Undo. Where the acting member may not, the dialog says why. Present it on the window or a
 * page of it.
 */
AdwDialog *tranche_new_client_dialog_new (TrancheSession *session);

G_END_DECLS
