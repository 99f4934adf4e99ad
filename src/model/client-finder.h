/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"
#include "store/queries/client-index.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_FINDER (tranche_client_finder_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientFinder, tranche_client_finder, TRANCHE, CLIENT_FINDER, GObject)

/**
 * TrancheClientFinder:
 *
 * Finds clients by words for who asks from outside of the window: in the practice that is open, as
 * its acting member sees it, or in a file that isn't open, read-only, as the window would open it.
 * What it read of a file is kept for a while, as people type letter by letter. Main thread.
 */
TrancheClientFinder *tranche_client_finder_new (void);

/**
 * tranche_client_finder_find_async:
 * @session: (nullable): of the practice that is open; %NULL: ask the file
 * @path: the practice file
 * @words: that must all be in the name, the salutation or the number
 * @most: how many are told of
 */
void tranche_client_finder_find_async (TrancheClientFinder *self,
                                       TrancheSession *session,
                                       const char *path,
                                       const char *words,
                                       guint most,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/* (transfer full) (element-type TrancheClientFacts): by name */
GPtrArray *
tranche_client_finder_find_finish (TrancheClientFinder *self, GAsyncResult *result, GError **error);

/* Forgets what was read. */
void tranche_client_finder_forget (TrancheClientFinder *self);

G_END_DECLS
