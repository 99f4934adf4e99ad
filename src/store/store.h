/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_STORE (tranche_store_get_type ())
G_DECLARE_FINAL_TYPE (TrancheStore, tranche_store, TRANCHE, STORE, GObject)

/**
 * TrancheStore:
 *
 * An open practice file as the window sees it: one writer thread with the only read-write
 * connection, and a few readers. Work is a plain function on a connection, run on one of those
 * threads; its result comes back on the main context of the caller. The same functions serve the
 * command line and the tests directly.
 *
 * Signals:
 *  - changed (TrancheChanges *changes): on the thread-default context where the store was opened,
 * once per committed operation.
 */

/**
 * TrancheStoreFunc:
 * @db: the connection, owned by the running thread for the time of the call
 * @data: what was given to the call
 * @result: (out): what finish() returns, freed by the free function given to the call
 *
 * Returns: FALSE with @error set on failure
 */
typedef gboolean (*TrancheStoreFunc) (TrancheDatabase *db,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      gpointer *result,
                                      GError **error);

typedef struct
{
  guint64 generation; /* grows with every commit */
  gint64 operation_id;
  const char *const *tables; /* NULL-terminated, sorted */
  const gint64
      *party_ids; /* parties concerned; n_party_ids 0 with many_parties: too many to tell */
  guint n_party_ids;
  gboolean many_parties;
} TrancheChanges;

gboolean tranche_changes_has_table (const TrancheChanges *changes, const char *table_name);

/* Opens (or creates) on the writer thread. Errors as tranche_database_open() and _create(). */
void tranche_store_open_async (const char *path,
                               gboolean create,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
TrancheStore *tranche_store_open_finish (GAsyncResult *result, GError **error);

const char *tranche_store_get_path (TrancheStore *self);
guint64 tranche_store_get_generation (TrancheStore *self);

/* Runs @func on a reader (several at once, in no order), in one read snapshot. @data is freed with
 * @data_free after the call, on the calling context. Lower @priority numbers run first
 * (G_PRIORITY_*). */
void tranche_store_read_async (TrancheStore *self,
                               int priority,
                               TrancheStoreFunc func,
                               gpointer data,
                               GDestroyNotify data_free,
                               GDestroyNotify result_free,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Runs @func on the writer, one after another in order of priority and call. */
void tranche_store_write_async (TrancheStore *self,
                                int priority,
                                TrancheStoreFunc func,
                                gpointer data,
                                GDestroyNotify data_free,
                                GDestroyNotify result_free,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* For both. (transfer full): the result, NULL is a valid one; look at @error. */
gpointer tranche_store_finish (TrancheStore *self, GAsyncResult *result, GError **error);

/* Who acts from now on, and whose clients are read; what is queued keeps the actor it was queued
 * with. */
void tranche_store_set_actor (TrancheStore *self, gint64 team_member_id, const char *name);

/* Finishes what is queued, checkpoints, closes. Must be called before the last reference is
 * dropped. */
void
tranche_store_close_async (TrancheStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean tranche_store_close_finish (TrancheStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
