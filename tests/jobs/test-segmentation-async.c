/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "jobs/segmentation.h"

typedef struct
{
  GAsyncResult *result;

} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->result = g_object_ref (result);
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("Nothing came in a minute");
  return G_SOURCE_REMOVE;
}

static void
wait_for (Answer *answer)
{
  guint id = g_timeout_add_seconds (60, give_up_cb, NULL);

  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static TrancheStore *
open_store (Scratch *scratch)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;
  TrancheStore *store;

  tranche_store_open_async (scratch->path, FALSE, NULL, answered_cb, &answer);
  wait_for (&answer);
  store = tranche_store_open_finish (answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  return store;
}

static void
close_store (TrancheStore *store)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;

  tranche_store_close_async (store, answered_cb, &answer);
  wait_for (&answer);
  tranche_store_close_finish (store, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  g_assert_finalize_object (store);
}

static void
make_practice (Scratch *scratch)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  for (int i = 0; i < 5; i++)
    {
      practice_add_client (db, 10 + i, 1);
      practice_add_line (db, 1, 10 + i, TRANCHE_MONTH (2024, 8), 600000 * i);
    }
  practice_pack (db);
}

/* Between the plan and the writing: limits that nobody would come up to. */
static gboolean
raise_limits (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  scratch_execute (db, "UPDATE band SET monthly_lower = monthly_lower * 1000");
  practice_operate (db, 1, TRANCHE_AFFECTS_LIMITS);
  return TRUE;
}

typedef struct
{
  TrancheStore *store;
  Answer raised;
  guint plans;
} Meddler;

static void
meddle_cb (double fraction, const char *what, gpointer user_data)
{
  Meddler *meddler = user_data;

  /* Once the first plan is made, before its write is queued. */
  if (fraction > 0.5 && fraction < 0.9 && meddler->plans++ == 0)
    tranche_store_write_async (meddler->store, G_PRIORITY_HIGH, raise_limits, NULL, NULL, NULL,
                               NULL, answered_cb, &meddler->raised);
}

static void
test_run (Scratch *scratch, gconstpointer data)
{
  gboolean meddle = GPOINTER_TO_INT (data);
  TrancheSegmentationRequest request
      = { 1, TRANCHE_TARGET_INDIVIDUAL, practice_day ("2025-08-14"), FALSE };
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  Meddler meddler = { NULL, { NULL }, 0 };
  TrancheStore *store;

  make_practice (scratch);
  store = open_store (scratch);
  meddler.store = store;
  tranche_segmentation_run_async (store, &request, meddle ? meddle_cb : NULL, &meddler, NULL,
                                  answered_cb, &answer);
  wait_for (&answer);
  result = tranche_segmentation_run_finish (store, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  g_assert_cmpint (result->run->moves, ==, 5);
  g_assert_cmpint (result->run->id, >, 0);
  g_assert_cmpint (tranche_run_get_segment (result->run, 0)->parties, ==, meddle ? 5 : 1);
  if (meddle)
    {
      wait_for (&meddler.raised);
      g_object_unref (meddler.raised.result);
      /* Worked out again by the writer. */
      g_assert_cmpint (meddler.plans, ==, 2);
    }
  close_store (store);
}

static void
test_cancelled (Scratch *scratch, gconstpointer data)
{
  TrancheSegmentationRequest request
      = { 1, TRANCHE_TARGET_INDIVIDUAL, practice_day ("2025-08-14"), FALSE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  Answer answer = { NULL };
  TrancheStore *store;

  make_practice (scratch);
  store = open_store (scratch);
  g_cancellable_cancel (cancellable);
  tranche_segmentation_run_async (store, &request, NULL, NULL, cancellable, answered_cb, &answer);
  wait_for (&answer);
  g_assert_null (tranche_segmentation_run_finish (store, answer.result, &error));
  g_assert_nonnull (error);
  g_object_unref (answer.result);
  close_store (store);

  db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM run"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/jobs/segmentation-async/run", Scratch, GINT_TO_POINTER (FALSE), scratch_set_up,
              test_run, scratch_tear_down);
  g_test_add ("/jobs/segmentation-async/changed-meanwhile", Scratch, GINT_TO_POINTER (TRUE),
              scratch_set_up, test_run, scratch_tear_down);
  scratch_test ("/jobs/segmentation-async/cancelled", test_cancelled);

  return g_test_run ();
}
