/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"

#include "store/database-private.h"
#include "store/file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".tranche"

void
tranche_backup_free (TrancheBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup);
}

/* "Practice" of "…/Practice.tranche" */
static char *
dup_stem (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  return name;
}

static char *
make_name (const char *path, TrancheDate day)
{
  g_autofree char *stem = dup_stem (path);
  char text[TRANCHE_DATE_TEXT_LENGTH + 1];

  tranche_date_write (day, text);
  return g_strdup_printf ("%s-%s" SUFFIX, stem, text);
}

/* TRANCHE_DATE_NONE unless @name is exactly what make_name() gives for some day. */
static TrancheDate
read_name (const char *stem, const char *name)
{
  gsize length = strlen (stem);

  if (strncmp (name, stem, length) != 0 || name[length] != '-'
      || strlen (name) != length + 1 + TRANCHE_DATE_TEXT_LENGTH + strlen (SUFFIX)
      || !g_str_has_suffix (name, SUFFIX))
    return TRANCHE_DATE_NONE;
  return tranche_date_parse_bytes (name + length + 1, TRANCHE_DATE_TEXT_LENGTH);
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const TrancheBackup *first = *(TrancheBackup *const *) a;
  const TrancheBackup *second = *(TrancheBackup *const *) b;

  return (first->day < second->day) - (first->day > second->day);
}

GPtrArray *
tranche_backup_list (const char *path, const char *folder)
{
  g_autofree char *stem = dup_stem (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_backup_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      TrancheDate day = read_name (stem, name);
      TrancheBackup *backup;
      GStatBuf status;

      if (day == TRANCHE_DATE_NONE)
        continue;
      backup = g_new0 (TrancheBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->day = day;
      backup->size = g_stat (backup->path, &status) == 0 ? (gint64) status.st_size : 0;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

gboolean
tranche_backup_write_daily (TrancheDatabase *db,
                            const char *folder,
                            TrancheDate today,
                            guint keep,
                            char **written,
                            GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  tranche_database_assert_owner (db);
  g_return_val_if_fail (today != TRANCHE_DATE_NONE && keep > 0, FALSE);

  if (written != NULL)
    *written = NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return tranche_file_set_error (folder, errno, error);

  name = make_name (db->path, today);
  path = g_build_filename (folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!tranche_backup_write (db, path, error))
    return FALSE;

  backups = tranche_backup_list (db->path, folder);
  for (guint i = keep; i < backups->len; i++)
    {
      TrancheBackup *backup = g_ptr_array_index (backups, i);

      /* Today's is the newest, unless the clock was once ahead. */
      if (backup->day != today)
        g_unlink (backup->path);
    }
  if (written != NULL)
    *written = g_steal_pointer (&path);
  return TRUE;
}

/* Page by page through SQLite, so that a backup that somebody has opened meanwhile is copied whole.
 */
static gboolean
copy_pages (TrancheDatabase *source, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *copying = NULL;
  gboolean success;
  int result;

  result = sqlite3_open_v2 (path, &target,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
                                | SQLITE_OPEN_EXRESCODE,
                            NULL);
  if (result == SQLITE_OK)
    {
      copying = sqlite3_backup_init (target, "main", source->handle, "main");
      if (copying != NULL)
        {
          sqlite3_backup_step (copying, -1);
          result = sqlite3_backup_finish (copying);
        }
      else
        {
          result = sqlite3_extended_errcode (target);
        }
    }
  success = result == SQLITE_OK ? TRUE : tranche_sqlite_set_error (target, result, error);
  sqlite3_close (target);
  return success;
}

/* A log that wasn't merged goes with its file. The rest can be made again. */
static gboolean
move_aside (const char *path, const char *aside, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  if (g_rename (path, aside) != 0)
    return tranche_file_set_error (path, errno, error);
  if (g_rename (log, log_aside) != 0 && errno != ENOENT)
    {
      tranche_file_set_error (path, errno, error);
      g_rename (aside, path);
      return FALSE;
    }
  g_unlink (shared);
  return TRUE;
}

static char *
make_aside_name (const char *path, GDateTime *now)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = dup_stem (path);
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");
  g_autofree char *name = g_strdup_printf ("%s (before restore %s)" SUFFIX, stem, moment);

  return g_build_filename (folder, name, NULL);
}

/* @set_aside stays NULL where there is nothing. */
static gboolean
set_file_aside (const char *path, GDateTime *now, char **set_aside, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *resolved = NULL;
  g_autofree char *aside = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  resolved = tranche_file_resolve (path, error);
  if (resolved == NULL)
    return FALSE;
  if (tranche_database_is_open_here (resolved) || tranche_file_is_open_elsewhere (resolved))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_BUSY,
                   _ ("“%s” is open; close it everywhere and try again"), name);
      return FALSE;
    }
  aside = make_aside_name (resolved, now);
  if (!tranche_file_check_free (aside, error) || !move_aside (resolved, aside, error))
    return FALSE;
  *set_aside = g_steal_pointer (&aside);
  return TRUE;
}

gboolean
tranche_backup_restore (const char *backup,
                        const char *path,
                        GDateTime *now,
                        char **set_aside,
                        GError **error)
{
  g_autoptr (TrancheDatabase) source = NULL;
  g_autofree char *temporary = tranche_file_make_temporary_name (path);
  g_autofree char *aside = NULL;

  g_return_val_if_fail (backup != NULL && path != NULL && now != NULL && set_aside != NULL, FALSE);

  *set_aside = NULL;
  source = tranche_database_open_for_copy (backup, error);
  if (source == NULL || !tranche_database_quick_check (source, error))
    return FALSE;

  if (!tranche_file_make_empty (temporary, backup, error) || !copy_pages (source, temporary, error)
      || !tranche_backup_check_copy (temporary, error) || !tranche_file_sync (temporary, error)
      || !set_file_aside (path, now, &aside, error))
    {
      tranche_file_remove_all (temporary);
      return FALSE;
    }
  if (!tranche_file_check_free (path, error) || !tranche_file_publish (temporary, path, error))
    {
      tranche_file_remove_all (temporary);
      if (aside != NULL)
        move_aside (aside, path, NULL);
      return FALSE;
    }
  *set_aside = g_steal_pointer (&aside);
  return TRUE;
}
