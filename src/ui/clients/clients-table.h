/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"
#include "store/queries/client-index.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENTS_TABLE (tranche_clients_table_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientsTable, tranche_clients_table, TRANCHE, CLIENTS_TABLE, AdwBin)

/**
 * TrancheClientsTable:
 *
 * The columns of the list of clients, and what they are sorted by. It sorts nothing by itself.
 *
 * Signals:
 *  - activated (guint position)
 *  - sort-changed (TrancheClientSort sort, gboolean descending): by a click on a title
 */

/* Makes the columns; once. */
void tranche_clients_table_set_session (TrancheClientsTable *self, TrancheSession *session);

/* @model: (nullable): none while nobody looks, as a table makes rows for some hundred items */
void tranche_clients_table_set_model (TrancheClientsTable *self, GtkSelectionModel *model);

void tranche_clients_table_scroll_to (TrancheClientsTable *self,
                                      guint position,
                                      GtkListScrollFlags flags);

G_END_DECLS
