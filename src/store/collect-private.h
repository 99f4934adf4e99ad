/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database-private.h"

G_BEGIN_DECLS

/**
 * TrancheCollectFunc:
 * @values: (array): @n_rows times the columns, row by row, NULL as 0; until the function returns
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TrancheCollectFunc) (const gint64 *values,
                                        gsize n_rows,
                                        gpointer user_data,
                                        GError **error);

/**
 * tranche_statement_collect:
 * @statement: `SELECT tranche_collect (a, b …) FROM …`, with nothing else in its result
 * @n_columns: how many are collected
 *
 * Reads whole tables of integers, some thousand rows at a time: what SQLite does between two rows
 * that it hands out one by one costs more than to read one. @func must not use the connection.
 * Resets @statement in the end.
 *
 * Returns: %FALSE with the statement's error, or that of @func
 */
gboolean tranche_statement_collect (TrancheStatement *statement,
                                    guint n_columns,
                                    TrancheCollectFunc func,
                                    gpointer user_data,
                                    GError **error);

/* Makes tranche_collect() known to the connection; returns SQLite's result. */
int tranche_collect_register (TrancheDatabase *db);

G_END_DECLS
