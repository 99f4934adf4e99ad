/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/database-private.h"
#include "store/operation.h"
#include "store/store.h"

typedef struct
{
  gboolean done;
  gpointer result;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_error (&answer->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static gboolean
give_up_cb (gpointer data)
{
  g_error ("Nothing came in a minute");
  return G_SOURCE_REMOVE;
}

/* Runs the main context until @flag is set; fails rather than hang. */
static void
wait_for (gboolean *flag)
{
  guint id = g_timeout_add_seconds (60, give_up_cb, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->result = tranche_store_open_finish (result, &answer->error);
  answer->done = TRUE;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->result = tranche_store_finish (TRANCHE_STORE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  tranche_store_close_finish (TRANCHE_STORE (source), result, &answer->error);
  answer->done = TRUE;
}

static TrancheStore *
open_store (Scratch *scratch, gboolean create)
{
  g_auto (Answer) answer = { 0 };

  tranche_store_open_async (scratch->path, create, NULL, opened_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  return answer.result;
}

static void
close_store (TrancheStore *store)
{
  g_auto (Answer) answer = { 0 };

  tranche_store_close_async (store, closed_cb, &answer);
  wait_for (&answer.done);
  g_assert_no_error (answer.error);
  g_assert_finalize_object (store);
}

/* Store functions
 * -------------------------------------------------------------------------------------- */

static gboolean
add_stage (TrancheDatabase *db,
           gpointer data,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheStatement) insert = NULL;

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Stage added", error);
  if (operation == NULL)
    return FALSE;
  insert = tranche_database_prepare (db, "INSERT INTO stage (name, position) VALUES (?, 9)", error);
  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_text (insert, 1, data);
  if (!tranche_statement_run (insert, error)
      || !tranche_operation_add_change (operation, "stage", tranche_database_get_last_row_id (db),
                                        0, NULL, "{}", error))
    return FALSE;
  tranche_operation_touch (operation, "client", 41);
  *result = GSIZE_TO_POINTER (tranche_operation_get_id (operation));
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

static gboolean
count_stages (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  gint64 count;

  if (!tranche_database_query_int64 (db, "SELECT count (*) FROM stage WHERE position = 9", 0,
                                     &count, error))
    return FALSE;
  *result = GSIZE_TO_POINTER (count);
  return TRUE;
}

static gboolean
count_for_ever (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  g_atomic_int_set ((int *) data, 1);
  return tranche_database_execute (
      db,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
      " SELECT count (*) FROM n",
      error);
}

static gboolean
read_actor (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  *result = g_strdup (db->actor_name);
  return TRUE;
}

/* Tests
 * ------------------------------------------------------------------------------------------------
 */

static void
test_open_close (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);

  g_assert_cmpstr (tranche_store_get_path (store), ==, scratch->path);
  close_store (store);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
  close_store (open_store (scratch, FALSE));
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

static void
test_open_fails (Scratch *scratch, gconstpointer data)
{
  g_auto (Answer) answer = { 0 };

  tranche_store_open_async (scratch->path, FALSE, NULL, opened_cb, &answer);
  wait_for (&answer.done);
  g_assert_null (answer.result);
  g_assert_error (answer.error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static void
test_open_cancelled (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) answer = { 0 };

  g_cancellable_cancel (cancellable);
  tranche_store_open_async (scratch->path, TRUE, cancellable, opened_cb, &answer);
  wait_for (&answer.done);
  g_assert_error (answer.error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 0);
}

typedef struct
{
  guint n;
  guint64 generation;
  gint64 operation_id;
  gboolean had_write_answer;
  Answer *write;
  gboolean seen;
} Heard;

static void
changed_cb (TrancheStore *store, const TrancheChanges *changes, gpointer user_data)
{
  Heard *heard = user_data;

  heard->n++;
  g_assert_cmpuint (changes->generation, >, heard->generation);
  heard->generation = changes->generation;
  heard->operation_id = changes->operation_id;
  heard->had_write_answer = heard->write != NULL && heard->write->done;
  heard->seen = TRUE;
  if (changes->operation_id == 0)
    return;
  g_assert_cmpstr (changes->tables[0], ==, "client");
  g_assert_cmpstr (changes->tables[1], ==, "stage");
  g_assert_null (changes->tables[2]);
  g_assert_true (tranche_changes_has_table (changes, "stage"));
  g_assert_false (tranche_changes_has_table (changes, "person"));
  g_assert_false (changes->many_parties);
  g_assert_cmpuint (changes->n_party_ids, ==, 1);
  g_assert_cmpint (changes->party_ids[0], ==, 41);
}

static void
test_write_then_read (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  g_auto (Answer) before = { 0 };
  g_auto (Answer) write = { 0 };
  g_auto (Answer) after = { 0 };
  Heard heard = { .write = &write };

  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), &heard);
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, count_stages, NULL, NULL, NULL, NULL,
                            finished_cb, &before);
  wait_for (&before.done);
  g_assert_cmpuint (GPOINTER_TO_SIZE (before.result), ==, 0);

  tranche_store_write_async (store, G_PRIORITY_DEFAULT, add_stage, g_strdup ("Lapsed"), g_free,
                             NULL, NULL, finished_cb, &write);
  wait_for (&write.done);
  g_assert_no_error (write.error);
  g_assert_cmpuint (GPOINTER_TO_SIZE (write.result), ==, 1);
  /* Heard once, before the write's own answer. */
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpint (heard.operation_id, ==, 1);
  g_assert_false (heard.had_write_answer);
  g_assert_cmpuint (tranche_store_get_generation (store), ==, heard.generation);

  /* A connection that was open before sees it. */
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, count_stages, NULL, NULL, NULL, NULL,
                            finished_cb, &after);
  wait_for (&after.done);
  g_assert_cmpuint (GPOINTER_TO_SIZE (after.result), ==, 1);
  close_store (store);
}

static void
test_failed_write (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  g_auto (Answer) write = { 0 };
  Heard heard = { 0 };

  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), &heard);
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, add_stage, g_strdup (""), g_free, NULL,
                             NULL, finished_cb, &write);
  wait_for (&write.done);
  g_assert_error (write.error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpuint (heard.n, ==, 0);
  close_store (store);
}

static void
test_cancel_running (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) read = { 0 };
  int started = 0;

  tranche_store_read_async (store, G_PRIORITY_DEFAULT, count_for_ever, &started, NULL, NULL,
                            cancellable, finished_cb, &read);
  while (g_atomic_int_get (&started) == 0)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  wait_for (&read.done);
  g_assert_error (read.error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  close_store (store);
}

/* Several readers at once: one that never ends doesn't hold the others up. */
static void
test_readers_in_parallel (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer endless[2] = { 0 };
  g_auto (Answer) read = { 0 };
  int started[2] = { 0 };

  for (guint i = 0; i < 2; i++)
    tranche_store_read_async (store, G_PRIORITY_DEFAULT, count_for_ever, &started[i], NULL, NULL,
                              cancellable, finished_cb, &endless[i]);
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, count_stages, NULL, NULL, NULL, NULL,
                            finished_cb, &read);
  wait_for (&read.done);
  g_assert_no_error (read.error);
  g_cancellable_cancel (cancellable);
  wait_for (&endless[0].done);
  wait_for (&endless[1].done);
  g_clear_error (&endless[0].error);
  g_clear_error (&endless[1].error);
  close_store (store);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
} Gate;

static gboolean
wait_at_gate (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static gboolean
append_letter (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  static GString *letters;

  if (letters == NULL)
    letters = g_string_new (NULL);
  g_string_append (letters, data);
  *result = letters->str;
  return TRUE;
}

static void
test_priorities (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  g_auto (Answer) first = { 0 };
  g_auto (Answer) low = { 0 };
  g_auto (Answer) low_again = { 0 };
  g_auto (Answer) high = { 0 };
  Gate gate = { 0 };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  tranche_store_write_async (store, G_PRIORITY_HIGH, wait_at_gate, &gate, NULL, NULL, NULL,
                             finished_cb, &first);
  tranche_store_write_async (store, G_PRIORITY_LOW, append_letter, "l", NULL, NULL, NULL,
                             finished_cb, &low);
  tranche_store_write_async (store, G_PRIORITY_LOW, append_letter, "m", NULL, NULL, NULL,
                             finished_cb, &low_again);
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, append_letter, "h", NULL, NULL, NULL,
                             finished_cb, &high);
  g_mutex_lock (&gate.mutex);
  gate.open = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  wait_for (&low_again.done);
  g_assert_true (first.done && high.done && low.done);
  g_assert_cmpstr (low_again.result, ==, "hlm");
  g_cond_clear (&gate.cond);
  g_mutex_clear (&gate.mutex);
  close_store (store);
}

/* A write is signed by who acted when it was asked for. */
static void
test_actor (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  g_auto (Answer) first = { 0 };
  g_auto (Answer) second = { 0 };
  g_autofree char *first_name = NULL;
  g_autofree char *second_name = NULL;

  tranche_store_set_actor (store, 1, "Mai Ng");
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, read_actor, NULL, NULL, g_free, NULL,
                             finished_cb, &first);
  tranche_store_set_actor (store, 2, "Jean Elliott");
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, read_actor, NULL, NULL, g_free, NULL,
                             finished_cb, &second);
  wait_for (&second.done);
  first_name = first.result;
  second_name = second.result;
  g_assert_cmpstr (first_name, ==, "Mai Ng");
  g_assert_cmpstr (second_name, ==, "Jean Elliott");
  close_store (store);
}

/* What is queued is done before the file is closed; what comes later is refused. */
static void
test_close_finishes (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  Answer writes[20] = { 0 };
  g_auto (Answer) closing = { 0 };
  g_auto (Answer) late = { 0 };
  TrancheDatabase *db;

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    tranche_store_write_async (store, G_PRIORITY_LOW, add_stage, g_strdup_printf ("Stage %u", i),
                               g_free, NULL, NULL, finished_cb, &writes[i]);
  tranche_store_close_async (store, closed_cb, &closing);
  tranche_store_read_async (store, G_PRIORITY_HIGH, count_stages, NULL, NULL, NULL, NULL,
                            finished_cb, &late);
  wait_for (&closing.done);
  wait_for (&late.done);
  g_assert_no_error (closing.error);
  g_assert_error (late.error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_assert_true (writes[i].done);
      g_assert_no_error (writes[i].error);
    }
  g_assert_finalize_object (store);

  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM stage WHERE position = 9"), ==,
                   G_N_ELEMENTS (writes));
  tranche_database_close (db);
}

/* Another program (here: another connection) writes while the window is open. */
static void
test_outside_change (Scratch *scratch, gconstpointer data)
{
  TrancheStore *store = open_store (scratch, TRUE);
  TrancheDatabase *other = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
  Heard heard = { 0 };

  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), &heard);
  scratch_execute (other, "INSERT INTO stage (name, position) VALUES ('From outside', 9)");
  tranche_database_close (other);
  wait_for (&heard.seen);
  g_assert_cmpint (heard.operation_id, ==, 0);
  g_assert_cmpuint (tranche_store_get_generation (store), ==, heard.generation);
  close_store (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/store/open-close", test_open_close);
  scratch_test ("/store/store/open-fails", test_open_fails);
  scratch_test ("/store/store/open-cancelled", test_open_cancelled);
  scratch_test ("/store/store/write-then-read", test_write_then_read);
  scratch_test ("/store/store/failed-write", test_failed_write);
  scratch_test ("/store/store/cancel-running", test_cancel_running);
  scratch_test ("/store/store/readers-in-parallel", test_readers_in_parallel);
  scratch_test ("/store/store/priorities", test_priorities);
  scratch_test ("/store/store/actor", test_actor);
  scratch_test ("/store/store/close-finishes", test_close_finishes);
  scratch_test ("/store/store/outside-change", test_outside_change);
  return g_test_run ();
}
