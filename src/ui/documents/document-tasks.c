/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-tasks.h"

#include "domain/error.h"

/* What each of them needs on the store's threads. */
typedef struct
{
  GArray *client_ids;
  TrancheDocumentRequest request;
  gint64 id; /* of a document, or of who acts */
  gboolean allow_empty;
  gboolean again;
  GPtrArray *issued;
  char *folder;
  char *file_name;
  TrancheActivity *activity;
} Task;

static Task *
task_new (GArray *client_ids, const TrancheDocumentRequest *request)
{
  Task *task = g_new0 (Task, 1);

  task->client_ids = client_ids != NULL ? g_array_ref (client_ids) : NULL;
  if (request != NULL)
    task->request = *request;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->client_ids, g_array_unref);
  g_clear_pointer (&task->issued, g_ptr_array_unref);
  g_free (task->folder);
  g_free (task->file_name);
  g_clear_object (&task->activity);
  g_free (task);
}

void
tranche_document_set_free (TrancheDocumentSet *set)
{
  if (set == NULL)
    return;

  g_clear_pointer (&set->documents, g_ptr_array_unref);
  g_clear_pointer (&set->periods, g_array_unref);
  g_clear_pointer (&set->issued, g_ptr_array_unref);
  g_free (set->file_name);
  g_free (set->obstacle);
  g_free (set);
}

/* A client without a document isn't a failure: it is counted. */
static gboolean
add_document (TrancheDatabase *db,
              const Task *task,
              gint64 client_id,
              TrancheDocumentSet *set,
              GError **error)
{
  const TrancheSummaryOptions options
      = { .blocks = task->request.blocks, .paper = task->request.paper };
  g_autoptr (TrancheSummary) summary = NULL;
  TrancheDocument *document = NULL;
  g_autoptr (GError) local_error = NULL;

  summary = tranche_documents_make_summary (db, client_id, &task->request, &local_error);
  if (summary != NULL)
    document = tranche_summary_to_document (summary, &options, &local_error);

  if (document != NULL)
    {
      set->period = summary->upcoming_from;
      g_ptr_array_add (set->documents, document);
      return TRUE;
    }
  if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
    set->skipped++;
  else if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID))
    set->unusable++;
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_choices (TrancheDatabase *db,
              const Task *task,
              gint64 client_id,
              TrancheDocumentSet *set,
              GError **error)
{
  set->issued = tranche_documents_list (db, client_id, error);
  if (set->issued == NULL)
    return FALSE;
  if (set->documents->len == 0)
    return TRUE;

  set->periods = tranche_documents_list_periods (db, client_id, &task->request, error);
  if (set->periods == NULL)
    return FALSE;
  set->file_name = tranche_documents_suggest_file_name (db, client_id, &task->request, error);
  return set->file_name != NULL;
}

static gboolean
load_set (TrancheDatabase *db,
          gpointer data,
          GCancellable *cancellable,
          gpointer *result,
          GError **error)
{
  const Task *task = data;
  g_autoptr (TrancheDocumentSet) set = g_new0 (TrancheDocumentSet, 1);

  set->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_document_unref);
  while (set->n_tried < task->client_ids->len && set->documents->len < TRANCHE_DOCUMENT_SET_MOST)
    {
      if (!add_document (db, task, g_array_index (task->client_ids, gint64, set->n_tried++), set,
                         error))
        return FALSE;
    }
  if (task->client_ids->len == 1
      && !load_choices (db, task, g_array_index (task->client_ids, gint64, 0), set, error))
    return FALSE;
  if (!tranche_documents_find_obstacle (db, task->id, &set->obstacle, error))
    return FALSE;

  *result = g_steal_pointer (&set);
  return TRUE;
}

void
tranche_document_set_load_async (TrancheStore *store,
                                 GArray *client_ids,
                                 const TrancheDocumentRequest *request,
                                 gint64 member_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Task *task = task_new (client_ids, request);

  task->id = member_id;
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, load_set, task, task_free,
                            (GDestroyNotify) tranche_document_set_free, cancellable, callback,
                            user_data);
}

TrancheDocumentSet *
tranche_document_set_load_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  return tranche_store_finish (store, result, error);
}

static TrancheDocumentIssueBatch
make_batch (const Task *task)
{
  return (TrancheDocumentIssueBatch) {
    .request = task->request,
    .client_ids = (const gint64 *) (gpointer) task->client_ids->data,
    .n_client_ids = task->client_ids->len,
    .allow_empty = task->allow_empty,
    .again = task->again,
    .n_shown = TRANCHE_DOCUMENT_SET_MOST,
  };
}

static gboolean
plan (TrancheDatabase *db,
      gpointer data,
      GCancellable *cancellable,
      gpointer *result,
      GError **error)
{
  TrancheDocumentIssueBatch batch = make_batch (data);

  *result = tranche_documents_plan_issues (db, &batch, cancellable, error);
  return *result != NULL;
}

void
tranche_document_plan_async (TrancheStore *store,
                             GArray *client_ids,
                             const TrancheDocumentRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, plan, task_new (client_ids, request),
                            task_free, (GDestroyNotify) tranche_document_issues_free, cancellable,
                            callback, user_data);
}

TrancheDocumentIssues *
tranche_document_plan_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  return tranche_store_finish (store, result, error);
}

static gboolean
issue (TrancheDatabase *db,
       gpointer data,
       GCancellable *cancellable,
       gpointer *result,
       GError **error)
{
  const Task *task = data;
  TrancheDocumentIssueBatch batch = make_batch (task);

  *result = tranche_documents_issue (db, &batch,
                                     task->activity != NULL ? tranche_activity_report : NULL,
                                     task->activity, cancellable, error);
  return *result != NULL;
}

void
tranche_document_issue_async (TrancheStore *store,
                              GArray *client_ids,
                              const TrancheDocumentRequest *request,
                              gboolean allow_empty,
                              gboolean again,
                              TrancheActivity *activity,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Task *task = task_new (client_ids, request);

  task->allow_empty = allow_empty;
  task->again = again;
  task->activity = activity != NULL ? g_object_ref (activity) : NULL;
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, issue, task, task_free,
                             (GDestroyNotify) tranche_document_issues_free,
                             activity != NULL ? tranche_activity_get_cancellable (activity) : NULL,
                             callback, user_data);
}

TrancheDocumentIssues *
tranche_document_issue_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  return tranche_store_finish (store, result, error);
}

static gboolean
write_issued (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Task *task = data;

  *result = GINT_TO_POINTER (tranche_documents_write_issued (
      db, task->issued, task->folder, tranche_activity_report, task->activity, cancellable, error));
  return *result != NULL;
}

void
tranche_document_write_issued_async (TrancheStore *store,
                                     GPtrArray *issued,
                                     const char *folder,
                                     TrancheActivity *activity,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Task *task = task_new (NULL, NULL);

  task->issued = g_ptr_array_ref (issued);
  task->folder = g_strdup (folder);
  task->activity = g_object_ref (activity);
  tranche_store_read_async (store, G_PRIORITY_LOW, write_issued, task, task_free, NULL,
                            tranche_activity_get_cancellable (activity), callback, user_data);
}

gboolean
tranche_document_write_issued_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  return tranche_store_finish (store, result, error) != NULL;
}

static gboolean
read_issued (TrancheDatabase *db,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Task *task = data;

  *result = tranche_documents_read (db, task->id, error);
  return *result != NULL;
}

void
tranche_document_read_issued_async (TrancheStore *store,
                                    gint64 document_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Task *task = task_new (NULL, NULL);

  task->id = document_id;
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, read_issued, task, task_free,
                            (GDestroyNotify) g_bytes_unref, cancellable, callback, user_data);
}

GBytes *
tranche_document_read_issued_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  return tranche_store_finish (store, result, error);
}

static gboolean
write_batch (TrancheDatabase *db,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Task *task = data;
  const TrancheDocumentBatch batch = {
    .request = task->request,
    .client_ids = (const gint64 *) (gpointer) task->client_ids->data,
    .n_client_ids = task->client_ids->len,
    .folder = task->folder,
    .combined = task->file_name != NULL,
    .file_name = task->file_name,
  };

  /* The store gives each read one snapshot. */
  *result = tranche_documents_write_batch (db, &batch, tranche_activity_report, task->activity,
                                           cancellable, error);
  return *result != NULL;
}

void
tranche_document_write_async (TrancheStore *store,
                              GArray *client_ids,
                              const TrancheDocumentRequest *request,
                              const char *folder,
                              const char *file_name,
                              TrancheActivity *activity,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Task *task = task_new (client_ids, request);

  task->folder = g_strdup (folder);
  task->file_name = g_strdup (file_name);
  task->activity = g_object_ref (activity);
  tranche_store_read_async (store, G_PRIORITY_LOW, write_batch, task, task_free,
                            (GDestroyNotify) tranche_document_batch_result_free,
                            tranche_activity_get_cancellable (activity), callback, user_data);
}

TrancheDocumentBatchResult *
tranche_document_write_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  return tranche_store_finish (store, result, error);
}
