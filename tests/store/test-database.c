/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/database-private.h"

static void
test_create (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db = scratch_create (scratch);
  TrancheDatabase *again;
  GStatBuf status;

  g_assert_cmpint (scratch_query (db, "PRAGMA application_id"), ==, TRANCHE_FILE_APPLICATION_ID);
  g_assert_cmpint (scratch_query (db, "PRAGMA user_version"), ==,
                   tranche_migrations_get_default ()->n_scripts);
  g_assert_cmpint (scratch_query (db, "PRAGMA page_size"), ==, 8192);
  tranche_database_close (db);

  /* Closed, it is one file, which only its owner reads. */
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
  g_assert_cmpint (g_stat (scratch->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  again = tranche_database_create (scratch->path, &error);
  g_assert_null (again);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

/* A log that an earlier file of the name left behind would be read into the new one. */
static void
test_create_beside_a_log (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (scratch->path, "-wal", NULL);

  g_assert_true (g_file_set_contents (log, "left", -1, NULL));
  g_assert_null (tranche_database_create (scratch->path, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

static void
test_create_nowhere (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (scratch->folder, "missing", "Practice.tranche", NULL);

  g_assert_null (tranche_database_create (path, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 0);
}

static void
test_pragmas (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *query;
    gint64 value;
  } expected[] = {
    { "PRAGMA foreign_keys", 1 },    { "PRAGMA recursive_triggers", 1 },
    { "PRAGMA synchronous", 2 },     { "PRAGMA secure_delete", 1 },
    { "PRAGMA trusted_schema", 0 },  { "PRAGMA cell_size_check", 1 },
    { "PRAGMA busy_timeout", 5000 }, { "PRAGMA mmap_size", 0 },
  };
  static const TrancheDatabaseMode modes[]
      = { TRANCHE_DATABASE_READ_WRITE, TRANCHE_DATABASE_READ_ONLY };

  tranche_database_close (scratch_create (scratch));
  for (guint m = 0; m < G_N_ELEMENTS (modes); m++)
    {
      g_autoptr (TrancheDatabase) db = scratch_open (scratch, modes[m]);
      g_autofree char *journal = NULL;
      int on = -1;

      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_cmpint (scratch_query (db, expected[i].query), ==, expected[i].value);
      journal = tranche_database_query_text (db, "PRAGMA journal_mode", NULL);
      g_assert_cmpstr (journal, ==, "wal");
      sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
      g_assert_cmpint (on, ==, 1);
      sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, -1, &on);
      g_assert_cmpint (on, ==, 0);
    }
}

static void
test_reopen (Scratch *scratch, gconstpointer data)
{
  TrancheDatabase *db = scratch_create (scratch);

  scratch_execute (db, "INSERT INTO stage (name, position) VALUES ('Lapsed', 5)");
  tranche_database_close (db);

  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_cmpint (scratch_query (db, "SELECT count(*) FROM stage WHERE name = 'Lapsed'"), ==, 1);
  tranche_database_close (db);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

static void
test_read_only_mode (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_close (scratch_create (scratch));
  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_false (tranche_database_execute (db, "DELETE FROM stage", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/database/create", test_create);
  scratch_test ("/store/database/create-beside-a-log", test_create_beside_a_log);
  scratch_test ("/store/database/create-nowhere", test_create_nowhere);
  scratch_test ("/store/database/pragmas", test_pragmas);
  scratch_test ("/store/database/reopen", test_reopen);
  scratch_test ("/store/database/read-only-mode", test_read_only_mode);
  return g_test_run ();
}
