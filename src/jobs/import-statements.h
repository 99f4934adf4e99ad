/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/import-rows.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheStatementImport:
 * @path: the CSV file
 * @office_id: whose statement it is
 * @provider_id: who sent it, or 0
 * @name: (nullable): what to call it; by default the file's name without ".csv"
 * @client_column: (nullable): header name in any case or number from 1; %NULL: recognised by its
 * usual names
 * @date_column: (nullable): likewise
 * @amount_column: (nullable): likewise
 * @reference_column: (nullable): likewise, and there need not be one
 * @name_column: (nullable): of the client's name, for clients that are created; likewise
 * @separator: 0 to recognise it
 * @format: of dates and amounts, zeros to recognise it
 * @create_clients: make clients of unknown references, rather than set their lines aside
 * @import_good_rows: take the good rows of a file with bad ones, rather than nothing
 * @progress: (nullable): called on the thread of the import
 * @bad_rows: (element-type TrancheImportBadRow): after the run, also a refused one: the first of
 * @n_bad, by line
 *
 * The import of one revenue statement: what to do, and afterwards which rows were bad. Set the
 * fields (texts are g_strdup()ed ones of its own), run it once, look at it and unref it.
 */
typedef struct
{
  char *path;
  gint64 office_id;
  gint64 provider_id;
  char *name;
  char *client_column;
  char *date_column;
  char *amount_column;
  char *reference_column;
  char *name_column;
  char separator;
  TrancheImportFormat format;
  gboolean create_clients;
  gboolean import_good_rows;
  TrancheProgressFunc progress;
  gpointer progress_data;

  GPtrArray *bad_rows;
  gint64 n_bad;
} TrancheStatementImport;

TrancheStatementImport *tranche_statement_import_new (const char *path, gint64 office_id);
TrancheStatementImport *tranche_statement_import_ref (TrancheStatementImport *self);
void tranche_statement_import_unref (TrancheStatementImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheStatementImport, tranche_statement_import_unref)

/**
 * TrancheStatementImportResult:
 * @rows: lines taken, matched or not
 * @matched: lines that count
 * @created: clients made
 * @unmatched_total: cents
 * @total: cents over all lines
 * @first_month: over all lines
 * @encoding: what the file was taken for
 */
typedef struct
{
  gint64 statement_id;
  gint64 operation_id;
  gint64 rows;
  gint64 matched;
  gint64 created;
  gint64 unmatched;
  TrancheMoney unmatched_total;
  TrancheMoney total;
  TrancheMonth first_month;
  TrancheMonth last_month;
  gint64 bad_rows;
  TrancheCsvEncoding encoding;
  char separator;
  TrancheImportFormat format;
  double seconds;
} TrancheStatementImportResult;

/**
 * tranche_statement_import_run:
 * @db: the read-write connection
 * @import: a TrancheStatementImport; when queued on a store, a reference of its own, with
 *   tranche_statement_import_unref() as free function
 * @result: (out): a TrancheStatementImportResult, freed with g_free()
 *
 * A TrancheStoreFunc. Reads and checks the whole file, then writes statement, lines, new clients
 * and production as one operation in one transaction: when it fails, is cancelled or the program
 * dies, nothing has happened.
 *
 * It holds the file's lines in memory until they are sorted, some 60 bytes a line: 2.5 million
 * lines of 100,000 new clients peak at 175 MB.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID for a file that can't be used, with the line (@import
 * lists the bad rows), %TRANCHE_ERROR_CONFLICT for a file that the office has already,
 * %TRANCHE_ERROR_NOT_FOUND, %TRANCHE_ERROR_DENIED, %TRANCHE_ERROR_CANCELLED, or what the store says
 */
gboolean tranche_statement_import_run (TrancheDatabase *db,
                                       gpointer import,
                                       GCancellable *cancellable,
                                       gpointer *result,
                                       GError **error);

G_END_DECLS
