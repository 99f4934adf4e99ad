/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

#include "report/summary.h"

G_BEGIN_DECLS

/* What can be done with one client from its page, and with many from the list's selection. Nothing
 * happens for no clients. The ids are copied. */

/* "fds", "ofa" or "fta", as menus give it. */
TrancheSummaryKind tranche_client_actions_parse_kind (const char *nick);

/* Shows the clients' documents as they will print. */
void tranche_client_actions_print (TranchePage *page,
                                   const gint64 *client_ids,
                                   guint n_clients,
                                   TrancheSummaryKind kind);

/* Asks for a new client. */
void tranche_client_actions_add (TranchePage *page);

/* Asks for the package to set by hand. */
void
tranche_client_actions_set_package (TranchePage *page, const gint64 *client_ids, guint n_clients);

/* Shows the dialog that enters an agreement with a client. */
void tranche_client_actions_add_agreement (TranchePage *page, gint64 client_id);

G_END_DECLS
