/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/backup.h"
#include "store/database-private.h"

static void
add_stage (TrancheDatabase *db, const char *name)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO stage (name, position) VALUES ('%s', 9)", name);

  scratch_execute (db, sql);
}

static gint64
count_in (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = tranche_database_open (path, TRANCHE_DATABASE_READ_ONLY, &error);

  g_assert_no_error (error);
  return scratch_query (db, "SELECT count (*) FROM stage WHERE position = 9");
}

static void
test_write (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = g_build_filename (scratch->folder, "Copy.tranche", NULL);
  g_autoptr (GError) error = NULL;
  static const TrancheDatabaseMode modes[]
      = { TRANCHE_DATABASE_READ_WRITE, TRANCHE_DATABASE_READ_ONLY };

  tranche_database_close (scratch_create (scratch));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      TrancheDatabase *writer = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
      TrancheDatabase *db = scratch_open (scratch, modes[i]);
      GStatBuf status;

      add_stage (writer, i == 0 ? "A" : "B");
      g_assert_true (tranche_backup_write (db, path, &error));
      g_assert_no_error (error);
      g_assert_cmpint (count_in (path), ==, i + 1);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);

      /* Never over something. */
      g_assert_false (tranche_backup_write (db, path, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
      g_clear_error (&error);
      tranche_database_close (db);
      tranche_database_close (writer);
      g_unlink (path);
    }
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

/* Opened for reading with nobody else there. */
static void
test_write_alone (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = g_build_filename (scratch->folder, "Copy.tranche", NULL);
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db;

  tranche_database_close (scratch_create (scratch));
  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_true (tranche_backup_write (db, path, &error));
  g_assert_no_error (error);
  tranche_database_close (db);
}

static void
test_cancelled (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = g_build_filename (scratch->folder, "Copy.tranche", NULL);
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint before;

  scratch_execute (
      db, "INSERT INTO stage (name, position) WITH RECURSIVE n (i) AS"
          " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT 'x' || i, 1 FROM n");
  before = scratch_count_files (scratch);
  g_cancellable_cancel (cancellable);
  tranche_database_set_cancellable (db, cancellable);
  g_assert_false (tranche_backup_write (db, path, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  g_assert_cmpuint (scratch_count_files (scratch), ==, before);
}

static void
test_daily (Scratch *scratch, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (scratch->folder, "backups", NULL);
  g_autofree char *other = g_build_filename (folder, "Practice-notes.tranche", NULL);
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  TrancheDate first = tranche_date_new (2025, 8, 10);

  backups = tranche_backup_list (scratch->path, folder);
  g_assert_cmpuint (backups->len, ==, 0);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *written = NULL;
      g_autofree char *again = NULL;

      tranche_backup_write_daily (db, folder, first + i, 3, &written, &error);
      g_assert_no_error (error);
      g_assert_nonnull (written);
      tranche_backup_write_daily (db, folder, first + i, 3, &again, &error);
      g_assert_no_error (error);
      g_assert_null (again);
      if (i == 0)
        g_assert_true (g_file_set_contents (other, "not ours", -1, NULL));
    }
  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = tranche_backup_list (scratch->path, folder);
  g_assert_cmpuint (backups->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      TrancheBackup *backup = g_ptr_array_index (backups, i);

      g_assert_cmpint (backup->day, ==, first + 4 - (int) i);
      g_assert_cmpint (backup->size, >, 8192);
    }
  g_assert_true (g_str_has_suffix (((TrancheBackup *) g_ptr_array_index (backups, 0))->path,
                                   "/Practice-2025-08-14.tranche"));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_restore (Scratch *scratch, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (scratch->folder, "Copy.tranche", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 8, 14, 9, 30, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *none = NULL;
  TrancheDatabase *db = scratch_create (scratch);

  add_stage (db, "A");
  g_assert_true (tranche_backup_write (db, backup, &error));
  add_stage (db, "B");

  /* Not under somebody's hands. */
  g_assert_false (tranche_backup_restore (backup, scratch->path, now, &aside, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_BUSY);
  g_clear_error (&error);
  tranche_database_close (db);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 2);

  g_assert_true (tranche_backup_restore (backup, scratch->path, now, &aside, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_in (scratch->path), ==, 1);
  g_assert_true (
      g_str_has_suffix (aside, "/Practice (before restore 2025-08-14 09.30.00).tranche"));
  g_assert_cmpint (count_in (aside), ==, 2);

  /* Where the file is lost. */
  g_unlink (scratch->path);
  g_assert_true (tranche_backup_restore (backup, scratch->path, now, &none, &error));
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_cmpint (count_in (scratch->path), ==, 1);
}

static void
test_restore_bad (Scratch *scratch, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (scratch->folder, "Copy.tranche", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 8, 14, 9, 30, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  TrancheDatabase *db = scratch_create (scratch);

  add_stage (db, "A");
  tranche_database_close (db);
  g_assert_true (g_file_set_contents (backup, "not a backup at all", -1, NULL));
  g_assert_false (tranche_backup_restore (backup, scratch->path, now, &aside, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
  g_assert_null (aside);
  g_assert_cmpint (count_in (scratch->path), ==, 1);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/backup/write", test_write);
  scratch_test ("/store/backup/write-alone", test_write_alone);
  scratch_test ("/store/backup/cancelled", test_cancelled);
  scratch_test ("/store/backup/daily", test_daily);
  scratch_test ("/store/backup/restore", test_restore);
  scratch_test ("/store/backup/restore-bad", test_restore_bad);
  return g_test_run ();
}
