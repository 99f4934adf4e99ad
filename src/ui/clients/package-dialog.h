/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_PACKAGE_DIALOG (tranche_package_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TranchePackageDialog,
                      tranche_package_dialog,
                      TRANCHE,
                      PACKAGE_DIALOG,
                      AdwDialog)

/**
 * tranche_package_dialog_new:
 * @client_ids: copied; at least one
 *
 * Sets the package of one or many clients by hand, with a reason and an optional last day, or gives
 * it back to segmentation. Only active segments can be chosen. The window says what was done, with
 * Undo. Present it on a page of the window: adw_dialog_present (dialog, page).
 */
AdwDialog *
tranche_package_dialog_new (TrancheSession *session, const gint64 *client_ids, guint n_clients);

G_END_DECLS
