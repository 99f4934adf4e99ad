/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2() */

#include "store/file.h"
#include "store/database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_SIZE 100
static const char magic[16] = "SQLite format 3";

gboolean
tranche_file_set_error (const char *path, int system_errno, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (system_errno)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                   _ ("“%s” isn’t there; it may have been moved, renamed or deleted"), name);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
                   _ ("you may not open “%s”; ask whoever owns it to let you read and write it"),
                   name);
      break;
    case EROFS:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
                   _ ("“%s” is on a disk that can’t be written; copy it to one that can"), name);
      break;
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NO_SPACE,
                   _ ("there is no space left for “%s”; free some and try again"), name);
      break;
    case EEXIST:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                   _ ("“%s” exists already; choose another name"), name);
      break;
    case ELOOP:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” is a link that leads nowhere"), name);
      break;
    default:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED, "“%s”: %s", name,
                   g_strerror (system_errno));
      break;
    }
  return FALSE;
}

/* The portal's folder as the sandbox and as the session name it, a document's id, and the file. */
gboolean
tranche_file_is_lone_document (const char *path)
{
  return g_regex_match_simple ("^/run/(flatpak|user/[0-9]+)/doc/(by-app/[^/]+/)?[0-9a-f]+/[^/]+$",
                               path, G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT);
}

gboolean
tranche_file_check_folder (const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (!tranche_file_is_lone_document (path))
    return TRUE;
  name = g_filename_display_basename (path);
  g_set_error (
      error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
      _ ("“%s” lies in a folder that the sandbox doesn’t show; keep practice files in Documents"),
      name);
  return FALSE;
}

char *
tranche_file_resolve (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  char *resolved = realpath (path, NULL);
  g_autofree char *copy = NULL;
  struct stat status;

  if (resolved == NULL)
    {
      tranche_file_set_error (path, errno, error);
      return NULL;
    }
  copy = g_strdup (resolved);
  free (resolved);

  if (stat (copy, &status) != 0)
    {
      tranche_file_set_error (path, errno, error);
      return NULL;
    }
  if (S_ISDIR (status.st_mode))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” is a folder; choose a practice file"), name);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” isn’t a file; choose a practice file"), name);
      return NULL;
    }
  if (faccessat (AT_FDCWD, copy, R_OK, AT_EACCESS) != 0)
    {
      tranche_file_set_error (path, errno, error);
      return NULL;
    }
  if (!tranche_file_check_folder (copy, error))
    return NULL;
  return g_steal_pointer (&copy);
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
refuse (const char *path, const char *format, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT, format, name);
#pragma GCC diagnostic pop
  return FALSE;
}

gboolean
tranche_file_read_header (sqlite3 *handle,
                          const char *path,
                          TrancheFileHeader *header,
                          GError **error)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  guint8 bytes[HEADER_SIZE];
  guint page_size;

  /* Not through a descriptor of our own: closing it would drop every lock that this process has on
   * the file. */
  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK
      || file == NULL || file->pMethods == NULL
      || file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    return refuse (path, _ ("“%s” can’t be read"), error);

  if (size == 0)
    return refuse (path, _ ("“%s” is empty; restore a backup of it"), error);
  if (size < HEADER_SIZE)
    return refuse (path, _ ("“%s” isn’t a practice file"), error);
  if (file->pMethods->xRead (file, bytes, HEADER_SIZE, 0) != SQLITE_OK)
    return refuse (path, _ ("“%s” can’t be read; the disk may be failing"), error);
  if (memcmp (bytes, magic, sizeof magic) != 0)
    return refuse (path, _ ("“%s” isn’t a practice file"), error);

  header->application_id = read_big_endian (bytes + 68);
  if (header->application_id != TRANCHE_FILE_APPLICATION_ID)
    return refuse (path, _ ("“%s” is a database of another program, not a practice file"), error);

  page_size = (guint) bytes[16] << 8 | bytes[17];
  header->page_size = page_size == 1 ? 65536 : page_size;
  if (header->page_size < 512 || (header->page_size & (header->page_size - 1)) != 0 || bytes[18] < 1
      || bytes[18] > 2 || bytes[19] < 1 || bytes[19] > 2)
    return refuse (path, _ ("the head of “%s” is damaged; restore a backup of it"), error);

  header->is_wal = bytes[18] == 2;
  header->file_size = size;
  /* Only as good as the change counter it was written with. */
  header->page_count = memcmp (bytes + 24, bytes + 92, 4) == 0 ? read_big_endian (bytes + 28) : 0;
  header->user_version = read_big_endian (bytes + 60);
  return TRUE;
}

gint64
tranche_file_get_log_size (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return stat (log, &status) == 0 ? (gint64) status.st_size : 0;
}

gboolean
tranche_file_is_open_elsewhere (const char *path)
{
  /* Every connection holds a shared lock on this byte of the -shm file for as long as it is open
   * (the “dead man switch” of SQLite's os_unix.c, part of the file format as processes of different
   * versions share it). */
  const off_t dead_man_switch = 128;
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);
  struct flock lock
      = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = dead_man_switch, .l_len = 1 };
  int descriptor;
  gboolean held;

  g_assert (!tranche_database_is_open_here (path));

  descriptor = open (shared, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0)
    return FALSE;
  held = fcntl (descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (descriptor);
  return held;
}

gboolean
tranche_file_is_writable (const char *path)
{
  return faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

gboolean
tranche_folder_is_writable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int descriptor = open (path, flags | O_CLOEXEC);
  int result;
  int saved;

  if (descriptor < 0)
    return tranche_file_set_error (path, errno, error);
  result = fsync (descriptor);
  saved = errno;
  close (descriptor);
  /* Some file systems have no fsync for folders; then there is nothing to wait for. */
  if (result != 0 && saved != EINVAL && saved != ENOSYS)
    return tranche_file_set_error (path, saved, error);
  return TRUE;
}

gboolean
tranche_file_sync (const char *path, GError **error)
{
  return sync_path (path, O_RDONLY, error);
}

gboolean
tranche_file_sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

gboolean
tranche_file_publish (const char *temporary, const char *path, GError **error)
{
  /* rename() would replace what is there. Where the file system can't rename without replacing
   * (some network and sandbox ones), link() fails the same way when the name is taken. */
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
    {
      if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return tranche_file_set_error (path, errno, error);
      if (link (temporary, path) == 0)
        unlink (temporary);
      else if (errno == EEXIST || access (path, F_OK) == 0)
        return tranche_file_set_error (path, EEXIST, error);
      else if (rename (temporary, path) != 0)
        return tranche_file_set_error (path, errno, error);
    }
  return tranche_file_sync_folder (path, error);
}

static gboolean
is_taken (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

gboolean
tranche_file_check_free (const char *path, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-journal" };

  if (is_taken (path))
    return tranche_file_set_error (path, EEXIST, error);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *left = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *name = g_filename_display_basename (left);

      if (is_taken (left))
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                       _ ("“%s” of an earlier file still lies there; choose another name"), name);
          return FALSE;
        }
    }
  return TRUE;
}

char *
tranche_file_make_temporary_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf (".tranche-%s.tmp", id);

  return g_build_filename (folder, name, NULL);
}

gboolean
tranche_file_make_empty (const char *path, const char *like, GError **error)
{
  struct stat status;
  mode_t mode = like != NULL && stat (like, &status) == 0 ? status.st_mode & 0666 : 0600;
  int descriptor = open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, mode);

  if (descriptor < 0)
    return tranche_file_set_error (path, errno, error);
  close (descriptor);
  return TRUE;
}

void
tranche_file_remove_all (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}
