/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

/* So near to an edge, a dragged row scrolls, by so much a frame. */
#define EDGE 36
#define EDGE_STEP 8

void
tranche_matrix_view_move_row (TrancheMatrixView *self, int row, int before)
{
  int n_rows = (int) tranche_matrix_view_get_n_rows (self);
  gint64 id;
  gint64 before_id;

  if (self->obstacle != NULL || row < 0 || row >= n_rows || before < 0 || before > n_rows
      || before == row || before == row + 1)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  id = tranche_matrix_get_benefit_id (self->matrix, (guint) row);
  before_id = before < n_rows ? tranche_matrix_get_benefit_id (self->matrix, (guint) before) : 0;
  g_signal_emit (self, tranche_matrix_view_signals[TRANCHE_MATRIX_BENEFIT_MOVED], 0, id, before_id);
}

/* The row itself goes under the pointer; what it is, the view remembers. */
static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, TrancheMatrixView *self)
{
  int row = tranche_matrix_view_find_row_at (self, y);
  g_autoptr (GdkPaintable) icon = NULL;
  GtkWidget *header;
  graphene_point_t point;

  if (self->obstacle != NULL || self->compact
      || tranche_matrix_view_find_column_at (self, x) != TRANCHE_MATRIX_HEADER)
    return NULL;
  header = row >= 0 ? tranche_matrix_view_get_widget (self, row, TRANCHE_MATRIX_HEADER) : NULL;
  if (header == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self), header, &GRAPHENE_POINT_INIT (x, y), &point))
    return NULL;

  self->dragged_id = tranche_matrix_get_benefit_id (self->matrix, (guint) row);
  icon = gtk_widget_paintable_new (header);
  gtk_drag_source_set_icon (source, icon, (int) point.x, (int) point.y);
  return gdk_content_provider_new_typed (TRANCHE_TYPE_MATRIX_VIEW, self);
}

/* The gap between two rows that is nearest to @y. */
static int
find_gap_at (TrancheMatrixView *self, double y)
{
  int n_rows = (int) tranche_matrix_view_get_n_rows (self);
  int row = CLAMP (tranche_matrix_view_find_row_at (self, y), 0, n_rows);
  int scroll = tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);
  int middle;

  if (row >= n_rows)
    return row;
  middle = (tranche_matrix_view_get_row_top (self, (guint) row)
            + tranche_matrix_view_get_row_top (self, (guint) row + 1))
           / 2;
  return y - self->header_height + scroll > middle ? row + 1 : row;
}

static gboolean
scroll_at_edge_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double by = 0;

  if (self->drop_y < self->header_height + EDGE)
    by = -EDGE_STEP;
  else if (self->drop_y > gtk_widget_get_height (widget) - EDGE)
    by = EDGE_STEP;
  if (by != 0)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
      self->drop_row = find_gap_at (self, self->drop_y);
      gtk_widget_queue_draw (widget);
    }
  return G_SOURCE_CONTINUE;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, TrancheMatrixView *self)
{
  self->drop_y = y;
  self->drop_row = find_gap_at (self, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->edge_id == 0)
    self->edge_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_at_edge_cb, NULL, NULL);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target, TrancheMatrixView *self)
{
  self->drop_row = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->edge_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->edge_id);
  self->edge_id = 0;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, TrancheMatrixView *self)
{
  int row = tranche_matrix_find_row (self->matrix, self->dragged_id);
  int before = find_gap_at (self, y);

  drop_leave_cb (target, self);
  /* Another window's, or let go where it was. */
  if (g_value_get_object (value) != self || row < 0 || before == row || before == row + 1)
    return FALSE;
  tranche_matrix_view_move_row (self, row, before);
  return TRUE;
}

void
tranche_matrix_view_add_dragging (TrancheMatrixView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (TRANCHE_TYPE_MATRIX_VIEW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
