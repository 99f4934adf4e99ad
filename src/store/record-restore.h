/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"

G_BEGIN_DECLS

/**
 * tranche_record_restore:
 * @table_name: of an entity
 * @row_id: the row
 * @expected: (nullable): JSON of the row as it has to be now; %NULL: it must not be there
 * @wanted: (nullable): JSON of the row as it shall be; %NULL: it is taken away
 *
 * One step of undo or redo: a change the other way round. It leaves a change of its own under
 * @operation. A party is there when it isn't marked as removed. Segments are never deleted: one is
 * taken away by making it inactive, and put back by making it active.
 *
 * Members that are missing from older JSON are neither compared nor written.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_CONFLICT if the row isn't as @expected or something else
 * stands in the way now; %TRANCHE_ERROR_NOT_FOUND if no entity keeps the table;
 * %TRANCHE_ERROR_INVALID for JSON that can't be read
 */
gboolean tranche_record_restore (TrancheOperation *operation,
                                 const char *table_name,
                                 gint64 row_id,
                                 const char *expected,
                                 const char *wanted,
                                 GError **error);

G_END_DECLS
