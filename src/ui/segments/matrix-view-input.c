/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#define PAGE_ROWS 10

static int
get_last_row (TrancheMatrixView *self)
{
  return (int) tranche_matrix_view_get_n_rows (self) - 1;
}

static int
get_last_column (TrancheMatrixView *self)
{
  return (int) tranche_matrix_view_get_n_columns (self) - 1;
}

static void
toggle (TrancheMatrixView *self, int row, int column)
{
  if (self->obstacle != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  g_signal_emit (self, tranche_matrix_view_signals[TRANCHE_MATRIX_CELL_TOGGLED], 0,
                 tranche_matrix_get_benefit_id (self->matrix, (guint) row),
                 tranche_matrix_get_segment_id (self->matrix, (guint) column),
                 !tranche_matrix_get_held (self->matrix, (guint) row, (guint) column));
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
    toggle (self, self->focus_row, self->focus_column);
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
      tranche_matrix_view_move_row (self, row, row - 1);
      return GDK_EVENT_STOP;
    }
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    {
      tranche_matrix_view_move_row (self, row, row + 2);
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
      if (control || self->obstacle != NULL || self->compact)
        return GDK_EVENT_PROPAGATE;
      emit_for_row (self, TRANCHE_MATRIX_BENEFIT_REMOVED);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The pointer --------------------------------------------------------------- */

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, TrancheMatrixView *self)
{
  int row = tranche_matrix_view_find_row_at (self, y);
  int column = tranche_matrix_view_find_column_at (self, x);

  if (row < 0 || row > get_last_row (self) || column > get_last_column (self))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  tranche_matrix_view_focus_place (self, row, column);
  if (column >= 0)
    toggle (self, row, column);
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

void
tranche_matrix_view_add_input (TrancheMatrixView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}
