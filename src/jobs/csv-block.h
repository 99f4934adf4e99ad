/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/csv-reader.h"

G_BEGIN_DECLS

/* Whole records of UTF-8 text, ending in an end of line. Takes @text (g_malloc). @line: the first
 * one's number. */
TrancheCsvBlock *tranche_csv_block_new (char *text, gsize length, gint64 line, char separator);

/* Whether the record handed out last was the last. */
gboolean tranche_csv_block_is_at_end (TrancheCsvBlock *self);

/* Ends of lines in @length bytes: LF, CR LF or CR alone. */
gint64 tranche_csv_count_lines (const char *text, gsize length);

G_END_DECLS
