/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* faccessat() with AT_EACCESS, memmem() */

#include "tests/store/scratch.h"

#include "store/database-private.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The bytes of the practice file, and how many files there are: a refused file stays as it was. */
typedef struct
{
  char *checksum;
  guint n_files;
} Picture;

static char *
checksum_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return g_strdup ("unreadable");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) bytes, size);
}

static Picture
take_picture (Scratch *scratch)
{
  return (Picture) { checksum_file (scratch->path), scratch_count_files (scratch) };
}

static void
assert_untouched (Scratch *scratch, Picture *before)
{
  g_autofree char *now = checksum_file (scratch->path);

  g_assert_cmpstr (now, ==, before->checksum);
  g_assert_cmpuint (scratch_count_files (scratch), ==, before->n_files);
  g_clear_pointer (&before->checksum, g_free);
}

static void
assert_refused (Scratch *scratch, TrancheDatabaseMode mode, TrancheError code, const char *message)
{
  g_autoptr (GError) error = NULL;
  Picture before = take_picture (scratch);

  g_assert_null (tranche_database_open (scratch->path, mode, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” doesn't say “%s”", error->message, message);
  assert_untouched (scratch, &before);
}

static void
assert_refused_both (Scratch *scratch, TrancheError code, const char *message)
{
  assert_refused (scratch, TRANCHE_DATABASE_READ_WRITE, code, message);
  assert_refused (scratch, TRANCHE_DATABASE_READ_ONLY, code, message);
}

/* A raw connection, as any other program would use. */
static void
run_raw (Scratch *scratch, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  sqlite3_open (scratch->path, &handle);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
patch_file (Scratch *scratch, long offset, const void *bytes, gsize size)
{
  FILE *file = fopen (scratch->path, "r+b");

  fseek (file, offset, SEEK_SET);
  g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
  fclose (file);
}

static void
test_other_files (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *content;
    const char *message;
  } cases[] = {
    { "", "is empty" },
    { "xy", "isn’t a practice file" },
    { "name;amount\nNg;12.50\n", "isn’t a practice file" },
    { "%PDF-1.7 ................................................................................."
      ".................................................................................",
      "isn’t a practice file" },
    { "SQLite format 3", "isn’t a practice file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (scratch->path, cases[i].content, -1, NULL));
      assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, cases[i].message);
    }
}

static void
test_other_kinds (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_refused_both (scratch, TRANCHE_ERROR_NOT_FOUND, "isn’t there");

  g_assert_cmpint (g_mkdir (scratch->path, 0700), ==, 0);
  assert_refused_both (scratch, TRANCHE_ERROR_INVALID, "is a folder");
  g_rmdir (scratch->path);

  /* Opening a pipe for reading would wait for ever. */
  g_assert_cmpint (mkfifo (scratch->path, 0600), ==, 0);
  g_assert_null (tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_ONLY, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_unlink (scratch->path);

  g_assert_cmpint (symlink (scratch->path, scratch->path), ==, 0);
  g_assert_null (tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_ONLY, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

/* Through a link the same file, with its log beside the real one. */
static void
test_link (Scratch *scratch, gconstpointer data)
{
  g_autofree char *link = g_build_filename (scratch->folder, "Link.tranche", NULL);
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db;

  tranche_database_close (scratch_create (scratch));
  g_assert_cmpint (symlink (scratch->path, link), ==, 0);
  db = tranche_database_open (link, TRANCHE_DATABASE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tranche_database_get_path (db), ==, scratch->path);
  tranche_database_close (db);
}

static void
test_foreign_database (Scratch *scratch, gconstpointer data)
{
  run_raw (scratch, "CREATE TABLE bookmark (url); INSERT INTO bookmark VALUES ('x')");
  assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "of another program");
  run_raw (scratch, "PRAGMA journal_mode = WAL; INSERT INTO bookmark VALUES ('y')");
  assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "of another program");
}

static void
test_newer (Scratch *scratch, gconstpointer data)
{
  tranche_database_close (scratch_create (scratch));
  run_raw (scratch, "PRAGMA user_version = 999");
  assert_refused_both (scratch, TRANCHE_ERROR_TOO_NEW, "update the program");
}

static void
test_unfinished (Scratch *scratch, gconstpointer data)
{
  tranche_database_close (scratch_create (scratch));
  run_raw (scratch, "PRAGMA user_version = 0");
  assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "no version");
}

/* Whatever somebody adds to the schema, it is refused before it could run. */
static void
test_altered_schema (Scratch *scratch, gconstpointer data)
{
  static const char *const alterations[] = {
    "CREATE TRIGGER t AFTER INSERT ON stage BEGIN DELETE FROM client; END",
    "CREATE VIEW v AS SELECT * FROM client",
    "CREATE TABLE extra (x)",
    "CREATE INDEX i ON stage (position)",
    "DROP TRIGGER change_no_update",
    "DROP INDEX client_by_owner",
    "ALTER TABLE stage ADD COLUMN x TEXT",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'CHECK (name <> '''')', '') WHERE name = 'stage'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'stage'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      tranche_database_close (scratch_create (scratch));
      run_raw (scratch, alterations[i]);
      assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "");
      g_unlink (scratch->path);
    }
}

/* Statistics are SQLite's own business. */
static void
test_statistics (Scratch *scratch, gconstpointer data)
{
  tranche_database_close (scratch_create (scratch));
  run_raw (scratch, "ANALYZE");
  tranche_database_close (scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE));
}

static void
test_truncated (Scratch *scratch, gconstpointer data)
{
  static const double parts[] = { 0.99, 0.5, 0.1, 0.0003 };
  g_autofree char *bytes = NULL;
  gsize size;

  tranche_database_close (scratch_create (scratch));
  g_assert_true (g_file_get_contents (scratch->path, &bytes, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_assert_true (
          g_file_set_contents (scratch->path, bytes, (gssize) ((double) size * parts[i]), NULL));
      assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "");
    }
}

/* The head of any page overwritten: every page of a new file is in use, so all are refused. */
static void
test_damaged_page (Scratch *scratch, gconstpointer data)
{
  enum
  {
    FILE_HEADER_SIZE = 100
  };
  g_autofree char *bytes = NULL;
  guint8 noise[64];
  gsize page_size, size;

  memset (noise, 0xa5, sizeof noise);
  tranche_database_close (scratch_create (scratch));
  g_assert_true (g_file_get_contents (scratch->path, &bytes, &size, NULL));
  page_size = (gsize) (guint8) bytes[16] << 8 | (guint8) bytes[17];
  g_assert_cmpuint (page_size, >, 0);
  for (gsize offset = 0; offset < size; offset += page_size)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (scratch->path, bytes, (gssize) size, NULL));
      patch_file (scratch, offset == 0 ? FILE_HEADER_SIZE : (long) offset, noise, sizeof noise);
      g_assert_null (tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_WRITE, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
    }
}

/* SQLite quotes the damaged part of a schema; what is told of it can be shown all the same. */
static void
test_damaged_word (Scratch *scratch, gconstpointer data)
{
  static const char word[] = "CREATE TABLE stage (";
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  const char *found;
  gsize size;

  tranche_database_close (scratch_create (scratch));
  g_assert_true (g_file_get_contents (scratch->path, &bytes, &size, NULL));
  found = memmem (bytes, size, word, strlen (word));
  g_assert_nonnull (found);
  patch_file (scratch, (long) (found - bytes), "CREATE \xa5\xa5\xa5", 10);
  g_assert_null (tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_WRITE, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* Bytes overwritten anywhere: refused, or not noticed because nothing uses them (most of a new
 * file's pages is free space); never a crash. */
static void
test_damaged_anywhere (Scratch *scratch, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  guint8 noise[64];
  gsize size;

  tranche_database_close (scratch_create (scratch));
  g_assert_true (g_file_get_contents (scratch->path, &bytes, &size, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheDatabase *db;
      long offset = g_test_rand_int_range (16, (gint32) (size - sizeof noise));

      for (guint j = 0; j < sizeof noise; j++)
        noise[j] = (guint8) g_test_rand_int_range (0, 256);
      g_assert_true (g_file_set_contents (scratch->path, bytes, (gssize) size, NULL));
      patch_file (scratch, offset, noise, sizeof noise);
      db = tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_WRITE, &error);
      if (db == NULL)
        g_assert_true (error->domain == TRANCHE_ERROR);
      tranche_database_close (db);
    }
}

/* A damaged page of the header's own fields. */
static void
test_damaged_header (Scratch *scratch, gconstpointer data)
{
  static const guint8 bad_page_size[2] = { 0x12, 0x34 };
  static const guint8 bad_version[1] = { 7 };

  tranche_database_close (scratch_create (scratch));
  patch_file (scratch, 16, bad_page_size, 2);
  assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "head");
  g_unlink (scratch->path);
  tranche_database_close (scratch_create (scratch));
  patch_file (scratch, 18, bad_version, 1);
  assert_refused_both (scratch, TRANCHE_ERROR_CORRUPT, "head");
}

/* Root may write anything, so this is done as somebody else. */
static gboolean
become_nobody (Scratch *scratch)
{
  if (geteuid () != 0)
    return TRUE;
  if (chown (scratch->folder, 65534, (gid_t) -1) != 0
      || chown (scratch->path, 65534, (gid_t) -1) != 0)
    return FALSE;
  return seteuid (65534) == 0;
}

static void
become_root_again (void)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_read_only_file (Scratch *scratch, gconstpointer data)
{
  TrancheDatabase *db;

  tranche_database_close (scratch_create (scratch));
  g_chmod (scratch->path, 0400);
  if (!become_nobody (scratch) || faccessat (AT_FDCWD, scratch->path, W_OK, AT_EACCESS) == 0)
    {
      become_root_again ();
      g_test_skip ("Can’t become somebody who may not write");
      return;
    }
  assert_refused (scratch, TRANCHE_DATABASE_READ_WRITE, TRANCHE_ERROR_READ_ONLY,
                  "can’t be written");
  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client"), ==, 0);
  tranche_database_close (db);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
  become_root_again ();
}

static void
test_read_only_folder (Scratch *scratch, gconstpointer data)
{
  TrancheDatabase *db;

  tranche_database_close (scratch_create (scratch));
  g_chmod (scratch->folder, 0500);
  if (!become_nobody (scratch) || faccessat (AT_FDCWD, scratch->folder, W_OK, AT_EACCESS) == 0)
    {
      become_root_again ();
      g_test_skip ("Can’t become somebody who may not write");
      return;
    }
  assert_refused (scratch, TRANCHE_DATABASE_READ_WRITE, TRANCHE_ERROR_READ_ONLY, "folder");
  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client"), ==, 0);
  tranche_database_close (db);
  become_root_again ();
}

static void
test_no_permission (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tranche_database_close (scratch_create (scratch));
  g_chmod (scratch->path, 0);
  if (!become_nobody (scratch) || faccessat (AT_FDCWD, scratch->path, R_OK, AT_EACCESS) == 0)
    {
      become_root_again ();
      g_test_skip ("Can’t become somebody who may not read");
      return;
    }
  g_assert_null (tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_ONLY, &error));
  become_root_again ();
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
}

/* Two connections of one process, then two processes: the second writer is told, readers aren't
 * bothered. */
static void
test_second_writer (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) first = scratch_create (scratch);
  g_autoptr (TrancheDatabase) second = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
  g_autoptr (TrancheDatabase) reader = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheTransaction) transaction = tranche_transaction_begin (first, &error);

  g_assert_no_error (error);
  scratch_execute (first, "INSERT INTO stage (name, position) VALUES ('Lapsed', 9)");
  tranche_database_set_patience (second, 10);
  g_assert_null (tranche_transaction_begin (second, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (scratch_query (reader, "SELECT count (*) FROM stage WHERE position = 9"), ==, 0);

  g_assert_true (tranche_transaction_commit (g_steal_pointer (&transaction), &error));
  g_assert_cmpint (scratch_query (reader, "SELECT count (*) FROM stage WHERE position = 9"), ==, 1);
  transaction = tranche_transaction_begin (second, &error);
  g_assert_no_error (error);
}

/* A reader's transaction stays at its moment. */
static void
test_snapshot (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) writer = scratch_create (scratch);
  g_autoptr (TrancheDatabase) reader = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheTransaction) snapshot = tranche_transaction_begin (reader, &error);

  g_assert_no_error (error);
  scratch_execute (writer, "INSERT INTO stage (name, position) VALUES ('Lapsed', 9)");
  g_assert_cmpint (scratch_query (reader, "SELECT count (*) FROM stage WHERE position = 9"), ==, 0);
  g_clear_pointer (&snapshot, tranche_transaction_roll_back);
  g_assert_cmpint (scratch_query (reader, "SELECT count (*) FROM stage WHERE position = 9"), ==, 1);
}

/* Killed between two commits: the committed one is there, the other isn't, and the file is sound.
 */
static void
test_killed (Scratch *scratch, gconstpointer data)
{
  TrancheDatabase *db;
  int status;
  pid_t child;

  tranche_database_close (scratch_create (scratch));
  child = fork ();
  if (child == 0)
    {
      TrancheTransaction *transaction;

      db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
      scratch_execute (db, "INSERT INTO stage (name, position) VALUES ('Committed', 9)");
      transaction = tranche_transaction_begin (db, NULL);
      g_assert_nonnull (transaction);
      scratch_execute (db, "INSERT INTO stage (name, position) VALUES ('Lost', 9)");
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpuint (scratch_count_files (scratch), ==, 3);

  db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM stage WHERE name = 'Committed'"), ==,
                   1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM stage WHERE name = 'Lost'"), ==, 0);
  tranche_database_close (db);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

/* What a killed writer left in its log isn't written into a file that is then refused. */
static void
test_refused_with_log (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log = g_strconcat (scratch->path, "-wal", NULL);
  g_autofree char *log_before = NULL;
  g_autofree char *log_after = NULL;
  int status;
  pid_t child;

  tranche_database_close (scratch_create (scratch));
  child = fork ();
  if (child == 0)
    {
      run_raw (scratch, "PRAGMA wal_autocheckpoint = 0");
      sqlite3 *handle = NULL;

      sqlite3_open (scratch->path, &handle);
      sqlite3_exec (handle, "CREATE TABLE extra (x)", NULL, NULL, NULL);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  before = checksum_file (scratch->path);
  log_before = checksum_file (log);
  g_assert_cmpstr (log_before, !=, "unreadable");
  g_assert_null (tranche_database_open (scratch->path, TRANCHE_DATABASE_READ_WRITE, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
  after = checksum_file (scratch->path);
  log_after = checksum_file (log);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (log_before, ==, log_after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/open/other-files", test_other_files);
  scratch_test ("/store/open/other-kinds", test_other_kinds);
  scratch_test ("/store/open/link", test_link);
  scratch_test ("/store/open/foreign-database", test_foreign_database);
  scratch_test ("/store/open/newer", test_newer);
  scratch_test ("/store/open/unfinished", test_unfinished);
  scratch_test ("/store/open/altered-schema", test_altered_schema);
  scratch_test ("/store/open/statistics", test_statistics);
  scratch_test ("/store/open/truncated", test_truncated);
  scratch_test ("/store/open/damaged-page", test_damaged_page);
  scratch_test ("/store/open/damaged-word", test_damaged_word);
  scratch_test ("/store/open/damaged-anywhere", test_damaged_anywhere);
  scratch_test ("/store/open/damaged-header", test_damaged_header);
  scratch_test ("/store/open/read-only-file", test_read_only_file);
  scratch_test ("/store/open/read-only-folder", test_read_only_folder);
  scratch_test ("/store/open/no-permission", test_no_permission);
  scratch_test ("/store/open/second-writer", test_second_writer);
  scratch_test ("/store/open/snapshot", test_snapshot);
  scratch_test ("/store/open/killed", test_killed);
  scratch_test ("/store/open/refused-with-log", test_refused_with_log);
  return g_test_run ();
}
