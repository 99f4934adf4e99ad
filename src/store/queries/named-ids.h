/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* One of what people choose from: an office, a team member, a stage. */
typedef struct
{
  gint64 id;
  char *name;
} TrancheNamedId;

/**
 * tranche_named_ids_load:
 * @sql: a query without parameters that gives ids and names, in the order of the list
 *
 * Returns: (transfer full) (element-type TrancheNamedId)
 */
GPtrArray *tranche_named_ids_load (TrancheDatabase *db, const char *sql, GError **error);

G_END_DECLS
