/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-index.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tranche_client_match_async:
 * @query: copied
 * @previous: (nullable): an earlier answer
 *
 * tranche_client_index_match() on a thread of its own. Main thread.
 */
void tranche_client_match_async (TrancheClientIndex *index,
                                 const TrancheClientQuery *query,
                                 TrancheClientMatches *previous,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* (transfer full): NULL as tranche_client_index_match() does, or with G_IO_ERROR_CANCELLED. */
TrancheClientMatches *tranche_client_match_finish (GAsyncResult *result, GError **error);

G_END_DECLS
