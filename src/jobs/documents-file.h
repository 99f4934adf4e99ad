/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes under another name beside it and renames: nobody sees half a file. NO_SPACE, READ_ONLY,
 * NOT_FOUND. */
gboolean tranche_document_file_write (const char *path, GBytes *bytes, GError **error);

/* (transfer full): that other name. */
char *tranche_document_file_make_temporary_name (const char *path);

/* Turns what GIO says of a file into an error of ours; takes @local_error. Always FALSE. */
gboolean tranche_document_file_set_error (const char *path, GError *local_error, GError **error);

G_END_DECLS
