/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/client-reads.h"

void
tranche_client_request_free (TrancheClientRequest *request)
{
  g_clear_pointer (&request->context, tranche_client_context_unref);
  g_free (request);
}

void
tranche_client_reply_free (TrancheClientReply *reply)
{
  if (reply == NULL)
    return;
  g_clear_pointer (&reply->context, tranche_client_context_unref);
  g_clear_pointer (&reply->ids, tranche_client_ids_free);
  g_clear_pointer (&reply->index, tranche_client_index_unref);
  g_clear_pointer (&reply->rows, g_ptr_array_unref);
  g_free (reply);
}
static TrancheClientReply *
reply_new (TrancheDatabase *db, const TrancheClientRequest *request, GError **error)
{
  g_autoptr (TrancheClientReply) reply = g_new0 (TrancheClientReply, 1);

  reply->context = request->context != NULL
                       ? tranche_client_context_ref (request->context)
                       : tranche_client_context_load (db, request->office_id, request->member_id,
                                                      request->today, error);
  return reply->context != NULL ? g_steal_pointer (&reply) : NULL;
}

gboolean
tranche_client_read_first (TrancheDatabase *db,
                           gpointer data,
                           GCancellable *cancellable,
                           gpointer *result,
                           GError **error)
{
  g_autoptr (TrancheClientReply) reply = reply_new (db, data, error);

  if (reply == NULL)
    return FALSE;

  reply->ids = tranche_client_list_load_ids (db, reply->context, cancellable, error);
  if (reply->ids == NULL)
    return FALSE;

  *result = g_steal_pointer (&reply);
  return TRUE;
}

gboolean
tranche_client_read_index (TrancheDatabase *db,
                           gpointer data,
                           GCancellable *cancellable,
                           gpointer *result,
                           GError **error)
{
  g_autoptr (TrancheClientReply) reply = reply_new (db, data, error);

  if (reply == NULL)
    return FALSE;

  reply->index = tranche_client_index_load (db, reply->context, cancellable, error);
  if (reply->index == NULL)
    return FALSE;

  *result = g_steal_pointer (&reply);
  return TRUE;
}

gboolean
tranche_client_read_rows (TrancheDatabase *db,
                          gpointer data,
                          GCancellable *cancellable,
                          gpointer *result,
                          GError **error)
{
  const TrancheClientRequest *request = data;
  g_autoptr (TrancheClientReply) reply = reply_new (db, request, error);

  if (reply == NULL)
    return FALSE;

  reply->rows = tranche_client_rows_load (db, reply->context, request->ids, request->n_ids, error);
  if (reply->rows == NULL)
    return FALSE;

  *result = g_steal_pointer (&reply);
  return TRUE;
}
