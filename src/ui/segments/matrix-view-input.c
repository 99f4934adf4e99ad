/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#include "ui/segments/matrix-headers.h"

#define PAGE_ROWS 10

static int
get_last_row (TrancheMatrixView *self)
{
  return (int) self->row_headers->len - 1;
}

static int
get_last_column (TrancheMatrixView *self)
{
  return (int) self->column_headers->len - 1;
}

static void
move_benefit (TrancheMatrixView *self, int row, int before)
{
  gint64 id;
  gint64 before_id;

  if (!self->editable || row < 0 || row > get_last_row (self) || before < 0
      || before > get_last_row (self) + 1 || before == row || before == row + 1)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  id = tranche_matrix_get_benefit_id (self->matrix, (guint) row);
  before_id = before <= get_last_row (self)
                  ? tranche_matrix_get_benefit_id (self->matrix, (guint) before)
                  : 0;
  g_signal_emit (self, tranche_matrix_view_signals[TRANCHE_MATRIX_BENEFIT_MOVED], 0, id, before_id);
}

/* Keys ---------------------------------------------------------------------- */

static void
emit_for_row (TrancheMatrixView *self, TrancheMatrixSignal signal)
{
  if (self->focus_row >= 0 && self->focus_row <= get_last_row (self))
    g_signal_emit (self, tranche_matrix_view_signals[signal], 0,
                   tranche_matrix_get_benefit_id (self->matrix, (guint) self->focus_row));
}

static gboolean
activate_place (TrancheMatrixView *self, gboolean space)
{
  /* The head of a column is a button, and takes these keys itself. */
  if (self->focus_row < 0)
    return GDK_EVENT_PROPAGATE;
  if (space && self->focus_column >= 0)
    tranche_matrix_view_toggle (self, (guint) self->focus_row, (guint) self->focus_column);
  else
    emit_for_row (self, TRANCHE_MATRIX_BENEFIT_ACTIVATED);
  return GDK_EVENT_STOP;
}

static gboolean
go (TrancheMatrixView *self, int row, int column)
{
  gboolean at_edge = row > get_last_row (self) || column > get_last_column (self)
                     || row < TRANCHE_MATRIX_HEADER || column < TRANCHE_MATRIX_HEADER;

  if (at_edge)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    tranche_matrix_view_focus_place (self, row, column);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                TrancheMatrixView *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean control = modifiers == GDK_CONTROL_MASK;
  int row = self->focus_row;
  int column = self->focus_column;
  int forward = rtl ? -1 : 1;

  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    {
      move_benefit (self, row, row - 1);
      return GDK_EVENT_STOP;
    }
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    {
      move_benefit (self, row, row + 2);
      return GDK_EVENT_STOP;
    }
  if (modifiers != 0 && !control)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return go (self, control ? 0 : row - 1, column);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return go (self, control ? get_last_row (self) : row + 1, column);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return go (self, row, control ? TRANCHE_MATRIX_HEADER : column - forward);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return go (self, row, control ? get_last_column (self) : column + forward);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return go (self, control ? 0 : row, TRANCHE_MATRIX_HEADER);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return go (self, control ? get_last_row (self) : row, get_last_column (self));
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return go (self, MAX (row - PAGE_ROWS, 0), column);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return go (self, MIN (row + PAGE_ROWS, get_last_row (self)), column);
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return control ? GDK_EVENT_PROPAGATE : activate_place (self, TRUE);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return control ? GDK_EVENT_PROPAGATE : activate_place (self, FALSE);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      if (control || !self->editable || self->compact)
        return GDK_EVENT_PROPAGATE;
      emit_for_row (self, TRANCHE_MATRIX_BENEFIT_REMOVED);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The pointer --------------------------------------------------------------- */

/* The column at @x, -1 on the rows' heads, the number of columns right of the last. */
static int
find_column_at (TrancheMatrixView *self, double x)
{
  int inside;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  if (x < self->side_width || self->column_width == 0)
    return TRANCHE_MATRIX_HEADER;
  inside = (int) x - self->side_width
           + (int) gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  return MIN (inside / self->column_width, get_last_column (self) + 1);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, TrancheMatrixView *self)
{
  int row = tranche_matrix_view_find_row_at (self, y);
  int column = find_column_at (self, x);

  if (row < 0 || row > get_last_row (self) || column > get_last_column (self))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  tranche_matrix_view_focus_place (self, row, column);
  if (column >= 0)
    tranche_matrix_view_toggle (self, (guint) row, (guint) column);
  else
    emit_for_row (self, TRANCHE_MATRIX_BENEFIT_ACTIVATED);
}

static void
set_hover_row (TrancheMatrixView *self, int row)
{
  if (self->hover_row == row)
    return;
  self->hover_row = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, TrancheMatrixView *self)
{
  set_hover_row (self, tranche_matrix_view_find_row_at (self, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, TrancheMatrixView *self)
{
  set_hover_row (self, -1);
}

/* Dragging ------------------------------------------------------------------ */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, TrancheMatrixView *self)
{
  int row = tranche_matrix_view_find_row_at (self, y);

  if (!self->editable || self->compact || row < 0 || row > get_last_row (self)
      || find_column_at (self, x) != TRANCHE_MATRIX_HEADER)
    return NULL;
  return gdk_content_provider_new_typed (TRANCHE_TYPE_BENEFIT_HEADER,
                                         g_ptr_array_index (self->row_headers, (guint) row));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, TrancheMatrixView *self)
{
  GtkWidget *header;
  g_autoptr (GdkPaintable) paintable = NULL;

  if (self->hover_row < 0 || self->hover_row > get_last_row (self))
    return;
  header = g_ptr_array_index (self->row_headers, (guint) self->hover_row);
  paintable = gtk_widget_paintable_new (header);
  gtk_drag_source_set_icon (source, paintable, 12, gtk_widget_get_height (header) / 2);
}

static void
set_drop_row (TrancheMatrixView *self, int row)
{
  if (self->drop_row == row)
    return;
  self->drop_row = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The gap between two rows that is nearest to @y. */
static int
find_gap_at (TrancheMatrixView *self, double y)
{
  int row = CLAMP (tranche_matrix_view_find_row_at (self, y), 0, get_last_row (self) + 1);
  double scroll = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);
  int middle;

  if (row > get_last_row (self))
    return row;
  middle = (tranche_matrix_view_get_row_top (self, (guint) row)
            + tranche_matrix_view_get_row_top (self, (guint) row + 1))
           / 2;
  return y - self->header_height + scroll > middle ? row + 1 : row;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, TrancheMatrixView *self)
{
  set_drop_row (self, find_gap_at (self, y));
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target, TrancheMatrixView *self)
{
  set_drop_row (self, -1);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, TrancheMatrixView *self)
{
  TrancheBenefitHeader *header = g_value_get_object (value);
  int row = tranche_matrix_find_row (self->matrix, tranche_benefit_header_get_id (header));
  int before = find_gap_at (self, y);

  set_drop_row (self, -1);
  /* Let go where it was. */
  if (row < 0 || before == row || before == row + 1)
    return FALSE;
  move_benefit (self, row, before);
  return TRUE;
}

void
tranche_matrix_view_add_controllers (TrancheMatrixView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (TRANCHE_TYPE_BENEFIT_HEADER, GDK_ACTION_MOVE);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
