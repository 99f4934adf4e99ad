/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"
#include "store/database-private.h"
#include "store/file.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
copy_into (TrancheDatabase *db, const char *path, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;
  gboolean success;

  statement = tranche_database_prepare (db, "VACUUM INTO ?", error);
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_text (statement, 1, path);

  /* It only reads this file, but a connection that may only query may not write any other either.
   */
  if (db->mode == TRANCHE_DATABASE_READ_ONLY
      && !tranche_database_execute (db, "PRAGMA query_only = OFF", error))
    return FALSE;
  success = tranche_statement_run (statement, error);
  if (db->mode == TRANCHE_DATABASE_READ_ONLY
      && !tranche_database_execute (db, "PRAGMA query_only = ON", success ? error : NULL))
    return FALSE;
  return success;
}

static int
note_finding (void *data, int n_columns, char **values, char **names)
{
  char **finding = data;

  if (*finding == NULL)
    *finding = g_strdup (values[0]);
  return 0;
}

gboolean
tranche_backup_check_copy (const char *path, GError **error)
{
  g_autofree char *finding = NULL;
  TrancheFileHeader header;
  sqlite3 *handle = NULL;
  gboolean success;
  int result;

  result = sqlite3_open_v2 (
      path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  success = result == SQLITE_OK ? tranche_file_read_header (handle, path, &header, error)
                                : tranche_sqlite_set_error (handle, result, error);
  if (success)
    {
      result = sqlite3_exec (handle, "PRAGMA quick_check (1)", note_finding, &finding, NULL);
      if (result != SQLITE_OK)
        success = tranche_sqlite_set_error (handle, result, error);
      else if (g_strcmp0 (finding, "ok") != 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT, _ ("the copy is damaged (%s)"),
                       finding);
          success = FALSE;
        }
    }
  sqlite3_close (handle);
  return success;
}

gboolean
tranche_backup_write (TrancheDatabase *db, const char *path, GError **error)
{
  g_autofree char *temporary = NULL;

  tranche_database_assert_owner (db);
  g_return_val_if_fail (path != NULL, FALSE);
  g_assert (db->transaction == NULL);

  if (!tranche_file_check_free (path, error))
    return FALSE;

  temporary = tranche_file_make_temporary_name (path);
  if (tranche_file_make_empty (temporary, db->path, error) && copy_into (db, temporary, error)
      && tranche_backup_check_copy (temporary, error) && tranche_file_sync (temporary, error)
      && tranche_file_publish (temporary, path, error))
    return TRUE;

  tranche_file_remove_all (temporary);
  g_prefix_error_literal (error, _ ("writing a backup: "));
  return FALSE;
}

/* "Practice.tranche" → "Practice", with its folder. */
static char *
dup_stem (const char *path)
{
  if (g_str_has_suffix (path, ".tranche"))
    return g_strndup (path, strlen (path) - strlen (".tranche"));
  return g_strdup (path);
}

char *
tranche_backup_write_before_upgrade (TrancheDatabase *db, gint64 version, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *stem = dup_stem (db->path);

  for (guint try = 1; try < 1000; try++)
    {
      g_autofree char *number = try > 1 ? g_strdup_printf ("-%u", try) : g_strdup ("");
      g_autofree char *path = NULL;
      g_autoptr (GError) local_error = NULL;

      path = g_strdup_printf ("%s-before-upgrade-%s-v%d%s.tranche", stem, day, (int) version,
                              number);
      if (tranche_backup_write (db, path, &local_error))
        return g_steal_pointer (&path);
      if (!g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                       _ ("there are a thousand backups of today already; move them away"));
  return NULL;
}
