/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "domain/text.h"
#include "model/client-list.h"
#include "model/client-pages.h"

#define N_CLIENTS 10000

/* A store, a session and a list over N_CLIENTS clients "Client 10000" … in order of their names. */
typedef struct
{
  Scratch scratch;
  TrancheStore *store;
  TrancheSession *session;
  TrancheClientList *list;
} Fixture;

static gboolean
give_up_cb (gpointer data)
{
  g_error ("Nothing came in a minute");
  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint give_up_id = g_timeout_add_seconds (60, give_up_cb, NULL);                               \
                                                                                                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (give_up_id);                                                                  \
  }                                                                                                \
  G_STMT_END

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(TrancheStore **) user_data = tranche_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tranche_store_finish (TRANCHE_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tranche_store_close_finish (TRANCHE_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
fill (TrancheDatabase *db)
{
  scratch_execute (db, "BEGIN");
  practice_execute (db,
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                    " INSERT INTO party (id, kind, display_name, sort_key)"
                    " SELECT 100000 - i, 1, 'Client ' || (10000 + i), 'client ' || (10000 + i)"
                    " FROM n",
                    N_CLIENTS);
  scratch_execute (db, "INSERT INTO client (id, kind, name, office_id)"
                       " SELECT id, 1, display_name, 1 FROM party WHERE kind = 1");
  scratch_execute (db, "COMMIT");
}

static void
failed_cb (TrancheClientList *list, const GError *error)
{
  g_error ("The list failed: %s", error->message);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  TrancheDatabase *db;

  scratch_set_up (&fixture->scratch, NULL);
  db = practice_create (&fixture->scratch);
  fill (db);
  tranche_database_close (db);

  tranche_store_open_async (fixture->scratch.path, FALSE, NULL, opened_cb, &fixture->store);
  wait_until (fixture->store != NULL);
  fixture->session = tranche_session_new (fixture->store);
  tranche_session_set_office (fixture->session, 1, "City");
  fixture->list = tranche_client_list_new (fixture->session);
  g_signal_connect (fixture->list, "failed", G_CALLBACK (failed_cb), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gboolean closed = FALSE;

  g_assert_finalize_object (fixture->list);
  g_object_unref (fixture->session);
  tranche_store_close_async (fixture->store, closed_cb, &closed);
  wait_until (closed);
  g_object_unref (fixture->store);
  scratch_tear_down (&fixture->scratch, NULL);
}

static void
load (Fixture *fixture)
{
  g_assert_true (tranche_client_list_get_loading (fixture->list));
  tranche_client_list_load (fixture->list);
  wait_until (!tranche_client_list_get_loading (fixture->list));
  wait_until (tranche_client_list_get_index (fixture->list) != NULL);
}

static TrancheClientRow *
get_row (Fixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
}

static const char *
get_name (TrancheClientRow *row)
{
  const TrancheClientFacts *facts = tranche_client_row_get_facts (row);

  return facts != NULL ? facts->name : NULL;
}

/* Writing ------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  const char *name;
} Renaming;

static gboolean
rename_client (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Renaming *renaming = data;
  g_autofree char *folded = tranche_text_fold (renaming->name);
  g_autoptr (TrancheOperation) operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Renamed", error);

  g_assert_nonnull (operation);
  practice_execute (db, "UPDATE party SET display_name = '%s', sort_key = '%s' WHERE id = %d",
                    renaming->name, folded, (int) renaming->id);
  tranche_operation_add_change (operation, "client", renaming->id, renaming->id, "{}", "{}", error);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

static gboolean
add_client (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  g_autoptr (TrancheOperation) operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Added", error);

  g_assert_nonnull (operation);
  practice_add_client (db, 500, 1);
  practice_execute (db, "UPDATE party SET sort_key = 'client 10005a' WHERE id = 500");
  tranche_operation_add_change (operation, "client", 500, 500, NULL, "{}", error);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

static void
write_and_wait (Fixture *fixture, TrancheStoreFunc func, gpointer data)
{
  gboolean done = FALSE;

  tranche_store_write_async (fixture->store, G_PRIORITY_DEFAULT, func, data, NULL, NULL, NULL,
                             done_cb, &done);
  wait_until (done);
}

/* What a list told --------------------------------------------------------------------------- */

typedef struct
{
  guint n_calls;
  guint position;
  guint removed;
  guint added;
} Change;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Change *change)
{
  change->n_calls++;
  change->position = position;
  change->removed = removed;
  change->added = added;
}

static void
count_cb (TrancheClientRow *row, guint *count)
{
  (*count)++;
}

/* Tests
 * ---------------------------------------------------------------------------------------------- */

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientRow) row = NULL;
  g_autoptr (TrancheClientRow) again = NULL;
  g_autoptr (TrancheClientRow) last = NULL;
  guint count = 0;

  load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_CLIENTS);
  g_assert_null (get_row (fixture, N_CLIENTS));
  g_assert_cmpint (tranche_client_list_get_id (fixture->list, N_CLIENTS), ==, 0);

  row = get_row (fixture, 0);
  g_assert_null (tranche_client_row_get_facts (row));
  g_assert_cmpint (tranche_client_row_get_id (row), ==, 99999);
  again = get_row (fixture, 0);
  g_assert_true (row == again);
  last = get_row (fixture, N_CLIENTS - 1);
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &count);
  wait_until (get_name (row) != NULL && get_name (last) != NULL);
  g_assert_cmpstr (get_name (row), ==, "Client 10001");
  g_assert_cmpstr (get_name (last), ==, "Client 20000");
  g_assert_cmpuint (count, ==, 1);
}

/* Goes through all of it, a screen at a time, and back; each row is its own. */
static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < N_CLIENTS; i += 500)
        {
          guint first = pass == 0 ? i : N_CLIENTS - 500 - i;
          g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

          for (guint j = 0; j < 30; j++)
            g_ptr_array_add (rows, get_row (fixture, first + j));
          for (guint j = 0; j < rows->len; j++)
            {
              g_autofree char *name = g_strdup_printf ("Client %u", 10001 + first + j);

              wait_until (get_name (rows->pdata[j]) != NULL);
              g_assert_cmpstr (get_name (rows->pdata[j]), ==, name);
            }
        }
    }
}

static gboolean
read_nothing (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  return TRUE;
}

/* Looking through all rows, as a list view does for the one that had the focus, reads only what is
 * held afterwards. */
static void
test_look_through (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientRow) held = NULL;
  g_autoptr (TrancheClientRow) passed = NULL;
  gboolean done = FALSE;

  load (fixture);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autoptr (TrancheClientRow) row = get_row (fixture, i);

      if (i == N_CLIENTS / 2)
        held = g_object_ref (row);
    }
  wait_until (get_name (held) != NULL);
  /* Comes behind whatever else is being read. */
  tranche_store_read_async (fixture->store, G_PRIORITY_LOW, read_nothing, NULL, NULL, NULL, NULL,
                            done_cb, &done);
  wait_until (done);

  passed = get_row (fixture, N_CLIENTS - 1);
  g_assert_null (tranche_client_row_get_facts (passed));
  wait_until (get_name (passed) != NULL);
}

static void
test_value_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientRow) row = NULL;
  g_autoptr (TrancheClientRow) other = NULL;
  Renaming renaming = { 99990, "Client 10010" };
  Change change = { 0 };
  guint count = 0;
  guint other_count = 0;

  load (fixture);
  row = get_row (fixture, 9);
  other = get_row (fixture, 10);
  wait_until (get_name (row) != NULL && get_name (other) != NULL);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &change);
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &count);
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &other_count);

  /* The same sort key, another look. */
  renaming.name = "CLIENT 10010";
  write_and_wait (fixture, rename_client, &renaming);
  wait_until (g_strcmp0 (get_name (row), "CLIENT 10010") == 0);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (other_count, ==, 0);
  g_assert_cmpuint (change.n_calls, ==, 0);
}

static void
test_new_client (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientRow) row = NULL;
  Change change = { 0 };
  guint position;

  load (fixture);
  row = get_row (fixture, 5);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &change);
  write_and_wait (fixture, add_client, NULL);
  wait_until (change.n_calls > 0);
  g_assert_cmpuint (change.position, ==, 5);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);
  g_assert_true (tranche_client_list_find (fixture->list, 500, &position));
  g_assert_cmpuint (position, ==, 5);
  g_assert_cmpint (tranche_client_list_get_id (fixture->list, 6), ==,
                   tranche_client_row_get_id (row));
}

/* Pages under way when a commit comes say nothing any more. */
static void
test_late_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientRow) row = NULL;
  Renaming renaming = { 99999, "Client 10001 b" };
  gboolean done = FALSE;

  load (fixture);
  tranche_store_write_async (fixture->store, G_PRIORITY_DEFAULT, rename_client, &renaming, NULL,
                             NULL, NULL, done_cb, &done);
  row = get_row (fixture, 0);
  wait_until (done);
  wait_until (g_strcmp0 (get_name (row), "Client 10001 b") == 0);
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
  g_autoptr (TrancheClientRow) before = NULL;
  g_autoptr (TrancheClientRow) after = NULL;
  Change change = { 0 };

  load (fixture);
  before = get_row (fixture, 1233);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &change);
  query->search = g_strdup ("11234");
  tranche_client_list_set_query (fixture->list, query);
  wait_until (change.n_calls > 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  g_assert_cmpuint (tranche_client_list_get_n_clients (fixture->list), ==, N_CLIENTS);
  after = get_row (fixture, 0);
  g_assert_true (before == after);

  change.n_calls = 0;
  g_set_str (&query->search, "");
  query->descending = TRUE;
  tranche_client_list_set_query (fixture->list, query);
  wait_until (change.n_calls > 0);
  g_assert_cmpint (tranche_client_list_get_id (fixture->list, 0), ==, 100000 - N_CLIENTS);
}

/* What is typed before the index is there isn't lost. */
static void
test_early_query (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();

  query->search = g_strdup ("1999");
  tranche_client_list_set_query (fixture->list, query);
  tranche_client_list_load (fixture->list);
  wait_until (!tranche_client_list_get_loading (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 11);
}

/* Nobody waits for a list that is gone; that its store closes well says tear_down(). */
static void
test_gone_early (Fixture *fixture, gconstpointer data)
{
  TrancheClientList *list = tranche_client_list_new (fixture->session);
  TrancheClientRow *row;

  load (fixture);
  tranche_client_list_load (list);
  row = get_row (fixture, 77);
  g_assert_finalize_object (list);
  g_assert_finalize_object (row);
}

static TrancheClientFacts *
find (TrancheClientPages *pages, gint64 id)
{
  return tranche_client_pages_find (pages, id);
}

static GPtrArray *
read_rows (Fixture *fixture, guint first)
{
  g_autoptr (TrancheDatabase) db = scratch_open (&fixture->scratch, TRANCHE_DATABASE_READ_ONLY);
  g_autoptr (TrancheClientContext) context
      = tranche_client_context_load (db, 1, 0, practice_day ("2025-08-14"), NULL);
  guint32 ids[4] = { first, first - 1, first - 2, 7 };

  return tranche_client_rows_load (db, context, ids, 4, NULL);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TrancheClientPages) pages = tranche_client_pages_new (2);
  g_autoptr (GPtrArray) one = read_rows (fixture, 99999);
  g_autoptr (GPtrArray) two = read_rows (fixture, 99990);
  g_autoptr (GPtrArray) three = read_rows (fixture, 99998);

  tranche_client_pages_add (pages, one);
  tranche_client_pages_add (pages, two);
  g_assert_nonnull (find (pages, 99999));
  g_assert_null (find (pages, 7));
  tranche_client_pages_add (pages, three);
  g_assert_cmpuint (tranche_client_pages_get_n_pages (pages), ==, 2);
  g_assert_null (find (pages, 99990));
  /* The later page has what both had, and keeps it when the earlier one goes. */
  g_assert_true (find (pages, 99998) == three->pdata[0]);
  tranche_client_pages_add (pages, two);
  g_assert_null (find (pages, 99999));
  g_assert_true (find (pages, 99998) == three->pdata[0]);
  tranche_client_pages_clear (pages);
  g_assert_null (find (pages, 99998));
}

int
main (int argc, char **argv)
{
  g_setenv ("TRANCHE_TODAY", "2025-08-14", TRUE);
  g_test_init (&argc, &argv, NULL);

#define add(name, func)                                                                            \
  g_test_add ("/model/client-list/" name, Fixture, NULL, set_up, func, tear_down)
  add ("rows", test_rows);
  add ("scroll", test_scroll);
  add ("look-through", test_look_through);
  add ("value-change", test_value_change);
  add ("new-client", test_new_client);
  add ("late-page", test_late_page);
  add ("query", test_query);
  add ("early-query", test_early_query);
  add ("gone-early", test_gone_early);
  add ("pages", test_pages);
#undef add

  return g_test_run ();
}
