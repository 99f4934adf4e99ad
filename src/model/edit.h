/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* One step that can be undone: an action of the store. @data is what was given to the call. */
typedef gboolean (*TrancheEditFunc) (TrancheDatabase *db, gpointer data, GError **error);

/**
 * tranche_edit_async:
 * @data: (transfer full): freed with @data_free on the calling context
 *
 * Runs @func on the writer and remembers which operation it was, so that this one can be undone
 * whatever is written afterwards. Main thread.
 */
void tranche_edit_async (TrancheStore *store,
                         TrancheEditFunc func,
                         gpointer data,
                         GDestroyNotify data_free,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/* @operation_id: (out) (optional): what undoes it; 0 if nothing was to be changed. */
gboolean tranche_edit_finish (TrancheStore *store,
                              GAsyncResult *result,
                              gint64 *operation_id,
                              GError **error);

G_END_DECLS
