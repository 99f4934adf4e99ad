/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Practice files whose pages are sound and whose values nobody would have written: text that isn't
 * text, nothing where something has to be, numbers out of every range, circles. Such a file is
 * refused, or shown as well as it can be; nothing crashes, warns or hangs on it. */
#include "tests/fuzz/read-everything.h"

#include "domain/error.h"
#include "jobs/sample.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* Larger than what is checked as a whole each time it is opened. */
#define CLIENTS 400
#define DAY tranche_date_new (2025, 8, 14)

typedef struct
{
  char *folder;
  char *path;
  GBytes *whole;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const TrancheSampleOptions options
      = { .clients = CLIENTS, .months = 14, .seed = 1, .today = DAY };
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  fixture->folder = g_dir_make_tmp ("tranche-hostile-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "hostile.tranche", NULL);
  tranche_sample_create (fixture->path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (fixture->path, &content, &length, &error);
  g_assert_no_error (error);
  fixture->whole = g_bytes_new_take (content, length);
}

static void
remove_file (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_file (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_bytes_unref (fixture->whole);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
execute (sqlite3 *handle, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* The file as another program may write it, with none of our guards: what the schema says of its
 * columns is put aside while it writes, and put back. */
static void
damage (Fixture *fixture, const char *sql)
{
  sqlite3 *handle;
  g_autoptr (GError) error = NULL;

  remove_file (fixture->path);
  g_file_set_contents_full (fixture->path, g_bytes_get_data (fixture->whole, NULL),
                            g_bytes_get_size (fixture->whole), G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  execute (handle,
           "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;"
           " PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
           " PRAGMA writable_schema = ON;"
           " CREATE TEMP TABLE kept AS SELECT rowid AS id, sql FROM sqlite_schema;"
           " UPDATE sqlite_schema SET sql = replace (replace (replace (replace (sql,"
           " 'IS NOT NULL', 'NOTNULL'), ' NOT NULL', ''), ') STRICT, WITHOUT', ') WITHOUT'),"
           " ') STRICT', ')')"
           " WHERE type = 'table' AND name NOT LIKE 'sqlite%';"
           " PRAGMA writable_schema = RESET");
  execute (handle, sql);
  execute (handle, "PRAGMA writable_schema = ON;"
                   " UPDATE main.sqlite_schema SET sql = (SELECT k.sql FROM temp.kept AS k"
                   " WHERE k.id = main.sqlite_schema.rowid);"
                   " PRAGMA writable_schema = OFF");
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* Reads everything; gives what "check" says first, NULL where the file isn't even opened. */
static char *
read_damaged (Fixture *fixture)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  GError *error = NULL;

  db = tranche_database_open (fixture->path, TRANCHE_DATABASE_READ_ONLY, &error);
  if (db == NULL)
    {
      assert_ours (&error);
      return NULL;
    }
  read_everything (db, DAY);
  for (gint64 id = 1; id <= 12; id++)
    read_client (db, id, DAY);

  findings = tranche_database_check (db, TRANCHE_CHECK_PAGES | TRANCHE_CHECK_REFERENCES, NULL, NULL,
                                     NULL, &error);
  g_assert_no_error (error);
  return g_strdup (findings->len > 0 ? ((TrancheFinding *) g_ptr_array_index (findings, 0))->message
                                     : "");
}

static void
try_to_write (Fixture *fixture)
{
  const TrancheSegmentationRequest request = { .office_id = 1,
                                               .target = TRANCHE_TARGET_INDIVIDUAL,
                                               .date = tranche_date_new (2025, 9, 14) };
  GError *error = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autofree char *undone = NULL;

  db = tranche_database_open (fixture->path, TRANCHE_DATABASE_READ_WRITE, &error);
  if (db != NULL)
    {
      undone = tranche_undo_operation (db, 0, &error);
      assert_ours (&error);
      result = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);
    }
  assert_ours (&error);
}

static void
survive (Fixture *fixture, const char *sql)
{
  g_autofree char *found = NULL;

  g_test_message ("%s", sql);
  damage (fixture, sql);
  found = read_damaged (fixture);
  try_to_write (fixture);
}

#define NOT_TEXT "CAST (x'4e80ff67' AS TEXT)"
#define WITH_NUL "'be' || char (0) || 'fore'"
#define TOO_LONG "replace (hex (zeroblob (400000)), '00', 'Ng')"
#define TRICKY "char (0x202e, 10, 27, 0x2028, 0x200f) || 'evil' || char (10)"

static const char *const values[] = { NOT_TEXT, WITH_NUL,    TOO_LONG,
                                      TRICKY,   "NULL",      "9223372036854775807",
                                      "-1",     "'garbage'", "-9223372036854775807 - 1",
                                      "x'00ff'" };

static GPtrArray *
list_columns (Fixture *fixture)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *handle;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (handle,
                          "SELECT printf ('UPDATE OR IGNORE \"%w\" SET \"%w\" = ', t.name, c.name)"
                          " FROM pragma_table_list AS t JOIN pragma_table_info (t.name) AS c"
                          " WHERE t.schema = 'main' AND t.type = 'table'"
                          " AND t.name NOT LIKE 'sqlite%' AND (c.pk = 0 OR t.wr) ORDER BY 1",
                          -1, &statement, NULL),
      ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (columns, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return g_steal_pointer (&columns);
}

/* Every fifth column of all tables, each with one of the values: which one is decided by their
 * numbers, so that a run is like the one before it. Every column with every value with -m slow. */
static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) columns = list_columns (fixture);

  g_assert_cmpuint (columns->len, >, 200);
  for (guint i = 0; i < columns->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree char *sql = NULL;

        if (!g_test_slow () && (i % 5 != 0 || j != i / 5 % G_N_ELEMENTS (values)))
          continue;
        sql = g_strconcat (g_ptr_array_index (columns, i), values[j], NULL);
        survive (fixture, sql);
      }
}

/* Those that once ended in a crash. */
static void
test_known (Fixture *fixture, gconstpointer data)
{
  static const char *const known[] = {
    "UPDATE benefit SET frequency = -1",
    "UPDATE fee SET frequency = NULL",
    "UPDATE party SET display_name = NULL",
    "UPDATE person SET family_name = NULL",
    "UPDATE run SET end_month = 9223372036854775807",
    "UPDATE client_slot SET client_id = NULL",
    "UPDATE client_slot SET slot = slot + 4000000000",
    "UPDATE party SET id = -id; UPDATE client SET id = -id",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    survive (fixture, known[i]);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *finding;
  } cases[] = {
    { "UPDATE party SET display_name = " NOT_TEXT " WHERE id = 20",
      "row 20 of “party” holds text that isn’t valid" },
    { "UPDATE client SET notes = " WITH_NUL " WHERE id = (SELECT min (id) FROM client)", NULL },
    { "UPDATE segment SET name = " TOO_LONG " WHERE id = 4",
      "row 4 of “segment” holds text that isn’t valid" },
    { "UPDATE benefit SET description = " NOT_TEXT " WHERE id = 1",
      "row 1 of “benefit” holds text that isn’t valid" },
    { "UPDATE operation SET label = " NOT_TEXT " WHERE id = 1",
      "row 1 of “operation” holds text that isn’t valid" },
    { "UPDATE segment SET name = NULL WHERE id = 4", "NULL value in segment.name" },
    { "UPDATE segment SET colour = 99 WHERE id = 4", "CHECK constraint failed in segment" },
    { "UPDATE client SET client_since = 'garbage'",
      "row 11 of “client” holds text that isn’t valid" },
    { "UPDATE client SET kind = 'garbage'", NULL },
    { "UPDATE OR IGNORE relationship SET to_party_id = from_party_id",
      "CHECK constraint failed in relationship" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      damage (fixture, cases[i].sql);
      found = read_damaged (fixture);
      g_test_message ("%s: %s", cases[i].sql, found);
      g_assert_cmpstr (found, !=, "");
      if (cases[i].finding != NULL)
        g_assert_cmpstr (found, ==, cases[i].finding);
      try_to_write (fixture);
    }
}

/* What the schema allows is read to its end. */
static void
test_circles (Fixture *fixture, gconstpointer data)
{
  static const char *const circles[] = {
    "UPDATE team_member SET reports_to = (SELECT max (id) FROM team_member AS t"
    " WHERE t.id <> team_member.id)",
    "UPDATE agreement SET supersedes_id = id",
    "UPDATE operation SET undoes = id WHERE id > 1",
    "UPDATE operation SET redoes = id, undoes = id - 1 WHERE id > 1",
    /* Bands to segments of a model that the office doesn't use. */
    "INSERT INTO segmentation_model (id, level, practice_id, name) VALUES (7, 3, 1, 'Other');"
    "INSERT INTO segment (id, model_id, name, folded_name, colour, mark, position)"
    " SELECT 900 + id, 7, name, folded_name, colour, mark, position FROM segment;"
    "UPDATE band SET segment_id = segment_id + 900",
    "UPDATE practice SET segmentation_model_id = 4711",
    "UPDATE OR IGNORE group_membership SET is_primary = 1, group_id = client_id",
    "UPDATE OR IGNORE membership SET role = 1, end_date = NULL",
    "UPDATE segment SET id = 9000000000000000000 WHERE id = 4",
    "UPDATE party SET id = 9000000000000000000 WHERE id = 20;"
    "UPDATE client SET id = 9000000000000000000 WHERE id = 20",
    "UPDATE operation SET id = 9223372036854775807 WHERE id = (SELECT max (id) FROM operation)",
    "UPDATE statement SET first_month = -9223372036854775807, last_month = 9223372036854775807",
    "UPDATE OR IGNORE statement_line SET month = 9223372036854775807",
    "UPDATE OR IGNORE statement_line SET month = -1",
    "UPDATE OR IGNORE production SET id = 9223372036854775807 - id",
    "UPDATE run SET start_month = 0, end_month = 9223372036854775807",
    "DELETE FROM office",
    "DELETE FROM role",
    "DELETE FROM client_slot",
    "DELETE FROM segment",
    "DELETE FROM strategy",
    "DELETE FROM production",
    "DELETE FROM operation",
    "UPDATE production SET amounts = zeroblob (8)",
    "UPDATE statement_line SET amount = 9223372036854775807",
    "UPDATE OR IGNORE band SET monthly_lower = 9223372036854775807 - id",
    "UPDATE fee SET amount = 9223372036854775807",
    "UPDATE entitlement SET expected_count = 9223372036854775807",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (circles); i++)
    survive (fixture, circles[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/fuzz/hostile/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/fuzz/hostile/circles", Fixture, NULL, set_up, test_circles, tear_down);
  g_test_add ("/fuzz/hostile/known", Fixture, NULL, set_up, test_known, tear_down);
  g_test_add ("/fuzz/hostile/values", Fixture, NULL, set_up, test_values, tear_down);
  return g_test_run ();
}
