/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_TEXT_ROW (tranche_text_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheTextRow, tranche_text_row, TRANCHE, TEXT_ROW, AdwPreferencesRow)

/**
 * TrancheTextRow:
 *
 * An entry row for several lines: the title stands above them. Enter begins a line, Ctrl+Enter
 * activates the default widget, Tab goes on.
 *
 * Properties: text; those of AdwPreferencesRow, title and use-underline above all.
 */
GtkWidget *tranche_text_row_new (void);

G_END_DECLS
