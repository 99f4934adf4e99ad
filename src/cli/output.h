/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object that @builder stands in. Money is a string with two decimals, so that no
 * reader of JSON turns it into a floating-point number. */
void tranche_json_add_text (JsonBuilder *builder, const char *name, const char *value);
void tranche_json_add_integer (JsonBuilder *builder, const char *name, gint64 value);
void tranche_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void tranche_json_add_money (JsonBuilder *builder, const char *name, TrancheMoney value);
/* TRANCHE_DATE_NONE is null. */
void tranche_json_add_date (JsonBuilder *builder, const char *name, TrancheDate value);
void tranche_json_add_month (JsonBuilder *builder, const char *name, TrancheMonth value);

/* Prints what was built on standard output, in one line. */
void tranche_json_print (JsonBuilder *builder);

/**
 * TrancheTable:
 *
 * Lines of text in aligned columns, for people at a terminal. Widths are counted as terminals show
 * them.
 */
typedef struct _TrancheTable TrancheTable;

/* @alignment: a letter a column, "l", "r", or "e": left, and only the beginning of what is long;
 * then a title for each column */
TrancheTable *tranche_table_new (const char *alignment, ...) G_GNUC_NULL_TERMINATED;
/* Without titles */
TrancheTable *tranche_table_new_headless (const char *alignment);
/* A text for each column; (transfer none) */
void tranche_table_add_row (TrancheTable *self, ...) G_GNUC_NULL_TERMINATED;
void tranche_table_print (TrancheTable *self);
void tranche_table_free (TrancheTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheTable, tranche_table_free)

G_END_DECLS
