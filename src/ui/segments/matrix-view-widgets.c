/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/segments/matrix-cell.h"
#include "ui/segments/matrix-headers.h"

/* A few more than are in view, so that a slightly larger window needs no new ones. */
#define SPARE 4

static GtkWidget *
create_total_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "matrix-total");
  return label;
}

static GtkWidget *
add_sample (TrancheMatrixView *self, GtkWidget *sample)
{
  gtk_widget_set_child_visible (sample, FALSE);
  gtk_widget_set_can_focus (sample, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (sample), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (sample, GTK_WIDGET (self));
  return sample;
}

static GtkWidget *
add_part (TrancheMatrixView *self, GtkWidget *part, const char *css_class)
{
  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

void
tranche_matrix_view_create_widgets (TrancheMatrixView *self)
{
  self->side_band = add_part (self, adw_bin_new (), "side-band");
  self->top_band = add_part (self, adw_bin_new (), "top-band");
  self->total_label = GTK_LABEL (add_part (self, gtk_label_new (_ ("Segments")), "matrix-corner"));
  self->corner_label = GTK_LABEL (add_part (self, gtk_label_new (NULL), "matrix-corner"));
  gtk_label_set_xalign (self->corner_label, 0);
  gtk_label_set_yalign (self->corner_label, 1);
  gtk_label_set_yalign (self->total_label, 1);

  self->row_sample = add_sample (self, tranche_benefit_header_new ());
  self->column_sample = add_sample (self, tranche_segment_header_new ());
  self->total_sample = add_sample (self, create_total_label ());
  self->cell_sample = add_sample (self, tranche_matrix_cell_new ());
}

static void
show_cell (TrancheMatrixView *self, guint row, guint column)
{
  TrancheMatrixCell *cell
      = TRANCHE_MATRIX_CELL (tranche_matrix_view_get_widget (self, (int) row, (int) column));

  tranche_matrix_cell_set_place (cell, row, column);
  tranche_matrix_cell_set_held (cell, tranche_matrix_get_held (self->matrix, row, column));
  tranche_matrix_cell_set_editable (cell, self->obstacle == NULL);
  tranche_matrix_cell_set_names (cell, tranche_matrix_get_benefit (self->matrix, row)->name,
                                 tranche_matrix_get_segment (self->matrix, column)->name);
}

static void
show_row (TrancheMatrixView *self, guint row)
{
  TrancheBenefit *benefit = tranche_matrix_get_benefit (self->matrix, row);
  guint n_held = tranche_matrix_count_row (self->matrix, row);
  guint n_segments = tranche_matrix_get_n_columns (self->matrix);
  g_autofree char *total = NULL;
  GtkWidget *header = tranche_matrix_view_get_widget (self, (int) row, TRANCHE_MATRIX_HEADER);
  GtkWidget *label = g_ptr_array_index (self->row_totals, row % self->row_totals->len);

  tranche_benefit_header_set (TRANCHE_BENEFIT_HEADER (header), benefit, n_held, n_segments,
                              self->compact, self->obstacle);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_RELATION_ROW_INDEX,
                                  (int) row + 2, GTK_ACCESSIBLE_RELATION_COL_INDEX, 1, -1);
  if (self->compact)
    return;

  /* Translators: how many of the segments hold the benefit: “3 of 4” */
  total = g_strdup_printf (_ ("%u of %u"), n_held, n_segments);
  gtk_label_set_label (GTK_LABEL (label), total);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  benefit->name, -1);
}

static void
show_column (TrancheMatrixView *self, guint column)
{
  GtkWidget *header = tranche_matrix_view_get_widget (self, TRANCHE_MATRIX_HEADER, (int) column);

  tranche_segment_header_set (TRANCHE_SEGMENT_HEADER (header),
                              tranche_matrix_get_segment (self->matrix, column),
                              tranche_matrix_count_column (self->matrix, column));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_RELATION_ROW_INDEX, 1,
                                  GTK_ACCESSIBLE_RELATION_COL_INDEX, (int) column + 2, -1);
}

static void
clear (GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    gtk_widget_unparent (g_ptr_array_index (widgets, i));
  g_ptr_array_set_size (widgets, 0);
}

static void
add (TrancheMatrixView *self, GPtrArray *widgets, GtkWidget *widget, GtkWidget *before)
{
  g_ptr_array_add (widgets, widget);
  gtk_widget_insert_before (widget, GTK_WIDGET (self), before);
}

static guint
get_length (TrancheMatrixRange range)
{
  return range.end - range.first;
}

static gboolean
has_too_few (TrancheMatrixView *self, TrancheMatrixRange rows, TrancheMatrixRange columns)
{
  return get_length (rows) > self->row_headers->len
         || get_length (columns) > self->column_headers->len;
}

/* All places change their widgets with that. */
static void
add_widgets (TrancheMatrixView *self, guint n_rows, guint n_columns)
{
  n_rows
      = MAX (MIN (n_rows + SPARE, tranche_matrix_view_get_n_rows (self)), self->row_headers->len);
  n_columns = MAX (MIN (n_columns + SPARE, tranche_matrix_view_get_n_columns (self)),
                   self->column_headers->len);
  clear (self->cells);
  for (guint i = 0; i < n_rows * n_columns; i++)
    add (self, self->cells, tranche_matrix_cell_new (), self->side_band);
  while (self->row_headers->len < n_rows)
    {
      add (self, self->row_headers, tranche_benefit_header_new (), self->top_band);
      add (self, self->row_totals, create_total_label (), self->top_band);
    }
  while (self->column_headers->len < n_columns)
    add (self, self->column_headers, tranche_segment_header_new (), GTK_WIDGET (self->total_label));
}

static gboolean
contains (TrancheMatrixRange range, guint number)
{
  return number >= range.first && number < range.end;
}

/* Whether the keyboard's place keeps its widget. */
static gboolean
keeps_focus (TrancheMatrixView *self, TrancheMatrixRange rows, TrancheMatrixRange columns)
{
  return (self->focus_row < 0 || contains (rows, (guint) self->focus_row))
         && (self->focus_column < 0 || contains (columns, (guint) self->focus_column));
}

void
tranche_matrix_view_show_range (TrancheMatrixView *self,
                                TrancheMatrixRange rows,
                                TrancheMatrixRange columns,
                                gboolean again)
{
  const TrancheMatrixRange old_rows = self->shown_rows;
  const TrancheMatrixRange old_columns = self->shown_columns;

  if (!keeps_focus (self, rows, columns) || has_too_few (self, rows, columns))
    tranche_matrix_view_lend_focus (self);
  if (has_too_few (self, rows, columns))
    {
      add_widgets (self, get_length (rows), get_length (columns));
      again = TRUE;
    }
  self->shown_rows = rows;
  self->shown_columns = columns;
  for (guint i = rows.first; i < rows.end; i++)
    {
      gboolean new_row = again || !contains (old_rows, i);

      if (new_row)
        show_row (self, i);
      for (guint j = columns.first; j < columns.end; j++)
        {
          if (new_row || !contains (old_columns, j))
            show_cell (self, i, j);
        }
    }
  for (guint j = columns.first; j < columns.end; j++)
    {
      if (again || !contains (old_columns, j))
        show_column (self, j);
    }
  tranche_matrix_view_take_focus_back (self);
}

GtkWidget *
tranche_matrix_view_get_widget (TrancheMatrixView *self, int row, int column)
{
  gboolean has_row = row >= 0 && contains (self->shown_rows, (guint) row);
  gboolean has_column = column >= 0 && contains (self->shown_columns, (guint) column);
  guint n_columns = self->column_headers->len;

  if (has_row && has_column)
    return g_ptr_array_index (self->cells, (guint) row % self->row_headers->len * n_columns
                                               + (guint) column % n_columns);
  if (has_row && column == TRANCHE_MATRIX_HEADER)
    return g_ptr_array_index (self->row_headers, (guint) row % self->row_headers->len);
  if (has_column && row == TRANCHE_MATRIX_HEADER)
    return g_ptr_array_index (self->column_headers, (guint) column % n_columns);
  return NULL;
}

gboolean
tranche_matrix_view_find_widget (TrancheMatrixView *self, GtkWidget *widget, int *row, int *column)
{
  if (TRANCHE_IS_MATRIX_CELL (widget))
    {
      *row = (int) tranche_matrix_cell_get_row (TRANCHE_MATRIX_CELL (widget));
      *column = (int) tranche_matrix_cell_get_column (TRANCHE_MATRIX_CELL (widget));
      return TRUE;
    }
  for (guint i = self->shown_rows.first; i < self->shown_rows.end; i++)
    {
      *row = (int) i;
      *column = TRANCHE_MATRIX_HEADER;
      if (tranche_matrix_view_get_widget (self, *row, *column) == widget)
        return TRUE;
    }
  for (guint i = self->shown_columns.first; i < self->shown_columns.end; i++)
    {
      *row = TRANCHE_MATRIX_HEADER;
      *column = (int) i;
      if (tranche_matrix_view_get_widget (self, *row, *column) == widget)
        return TRUE;
    }
  return FALSE;
}
