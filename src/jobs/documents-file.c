/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/documents-file.h"

#include "domain/error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static TrancheError
get_code (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return TRANCHE_ERROR_FAILED;

  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return TRANCHE_ERROR_NO_SPACE;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return TRANCHE_ERROR_READ_ONLY;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return TRANCHE_ERROR_NOT_FOUND;
    case G_IO_ERROR_CANCELLED:
      return TRANCHE_ERROR_CANCELLED;
    default:
      return TRANCHE_ERROR_FAILED;
    }
}

gboolean
tranche_document_file_set_error (const char *path, GError *local_error, GError **error)
{
  g_autoptr (GError) source = local_error;

  if (source->domain == TRANCHE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&source));
      return FALSE;
    }
  g_set_error (error, TRANCHE_ERROR, get_code (source), _ ("“%s” couldn’t be written: %s"), path,
               source->message);
  return FALSE;
}

static gboolean
set_errno (const char *path, int number, GError **error)
{
  return tranche_document_file_set_error (
      path, g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (number), g_strerror (number)),
      error);
}

char *
tranche_document_file_make_temporary_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.part", name);

  return g_build_filename (folder, hidden, NULL);
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

gboolean
tranche_document_file_write (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = tranche_document_file_make_temporary_name (path);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int fd = g_open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
  int number = 0;

  if (fd < 0)
    return set_errno (path, errno, error);

  if (!write_all (fd, data, size))
    number = errno;
  if (close (fd) != 0 && number == 0)
    number = errno;
  if (number == 0 && g_rename (temporary, path) != 0)
    number = errno;
  if (number == 0)
    return TRUE;

  g_unlink (temporary);
  return set_errno (path, number, error);
}
