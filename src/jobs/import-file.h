/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/statements.h"

G_BEGIN_DECLS

/* From GIO's errors to ours. Takes @local_error. */
void tranche_import_file_propagate_error (GError **error, GError *local_error);

/* (transfer full) */
GInputStream *tranche_import_file_open (GFile *file, GCancellable *cancellable, GError **error);

/**
 * TrancheImportHasher:
 * @file: (not owned)
 * @hash: once joined: SHA-256 of the first @n_hashed bytes
 *
 * Hashes a file beside its reading. Starts as zeroes.
 */
typedef struct
{
  GFile *file;
  GThread *thread; /* gives NULL, or why it failed as a GError */
  guint8 hash[TRANCHE_CONTENT_HASH_SIZE];
  goffset n_hashed;
  int stop;
} TrancheImportHasher;

void tranche_import_hasher_start (TrancheImportHasher *self, GFile *file);

/* Waits for the end. FALSE if the file could not be read. */
gboolean tranche_import_hasher_join (TrancheImportHasher *self, GError **error);

/* Stops it where it isn't done. */
void tranche_import_hasher_clear (TrancheImportHasher *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrancheImportHasher, tranche_import_hasher_clear)

G_END_DECLS
