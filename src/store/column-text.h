/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database-private.h"

G_BEGIN_DECLS

/*
 * What a file may hold as text. Files come from anybody, and SQLite keeps whatever bytes it is
 * given; all that is behind the store (JSON, Pango, GTK) takes UTF-8 without a NUL for granted, and
 * a line of fifty million letters for a mistake. So a row is looked at once, where it enters:
 * tranche_statement_step() fails with CORRUPT, as it does for a damaged page.
 */

/* Bytes. No field is longer than TRANCHE_RECORD_TEXT_MAX; the history keeps a row's fields in one
 * text, and nothing longer than this is written. */
#define TRANCHE_COLUMN_TEXT_MAX (16 * TRANCHE_RECORD_TEXT_MAX)

/* Which of a statement's columns may give text: not those that the (strict) schema says are whole
 * numbers. One bit each; the last stands for all that follow. */
guint64 tranche_column_text_find (sqlite3_stmt *handle);

/* FALSE with CORRUPT if one of @columns isn't what this program would have written. */
gboolean tranche_column_text_check (sqlite3_stmt *handle, guint64 columns, GError **error);

/* Makes tranche_is_text() known to the connection, which tells of any value whether
 * tranche_column_text_check() lets it pass; returns SQLite's result. */
int tranche_column_text_register (TrancheDatabase *db);

G_END_DECLS
