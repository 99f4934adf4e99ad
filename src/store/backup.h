/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * tranche_backup_write:
 * @path: where to; nothing may be there
 *
 * Writes a checked copy of the whole file as it is at this moment, without stopping anybody. Under
 * its name there is either a complete copy that passed `quick_check` and is on the disk, or
 * nothing. Not inside a transaction. Can be cancelled through the connection's cancellable.
 *
 * Errors: CONFLICT if @path exists, NO_SPACE, READ_ONLY, CANCELLED, CORRUPT if @db itself is
 * damaged.
 */
gboolean tranche_backup_write (TrancheDatabase *db, const char *path, GError **error);

/* Reads a copy that nobody uses yet back as a stranger would: its header and its pages. CORRUPT. */
gboolean tranche_backup_check_copy (const char *path, GError **error);

/* Backs up beside the file, named by the day and the version that it has now; (transfer full): the
 * backup's path. */
char *tranche_backup_write_before_upgrade (TrancheDatabase *db, gint64 version, GError **error);

/**
 * TrancheBackup:
 * @path: where it is
 * @day: of its name
 * @size: in bytes
 */
typedef struct
{
  char *path;
  TrancheDate day;
  gint64 size;
} TrancheBackup;

void tranche_backup_free (TrancheBackup *backup);

/* (transfer full) (element-type TrancheBackup): the daily backups of the practice file @path in
 * @folder, the newest first; none where there is no such folder. */
GPtrArray *tranche_backup_list (const char *path, const char *folder);

/**
 * tranche_backup_write_daily:
 * @folder: where they are kept; made if it isn't there
 * @today: the day of the name
 * @keep: how many stay; the oldest go, and only after the new one is safe
 * @written: (out) (optional) (transfer full) (nullable): the new backup; %NULL if today's was there
 * already
 */
gboolean tranche_backup_write_daily (TrancheDatabase *db,
                                     const char *folder,
                                     TrancheDate today,
                                     guint keep,
                                     char **written,
                                     GError **error);

/**
 * tranche_backup_restore:
 * @backup: what to go back to; stays where it is
 * @path: the practice file; nobody may have it open
 * @now: for the name of the file that is set aside
 * @set_aside: (out) (transfer full) (nullable): where the file that was at @path is now; %NULL if
 * there was none
 *
 * Puts a checked copy of @backup at @path. What was there is only renamed, with its log, so that
 * this can be taken back by hand.
 *
 * Errors: BUSY while somebody has @path open; what tranche_database_open() says of a bad backup;
 * then nothing has changed.
 */
gboolean tranche_backup_restore (const char *backup,
                                 const char *path,
                                 GDateTime *now,
                                 char **set_aside,
                                 GError **error);

G_END_DECLS
