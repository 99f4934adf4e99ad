/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENTS_PAGE (tranche_clients_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientsPage, tranche_clients_page, TRANCHE, CLIENTS_PAGE, TranchePage)

/* The list of clients. Its action page.show-segment (x: segment id) shows those of one segment
 * only.
 */
TranchePage *tranche_clients_page_new (TrancheSession *session);

G_END_DECLS
