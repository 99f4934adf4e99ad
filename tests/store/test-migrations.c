/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/database-private.h"
#include "store/schema.h"

#define FIRST                                                                                      \
  "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT NOT NULL) STRICT; INSERT INTO a (x) VALUES "     \
  "('one');"                                                                                       \
  "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER NOT NULL REFERENCES a (id) ON DELETE "     \
  "CASCADE) STRICT;"                                                                               \
  "INSERT INTO b (a_id) VALUES (1)"

static const char *const first[] = { FIRST };
/* The second rebuilds a table that another refers to. */
static const char *const later[] = {
  FIRST,
  "CREATE TABLE a_new (id INTEGER PRIMARY KEY, x TEXT NOT NULL, y INTEGER NOT NULL) STRICT;"
  "INSERT INTO a_new SELECT id, x, 7 FROM a; DROP TABLE a; ALTER TABLE a_new RENAME TO a",
  "CREATE TABLE c (id INTEGER PRIMARY KEY) STRICT",
};
static const char *const failing[] = {
  FIRST,
  "CREATE TABLE c (id INTEGER PRIMARY KEY) STRICT",
  "CREATE TABLE d (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1)",
};
static const char *const orphaning[] = {
  FIRST,
  "DELETE FROM a",
};

static const TrancheMigrations version_one = { first, G_N_ELEMENTS (first) };
static const TrancheMigrations version_three = { later, G_N_ELEMENTS (later) };
static const TrancheMigrations fails_at_three = { failing, G_N_ELEMENTS (failing) };
static const TrancheMigrations orphans = { orphaning, G_N_ELEMENTS (orphaning) };

static void
make_version_one (Scratch *scratch)
{
  g_autoptr (GError) error = NULL;

  tranche_database_close (tranche_database_create_with (scratch->path, &version_one, &error));
  g_assert_no_error (error);
}

static char *
find_backup (Scratch *scratch)
{
  g_autoptr (GDir) dir = g_dir_open (scratch->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "Practice-before-upgrade-")
        && g_str_has_suffix (name, "-v1.tranche"))
      return g_build_filename (scratch->folder, name, NULL);
  return NULL;
}

static void
test_upgrade (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  TrancheDatabase *db;

  make_version_one (scratch);
  db = tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_WRITE, &version_three,
                                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (scratch_query (db, "SELECT y FROM a WHERE x = 'one'"), ==, 7);
  /* Dropping the old table didn't take what refers to it, and keys are on again. */
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM b"), ==, 1);
  g_assert_cmpint (scratch_query (db, "PRAGMA foreign_keys"), ==, 1);
  tranche_database_close (db);

  backup = find_backup (scratch);
  g_assert_nonnull (backup);
  db = tranche_database_open_with (backup, TRANCHE_DATABASE_READ_ONLY, &version_one, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM a"), ==, 1);
  tranche_database_close (db);

  /* Once is enough. */
  db = tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_WRITE, &version_three,
                                   &error);
  g_assert_no_error (error);
  tranche_database_close (db);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 2);
}

static void
test_upgrade_fails (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  TrancheDatabase *db;

  make_version_one (scratch);
  g_assert_null (tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_WRITE,
                                             &fails_at_three, &error));
  g_assert_nonnull (strstr (error->message, "version 3"));
  g_clear_error (&error);
  backup = find_backup (scratch);
  g_assert_nonnull (backup);

  /* The step before stands, the failed one left nothing. */
  db = tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_ONLY,
                                   &(TrancheMigrations) { failing, 2 }, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "PRAGMA user_version"), ==, 2);
  tranche_database_close (db);
}

static void
test_orphans (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db;

  make_version_one (scratch);
  g_assert_null (
      tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_WRITE, &orphans, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
  g_clear_error (&error);
  db = tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_WRITE, &version_one,
                                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM a"), ==, 1);
  tranche_database_close (db);
}

static void
test_older_for_reading (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  make_version_one (scratch);
  g_assert_null (tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_ONLY,
                                             &version_three, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

static void
test_newer (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tranche_database_close (tranche_database_create_with (scratch->path, &version_three, &error));
  g_assert_no_error (error);
  g_assert_null (tranche_database_open_with (scratch->path, TRANCHE_DATABASE_READ_WRITE,
                                             &version_one, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_TOO_NEW);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

/* A new file that can't be made leaves nothing. */
static void
test_create_fails (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tranche_database_create_with (scratch->path, &fails_at_three, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 0);
}

/* What is written down of each version is what its scripts make; a wrong line would cost time. */
static void
test_fingerprints (void)
{
  const TrancheMigrations *migrations = tranche_migrations_get_default ();

  for (guint version = 1; version <= migrations->n_scripts; version++)
    {
      g_autofree char *made = tranche_schema_make_fingerprint (migrations, version);

      g_assert_cmpstr (migrations->fingerprints[version - 1], ==, made);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/migrations/upgrade", test_upgrade);
  scratch_test ("/store/migrations/upgrade-fails", test_upgrade_fails);
  scratch_test ("/store/migrations/orphans", test_orphans);
  scratch_test ("/store/migrations/older-for-reading", test_older_for_reading);
  scratch_test ("/store/migrations/newer", test_newer);
  scratch_test ("/store/migrations/create-fails", test_create_fails);
  g_test_add_func ("/store/migrations/fingerprints", test_fingerprints);
  return g_test_run ();
}
