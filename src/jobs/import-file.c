/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/import-file.h"

#include "domain/error.h"
#include "store/sha256.h"

void
tranche_import_file_propagate_error (GError **error, GError *local_error)
{
  TrancheError code = TRANCHE_ERROR_FAILED;

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    code = TRANCHE_ERROR_NOT_FOUND;
  else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    code = TRANCHE_ERROR_DENIED;
  else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = TRANCHE_ERROR_CANCELLED;
  else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    code = TRANCHE_ERROR_INVALID;

  g_set_error_literal (error, TRANCHE_ERROR, code, local_error->message);
  g_error_free (local_error);
}

GInputStream *
tranche_import_file_open (GFile *file, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  GFileInputStream *stream = g_file_read (file, cancellable, &local_error);

  if (stream == NULL)
    tranche_import_file_propagate_error (error, local_error);
  return stream != NULL ? G_INPUT_STREAM (stream) : NULL;
}

/* Where the processor has no instructions for it, SHA-256 takes as long as parsing does; on a
 * thread of its own it costs nothing but the other core. */
static gpointer
hash_file (gpointer data)
{
  TrancheImportHasher *self = data;
  g_autofree guint8 *chunk = g_malloc (256 * 1024);
  g_autoptr (GInputStream) stream = NULL;
  TrancheSha256 sha256;
  GError *error = NULL;
  gssize n_bytes;

  stream = tranche_import_file_open (self->file, NULL, &error);
  if (stream == NULL)
    return error;

  tranche_sha256_begin (&sha256);
  while ((n_bytes = g_input_stream_read (stream, chunk, 256 * 1024, NULL, &error)) > 0
         && !g_atomic_int_get (&self->stop))
    {
      tranche_sha256_update (&sha256, chunk, (gsize) n_bytes);
      self->n_hashed += n_bytes;
    }
  tranche_sha256_end (&sha256, self->hash);
  return error;
}

void
tranche_import_hasher_start (TrancheImportHasher *self, GFile *file)
{
  self->file = file;
  self->thread = g_thread_new ("hash", hash_file, self);
}

gboolean
tranche_import_hasher_join (TrancheImportHasher *self, GError **error)
{
  GError *local_error;

  if (self->thread == NULL)
    return TRUE;

  local_error = g_thread_join (g_steal_pointer (&self->thread));
  if (local_error != NULL)
    tranche_import_file_propagate_error (error, local_error);
  return local_error == NULL;
}

void
tranche_import_hasher_clear (TrancheImportHasher *self)
{
  g_atomic_int_set (&self->stop, TRUE);
  tranche_import_hasher_join (self, NULL);
}
