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

/* Backs up beside the file, named by the day and the version that it has now; (transfer full): the
 * backup's path. */
char *tranche_backup_write_before_upgrade (TrancheDatabase *db, gint64 version, GError **error);

G_END_DECLS
