/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"
#include "store/operation.h"

G_BEGIN_DECLS

/*
 * Plain create, read, update and remove for every entity, driven by its field table. Writes run
 * inside an operation, leave a change with the row before and after, keep `party` in step for
 * entities that are parties, and validate first (INVALID names the field).
 */

/* Inserts; sets the record's id and row version. INVALID or CONFLICT, in the user's words, where a
 * rule stands in the way: see record-rules.c. The operation can go on after such a failure. */
gboolean
tranche_records_insert (TrancheOperation *operation, TrancheRecord *record, GError **error);

/* Writes what differs from the stored row; nothing differs: nothing is written. CONFLICT if the
 * row's version isn't the record's: somebody else wrote it meanwhile. */
gboolean
tranche_records_update (TrancheOperation *operation, TrancheRecord *record, GError **error);

/* Deletes the row; a party or a benefit is only marked as removed. CONFLICT if something still
 * refers to it or needs it (a team member who owns clients, say), REFUSED for segments. */
gboolean
tranche_records_remove (TrancheOperation *operation, TrancheRecord *record, GError **error);

/* (transfer full); NOT_FOUND if there is no such row. A removed party is found. */
TrancheRecord *tranche_records_load (TrancheDatabase *db, GType type, gint64 id, GError **error);

/**
 * tranche_records_list:
 * @where: (nullable): SQL after WHERE, with one ? per value; a constant, because its statement is
 * kept
 * @order: (nullable): SQL after ORDER BY
 * @first_value: 64-bit ids or integers for the ?, as gint64, ended by nothing: there are exactly
 * @n_values
 *
 * Returns: (transfer full) (element-type TrancheRecord): removed parties and benefits are left out;
 * by id where @order is %NULL
 */
GPtrArray *tranche_records_list (TrancheDatabase *db,
                                 GType type,
                                 const char *where,
                                 const char *order,
                                 const gint64 *values,
                                 guint n_values,
                                 GError **error);

G_END_DECLS
