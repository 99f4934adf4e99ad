/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/client-row.h"
#include "model/session.h"
#include "store/queries/client-index.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_LIST (tranche_client_list_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientList, tranche_client_list, TRANCHE, CLIENT_LIST, GObject)

/**
 * TrancheClientList:
 *
 * The clients that a session's office has and its member may see, as a GListModel of
 * TrancheClientRow, for a million of them as for ten:
 *
 *   positions ── ids, one array: the model itself; n_items is exact from the first moment
 *   get_item() ─ gives a row at once; it fills itself when its page of 64 comes from a reader
 *   order, filters and search ─ answered by the client index on a thread, see client-index.h
 *
 * The array is read before the index is built, so that the first rows are there at once. After
 * a commit the rows that are looked at are read again and tell what changed; items-changed comes
 * only where the order itself did. Main thread.
 *
 * Properties: loading, finding, context.
 * Signals:
 *  - failed (GError *error): something could not be read.
 */
TrancheClientList *tranche_client_list_new (TrancheSession *session);

/* Starts reading; once. */
void tranche_client_list_load (TrancheClientList *self);

/* Sorts, filters and searches; what was there stays until the answer has come. */
void tranche_client_list_set_query (TrancheClientList *self, const TrancheClientQuery *query);
const TrancheClientQuery *tranche_client_list_get_query (TrancheClientList *self);

/* Until the first answer has come. */
gboolean tranche_client_list_get_loading (TrancheClientList *self);

/* From a query that was set until what it finds is in the list. */
gboolean tranche_client_list_get_finding (TrancheClientList *self);

/* How many there are without a filter or search. */
guint tranche_client_list_get_n_clients (TrancheClientList *self);

/* (nullable) (transfer none): the segments, the team and the window, once known; notifies. */
TrancheClientContext *tranche_client_list_get_context (TrancheClientList *self);

/* (nullable) (transfer none): once it is built. */
TrancheClientIndex *tranche_client_list_get_index (TrancheClientList *self);

/* The client at a position, 0 beyond the end. Asks nothing of the file. */
gint64 tranche_client_list_get_id (TrancheClientList *self, guint position);

/* (transfer none) (array length=n_ids): all of them, until the next items-changed. */
const guint32 *tranche_client_list_get_ids (TrancheClientList *self, guint *n_ids);

/* Where a client stands: FALSE if it isn't in the list now. */
gboolean tranche_client_list_find (TrancheClientList *self, gint64 id, guint *position);

G_END_DECLS
