/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/error.h"

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What stands in the first 100 bytes of a practice file. */
typedef struct
{
  guint page_size;
  guint page_count; /* 0: not reliable */
  gint64 file_size;
  gboolean is_wal;
  guint32 user_version;
  guint32 application_id;
} TrancheFileHeader;

/* The file behind @path without symbolic links; NOT_FOUND, DENIED, or INVALID if it can't be a
 * practice file by its kind (a folder, a pipe, a device), READ_ONLY if its folder isn't to be had.
 * Doesn't open it. */
char *tranche_file_resolve (const char *path, GError **error);

/* Whether @path is a file that the document portal shows by itself, without its folder: what SQLite
 * puts beside it would be the portal's passing files, gone with their changes when the portal ends.
 */
gboolean tranche_file_is_lone_document (const char *path);

/* READ_ONLY for such a file. */
gboolean tranche_file_check_folder (const char *path, GError **error);

/* Reads the header through SQLite's own open file, before SQLite looks at it itself. CORRUPT with a
 * message that says what the file is, if it isn't one of ours. */
gboolean tranche_file_read_header (sqlite3 *handle,
                                   const char *path,
                                   TrancheFileHeader *header,
                                   GError **error);

/* The size of the write-ahead log beside @path: 0 if there is none or it is empty. */
gint64 tranche_file_get_log_size (const char *path);

/* Whether another process has the file at @path open now. This process must not have. */
gboolean tranche_file_is_open_elsewhere (const char *path);

gboolean tranche_file_is_writable (const char *path);
gboolean tranche_folder_is_writable (const char *path);

/* Makes the renaming or linking in the folder of @path last. */
gboolean tranche_file_sync_folder (const char *path, GError **error);
gboolean tranche_file_sync (const char *path, GError **error);

/* Gives @temporary its final name; CONFLICT if something has it already, whatever happens
 * meanwhile. */
gboolean tranche_file_publish (const char *temporary, const char *path, GError **error);

/* CONFLICT if @path is taken, or if a log of an earlier file of that name still lies there: SQLite
 * would read it into a new file of that name. */
gboolean tranche_file_check_free (const char *path, GError **error);

/* (transfer full): a name beside @path that nobody uses yet. */
char *tranche_file_make_temporary_name (const char *path);

/* A new, empty file; with @like (nullable) only for those who may read that one, else only for its
 * owner. */
gboolean tranche_file_make_empty (const char *path, const char *like, GError **error);

/* Removes a database and what SQLite puts beside it. */
void tranche_file_remove_all (const char *path);

/* Sets @error from an errno, worded for @path. Always FALSE. */
gboolean tranche_file_set_error (const char *path, int system_errno, GError **error);

G_END_DECLS
