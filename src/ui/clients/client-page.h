/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_PAGE (tranche_client_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientPage, tranche_client_page, TRANCHE, CLIENT_PAGE, TranchePage)

/* All that is known of one client. To be pushed on the list it was chosen from. */
TranchePage *tranche_client_page_new (TrancheSession *session, gint64 client_id);

/* Turns to one of its views: "overview", "people", "production", "agreements", "segments",
 * "activity". */
void tranche_client_page_show_view (TrancheClientPage *self, const char *name);

G_END_DECLS
