/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jobs/csv-decoder.h"

G_BEGIN_DECLS

/*
 * Comma-separated files as they come from spreadsheets, providers and other programs (RFC 4180 and
 * its neighbours).
 *
 * A reader streams the file in blocks of whole records, in bounded memory; a block is then cut into
 * records by whoever gets it, on any thread. Separator, encoding and ends of lines are recognised.
 *
 *   while ((block = tranche_csv_reader_next_block (reader, cancellable, &local_error)))
 *     while (tranche_csv_block_next (block, &record))
 *       …
 */

/* A longer record isn't one; it would only fill the memory. */
#define TRANCHE_CSV_RECORD_MAX (1024 * 1024)

typedef struct _TrancheCsvReader TrancheCsvReader;
typedef struct _TrancheCsvBlock TrancheCsvBlock;

/**
 * TrancheCsvField:
 * @text: without quotes and outer blanks; ends in NUL, and may be written to
 */
typedef struct
{
  char *text;
  gsize length;
} TrancheCsvField;

/**
 * TrancheCsvRecord:
 * @line: where it begins in the file, from 1
 * @fields: valid until the block's next record
 * @flaw: (nullable): why its fields can't be trusted, in words
 * @blank: all fields are empty
 */
typedef struct
{
  gint64 line;
  TrancheCsvField *fields;
  guint n_fields;
  const char *flaw;
  gboolean blank;
} TrancheCsvRecord;

/**
 * tranche_csv_reader_new:
 * @separator: ',' ';' '\t' or '|', 0 to recognise it
 *
 * Opens a file and reads its header.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_INVALID if there is no header in it
 */
TrancheCsvReader *tranche_csv_reader_new (GInputStream *stream,
                                          char separator,
                                          GCancellable *cancellable,
                                          GError **error);
void tranche_csv_reader_free (TrancheCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheCsvReader, tranche_csv_reader_free)

char tranche_csv_reader_get_separator (TrancheCsvReader *self);

/* What was assumed so far: a byte that isn't UTF-8 may stand near the end. */
TrancheCsvEncoding tranche_csv_reader_get_encoding (TrancheCsvReader *self);

/* (transfer none): the names of the columns; NULL-terminated */
const char *const *tranche_csv_reader_get_header (TrancheCsvReader *self);

/**
 * tranche_csv_reader_find_column:
 * @name: a column's name in any case, or its number, from 1
 *
 * Returns: the index of the column, -1 if there is none
 */
int tranche_csv_reader_find_column (TrancheCsvReader *self, const char *name);

/* Bytes read so far, against the size of the file. */
goffset tranche_csv_reader_get_position (TrancheCsvReader *self);

/**
 * tranche_csv_reader_next_block:
 *
 * Returns: (transfer full): the next records, %NULL at the end or with an error:
 * %TRANCHE_ERROR_INVALID with the line for bytes that are no text, a quote that is never closed, or
 * a record beyond %TRANCHE_CSV_RECORD_MAX
 */
TrancheCsvBlock *
tranche_csv_reader_next_block (TrancheCsvReader *self, GCancellable *cancellable, GError **error);

/* Cuts the next record; FALSE at the block's end. Blank lines are passed over. */
gboolean tranche_csv_block_next (TrancheCsvBlock *self, TrancheCsvRecord *record);
void tranche_csv_block_free (TrancheCsvBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheCsvBlock, tranche_csv_block_free)

G_END_DECLS
