/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#include <glib/gi18n.h>

/* What it asks for; it scrolls, and takes what it gets. */
#define NATURAL_WIDTH 480
#define NATURAL_HEIGHT 240

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

guint tranche_matrix_view_signals[TRANCHE_MATRIX_N_SIGNALS];

static void tranche_matrix_view_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrancheMatrixView,
                               tranche_matrix_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE,
                                                      tranche_matrix_view_scrollable_init))

guint
tranche_matrix_view_get_n_rows (TrancheMatrixView *self)
{
  return self->matrix != NULL ? tranche_matrix_get_n_rows (self->matrix) : 0;
}

guint
tranche_matrix_view_get_n_columns (TrancheMatrixView *self)
{
  return self->matrix != NULL && !self->compact ? tranche_matrix_get_n_columns (self->matrix) : 0;
}

int
tranche_matrix_view_get_scroll (TrancheMatrixView *self, GtkOrientation orientation)
{
  return (int) gtk_adjustment_get_value (self->adjustments[orientation]);
}

/* What is shown -------------------------------------------------------------- */

static void
show_again (TrancheMatrixView *self)
{
  guint n_rows = tranche_matrix_view_get_n_rows (self);
  g_autofree char *corner
      = g_strdup_printf (ngettext ("%u Benefit", "%u Benefits", n_rows), n_rows);

  gtk_label_set_label (self->corner_label, corner);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  self->obstacle != NULL, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->obstacle != NULL ? self->obstacle : "", -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT,
                                  (int) n_rows + 1, GTK_ACCESSIBLE_RELATION_COL_COUNT,
                                  (int) tranche_matrix_view_get_n_columns (self) + 2, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               g_strcmp0 (self->obstacle, "") != 0 ? self->obstacle : NULL);
  tranche_matrix_view_lay_out (self, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
matrix_changed_cb (TrancheMatrixView *self, gboolean structure)
{
  gboolean follows = structure && tranche_matrix_view_has_keyboard (self);
  int row;

  if (follows)
    {
      tranche_matrix_view_lend_focus (self);
      /* The keyboard goes with its benefit; where that went, its neighbour has the place. */
      row = tranche_matrix_find_row (self->matrix, self->focus_id);
      if (row >= 0)
        self->focus_row = row;
    }
  show_again (self);
  if (follows)
    tranche_matrix_view_focus_place (self, self->focus_row, self->focus_column);
}

static void
tranche_matrix_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);

  GTK_WIDGET_CLASS (tranche_matrix_view_parent_class)->system_setting_changed (widget, setting);
  /* Larger text */
  g_hash_table_remove_all (self->row_heights);
  g_hash_table_remove_all (self->column_heights);
  gtk_widget_queue_resize (widget);
}

static void
tranche_matrix_view_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static GtkSizeRequestMode
tranche_matrix_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Scrolling ------------------------------------------------------------------ */

static gboolean
tranche_matrix_view_get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (scrollable);

  *border = (GtkBorder) { .top = (gint16) self->header_height };
  return !self->compact;
}

static void
tranche_matrix_view_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = tranche_matrix_view_get_border;
}

static void
scrolled_cb (TrancheMatrixView *self)
{
  if (self->laying_out)
    return;
  tranche_matrix_view_update_shown (self, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
tranche_matrix_view_set_extent (TrancheMatrixView *self,
                                GtkOrientation orientation,
                                int size,
                                int page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double upper = MAX (size, page);

  self->laying_out = TRUE;
  gtk_adjustment_configure (adjustment,
                            CLAMP (gtk_adjustment_get_value (adjustment), 0, upper - page), 0,
                            upper, page * 0.1, page * 0.9, page);
  self->laying_out = FALSE;
}

static void
set_adjustment (TrancheMatrixView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation]
      = g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (self->adjustments[orientation], "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
tranche_matrix_view_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (object);

  switch (property_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_matrix_view_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (object);

  switch (property_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_matrix_view_dispose (GObject *object)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->matrix);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_VERTICAL]);

  G_OBJECT_CLASS (tranche_matrix_view_parent_class)->dispose (object);
}

static void
tranche_matrix_view_finalize (GObject *object)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->row_headers, g_ptr_array_unref);
  g_clear_pointer (&self->row_totals, g_ptr_array_unref);
  g_clear_pointer (&self->column_headers, g_ptr_array_unref);
  g_clear_pointer (&self->row_ends, g_array_unref);
  g_clear_pointer (&self->row_heights, g_hash_table_unref);
  g_clear_pointer (&self->column_heights, g_hash_table_unref);
  g_clear_pointer (&self->obstacle, g_free);

  G_OBJECT_CLASS (tranche_matrix_view_parent_class)->finalize (object);
}

static void
tranche_matrix_view_class_init (TrancheMatrixViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = tranche_matrix_view_dispose;
  object_class->finalize = tranche_matrix_view_finalize;
  object_class->get_property = tranche_matrix_view_get_property;
  object_class->set_property = tranche_matrix_view_set_property;
  widget_class->measure = tranche_matrix_view_measure;
  widget_class->get_request_mode = tranche_matrix_view_get_request_mode;
  widget_class->size_allocate = tranche_matrix_view_allocate;
  widget_class->snapshot = tranche_matrix_view_draw;
  widget_class->system_setting_changed = tranche_matrix_view_system_setting_changed;
  tranche_matrix_view_class_add_focus (widget_class);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  tranche_matrix_view_signals[TRANCHE_MATRIX_CELL_TOGGLED]
      = g_signal_new ("cell-toggled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                      G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  tranche_matrix_view_signals[TRANCHE_MATRIX_BENEFIT_ACTIVATED]
      = g_signal_new ("benefit-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_INT64);
  tranche_matrix_view_signals[TRANCHE_MATRIX_BENEFIT_REMOVED]
      = g_signal_new ("benefit-removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                      1, G_TYPE_INT64);
  tranche_matrix_view_signals[TRANCHE_MATRIX_BENEFIT_MOVED]
      = g_signal_new ("benefit-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "matrixview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
tranche_matrix_view_init (TrancheMatrixView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->cells = g_ptr_array_new ();
  self->row_headers = g_ptr_array_new ();
  self->row_totals = g_ptr_array_new ();
  self->column_headers = g_ptr_array_new ();
  self->row_ends = g_array_new (FALSE, FALSE, sizeof (int));
  self->row_heights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->column_heights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->focus_column = TRANCHE_MATRIX_HEADER;
  self->hover_row = -1;
  self->drop_row = -1;
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  /* Where the keyboard is while its place is scrolled out of view */
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  tranche_matrix_view_create_widgets (self);
  tranche_matrix_view_add_input (self);
  tranche_matrix_view_add_dragging (self);
}

GtkWidget *
tranche_matrix_view_new (void)
{
  return g_object_new (TRANCHE_TYPE_MATRIX_VIEW, NULL);
}

void
tranche_matrix_view_set_matrix (TrancheMatrixView *self, TrancheMatrix *matrix)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_VIEW (self));
  g_return_if_fail (TRANCHE_IS_MATRIX (matrix));
  g_return_if_fail (self->matrix == NULL);

  self->matrix = g_object_ref (matrix);
  g_signal_connect_object (matrix, "changed", G_CALLBACK (matrix_changed_cb), self,
                           G_CONNECT_SWAPPED);
  matrix_changed_cb (self, TRUE);
}

void
tranche_matrix_view_set_obstacle (TrancheMatrixView *self, const char *obstacle)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_VIEW (self));

  if (g_set_str (&self->obstacle, obstacle))
    show_again (self);
}

void
tranche_matrix_view_set_compact (TrancheMatrixView *self, gboolean compact)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_VIEW (self));

  if (self->compact == !!compact)
    return;
  self->compact = !!compact;
  g_hash_table_remove_all (self->row_heights);
  if (self->compact)
    {
      self->focus_column = TRANCHE_MATRIX_HEADER;
      self->focus_row = MAX (self->focus_row, 0);
    }
  matrix_changed_cb (self, TRUE);
}

gboolean
tranche_matrix_view_focus_benefit (TrancheMatrixView *self, gint64 benefit_id)
{
  int row;

  g_return_val_if_fail (TRANCHE_IS_MATRIX_VIEW (self), FALSE);

  row = tranche_matrix_find_row (self->matrix, benefit_id);
  return row >= 0 && tranche_matrix_view_focus_place (self, row, TRANCHE_MATRIX_HEADER);
}
