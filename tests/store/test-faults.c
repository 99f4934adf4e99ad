/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/check.h"
#include "store/database-private.h"
#include "store/operation.h"

/*
 * A disk that fails at the Nth write, sync or truncation from now on, and at every one after it: a
 * layer between SQLite and its own way to the files.
 */

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultyFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;
static int countdown; /* 0: sound */
static int fault;     /* what it fails with */
static gboolean failed;

static gboolean
is_failing (void)
{
  if (countdown == 0)
    return FALSE;
  if (countdown > 1)
    {
      countdown--;
      return FALSE;
    }
  failed = TRUE;
  return TRUE;
}

#define REAL(file) (((FaultyFile *) (file))->real)

static int
faulty_close (sqlite3_file *file)
{
  int result
      = REAL (file)->pMethods != NULL ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;

  g_free (REAL (file));
  return result;
}

static int
faulty_read (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xRead (REAL (file), data, amount, offset);
}

static int
faulty_write (sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
  return is_failing () ? fault : REAL (file)->pMethods->xWrite (REAL (file), data, amount, offset);
}

static int
faulty_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return is_failing () ? SQLITE_IOERR_TRUNCATE
                       : REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
faulty_sync (sqlite3_file *file, int flags)
{
  return is_failing () ? SQLITE_IOERR_FSYNC : REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
faulty_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
faulty_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
faulty_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
faulty_check_reserved (sqlite3_file *file, int *held)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), held);
}

static int
faulty_control (sqlite3_file *file, int operation, void *data)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, data);
}

static int
faulty_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
faulty_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
faulty_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
faulty_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
faulty_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
faulty_shm_unmap (sqlite3_file *file, int delete_it)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), delete_it);
}

static const sqlite3_io_methods faulty_methods = {
  .iVersion = 2,
  .xClose = faulty_close,
  .xRead = faulty_read,
  .xWrite = faulty_write,
  .xTruncate = faulty_truncate,
  .xSync = faulty_sync,
  .xFileSize = faulty_file_size,
  .xLock = faulty_lock,
  .xUnlock = faulty_unlock,
  .xCheckReservedLock = faulty_check_reserved,
  .xFileControl = faulty_control,
  .xSectorSize = faulty_sector_size,
  .xDeviceCharacteristics = faulty_characteristics,
  .xShmMap = faulty_shm_map,
  .xShmLock = faulty_shm_lock,
  .xShmBarrier = faulty_shm_barrier,
  .xShmUnmap = faulty_shm_unmap,
};

static int
faulty_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultyFile *faulty = (FaultyFile *) file;
  int result;

  faulty->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  result = real_vfs->xOpen (real_vfs, name, faulty->real, flags, out_flags);
  faulty->base.pMethods = &faulty_methods;
  return result;
}

static void
put_disk_in (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  faulty_vfs = *real_vfs;
  faulty_vfs.zName = "faulty";
  faulty_vfs.szOsFile = sizeof (FaultyFile);
  faulty_vfs.xOpen = faulty_open;
  faulty_vfs.pNext = NULL;
  sqlite3_vfs_register (&faulty_vfs, 1);
}

static void
arm (int at, int result)
{
  countdown = at;
  fault = result;
  failed = FALSE;
}

/* One operation with enough rows to touch a good number of pages. */
static gboolean
write_rows (TrancheDatabase *db, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Stages added", error);
  if (operation == NULL)
    return FALSE;
  for (gint64 i = 1; i <= 100; i++)
    {
      g_autoptr (TrancheStatement) insert = NULL;
      g_autofree char *name = g_strdup_printf ("Stage %" G_GINT64_FORMAT, i);

      insert = tranche_database_prepare (db, "INSERT INTO stage (name, position) VALUES (?, 9)",
                                         error);
      if (insert == NULL)
        return FALSE;
      tranche_statement_bind_text (insert, 1, name);
      if (!tranche_statement_run (insert, error)
          || !tranche_operation_add_change (operation, "stage", i, 0, NULL,
                                            "{\"padding\":\"some words of a row\"}", error))
        return FALSE;
    }
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

static void
assert_sound (Scratch *scratch, gint64 n_operations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
  g_autoptr (GPtrArray) findings
      = tranche_database_check (db, TRANCHE_CHECK_ALL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, n_operations);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM change"), ==, 100 * n_operations);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM stage WHERE position = 9"), ==,
                   100 * n_operations);
}

static void
assert_code (GError *error, int result)
{
  if (result == SQLITE_FULL && g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_NO_SPACE))
    return;
  /* Where the failing call was a sync or a truncation. */
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED);
}

/* Wherever the disk fails in a write: it is all there, or nothing of it and the caller knows. */
static void
test_write (Scratch *scratch, gconstpointer data)
{
  static const int results[] = { SQLITE_FULL, SQLITE_IOERR_WRITE };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      gboolean went_through = FALSE;
      int n_failures = 0;

      for (int at = 1; !went_through; at += 1 + at / 10)
        {
          g_autoptr (GError) error = NULL;
          TrancheDatabase *db;

          tranche_database_close (scratch_create (scratch));
          db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
          arm (at, results[i]);
          went_through = write_rows (db, &error);
          g_assert_true (went_through != failed);
          if (!went_through)
            {
              n_failures++;
              assert_code (error, results[i]);
              /* The connection itself is fit for use as soon as the disk is. */
              arm (0, 0);
              g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM stage WHERE position = 9"),
                               ==, 0);
            }
          arm (0, 0);
          tranche_database_close (db);
          assert_sound (scratch, went_through ? 1 : 0);
          g_unlink (scratch->path);
        }
      g_assert_cmpint (n_failures, >, 5);
    }
}

/* The same while the log is merged into the file: nothing committed is lost. */
static void
test_checkpoint (Scratch *scratch, gconstpointer data)
{
  gboolean went_through = FALSE;
  int n_failures = 0;

  for (int at = 1; !went_through; at += 1 + at / 10)
    {
      g_autoptr (GError) error = NULL;
      TrancheDatabase *db = scratch_create (scratch);

      g_assert_true (write_rows (db, &error));
      arm (at, SQLITE_IOERR_WRITE);
      went_through
          = tranche_database_execute (db, "PRAGMA wal_checkpoint (TRUNCATE)", &error) && !failed;
      n_failures += !went_through;
      tranche_database_close (db);
      arm (0, 0);
      assert_sound (scratch, 1);
      g_unlink (scratch->path);
    }
  g_assert_cmpint (n_failures, >, 5);
}

static void
test_create (Scratch *scratch, gconstpointer data)
{
  TrancheDatabase *db = NULL;
  int n_failures = 0;

  for (int at = 1; db == NULL; at += 1 + at / 10)
    {
      g_autoptr (GError) error = NULL;

      arm (at, SQLITE_FULL);
      db = tranche_database_create (scratch->path, &error);
      arm (0, 0);
      if (db == NULL)
        {
          n_failures++;
          assert_code (error, SQLITE_FULL);
          g_assert_cmpuint (scratch_count_files (scratch), ==, 0);
        }
    }
  g_assert_cmpint (n_failures, >, 5);
  tranche_database_close (db);
  assert_sound (scratch, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  put_disk_in ();
  scratch_test ("/store/faults/write", test_write);
  scratch_test ("/store/faults/checkpoint", test_checkpoint);
  scratch_test ("/store/faults/create", test_create);
  return g_test_run ();
}
