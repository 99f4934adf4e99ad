/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "model/edit.h"

static gboolean
give_up_cb (gpointer data)
{
  g_error ("Nothing came in a minute");
  return G_SOURCE_REMOVE;
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  guint give_up_id = g_timeout_add_seconds (60, give_up_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (give_up_id);
  return g_steal_pointer (result);
}

static TrancheStore *
open_store (Scratch *scratch)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;
  TrancheStore *store;

  tranche_store_open_async (scratch->path, FALSE, NULL, take_result_cb, &result);
  opened = wait_for (&result);
  store = tranche_store_open_finish (opened, &error);
  g_assert_no_error (error);
  return store;
}

static void
close_store (TrancheStore *store)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  tranche_store_close_async (store, take_result_cb, &result);
  closed = wait_for (&result);
  tranche_store_close_finish (store, closed, &error);
  g_assert_no_error (error);
  g_clear_object (&closed);
  g_assert_finalize_object (store);
}

static gboolean
edit (TrancheStore *store,
      TrancheEditFunc func,
      gpointer data,
      GDestroyNotify data_free,
      gint64 *operation_id,
      GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) edited = NULL;

  tranche_edit_async (store, func, data, data_free, NULL, take_result_cb, &result);
  edited = wait_for (&result);
  return tranche_edit_finish (store, edited, operation_id, error);
}

static gboolean
add_segment (TrancheDatabase *db, gpointer data, GError **error)
{
  g_autoptr (TrancheSegment) segment = tranche_segment_new ();

  g_object_set (segment, "model-id", *(gint64 *) data, "name", "Platinum", "description", "The few",
                NULL);
  return tranche_segments_add (db, segment, error);
}

static gboolean
change_nothing (TrancheDatabase *db, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
undo (TrancheDatabase *db, gpointer data, GError **error)
{
  g_autofree char *label = tranche_undo_operation (db, *(gint64 *) data, error);

  return label != NULL;
}

static void
free_and_count (gpointer data)
{
  g_atomic_int_inc ((int *) data);
}

static gboolean
count (TrancheDatabase *db, gpointer data, GError **error)
{
  return TRUE;
}

/* Which operation it was, so that a toast can take it back; none where nothing changed. */
static void
test_operation (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  TrancheStore *store;
  gint64 operation_id = -1;
  gint64 undone_id = -1;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&practice.db, tranche_database_close);
  store = open_store (scratch);
  g_assert_true (edit (store, change_nothing, NULL, NULL, &operation_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (operation_id, ==, 0);

  g_assert_true (edit (store, add_segment, &model_id, NULL, &operation_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (operation_id, >, 0);
  g_assert_true (edit (store, undo, &operation_id, NULL, &undone_id, &error));
  g_assert_no_error (error);
  /* What can be undone now is what was latest before. */
  g_assert_cmpint (undone_id, !=, operation_id);
  close_store (store);
}

static void
test_failure (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  TrancheStore *store;
  gint64 operation_id = -1;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&practice.db, tranche_database_close);
  store = open_store (scratch);
  g_assert_true (edit (store, add_segment, &model_id, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (edit (store, add_segment, &model_id, NULL, &operation_id, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpint (operation_id, ==, -1);
  close_store (store);
}

/* Once, whether it went well or was refused before it began. */
static void
test_data (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  TrancheStore *store;
  int n_freed = 0;
  g_autoptr (GError) error = NULL;

  set_up_model (scratch, &practice);
  g_clear_pointer (&practice.db, tranche_database_close);
  store = open_store (scratch);
  g_assert_true (edit (store, count, &n_freed, free_and_count, NULL, &error));
  while (g_atomic_int_get (&n_freed) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (n_freed, ==, 1);
  close_store (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/model/edit/operation", test_operation);
  scratch_test ("/model/edit/failure", test_failure);
  scratch_test ("/model/edit/data", test_data);
  return g_test_run ();
}
