/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_ADD_CLIENT_BUTTON (tranche_add_client_button_get_type ())
G_DECLARE_FINAL_TYPE (TrancheAddClientButton,
                      tranche_add_client_button,
                      TRANCHE,
                      ADD_CLIENT_BUTTON,
                      GtkButton)

/**
 * TrancheAddClientButton:
 *
 * The [+] of the list of clients: activates page.new, and where the acting member may not add
 * clients, is insensitive and says why.
 */

/* Keeps @page's action "new" in step with what the acting member may. */
void tranche_add_client_button_watch (TrancheAddClientButton *self, TranchePage *page);

G_END_DECLS
