/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-cell.h"

#include <glib/gi18n.h>

/* The square that the tick is drawn in. */
#define TICK_SIZE 16

struct _TrancheMatrixCell
{
  GtkWidget parent_instance;

  guint row;
  guint column;
  gboolean held;
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (TrancheMatrixCell, tranche_matrix_cell, GTK_TYPE_WIDGET)

static GskPath *
get_tick (void)
{
  static GskPath *tick;

  if (tick == NULL)
    tick = gsk_path_parse ("M3.5 8.5L6.75 11.75L12.5 4.75");
  return tick;
}

static void
tranche_matrix_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TrancheMatrixCell *self = TRANCHE_MATRIX_CELL (widget);
  g_autoptr (GskStroke) stroke = NULL;
  float size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkRGBA colour;

  if (!self->held)
    return;

  stroke = gsk_stroke_new (2);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_widget_get_color (widget, &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, size / TICK_SIZE, size / TICK_SIZE);
  gtk_snapshot_append_stroke (snapshot, get_tick (), stroke, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
tranche_matrix_cell_class_init (TrancheMatrixCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tranche_matrix_cell_snapshot;
  gtk_widget_class_set_css_name (widget_class, "matrixcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
tranche_matrix_cell_init (TrancheMatrixCell *self)
{
  self->editable = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

GtkWidget *
tranche_matrix_cell_new (void)
{
  return g_object_new (TRANCHE_TYPE_MATRIX_CELL, NULL);
}

void
tranche_matrix_cell_set_place (TrancheMatrixCell *self, guint row, guint column)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_CELL (self));

  self->row = row;
  self->column = column;
  /* The heads are the first row and the first column. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_INDEX,
                                  (int) row + 2, GTK_ACCESSIBLE_RELATION_COL_INDEX,
                                  (int) column + 2, -1);
}

guint
tranche_matrix_cell_get_row (TrancheMatrixCell *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX_CELL (self), 0);

  return self->row;
}

guint
tranche_matrix_cell_get_column (TrancheMatrixCell *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX_CELL (self), 0);

  return self->column;
}

gboolean
tranche_matrix_cell_get_held (TrancheMatrixCell *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX_CELL (self), FALSE);

  return self->held;
}

void
tranche_matrix_cell_set_held (TrancheMatrixCell *self, gboolean held)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_CELL (self));

  if (self->held == !!held)
    return;
  self->held = !!held;
  if (self->held)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
      self->held ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tranche_matrix_cell_set_editable (TrancheMatrixCell *self, gboolean editable)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_CELL (self));

  if (self->editable == !!editable)
    return;
  self->editable = !!editable;
  if (self->editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "read-only");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "read-only");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  !self->editable, -1);
}

void
tranche_matrix_cell_set_names (TrancheMatrixCell *self,
                               const char *benefit_name,
                               const char *segment_name)
{
  g_autofree char *label = NULL;

  g_return_if_fail (TRANCHE_IS_MATRIX_CELL (self));

  /* Translators: a benefit and a segment: whether the segment holds the benefit */
  label = g_strdup_printf (_ ("%s, %s"), benefit_name, segment_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
