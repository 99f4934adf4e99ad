/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/database-private.h"

static void
test_borrow_twice (Scratch *scratch, gconstpointer data)
{
  static const char sql[] = "SELECT position FROM stage WHERE id > 100 ORDER BY position";
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  TrancheStatement *first;
  TrancheStatement *second;
  TrancheStatement *third;

  scratch_execute (db,
                   "INSERT INTO stage (id, name, position) VALUES (101, 'a', 1), (102, 'b', 2)");

  first = tranche_database_prepare (db, sql, &error);
  g_assert_no_error (error);
  g_assert_true (tranche_statement_step (first, &error));

  /* A second one of its own, with its own place in the rows. */
  second = tranche_database_prepare (db, sql, &error);
  g_assert_true (second != first);
  g_assert_true (tranche_statement_step (second, &error));
  g_assert_true (tranche_statement_step (second, &error));
  g_assert_cmpint (tranche_statement_get_int64 (second, 0), ==, 2);
  g_assert_cmpint (tranche_statement_get_int64 (first, 0), ==, 1);
  g_assert_cmpuint (tranche_statement_cache_get_n_borrowed (db->cache), ==, 2);
  tranche_statement_release (second);
  tranche_statement_release (first);
  g_assert_cmpuint (tranche_statement_cache_get_n_borrowed (db->cache), ==, 0);

  /* The cached one, reset by its release. */
  third = tranche_database_prepare (db, sql, &error);
  g_assert_true (third == first);
  g_assert_true (tranche_statement_step (third, &error));
  g_assert_cmpint (tranche_statement_get_int64 (third, 0), ==, 1);
  tranche_statement_release (third);
}

static void
test_least_recently_used (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  TrancheStatement *kept = tranche_database_prepare (db, "SELECT -1", &error);
  TrancheStatement *again;

  /* While it is borrowed nobody throws it away, however many come and go. */
  for (guint i = 0; i < 3 * TRANCHE_STATEMENT_CACHE_SIZE; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);

      g_assert_cmpint (scratch_query (db, sql), ==, i);
    }
  g_assert_cmpuint (tranche_statement_cache_get_n_cached (db->cache), ==,
                    TRANCHE_STATEMENT_CACHE_SIZE);
  g_assert_true (tranche_statement_step (kept, &error));
  g_assert_cmpint (tranche_statement_get_int64 (kept, 0), ==, -1);
  tranche_statement_release (kept);

  again = tranche_database_prepare (db, "SELECT -1", &error);
  g_assert_true (again == kept);
  tranche_statement_release (again);
}

static void
test_values (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  TrancheDate day = tranche_date_new (2024, 2, 29);
  const char *text;
  gconstpointer blob;
  gsize size;

  statement = tranche_database_prepare (db, "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7", &error);
  g_assert_no_error (error);
  tranche_statement_bind_int64 (statement, 1, G_MININT64);
  tranche_statement_bind_text (statement, 2, "Ng “Sons”");
  tranche_statement_bind_blob (statement, 3, "\0\1", 2);
  tranche_statement_bind_blob (statement, 4, NULL, 0);
  tranche_statement_bind_date (statement, 5, day);
  tranche_statement_bind_date (statement, 6, TRANCHE_DATE_NONE);
  tranche_statement_bind_id (statement, 7, 0);

  g_assert_true (tranche_statement_step (statement, &error));
  g_assert_cmpint (tranche_statement_get_int64 (statement, 0), ==, G_MININT64);
  text = tranche_statement_get_text (statement, 1, &size);
  g_assert_cmpmem (text, size, "Ng “Sons”", strlen ("Ng “Sons”"));
  blob = tranche_statement_get_blob (statement, 2, &size);
  g_assert_cmpmem (blob, size, "\0\1", 2);
  g_assert_false (tranche_statement_is_null (statement, 3));
  tranche_statement_get_blob (statement, 3, &size);
  g_assert_cmpuint (size, ==, 0);
  g_assert_cmpint (tranche_statement_get_date (statement, 4), ==, day);
  g_assert_true (tranche_statement_is_null (statement, 5));
  g_assert_cmpint (tranche_statement_get_date (statement, 5), ==, TRANCHE_DATE_NONE);
  g_assert_true (tranche_statement_is_null (statement, 6));

  /* Its end stays its end. */
  g_assert_false (tranche_statement_step (statement, &error));
  g_assert_false (tranche_statement_step (statement, &error));
  g_assert_no_error (error);
}

static void
test_bindings_cleared (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  TrancheStatement *statement;

  statement = tranche_database_prepare (db, "SELECT ?", NULL);
  tranche_statement_bind_text (statement, 1, "secret");
  tranche_statement_release (statement);

  statement = tranche_database_prepare (db, "SELECT ?", NULL);
  g_assert_true (tranche_statement_step (statement, NULL));
  g_assert_true (tranche_statement_is_null (statement, 0));
  tranche_statement_release (statement);
}

static void
test_errors (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    TrancheError code;
  } cases[] = {
    { "INSERT INTO stage (name, position) VALUES ('', 1)", TRANCHE_ERROR_INVALID },
    { "INSERT INTO stage (name, position) VALUES (NULL, 1)", TRANCHE_ERROR_INVALID },
    { "INSERT INTO stage (name, position) VALUES ('x', 'y')", TRANCHE_ERROR_INVALID },
    { "INSERT INTO stage (name, position) VALUES ('taken', 1)", TRANCHE_ERROR_CONFLICT },
    { "INSERT INTO client (id, kind, name, office_id) VALUES (1, 1, 'x', 99)",
      TRANCHE_ERROR_CONFLICT },
    { "DELETE FROM operation", TRANCHE_ERROR_REFUSED },
    { "SELECT nothing FROM nowhere", TRANCHE_ERROR_FAILED },
  };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  scratch_execute (db, "INSERT INTO stage (name, position) VALUES ('taken', 1)");
  scratch_execute (db, "INSERT INTO operation (at, actor_name, kind, label, previous_hash, hash)"
                       " VALUES (0, '', 1, '', zeroblob (32), zeroblob (32))");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tranche_database_execute (db, cases[i].sql, &error));
      g_assert_error (error, TRANCHE_ERROR, (int) cases[i].code);
    }
}

static void
test_cancel (Scratch *scratch, gconstpointer data)
{
  static const char sql[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                            " SELECT count(*) FROM n";
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  /* Without the cancellable it would count for ever. */
  g_cancellable_cancel (cancellable);
  tranche_database_set_cancellable (db, cancellable);
  g_assert_false (tranche_database_execute (db, sql, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);

  tranche_database_set_cancellable (db, NULL);
  g_assert_cmpint (scratch_query (db, "SELECT 7"), ==, 7);
}

/* The end and a failure both give FALSE; which of them it was can be asked without an error. */
static void
test_failed (Scratch *scratch, gconstpointer data)
{
  static const char sql[]
      = "SELECT abs (column1) FROM (VALUES (1), (-9223372036854775807 - ?1), (2))";
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db = scratch_create (scratch);
  TrancheStatement *statement = tranche_database_prepare (db, sql, &error);

  g_assert_no_error (error);
  tranche_statement_bind_int64 (statement, 1, 1);
  g_assert_true (tranche_statement_step (statement, NULL));
  g_assert_false (tranche_statement_failed (statement));
  g_assert_false (tranche_statement_step (statement, NULL));
  g_assert_true (tranche_statement_failed (statement));

  /* It stays known after a reset, and is forgotten by whoever borrows the statement next. */
  tranche_statement_reset (statement);
  g_assert_true (tranche_statement_failed (statement));
  tranche_statement_release (statement);
  statement = tranche_database_prepare (db, sql, &error);
  g_assert_no_error (error);
  g_assert_false (tranche_statement_failed (statement));

  tranche_statement_bind_int64 (statement, 1, 0);
  for (int i = 0; i < 3; i++)
    g_assert_true (tranche_statement_step (statement, &error));
  g_assert_false (tranche_statement_step (statement, &error));
  g_assert_no_error (error);
  g_assert_false (tranche_statement_failed (statement));
  g_assert_false (tranche_statement_step (statement, &error));
  g_assert_false (tranche_statement_failed (statement));
  tranche_statement_release (statement);
  tranche_database_close (db);
}

/* A row with bytes that aren't text is damage, wherever in a query it comes. */
static void
test_bad_text (Scratch *scratch, gconstpointer data)
{
  static const char *const values[] = {
    "CAST (x'4eff67' AS TEXT)",
    "CAST (x'c3' AS TEXT)",
    "CAST (x'eda080' AS TEXT)",
    "'be' || char (0) || 'tter'",
    "replace (hex (zeroblob (300000)), '00', 'Ng')",
  };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT 1, 'fine' UNION ALL SELECT 2, %s UNION ALL SELECT 3, 'fine'", values[i]);
      g_autoptr (TrancheStatement) statement = NULL;
      g_autoptr (GError) error = NULL;

      statement = tranche_database_prepare (db, g_intern_string (sql), &error);
      g_assert_no_error (error);
      g_assert_true (tranche_statement_step (statement, &error));
      g_assert_cmpstr (tranche_statement_get_text (statement, 1, NULL), ==, "fine");
      g_assert_false (tranche_statement_step (statement, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
      g_assert_true (tranche_statement_failed (statement));
      /* It doesn't go on behind it. */
      g_clear_error (&error);
      g_assert_false (tranche_statement_step (statement, &error));
      g_assert_true (g_utf8_validate (error != NULL ? error->message : "", -1, NULL));
    }
}

/* As many columns as one likes, each looked at. */
static void
test_many_columns (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GString) sql = g_string_new ("SELECT 0");
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < 80; i++)
    g_string_append (sql, i == 79 ? ", CAST (x'ff' AS TEXT)" : ", 'fine'");
  statement = tranche_database_prepare (db, g_intern_string (sql->str), &error);
  g_assert_no_error (error);
  g_assert_false (tranche_statement_step (statement, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/statement/borrow-twice", test_borrow_twice);
  scratch_test ("/store/statement/least-recently-used", test_least_recently_used);
  scratch_test ("/store/statement/values", test_values);
  scratch_test ("/store/statement/bindings-cleared", test_bindings_cleared);
  scratch_test ("/store/statement/errors", test_errors);
  scratch_test ("/store/statement/cancel", test_cancel);
  scratch_test ("/store/statement/failed", test_failed);
  scratch_test ("/store/statement/bad-text", test_bad_text);
  scratch_test ("/store/statement/many-columns", test_many_columns);
  return g_test_run ();
}
