/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

static void
scroll_to (TrancheMatrixView *self, int row, int column)
{
  /* The last column brings the totals beside it along. */
  gboolean last = column == (int) tranche_matrix_view_get_n_columns (self) - 1;

  if (row >= 0)
    gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL],
                               tranche_matrix_view_get_row_top (self, (guint) row),
                               tranche_matrix_view_get_row_top (self, (guint) row + 1)
                                   + self->header_height);
  if (column >= 0)
    gtk_adjustment_clamp_page (
        self->adjustments[GTK_ORIENTATION_HORIZONTAL], column * self->column_width,
        (column + 1) * self->column_width + self->side_width + (last ? self->total_width : 0));
}

static void
remember_place (TrancheMatrixView *self, int row, int column)
{
  self->focus_row = row;
  self->focus_column = column;
  self->focus_id = row >= 0 ? tranche_matrix_get_benefit_id (self->matrix, (guint) row) : 0;
}

static gboolean
focus_widget (TrancheMatrixView *self, GtkWidget *widget)
{
  /* It may have been off the view, which takes no focus. */
  gtk_widget_set_child_visible (widget, TRUE);
  return self->focus_row == TRANCHE_MATRIX_HEADER
             ? gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD)
             : gtk_widget_grab_focus (widget);
}

gboolean
tranche_matrix_view_focus_place (TrancheMatrixView *self, int row, int column)
{
  int n_rows = (int) tranche_matrix_view_get_n_rows (self);
  int n_columns = (int) tranche_matrix_view_get_n_columns (self);
  GtkWidget *widget;

  row = CLAMP (row, n_columns > 0 ? TRANCHE_MATRIX_HEADER : 0, n_rows - 1);
  column = CLAMP (column, row == TRANCHE_MATRIX_HEADER ? 0 : TRANCHE_MATRIX_HEADER, n_columns - 1);
  if (row < 0 && column < 0)
    return FALSE;
  remember_place (self, row, column);
  scroll_to (self, row, column);
  widget = tranche_matrix_view_get_widget (self, row, column);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return widget != NULL && focus_widget (self, widget);
}

gboolean
tranche_matrix_view_has_keyboard (TrancheMatrixView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_focus_child (widget) != NULL || gtk_widget_is_focus (widget);
}

void
tranche_matrix_view_lend_focus (TrancheMatrixView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_root_set_focus (root, GTK_WIDGET (self));
}

void
tranche_matrix_view_take_focus_back (TrancheMatrixView *self)
{
  GtkWidget *widget;

  if (!gtk_widget_is_focus (GTK_WIDGET (self)))
    return;
  widget = tranche_matrix_view_get_widget (self, self->focus_row, self->focus_column);
  if (widget != NULL)
    focus_widget (self, widget);
}

/* Tab comes to where the focus was, and goes out again: inside there are the arrows. */
static gboolean
tranche_matrix_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);

  if (self->matrix == NULL || tranche_matrix_view_has_keyboard (self))
    return FALSE;
  return tranche_matrix_view_focus_place (self, self->focus_row, self->focus_column);
}

static gboolean
tranche_matrix_view_grab_focus (GtkWidget *widget)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);

  return self->matrix != NULL
         && tranche_matrix_view_focus_place (self, self->focus_row, self->focus_column);
}

/* Focus that came by a click or from assistive technology is where the arrows go on. */
static void
tranche_matrix_view_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);
  int row;
  int column;

  GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->set_focus_child (widget, child);
  if (child != NULL && tranche_matrix_view_find_widget (self, child, &row, &column))
    remember_place (self, row, column);
  gtk_widget_queue_draw (widget);
}

void
tranche_matrix_view_class_add_focus (GtkWidgetClass *widget_class)
{
  widget_class->focus = tranche_matrix_view_focus;
  widget_class->grab_focus = tranche_matrix_view_grab_focus;
  widget_class->set_focus_child = tranche_matrix_view_set_focus_child;
}
