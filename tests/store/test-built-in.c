/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

/*
 * The built-in model stays as it is, whatever is said to the program's own connection. The practice
 * has a copy of it, so that every statement has rows at hand that it could put in its place: model
 * 2, segments 5 to 8, benefits 11 to 20, cells from 34 on.
 */

/* Every column of every row of the built-in model, and of its matrix. */
static char *
dump (TrancheDatabase *db)
{
  static const char *const tables[] = {
    "SELECT json_array (id, level, licensee_id, practice_id, name, removed, row_version)"
    " FROM segmentation_model WHERE level = 1 OR id = 1 ORDER BY id",
    "SELECT json_array (id, model_id, name, folded_name, description, colour, mark, position,"
    " active, row_version) FROM segment WHERE model_id = 1 OR id < 5 ORDER BY id",
    "SELECT json_array (id, model_id, name, description, frequency, kind, position, removed,"
    " row_version) FROM benefit WHERE model_id = 1 OR id < 11 ORDER BY id",
    "SELECT json_array (id, segment_id, benefit_id, row_version) FROM segment_benefit"
    " WHERE segment_id < 5 OR id < 34 ORDER BY id",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TrancheStatement) rows = tranche_database_prepare (db, tables[i], &error);

      g_assert_no_error (error);
      while (tranche_statement_step (rows, &error))
        g_string_append_printf (text, "%s\n", tranche_statement_get_text (rows, 0, NULL));
      g_assert_no_error (error);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define SEGMENT_COLUMNS " segment (id, model_id, name, folded_name, colour, mark, position) VALUES "

static const char *const attempts[] = {
  /* The model */
  "INSERT INTO segmentation_model (level, name) VALUES (1, 'Second')",
  "INSERT OR IGNORE INTO segmentation_model (id, level, name) VALUES (9, 1, 'Second')",
  "INSERT OR REPLACE INTO segmentation_model (id, level, name) VALUES (1, 1, 'X')",
  "REPLACE INTO segmentation_model (id, level, practice_id, name) VALUES (1, 3, 1, 'X')",
  "INSERT INTO segmentation_model (id, level, name) VALUES (1, 1, 'X')"
  " ON CONFLICT (id) DO UPDATE SET name = 'X'",
  "INSERT INTO segmentation_model (id, level, practice_id, name) VALUES (1, 3, 1, 'X')"
  " ON CONFLICT (id) DO UPDATE SET name = excluded.name",
  "UPDATE segmentation_model SET name = 'X'",
  "UPDATE segmentation_model SET name = 'X' WHERE level = 1",
  "UPDATE segmentation_model SET name = 'Ours' WHERE id = 1",
  "UPDATE segmentation_model SET removed = 1 WHERE id = 1",
  "UPDATE segmentation_model SET row_version = row_version + 1 WHERE id = 1",
  "UPDATE segmentation_model SET id = 99 WHERE id = 1",
  "UPDATE segmentation_model SET level = 3, practice_id = 1 WHERE id = 1",
  "UPDATE segmentation_model SET level = 1, practice_id = NULL WHERE id = 2",
  "UPDATE OR REPLACE segmentation_model SET id = 1 WHERE id = 2",
  "DELETE FROM segmentation_model",
  "DELETE FROM segmentation_model WHERE id = 1",

  /* Its segments */
  "INSERT INTO" SEGMENT_COLUMNS "(99, 1, 'X', 'x', 1, 1, 9)",
  "INSERT OR IGNORE INTO" SEGMENT_COLUMNS "(99, 1, 'X', 'x', 1, 1, 9)",
  "INSERT OR REPLACE INTO" SEGMENT_COLUMNS "(4, 1, 'X', 'x', 1, 1, 9)",
  "REPLACE INTO" SEGMENT_COLUMNS "(4, 2, 'X', 'x', 1, 1, 9)",
  "REPLACE INTO" SEGMENT_COLUMNS "(99, 1, 'Gold', 'gold', 1, 1, 9)",
  "INSERT OR REPLACE INTO segment SELECT * FROM segment WHERE id = 4",
  "INSERT INTO" SEGMENT_COLUMNS "(4, 2, 'X', 'x', 1, 1, 9)"
  " ON CONFLICT (id) DO UPDATE SET name = 'X'",
  "INSERT INTO" SEGMENT_COLUMNS "(99, 1, 'Gold', 'gold', 1, 1, 9)"
  " ON CONFLICT (model_id, folded_name) DO UPDATE SET active = 0",
  "UPDATE segment SET name = 'X', folded_name = 'x' WHERE id = 4",
  "UPDATE segment SET name = 'Best' WHERE model_id = 1",
  "UPDATE segment SET description = ''",
  "UPDATE segment SET colour = 9, mark = 1 WHERE model_id = 1",
  "UPDATE segment SET active = 0 WHERE id = 1",
  "UPDATE segment SET position = position",
  "UPDATE segment SET model_id = 2, folded_name = 'other' WHERE id = 1",
  "UPDATE segment SET model_id = 1, folded_name = 'other' WHERE id = 5",
  "UPDATE segment SET model_id = 1 WHERE model_id <> 1 AND name = 'Gold'",
  "UPDATE segment SET id = 99 WHERE id = 1",
  "UPDATE OR REPLACE segment SET id = 1 WHERE id = 5",
  "DELETE FROM segment",
  "DELETE FROM segment WHERE id = 1",
  "DELETE FROM segment WHERE id = 5",

  /* Its benefits */
  "INSERT INTO benefit (model_id, name, frequency, position) VALUES (1, 'X', 1, 1)",
  "INSERT OR IGNORE INTO benefit (model_id, name, frequency, position) VALUES (1, 'X', 1, 1)",
  "REPLACE INTO benefit (id, model_id, name, frequency, position) VALUES (1, 1, 'X', 1, 1)",
  "REPLACE INTO benefit (id, model_id, name, frequency, position) VALUES (1, 2, 'X', 1, 1)",
  "INSERT INTO benefit (id, model_id, name, frequency, position) VALUES (1, 2, 'X', 1, 1)"
  " ON CONFLICT (id) DO UPDATE SET removed = 1",
  "UPDATE benefit SET name = 'X' WHERE id = 1",
  "UPDATE benefit SET name = 'Call' WHERE model_id = 1",
  "UPDATE benefit SET description = ''",
  "UPDATE benefit SET frequency = 1, kind = 3, position = 5 WHERE model_id = 1",
  "UPDATE benefit SET removed = 1 WHERE id = 10",
  "UPDATE benefit SET model_id = 2 WHERE id = 1",
  "UPDATE benefit SET model_id = 1 WHERE id = 11",
  "UPDATE benefit SET id = 99 WHERE id = 1",
  "UPDATE OR REPLACE benefit SET id = 1 WHERE id = 11",
  "UPDATE OR REPLACE benefit SET id = 2 WHERE id = 1",
  "DELETE FROM benefit",
  "DELETE FROM benefit WHERE id = 1",
  "DELETE FROM benefit WHERE model_id = 1",

  /* Its matrix */
  "INSERT INTO segment_benefit (segment_id, benefit_id) VALUES (1, 2)",
  "INSERT INTO segment_benefit (segment_id, benefit_id) VALUES (1, 11)",
  "INSERT OR IGNORE INTO segment_benefit (segment_id, benefit_id) VALUES (1, 2)",
  "REPLACE INTO segment_benefit (id, segment_id, benefit_id) VALUES (1, 1, 2)",
  "REPLACE INTO segment_benefit (id, segment_id, benefit_id) VALUES (1, 5, 12)",
  "REPLACE INTO segment_benefit (segment_id, benefit_id) VALUES (1, 1)",
  "INSERT INTO segment_benefit (segment_id, benefit_id) VALUES (1, 1)"
  " ON CONFLICT (segment_id, benefit_id) DO UPDATE SET benefit_id = 2",
  "INSERT INTO segment_benefit (id, segment_id, benefit_id) VALUES (1, 5, 12)"
  " ON CONFLICT (id) DO UPDATE SET benefit_id = 2",
  "UPDATE segment_benefit SET benefit_id = 2 WHERE segment_id = 1 AND benefit_id = 1",
  "UPDATE segment_benefit SET benefit_id = 1 WHERE segment_id = 4",
  "UPDATE segment_benefit SET segment_id = 5 WHERE id = 1",
  "UPDATE segment_benefit SET segment_id = 1 WHERE segment_id = 5 AND benefit_id = 11",
  "UPDATE segment_benefit SET row_version = 2",
  "UPDATE segment_benefit SET id = 999 WHERE id = 1",
  "UPDATE OR REPLACE segment_benefit SET id = 1 WHERE id = 34",
  "UPDATE OR REPLACE segment_benefit SET segment_id = 1, benefit_id = 1 WHERE id = 34",
  "DELETE FROM segment_benefit",
  "DELETE FROM segment_benefit WHERE id = 1",
  "DELETE FROM segment_benefit WHERE segment_id = 4",

  /* Behind the tables */
  "UPDATE sqlite_schema SET sql = ''",
  "DELETE FROM sqlite_schema WHERE type = 'trigger'",
};

static void
test_plain_sql (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 own = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autofree char *before = dump (db);
  g_autofree char *copy = describe (db, own);
  g_autofree char *copy_after = NULL;

  g_assert_cmpint (own, ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM segment WHERE model_id = 2 AND id "
                                      "BETWEEN 5 AND 8"),
                   ==, 4);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM benefit WHERE model_id = 2 AND id "
                                      "BETWEEN 11 AND 20"),
                   ==, 10);
  g_assert_cmpint (scratch_query (db, "SELECT min (id) FROM segment_benefit WHERE segment_id = 5"),
                   ==, 34);

  tranche_database_execute (db, "PRAGMA writable_schema = ON", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", attempts[i]);
      g_assert_false (tranche_database_execute (db, attempts[i], &error));
      g_assert_nonnull (error);
      after = dump (db);
      g_assert_cmpstr (after, ==, before);
    }

  /* Each was refused whole: what could have been reached beside it stands too. */
  copy_after = describe (db, own);
  g_assert_cmpstr (copy_after, ==, copy);
}

/* In a transaction that goes on and commits, a refused statement leaves nothing either. */
static void
test_in_transaction (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_up_model (scratch, &practice);
  before = dump (practice.db);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      TrancheOperation *operation = begin (practice.db);

      insert (operation, g_object_new (TRANCHE_TYPE_STAGE, "name", attempts[i], "position",
                                       (gint64) i + 10, NULL));
      g_assert_false (tranche_database_execute (practice.db, attempts[i], NULL));
      commit (operation);
    }
  tranche_database_close (practice.db);

  practice.db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
  after = dump (practice.db);
  g_assert_cmpstr (after, ==, before);
  tranche_database_close (practice.db);
}

/* A cell between two models is nobody's: what the built-in one holds doesn't change with it. */
static void
test_stray_cell (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 own = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autofree char *before = describe (db, 1);
  g_autofree char *own_before = describe (db, own);
  g_autofree char *after = NULL;
  g_autofree char *own_after = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_execute (
      db, "INSERT INTO segment_benefit (segment_id, benefit_id) VALUES (5, 1)", &error);
  g_assert_no_error (error);
  after = describe (db, 1);
  own_after = describe (db, own);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (own_after, ==, own_before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/built-in/plain-sql", test_plain_sql);
  scratch_test ("/store/built-in/in-transaction", test_in_transaction);
  scratch_test ("/store/built-in/stray-cell", test_stray_cell);
  return g_test_run ();
}
