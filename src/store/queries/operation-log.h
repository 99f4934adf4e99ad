/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/* One line of the history of the file. */
typedef struct
{
  gint64 id;
  gint64 at; /* microseconds since 1970, UTC */
  TrancheOperationKind kind;
  char *actor_name;
  char *label;
  gint64 n_changes;
  gboolean undone; /* and not done again since */
} TrancheLogEntry;

void tranche_log_entry_free (TrancheLogEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheLogEntry, tranche_log_entry_free)

/* The latest @limit operations (0: all) that are about nobody who acts may not see, the newest
 * first. (transfer full) (element-type TrancheLogEntry) */
GPtrArray *tranche_operation_log_load (TrancheDatabase *db, guint limit, GError **error);

/* The operations that changed @party_id: itself, its members, agreements, deliveries, its segment.
 */
GPtrArray *tranche_operation_log_load_for_party (TrancheDatabase *db,
                                                 gint64 party_id,
                                                 guint limit,
                                                 GError **error);

G_END_DECLS
