/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tranche_text_fold:
 *
 * The form in which names are searched and sorted: case folded, marks stripped (NFKD), runs of
 * blanks made one, outer blanks removed. It doesn't depend on the locale, so that a file sorts and
 * finds the same everywhere, and it is what the store keeps as sort key. Invalid UTF-8 is replaced
 * first.
 *
 * Returns: (transfer full)
 */
char *tranche_text_fold (const char *text);

/* The same of @length bytes, put behind what is in @bytes, for many short texts in a row. */
void tranche_text_fold_append (const char *text, gsize length, GByteArray *bytes);

/* Puts @item behind what is in @list, with the language's comma between. */
void tranche_text_list_item (GString *list, const char *item);

/* The same with @name in the language's quotes: “Gold”, “Silver” */
void tranche_text_list_name (GString *list, const char *name);

G_END_DECLS
