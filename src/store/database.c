/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-private.h"

#include "store/backup.h"
#include "store/collect-private.h"
#include "store/column-text.h"
#include "store/file.h"
#include "store/schema.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <stdlib.h>

/* Below this a check of the whole file costs less than a frame, and every open does it. */
#define SMALL_FILE_SIZE (2 * 1024 * 1024)

#define PATIENCE_MILLISECONDS 5000
#define PROGRESS_INTERVAL 2000

/* How many connections this process has to a file, by resolved path. POSIX locks belong to the
 * process, so what looks at a file from outside SQLite has to know. */
static GMutex open_files_mutex;
static GHashTable *open_files;

gboolean
tranche_database_is_open_here (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_files_mutex);

  return open_files != NULL && g_hash_table_contains (open_files, path);
}

static void
count_open_file (const char *path, int by)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_files_mutex);
  int count;

  if (open_files == NULL)
    open_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count = GPOINTER_TO_INT (g_hash_table_lookup (open_files, path)) + by;
  g_assert (count >= 0);
  if (count > 0)
    g_hash_table_insert (open_files, g_strdup (path), GINT_TO_POINTER (count));
  else
    g_hash_table_remove (open_files, path);
}

static TrancheDatabase *
database_new (const char *path, TrancheDatabaseMode mode)
{
  TrancheDatabase *db = g_new0 (TrancheDatabase, 1);

  db->path = g_strdup (path);
  db->mode = mode;
  db->owner = pthread_self ();
  db->cache = tranche_statement_cache_new ();
  db->actor_name = g_strdup (g_get_user_name ());
  return db;
}

void
tranche_database_close (TrancheDatabase *db)
{
  int result;

  if (db == NULL)
    return;

  tranche_database_assert_owner (db);
  tranche_database_set_cancellable (db, NULL);
  if (db->transaction != NULL)
    {
      g_critical ("A connection is closed inside a transaction; it is rolled back");
      tranche_transaction_roll_back (db->transaction);
    }
  if (tranche_statement_cache_get_n_borrowed (db->cache) > 0)
    g_critical ("A connection is closed while %u of its statements are borrowed",
                tranche_statement_cache_get_n_borrowed (db->cache));
  tranche_statement_cache_free (db->cache);

  /* The last connection to close checkpoints and removes the log. */
  result = sqlite3_close (db->handle);
  if (result != SQLITE_OK)
    sqlite3_close_v2 (db->handle);
  if (db->registered)
    count_open_file (db->path, -1);

  g_clear_pointer (&db->committed_touches, g_ptr_array_unref);
  g_clear_object (&db->cancellable);
  g_free (db->actor_name);
  g_free (db->path);
  g_free (db);
}

const char *
tranche_database_get_path (TrancheDatabase *db)
{
  return db->path;
}

void
tranche_database_take_over (TrancheDatabase *db)
{
  g_assert (db->transaction == NULL);
  g_assert (tranche_statement_cache_get_n_borrowed (db->cache) == 0);
  db->owner = pthread_self ();
}

static int
progress_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

void
tranche_database_set_cancellable (TrancheDatabase *db, GCancellable *cancellable)
{
  tranche_database_assert_owner (db);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  g_set_object (&db->cancellable, cancellable);
  if (cancellable != NULL)
    sqlite3_progress_handler (db->handle, PROGRESS_INTERVAL, progress_cb, cancellable);
  else
    sqlite3_progress_handler (db->handle, 0, NULL, NULL);
}

void
tranche_database_set_patience (TrancheDatabase *db, int milliseconds)
{
  tranche_database_assert_owner (db);
  sqlite3_busy_timeout (db->handle, milliseconds);
}

gboolean
tranche_database_execute (TrancheDatabase *db, const char *sql, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  return statement != NULL && tranche_statement_run (statement, error);
}

gint64
tranche_database_get_last_row_id (TrancheDatabase *db)
{
  tranche_database_assert_owner (db);
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
tranche_database_get_changed_rows (TrancheDatabase *db)
{
  tranche_database_assert_owner (db);
  return sqlite3_changes64 (db->handle);
}

gboolean
tranche_database_query_int64 (TrancheDatabase *db,
                              const char *sql,
                              gint64 fallback,
                              gint64 *value,
                              GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  *value = fallback;
  if (tranche_statement_step (statement, &local_error))
    {
      if (!tranche_statement_is_null (statement, 0))
        *value = tranche_statement_get_int64 (statement, 0);
    }
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

char *
tranche_database_query_text (TrancheDatabase *db, const char *sql, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL || !tranche_statement_step (statement, error))
    return NULL;
  return tranche_statement_dup_text (statement, 0);
}

gboolean
tranche_database_quick_check (TrancheDatabase *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *finding
      = tranche_database_query_text (db, "PRAGMA quick_check (1)", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (finding, "ok") != 0)
    {
      /* "*** in database main ***\nTree 49 page 49 …" */
      if (finding != NULL)
        g_strdelimit (finding, "\n", ' ');
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                   _ ("the file is damaged (%s); restore a backup of it"), finding);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_pragma (TrancheDatabase *db, const char *sql, GError **error)
{
  int result = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK ? TRUE : tranche_database_set_error (db, result, error);
}

gboolean
tranche_database_configure (TrancheDatabase *db, GError **error)
{
  gboolean is_writer = db->mode == TRANCHE_DATABASE_READ_WRITE;
  int result = tranche_collect_register (db);

  if (result == SQLITE_OK)
    result = tranche_column_text_register (db);
  if (result != SQLITE_OK)
    return tranche_database_set_error (db, result, error);

  sqlite3_busy_timeout (db->handle, PATIENCE_MILLISECONDS);

  /* The file may come from anybody: its schema can't call functions with side effects, can't be
   * edited as a table, and a quoted word that is no column is an error instead of a text. */
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  /* No memory mapping: a failing disk would then be a signal instead of an error. The caches (KiB)
   * are an upper bound; one writer and three readers together stay well below what a run may take.
   */
  return run_pragma (db,
                     "PRAGMA cell_size_check = ON;"
                     "PRAGMA mmap_size = 0;"
                     "PRAGMA foreign_keys = ON;"
                     "PRAGMA recursive_triggers = ON;"
                     "PRAGMA secure_delete = ON;"
                     "PRAGMA synchronous = FULL;",
                     error)
         && run_pragma (db, is_writer ? "PRAGMA cache_size = -16384" : "PRAGMA cache_size = -8192",
                        error);
}

/* Only for a file that has been accepted: this writes its header the first time. */
static gboolean
use_log (TrancheDatabase *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *mode
      = tranche_database_query_text (db, "PRAGMA journal_mode = WAL", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (mode, "wal") != 0)
    {
      g_set_error_literal (
          error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED,
          _ ("the folder’s file system can’t share memory between programs; copy the file to a "
             "disk of this computer"));
      return FALSE;
    }
  /* After a large import the log shrinks again. */
  return run_pragma (db, "PRAGMA journal_size_limit = 16777216", error);
}

/* How a file is opened, decided before SQLite looks at it. */
typedef struct
{
  int flags;
  gboolean immutable;   /* nothing can be written beside it, so nobody else can be writing either */
  gboolean query_only;  /* reads through a connection that may clean up behind itself */
  gboolean shared_here; /* this process has it open already, and so has checked it */
  gboolean shared;      /* somebody has it open */
  gboolean left_log;    /* nobody has it open, yet there is a log: it wasn't closed properly */
} OpenPlan;

static gboolean
make_plan (const char *path, TrancheDatabaseMode mode, OpenPlan *plan, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  gboolean has_log = tranche_file_get_log_size (path) > 0;
  gboolean file_writable = tranche_file_is_writable (path);
  gboolean folder_writable = tranche_folder_is_writable (path);

  memset (plan, 0, sizeof *plan);
  plan->shared_here = tranche_database_is_open_here (path);
  plan->shared = plan->shared_here || tranche_file_is_open_elsewhere (path);
  plan->left_log = has_log && !plan->shared;

  if (mode == TRANCHE_DATABASE_READ_WRITE)
    {
      if (!file_writable || !folder_writable)
        {
          g_set_error (
              error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
              file_writable
                  ? _ ("the folder of “%s” can’t be written; move the file to one that can")
                  : _ ("“%s” can’t be written; copy it, or allow writing to it"),
              name);
          return FALSE;
        }
      plan->flags = SQLITE_OPEN_READWRITE;
    }
  else if (plan->shared)
    {
      plan->flags = SQLITE_OPEN_READONLY;
    }
  else if (file_writable && folder_writable)
    {
      /* A read-only connection can't remove the files that it makes beside the database; one that
       * may write but is told not to, can. */
      plan->flags = SQLITE_OPEN_READWRITE;
      plan->query_only = TRUE;
    }
  else
    {
      plan->flags = SQLITE_OPEN_READONLY;
      plan->immutable = !has_log;
    }
  return TRUE;
}

static gboolean
open_handle (TrancheDatabase *db, const OpenPlan *plan, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (db->path, "/", FALSE);
  g_autofree char *uri
      = g_strdup_printf ("file:%s%s", escaped, plan->immutable ? "?immutable=1" : "");
  int flags = plan->flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result;

  /* The path is resolved: a link in it now was put there since. */
  result = sqlite3_open_v2 (uri, &db->handle, flags | SQLITE_OPEN_NOFOLLOW, NULL);
  if (result != SQLITE_OK)
    return tranche_database_set_error (db, result, error);
  count_open_file (db->path, 1);
  db->registered = TRUE;
  return TRUE;
}

static gboolean
refuse_newer (gint64 version, const TrancheMigrations *migrations, GError **error)
{
  if (version <= migrations->n_scripts)
    return TRUE;
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_TOO_NEW,
               _ ("the file was written by a newer version of the program (file version %d, this "
                  "program knows "
                  "up to %u); update the program"),
               (int) version, migrations->n_scripts);
  return FALSE;
}

/* What can be told before SQLite reads, locks or makes anything. */
static gboolean
check_header (TrancheDatabase *db,
              const OpenPlan *plan,
              const TrancheMigrations *migrations,
              TrancheFileHeader *header,
              GError **error)
{
  if (!tranche_file_read_header (db->handle, db->path, header, error))
    return FALSE;
  /* While there is a log, the newest pages are in it, and the file may be shorter than it will be.
   */
  if (plan->shared || plan->left_log)
    return TRUE;

  if (header->page_count > 0
      && header->file_size < (gint64) header->page_count * (gint64) header->page_size)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                           _ ("the file is cut off: its end is missing; restore a backup of it"));
      return FALSE;
    }
  return refuse_newer (header->user_version, migrations, error);
}

/*
 * Who wrote the schema, and whether pages are sound. Checking every page of a large file would take
 * seconds, so that is done for small files, for a file that wasn't closed properly (the disk may
 * have been unplugged), and on demand (tranche_database_check()). Otherwise damage shows as CORRUPT
 * from the query that meets it: cell_size_check looks at each page as it is read.
 */
static gboolean
check_content (TrancheDatabase *db,
               const OpenPlan *plan,
               const TrancheMigrations *migrations,
               const TrancheFileHeader *header,
               gint64 *version,
               GError **error)
{
  if (!tranche_database_query_int64 (db, "PRAGMA user_version", 0, version, error)
      || !refuse_newer (*version, migrations, error))
    return FALSE;
  if (*version < 1)
    {
      g_set_error_literal (
          error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
          _ ("the file has no version; it isn’t a practice file or was never finished"));
      return FALSE;
    }
  if (!tranche_schema_verify (db, migrations, (guint) *version, error))
    return FALSE;
  if (plan->shared_here)
    return TRUE;
  if (plan->left_log || header->file_size <= SMALL_FILE_SIZE)
    return tranche_database_quick_check (db, error);
  return TRUE;
}

static gboolean
bring_up_to_date (TrancheDatabase *db,
                  const TrancheMigrations *migrations,
                  gint64 version,
                  GError **error)
{
  g_autofree char *backup = NULL;

  if (version == migrations->n_scripts)
    return TRUE;
  if (db->mode == TRANCHE_DATABASE_READ_ONLY)
    {
      g_set_error_literal (
          error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
          _ ("the file was written by an older version of the program; open it once for writing, "
             "so that it is brought up to date"));
      return FALSE;
    }
  backup = tranche_backup_write_before_upgrade (db, version, error);
  return backup != NULL && tranche_migrations_apply (migrations, db, error)
         && tranche_schema_verify (db, migrations, migrations->n_scripts, error);
}

static TrancheDatabase *
open_checked (const char *path,
              TrancheDatabaseMode mode,
              gboolean any_version,
              const TrancheMigrations *migrations,
              GError **error)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autofree char *resolved = NULL;
  TrancheFileHeader header;
  OpenPlan plan;
  gint64 version;

  g_return_val_if_fail (path != NULL, NULL);

  resolved = tranche_file_resolve (path, error);
  if (resolved == NULL || !make_plan (resolved, mode, &plan, error))
    return NULL;

  db = database_new (resolved, mode);
  if (!open_handle (db, &plan, error) || !check_header (db, &plan, migrations, &header, error)
      || !tranche_database_configure (db, error))
    return NULL;

  /* Until the file is accepted, closing must not write into it what a log beside it holds. */
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, plan.left_log, NULL);
  if (!check_content (db, &plan, migrations, &header, &version, error))
    return NULL;
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);

  if (plan.query_only && !run_pragma (db, "PRAGMA query_only = ON", error))
    return NULL;
  if (mode == TRANCHE_DATABASE_READ_WRITE && !use_log (db, error))
    return NULL;
  if (!any_version && !bring_up_to_date (db, migrations, version, error))
    return NULL;
  return g_steal_pointer (&db);
}

TrancheDatabase *
tranche_database_open_with (const char *path,
                            TrancheDatabaseMode mode,
                            const TrancheMigrations *migrations,
                            GError **error)
{
  return open_checked (path, mode, FALSE, migrations, error);
}

TrancheDatabase *
tranche_database_open_for_copy (const char *path, GError **error)
{
  return open_checked (path, TRANCHE_DATABASE_READ_ONLY, TRUE, tranche_migrations_get_default (),
                       error);
}

TrancheDatabase *
tranche_database_open (const char *path, TrancheDatabaseMode mode, GError **error)
{
  return tranche_database_open_with (path, mode, tranche_migrations_get_default (), error);
}

/* Still without a log: closing merges one, and can fail at that without saying so. */
static gboolean
fill_new_file (const char *path, const TrancheMigrations *migrations, GError **error)
{
  g_autoptr (TrancheDatabase) db = database_new (path, TRANCHE_DATABASE_READ_WRITE);
  OpenPlan plan = { .flags = SQLITE_OPEN_READWRITE };
  g_autofree char *application_id = NULL;

  application_id = g_strdup_printf ("PRAGMA application_id = %d", TRANCHE_FILE_APPLICATION_ID);
  return open_handle (db, &plan, error) && tranche_database_configure (db, error)
         && run_pragma (db, "PRAGMA page_size = 8192; PRAGMA encoding = 'UTF-8'", error)
         && run_pragma (db, application_id, error)
         && tranche_migrations_apply (migrations, db, error);
}

/* What the caller wants in the file, and all of it in the file itself before that gets its name. */
static gboolean
fill_further (const char *path,
              const TrancheMigrations *migrations,
              TrancheDatabaseFillFunc fill,
              gpointer user_data,
              GError **error)
{
  g_autoptr (TrancheDatabase) db
      = tranche_database_open_with (path, TRANCHE_DATABASE_READ_WRITE, migrations, error);

  if (db == NULL || !fill (db, user_data, error)
      || !run_pragma (db, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return FALSE;
  g_clear_pointer (&db, tranche_database_close);

  if (tranche_file_get_log_size (path) > 0)
    return tranche_file_set_error (path, EIO, error);
  return TRUE;
}

/* Made under another name and given its own when it is whole: a crash leaves no half file under
 * that name, and somebody else's file that appears meanwhile stays. Gives the path without links.
 */
static char *
make_file (const char *path,
           const TrancheMigrations *migrations,
           TrancheDatabaseFillFunc fill,
           gpointer user_data,
           GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *resolved_folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *resolved = NULL;
  g_autofree char *temporary = NULL;
  char *real;

  if (!tranche_file_check_folder (path, error) || !tranche_file_check_free (path, error))
    return NULL;

  folder = g_path_get_dirname (path);
  real = realpath (folder, NULL);
  if (real == NULL)
    {
      tranche_file_set_error (folder, errno, error);
      return NULL;
    }
  resolved_folder = g_strdup (real);
  free (real);
  name = g_path_get_basename (path);
  resolved = g_build_filename (resolved_folder, name, NULL);

  temporary = tranche_file_make_temporary_name (resolved);
  /* Only for its owner: it will be full of personal data. */
  if (!tranche_file_make_empty (temporary, NULL, error))
    return NULL;
  if (!fill_new_file (temporary, migrations, error)
      || (fill != NULL && !fill_further (temporary, migrations, fill, user_data, error))
      || !tranche_file_sync (temporary, error)
      || !tranche_file_publish (temporary, resolved, error))
    {
      tranche_file_remove_all (temporary);
      return NULL;
    }
  return g_steal_pointer (&resolved);
}

TrancheDatabase *
tranche_database_create_with (const char *path, const TrancheMigrations *migrations, GError **error)
{
  g_autofree char *resolved = NULL;
  TrancheDatabase *db;

  g_return_val_if_fail (path != NULL, NULL);

  resolved = make_file (path, migrations, NULL, NULL, error);
  if (resolved == NULL)
    return NULL;

  db = tranche_database_open_with (resolved, TRANCHE_DATABASE_READ_WRITE, migrations, error);
  if (db == NULL)
    tranche_file_remove_all (resolved);
  return db;
}

TrancheDatabase *
tranche_database_create (const char *path, GError **error)
{
  return tranche_database_create_with (path, tranche_migrations_get_default (), error);
}

gboolean
tranche_database_create_filled (const char *path,
                                TrancheDatabaseFillFunc fill,
                                gpointer user_data,
                                GError **error)
{
  g_autofree char *resolved = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (fill != NULL, FALSE);

  resolved = make_file (path, tranche_migrations_get_default (), fill, user_data, error);
  return resolved != NULL;
}
