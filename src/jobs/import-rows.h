/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/csv-reader.h"
#include "jobs/import-format.h"
#include "jobs/progress.h"
#include "store/revenue-lines.h"

G_BEGIN_DECLS

/* Bad rows that are kept with their reason; the others are counted. */
#define TRANCHE_IMPORT_BAD_ROWS_MAX 1000

/* More lines in one file than the sort has bits for. */
#define TRANCHE_IMPORT_ROWS_MAX (G_GUINT64_CONSTANT (1) << 25)

/**
 * TrancheImportColumns:
 *
 * Indices of a statement's columns; -1: it has none.
 */
typedef struct
{
  int client;
  int date;
  int amount;
  int reference;
  int name;
} TrancheImportColumns;

typedef struct
{
  gint64 line;
  char *reason;
} TrancheImportBadRow;

/**
 * TrancheImportRows:
 * @clients: (element-type TrancheRevenueClient): in the order of their references' bytes
 * @references: the lines' own references, one behind the other
 * @bad_rows: (element-type TrancheImportBadRow): the first of @n_bad, by line
 *
 * A whole statement in memory: 24 bytes a line, its references, and some 60 bytes a client.
 */
typedef struct
{
  TrancheRevenueLine *lines;
  gsize n_lines;
  GArray *clients;
  GString *references;
  GPtrArray *bad_rows;
  gint64 n_bad;
  TrancheMoney total;
  TrancheMonth first_month;
  TrancheMonth last_month;
  GPtrArray *texts; /* what the clients' references and names point into */
} TrancheImportRows;

/**
 * tranche_import_rows_read:
 * @reader: behind its header
 * @size: of the file, for the progress; 0: unknown
 *
 * Reads and checks all rows, on two threads where that pays. Bad rows are left out and listed.
 *
 * Returns: (transfer full): %NULL if the file can't be read to its end
 */
TrancheImportRows *tranche_import_rows_read (TrancheCsvReader *reader,
                                             const TrancheImportColumns *columns,
                                             const TrancheImportFormat *format,
                                             goffset size,
                                             TrancheProgressFunc progress,
                                             gpointer progress_data,
                                             GCancellable *cancellable,
                                             GError **error);
void tranche_import_rows_free (TrancheImportRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheImportRows, tranche_import_rows_free)

void tranche_import_bad_row_free (TrancheImportBadRow *self);

/**
 * tranche_import_rows_sort:
 * @n_matched: (out): lines of known clients; they come first
 *
 * Returns: (transfer full): the lines' indices in the order of TrancheRevenueBatch
 */
guint32 *tranche_import_rows_sort (const TrancheImportRows *self, gsize *n_matched);

G_END_DECLS
