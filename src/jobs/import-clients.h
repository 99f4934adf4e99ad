/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/revenue-lines.h"

G_BEGIN_DECLS

/**
 * TrancheImportClients:
 *
 * The references that a thread met in its part of a statement, each with a number: one look-up a
 * row.
 */
typedef struct _TrancheImportClients TrancheImportClients;

TrancheImportClients *tranche_import_clients_new (void);
void tranche_import_clients_free (TrancheImportClients *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheImportClients, tranche_import_clients_free)

/* The number of a reference; @name (nullable) is kept with the first line that has one. */
guint32 tranche_import_clients_add (TrancheImportClients *self,
                                    const char *reference,
                                    gsize length,
                                    const char *name,
                                    gint64 line);

/* Sorts by reference, on the thread's own time; nothing is added any more. */
void tranche_import_clients_sort (TrancheImportClients *self);

/**
 * tranche_import_clients_merge:
 * @parts: (array length=n_parts): sorted; their texts stay theirs
 * @maps: (out) (array length=n_parts): for each part, from its numbers to the index in what is
 * returned
 *
 * Returns: (transfer full) (element-type TrancheRevenueClient): every reference once, in the order
 * of their bytes
 */
GArray *
tranche_import_clients_merge (TrancheImportClients *const *parts, guint n_parts, guint32 **maps);

G_END_DECLS
