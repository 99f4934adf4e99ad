/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/client-pages.h"
#include "store/queries/client-index.h"
#include "store/store.h"

G_BEGIN_DECLS

/*
 * What a TrancheClientList asks the store, as functions for its readers: each gets a
 * TrancheClientRequest and gives a TrancheClientReply.
 */

typedef struct
{
  gint64 office_id;
  gint64 member_id;
  TrancheDate today;
  TrancheClientContext *context; /* NULL: to be loaded */
  guint32 ids[TRANCHE_CLIENT_PAGE_ROWS];
  guint n_ids;
} TrancheClientRequest;

typedef struct
{
  TrancheClientContext *context;
  TrancheClientIds *ids;
  TrancheClientIndex *index;
  GPtrArray *rows;
} TrancheClientReply;

void tranche_client_request_free (TrancheClientRequest *request);
void tranche_client_reply_free (TrancheClientReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientReply, tranche_client_reply_free)

/* The context and everybody's id, by name. */
gboolean tranche_client_read_first (TrancheDatabase *db,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    gpointer *result,
                                    GError **error);
gboolean tranche_client_read_index (TrancheDatabase *db,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    gpointer *result,
                                    GError **error);
/* The rows of the request's clients. */
gboolean tranche_client_read_rows (TrancheDatabase *db,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   gpointer *result,
                                   GError **error);

G_END_DECLS
