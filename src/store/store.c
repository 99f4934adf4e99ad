/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "store/database-private.h"
#include "store/operation-private.h"
#include "store/worker.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_READERS 3

/* How often an idle writer looks whether another program wrote to the file: it reads one word of
 * shared memory. */
#define WATCH_INTERVAL G_USEC_PER_SEC

struct _TrancheStore
{
  GObject parent_instance;

  char *path;
  GMainContext *context; /* where it was opened: changed is emitted there */

  /* Owned; the threads stop before the store goes. */
  TrancheWorkers *writer;
  TrancheWorkers *readers;

  /* Of the writer's thread. */
  gint64 data_version;

  /* Under the mutex: used on every thread. */
  GMutex mutex;
  guint64 generation;
  gint64 actor_id;
  char *actor_name;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (TrancheStore, tranche_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  JOB_OPEN,
  JOB_READ,
  JOB_WRITE,
  JOB_CLOSE,
} JobKind;

/* One call: on its way to a thread, there, and on its way back. */
typedef struct
{
  JobKind kind;
  TrancheStore *store;
  GTask *task;
  TrancheStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  gboolean create;
  gboolean refused; /* came after the closing */

  gint64 actor_id;
  char *actor_name;

  gpointer result;
  GError *error;
} Job;

/* The figures of a TrancheChanges and what owns their memory. */
typedef struct
{
  TrancheStore *store;
  TrancheChanges changes;
  GPtrArray *tables; /* NULL: any */
  GArray *party_ids;
} Message;

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_object (&job->store);
  g_free (job->actor_name);
  g_free (job);
}

static void
message_free (Message *message)
{
  g_clear_object (&message->store);
  g_clear_pointer (&message->tables, g_ptr_array_unref);
  g_clear_pointer (&message->party_ids, g_array_unref);
  g_free (message);
}

/* Everything that goes back does so with the same priority, so that it arrives in the order of its
 * sending: a commit's changed before its callback. */
static void
send_back (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify data_free)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, data_free);
  g_source_set_static_name (source, "[tranche] store");
  g_source_attach (source, context);
}

static gboolean
emit_changed_cb (gpointer data)
{
  Message *message = data;

  g_signal_emit (message->store, signals[CHANGED], 0, &message->changes);
  return G_SOURCE_REMOVE;
}

static guint64
next_generation (TrancheStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return ++self->generation;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @touches NULL: something, by another program. */
static void
announce (TrancheStore *self, const TrancheTouches *touches)
{
  Message *message = g_new0 (Message, 1);
  TrancheChanges *changes = &message->changes;

  message->store = g_object_ref (self);
  changes->generation = next_generation (self);
  if (touches == NULL)
    {
      changes->many_parties = TRUE;
    }
  else
    {
      GHashTableIter iter;
      gpointer id;

      changes->operation_id = touches->operation_id;
      changes->many_parties = touches->many_parties;

      message->tables = g_ptr_array_new ();
      for (guint i = 0; i < touches->tables->len; i++)
        g_ptr_array_add (message->tables, g_ptr_array_index (touches->tables, i));
      g_ptr_array_sort (message->tables, compare_names);
      g_ptr_array_add (message->tables, NULL);
      changes->tables = (const char *const *) message->tables->pdata;

      message->party_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_iter_init (&iter, touches->party_ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_array_append_val (message->party_ids, *(gint64 *) id);
      changes->party_ids = (const gint64 *) (gpointer) message->party_ids->data;
      changes->n_party_ids = message->party_ids->len;
    }
  send_back (self->context, emit_changed_cb, message, (GDestroyNotify) message_free);
}

/* The version differs when a connection other than this one committed; in this process there is no
 * other. */
static void
look_for_others (TrancheStore *self, TrancheDatabase *db)
{
  gint64 version;

  /* Unreadable now (busy, say): it will be looked at again. */
  if (!tranche_database_query_int64 (db, "PRAGMA data_version", 0, &version, NULL))
    return;
  if (self->data_version != 0 && version != self->data_version)
    announce (self, NULL);
  self->data_version = version;
}

static void
announce_commits (TrancheStore *self, TrancheDatabase *db)
{
  g_autoptr (GPtrArray) commits = tranche_database_take_touches (db);

  for (guint i = 0; i < commits->len; i++)
    announce (self, g_ptr_array_index (commits, i));
}

static gboolean
complete_cb (gpointer data)
{
  Job *job = data;

  /* Its thread has nothing left to do. A store that didn't open is never seen by anybody. */
  if (job->kind == JOB_CLOSE && !job->refused)
    tranche_workers_stop (job->store->writer);
  else if (job->kind == JOB_OPEN && job->error != NULL)
    job->store->closed = TRUE;
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_OPEN)
    g_task_return_pointer (job->task, g_object_ref (job->store), g_object_unref);
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  return G_SOURCE_REMOVE;
}

static void
complete (Job *job)
{
  send_back (g_task_get_context (job->task), complete_cb, job, (GDestroyNotify) job_free);
}

static void
call_function (Job *job, TrancheDatabase *db)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  gboolean success;

  tranche_database_set_cancellable (db, cancellable);
  success = job->func (db, job->data, cancellable, &job->result, &job->error);
  tranche_database_set_cancellable (db, NULL);

  g_warn_if_fail (success == (job->error == NULL));
  if (!success && job->error == NULL)
    g_set_error_literal (&job->error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED,
                         _ ("the store’s work failed"));
}

static gboolean
is_cancelled (Job *job)
{
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (job->task)))
    return FALSE;
  g_set_error_literal (&job->error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, _ ("cancelled"));
  return TRUE;
}

static void
do_open (Job *job, TrancheDatabase **db)
{
  TrancheStore *self = job->store;

  if (is_cancelled (job))
    return;
  *db = job->create ? tranche_database_create (self->path, &job->error)
                    : tranche_database_open (self->path, TRANCHE_DATABASE_READ_WRITE, &job->error);
  if (*db == NULL)
    return;
  tranche_database_collect_touches (*db);
  look_for_others (self, *db);
}

static void
do_write (Job *job, TrancheDatabase *db)
{
  TrancheStore *self = job->store;

  if (is_cancelled (job))
    return;
  look_for_others (self, db);
  tranche_database_set_actor (db, job->actor_id, job->actor_name);
  call_function (job, db);
  if (db->transaction != NULL)
    {
      g_critical ("Work on the writer left its transaction open; it is rolled back");
      tranche_transaction_roll_back (db->transaction);
    }
  /* Also after a failure: what was committed before it stays. */
  announce_commits (self, db);
}

static void
do_close (Job *job, TrancheDatabase **db)
{
  /* The readers first, so that the writer's connection is the last and tidies up. */
  tranche_workers_stop (job->store->readers);
  if (*db == NULL)
    return;
  if (tranche_database_execute (*db, "PRAGMA optimize", &job->error))
    tranche_database_execute (*db, "PRAGMA wal_checkpoint (TRUNCATE)", &job->error);
  /* Nothing is lost by either: the next one to open reads the log. Another program in the middle of
   * something is no failure of ours. */
  if (g_error_matches (job->error, TRANCHE_ERROR, TRANCHE_ERROR_BUSY))
    g_clear_error (&job->error);
  g_clear_pointer (db, tranche_database_close);
}

static void
writer_work (gpointer data, TrancheDatabase **db, gpointer user_data)
{
  Job *job = data;

  if (job->kind == JOB_OPEN)
    do_open (job, db);
  else if (job->kind == JOB_CLOSE)
    do_close (job, db);
  else
    do_write (job, *db);
  complete (job);
}

static void
writer_idle (TrancheDatabase **db, gpointer user_data)
{
  if (*db != NULL)
    look_for_others (user_data, *db);
}

static void
do_read (Job *job, TrancheDatabase **db)
{
  g_autoptr (TrancheTransaction) snapshot = NULL;

  if (is_cancelled (job))
    return;
  if (*db == NULL)
    *db = tranche_database_open (job->store->path, TRANCHE_DATABASE_READ_ONLY, &job->error);
  if (*db == NULL)
    return;
  /* Reading asks whose clients may be seen. */
  tranche_database_set_actor (*db, job->actor_id, job->actor_name);
  snapshot = tranche_transaction_begin (*db, &job->error);
  if (snapshot != NULL)
    call_function (job, *db);
}

static void
reader_work (gpointer data, TrancheDatabase **db, gpointer user_data)
{
  Job *job = data;

  do_read (job, db);
  complete (job);
}

static void
tranche_store_dispose (GObject *object)
{
  TrancheStore *self = TRANCHE_STORE (object);

  if (!self->closed)
    {
      g_critical ("A store is dropped without tranche_store_close_async()");
      self->closed = TRUE;
    }
  G_OBJECT_CLASS (tranche_store_parent_class)->dispose (object);
}

static void
tranche_store_finalize (GObject *object)
{
  TrancheStore *self = TRANCHE_STORE (object);

  g_clear_pointer (&self->readers, tranche_workers_free);
  g_clear_pointer (&self->writer, tranche_workers_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->actor_name);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (tranche_store_parent_class)->finalize (object);
}

static void
tranche_store_class_init (TrancheStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tranche_store_dispose;
  object_class->finalize = tranche_store_finalize;

  /**
   * TrancheStore::changed:
   * @changes: (type TrancheChanges): what; valid during the emission
   */
  signals[CHANGED] = g_signal_new ("changed", TRANCHE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
tranche_store_init (TrancheStore *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->writer
      = tranche_workers_new ("tranche-writer", 1, writer_work, writer_idle, WATCH_INTERVAL, self);
  self->readers = tranche_workers_new ("tranche-reader", N_READERS, reader_work, NULL, 0, self);
}

gboolean
tranche_changes_has_table (const TrancheChanges *changes, const char *table_name)
{
  g_return_val_if_fail (changes != NULL, FALSE);

  return changes->tables == NULL || g_strv_contains (changes->tables, table_name);
}

static Job *
job_new (TrancheStore *self,
         JobKind kind,
         gpointer source_tag,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->store = g_object_ref (self);
  /* The opening has no source object: nobody has the store yet. */
  job->task = g_task_new (kind == JOB_OPEN ? NULL : self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, source_tag);
  /* Cancelling doesn't undo a commit; only the work itself knows how far it came. */
  g_task_set_check_cancellable (job->task, FALSE);
  return job;
}

void
tranche_store_open_async (const char *path,
                          gboolean create,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (TrancheStore) self = g_object_new (TRANCHE_TYPE_STORE, NULL);
  Job *job;

  g_return_if_fail (path != NULL);

  self->path = g_strdup (path);
  job = job_new (self, JOB_OPEN, tranche_store_open_async, cancellable, callback, user_data);
  job->create = create;
  tranche_workers_push (self->writer, G_PRIORITY_HIGH, job);
}

TrancheStore *
tranche_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tranche_store_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
tranche_store_get_path (TrancheStore *self)
{
  g_return_val_if_fail (TRANCHE_IS_STORE (self), NULL);

  return self->path;
}

guint64
tranche_store_get_generation (TrancheStore *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (TRANCHE_IS_STORE (self), 0);

  locker = g_mutex_locker_new (&self->mutex);
  return self->generation;
}

/* Queues @job, or sends it back at once when the store is closed. */
static void
push (TrancheStore *self, TrancheWorkers *workers, int priority, Job *job)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->closed)
    {
      g_set_error_literal (&job->error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED,
                           _ ("the file was closed"));
      job->refused = TRUE;
      complete (job);
      return;
    }
  if (job->kind == JOB_CLOSE)
    self->closed = TRUE;
  job->actor_id = self->actor_id;
  job->actor_name = g_strdup (self->actor_name);
  tranche_workers_push (workers, priority, job);
}

void
tranche_store_read_async (TrancheStore *self,
                          int priority,
                          TrancheStoreFunc func,
                          gpointer data,
                          GDestroyNotify data_free,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job;

  g_return_if_fail (TRANCHE_IS_STORE (self));
  g_return_if_fail (func != NULL);

  job = job_new (self, JOB_READ, tranche_store_read_async, cancellable, callback, user_data);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  push (self, self->readers, priority, job);
}

void
tranche_store_write_async (TrancheStore *self,
                           int priority,
                           TrancheStoreFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job;

  g_return_if_fail (TRANCHE_IS_STORE (self));
  g_return_if_fail (func != NULL);

  job = job_new (self, JOB_WRITE, tranche_store_write_async, cancellable, callback, user_data);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  push (self, self->writer, priority, job);
}

gpointer
tranche_store_finish (TrancheStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TRANCHE_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tranche_store_set_actor (TrancheStore *self, gint64 team_member_id, const char *name)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (TRANCHE_IS_STORE (self));

  locker = g_mutex_locker_new (&self->mutex);
  self->actor_id = team_member_id;
  g_set_str (&self->actor_name, name);
}

void
tranche_store_close_async (TrancheStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TRANCHE_IS_STORE (self));

  /* Behind everything that is queued, however little that matters. */
  push (self, self->writer, G_MAXINT,
        job_new (self, JOB_CLOSE, tranche_store_close_async, NULL, callback, user_data));
}

gboolean
tranche_store_close_finish (TrancheStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TRANCHE_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
