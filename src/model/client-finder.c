/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/client-finder.h"

#include "store/queries/practice-context.h"

/* A file that nobody has open may be written by others meanwhile. */
#define KEPT_SECONDS 20

struct _TrancheClientFinder
{
  GObject parent_instance;

  TrancheClientIndex *index; /* (nullable): what was read last */
  char *path;                /* of which file */
  gboolean was_open;
  guint64 generation; /* of the open store */
  gint64 office_id;
  gint64 member_id;
  gint64 read_at; /* monotonic */
  guint n_forgotten;
};

G_DEFINE_FINAL_TYPE (TrancheClientFinder, tranche_client_finder, G_TYPE_OBJECT)

/* What a thread needs, and what it found. */
typedef struct
{
  char *path;
  char *words;
  guint most;
  gboolean is_open;
  guint64 generation;
  gint64 office_id; /* 0: the first, as the window takes it */
  gint64 member_id;
  TrancheDate today;
  TrancheClientIndex *index;
  guint n_forgotten; /* when it was begun */
} Search;

static void
search_free (Search *search)
{
  g_free (search->path);
  g_free (search->words);
  g_clear_pointer (&search->index, tranche_client_index_unref);
  g_free (search);
}

/* A file that isn't open is looked at as a window would that opens it. */
static gboolean
choose_identity (TrancheDatabase *db, Search *search, GError **error)
{
  g_autoptr (TranchePracticeContext) context = tranche_practice_context_load (db, error);

  if (context == NULL)
    return FALSE;
  if (context->offices->len > 0)
    search->office_id = ((TrancheNamedId *) g_ptr_array_index (context->offices, 0))->id;
  if (context->members->len > 0)
    search->member_id = ((TrancheNamedId *) g_ptr_array_index (context->members, 0))->id;
  return TRUE;
}

static gboolean
read_index (TrancheDatabase *db, Search *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (TrancheClientContext) context = NULL;

  if (!search->is_open && !choose_identity (db, search, error))
    return FALSE;
  context = tranche_client_context_load (db, search->office_id, search->member_id, search->today,
                                         error);
  if (context == NULL)
    return FALSE;
  search->index = tranche_client_index_load (db, context, cancellable, error);
  return search->index != NULL;
}

static GPtrArray *
find (TrancheDatabase *db, Search *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
  g_autoptr (TrancheClientMatches) matches = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  const guint32 *ids;
  guint n_ids;

  if (search->index == NULL && !read_index (db, search, cancellable, error))
    return NULL;

  query->search = g_strdup (search->words);
  matches = tranche_client_index_match (search->index, query, NULL, cancellable, error);
  if (matches == NULL)
    return NULL;
  ids = tranche_client_matches_get_ids (matches, &n_ids);
  facts = tranche_client_rows_load (db, tranche_client_index_get_context (search->index), ids,
                                    MIN (n_ids, search->most), error);
  for (guint i = facts != NULL ? facts->len : 0; i > 0; i--)
    if (g_ptr_array_index (facts, i - 1) == NULL)
      g_ptr_array_remove_index (facts, i - 1);
  return g_steal_pointer (&facts);
}

static gboolean
find_on_reader (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  *result = find (db, data, cancellable, error);
  return *result != NULL;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  GError *error = NULL;
  g_autoptr (TrancheDatabase) db
      = tranche_database_open (search->path, TRANCHE_DATABASE_READ_ONLY, &error);
  g_autoptr (TrancheTransaction) snapshot = NULL;
  GPtrArray *facts = NULL;

  if (db != NULL)
    {
      tranche_database_set_cancellable (db, cancellable);
      snapshot = tranche_transaction_begin (db, &error);
      if (snapshot != NULL)
        facts = find (db, search, cancellable, &error);
    }
  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
  g_clear_pointer (&snapshot, tranche_transaction_roll_back);
}

static void
keep (TrancheClientFinder *self, const Search *search)
{
  if (search->index == NULL || search->index == self->index
      || search->n_forgotten != self->n_forgotten)
    return;

  g_clear_pointer (&self->index, tranche_client_index_unref);
  self->index = tranche_client_index_ref (search->index);
  g_set_str (&self->path, search->path);
  self->was_open = search->is_open;
  self->generation = search->generation;
  self->office_id = search->office_id;
  self->member_id = search->member_id;
  self->read_at = g_get_monotonic_time ();
}

static void
take_kept (TrancheClientFinder *self, Search *search)
{
  if (self->index == NULL || self->was_open != search->is_open
      || g_strcmp0 (self->path, search->path) != 0)
    return;
  if (search->is_open
          ? self->generation != search->generation || self->office_id != search->office_id
                || self->member_id != search->member_id
          : g_get_monotonic_time () - self->read_at > KEPT_SECONDS * G_USEC_PER_SEC)
    return;
  search->index = tranche_client_index_ref (self->index);
}

static void
found_on_reader_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *facts = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
tranche_client_finder_finalize (GObject *object)
{
  tranche_client_finder_forget (TRANCHE_CLIENT_FINDER (object));

  G_OBJECT_CLASS (tranche_client_finder_parent_class)->finalize (object);
}

static void
tranche_client_finder_class_init (TrancheClientFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_client_finder_finalize;
}

static void
tranche_client_finder_init (TrancheClientFinder *self)
{
}

TrancheClientFinder *
tranche_client_finder_new (void)
{
  return g_object_new (TRANCHE_TYPE_CLIENT_FINDER, NULL);
}

void
tranche_client_finder_find_async (TrancheClientFinder *self,
                                  TrancheSession *session,
                                  const char *path,
                                  const char *words,
                                  guint most,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (TRANCHE_IS_CLIENT_FINDER (self));
  g_return_if_fail (session == NULL || TRANCHE_IS_SESSION (session));
  g_return_if_fail (path != NULL && words != NULL);

  search = g_new0 (Search, 1);
  search->path = g_strdup (path);
  search->words = g_strdup (words);
  search->most = most;
  search->today = tranche_session_read_today ();
  search->n_forgotten = self->n_forgotten;
  if (session != NULL)
    {
      search->is_open = TRUE;
      search->generation = tranche_store_get_generation (tranche_session_get_store (session));
      search->office_id = tranche_session_get_office_id (session);
      search->member_id = tranche_session_get_member_id (session);
    }
  take_kept (self, search);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tranche_client_finder_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  if (session != NULL)
    tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT,
                              find_on_reader, search, NULL, (GDestroyNotify) g_ptr_array_unref,
                              cancellable, found_on_reader_cb, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
tranche_client_finder_find_finish (TrancheClientFinder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_FINDER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  keep (self, g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tranche_client_finder_forget (TrancheClientFinder *self)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_FINDER (self));

  self->n_forgotten++;
  g_clear_pointer (&self->index, tranche_client_index_unref);
  g_clear_pointer (&self->path, g_free);
}
