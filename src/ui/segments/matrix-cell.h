/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_MATRIX_CELL (tranche_matrix_cell_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMatrixCell, tranche_matrix_cell, TRANCHE, MATRIX_CELL, GtkWidget)

/* One check of a TrancheMatrixView: a single widget, because there are many. The view handles keys
 * and clicks, and gives it another place when it scrolls. */
GtkWidget *tranche_matrix_cell_new (void);

void tranche_matrix_cell_set_place (TrancheMatrixCell *self, guint row, guint column);
guint tranche_matrix_cell_get_row (TrancheMatrixCell *self);
guint tranche_matrix_cell_get_column (TrancheMatrixCell *self);

gboolean tranche_matrix_cell_get_held (TrancheMatrixCell *self);
void tranche_matrix_cell_set_held (TrancheMatrixCell *self, gboolean held);

/* Not insensitive where it can't be edited: it can still be gone to and read. */
void tranche_matrix_cell_set_editable (TrancheMatrixCell *self, gboolean editable);

/* What is checked, for assistive technology. */
void tranche_matrix_cell_set_names (TrancheMatrixCell *self,
                                    const char *benefit_name,
                                    const char *segment_name);

G_END_DECLS
