/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/collect-private.h"

typedef struct
{
  gsize n_rows;
  gint64 sum;
  gint64 last;
  gboolean in_order;
  gsize stop_after;
} Seen;

static gboolean
add_up_cb (const gint64 *values, gsize n_rows, gpointer user_data, GError **error)
{
  Seen *seen = user_data;

  for (gsize i = 0; i < n_rows; i++)
    {
      seen->in_order &= values[i * 2] == ++seen->last;
      seen->sum += values[i * 2 + 1];
    }
  seen->n_rows += n_rows;
  if (seen->stop_after > 0 && seen->n_rows >= seen->stop_after)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED, "Enough");
      return FALSE;
    }
  return TRUE;
}

static gboolean
collect (TrancheDatabase *db, int n, Seen *seen, GError **error)
{
  static const char sql[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                            " WHERE i < ?1) SELECT tranche_collect (i, iif (i % 2, i, NULL))"
                            " FROM n WHERE ?1 > 0";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  g_assert_nonnull (statement);
  *seen = (Seen) { .in_order = TRUE, .stop_after = seen->stop_after };
  tranche_statement_bind_int64 (statement, 1, n);
  return tranche_statement_collect (statement, 2, add_up_cb, seen, error);
}

/* Nothing, one, and around the ends of blocks of any power of two. */
static void
test_all_rows (Scratch *scratch, gconstpointer data)
{
  static const int sizes[] = { 0, 1, 2, 511, 512, 513, 1023, 1024, 1025, 4096, 10000 };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 odd = (sizes[i] + 1) / 2;
      Seen seen = { 0 };

      g_assert_true (collect (db, sizes[i], &seen, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (seen.n_rows, ==, sizes[i]);
      g_assert_true (seen.in_order);
      g_assert_cmpint (seen.sum, ==, odd * odd);
    }
}

/* In the middle, and with the rows that are left at the end. */
static void
test_stop (Scratch *scratch, gconstpointer data)
{
  static const int sizes[] = { 3, 1000000 };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      Seen seen = { .stop_after = 2 };

      g_assert_false (collect (db, sizes[i], &seen, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
      g_assert_cmpuint (seen.n_rows, <, 10000);
    }
  g_assert_cmpint (scratch_query (db, "SELECT 7"), ==, 7);
}

static void
test_nobody (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_database_execute (db, "SELECT tranche_collect (id) FROM stage", &error));
  g_assert_nonnull (error);
}

static void
test_cancel (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Seen seen = { 0 };

  g_cancellable_cancel (cancellable);
  tranche_database_set_cancellable (db, cancellable);
  g_assert_false (collect (db, 1000000, &seen, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  tranche_database_set_cancellable (db, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/collect/all-rows", test_all_rows);
  scratch_test ("/store/collect/stop", test_stop);
  scratch_test ("/store/collect/nobody", test_nobody);
  scratch_test ("/store/collect/cancel", test_cancel);
  return g_test_run ();
}
