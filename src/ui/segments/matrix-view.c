/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/segments/matrix-cell.h"
#include "ui/segments/matrix-headers.h"

#define LEAST_COLUMN_WIDTH 92
#define GREATEST_COLUMN_WIDTH 168
#define LEAST_SIDE_WIDTH 240
#define GREATEST_SIDE_WIDTH 400
/* Of the width, what the heads of the rows have where there is room. */
#define SIDE_SHARE 0.4

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

static guint
get_n_rows (TrancheMatrixView *self)
{
  return self->row_headers->len;
}

/* Columns that are shown; none in the compact form. */
static guint
get_n_columns (TrancheMatrixView *self)
{
  return self->column_headers->len;
}

int
tranche_matrix_view_get_row_top (TrancheMatrixView *self, guint row)
{
  return row > 0 && row <= self->row_ends->len ? g_array_index (self->row_ends, int, row - 1) : 0;
}

static int
get_rows_height (TrancheMatrixView *self)
{
  return tranche_matrix_view_get_row_top (self, self->row_ends->len);
}

int
tranche_matrix_view_get_scroll (TrancheMatrixView *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? (int) gtk_adjustment_get_value (adjustment) : 0;
}

int
tranche_matrix_view_find_row_at (TrancheMatrixView *self, double y)
{
  int inside = (int) y - self->header_height
               + tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);

  if (y < self->header_height)
    return -1;
  for (guint i = 0; i < self->row_ends->len; i++)
    {
      if (inside < g_array_index (self->row_ends, int, i))
        return (int) i;
    }
  return (int) self->row_ends->len;
}

/* Filling ------------------------------------------------------------------- */

static void
clear_children (GPtrArray *children)
{
  for (guint i = 0; i < children->len; i++)
    gtk_widget_unparent (g_ptr_array_index (children, i));
  g_ptr_array_set_size (children, 0);
}

static void
add_child (TrancheMatrixView *self, GPtrArray *children, GtkWidget *child, GtkWidget *before)
{
  g_ptr_array_add (children, child);
  gtk_widget_insert_before (child, GTK_WIDGET (self), before);
}

static GtkWidget *
create_total_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "matrix-total");
  return label;
}

/* As many widgets as there are rows and columns; what they say comes in refresh(). */
static void
rebuild (TrancheMatrixView *self)
{
  guint n_rows = tranche_matrix_get_n_rows (self->matrix);
  guint n_columns = self->compact ? 0 : tranche_matrix_get_n_columns (self->matrix);

  clear_children (self->cells);
  for (guint i = 0; i < n_rows * n_columns; i++)
    add_child (self, self->cells, tranche_matrix_cell_new (i / n_columns, i % n_columns),
               self->side_band);
  clear_children (self->row_headers);
  clear_children (self->row_totals);
  for (guint i = 0; i < n_rows; i++)
    {
      add_child (self, self->row_headers, tranche_benefit_header_new (), self->top_band);
      if (!self->compact)
        add_child (self, self->row_totals, create_total_label (), self->side_band);
    }
  clear_children (self->column_headers);
  for (guint i = 0; i < n_columns; i++)
    add_child (self, self->column_headers, tranche_segment_header_new (),
               GTK_WIDGET (self->corner_label));
}

static void
refresh_row (TrancheMatrixView *self, guint row)
{
  TrancheBenefit *benefit = tranche_matrix_get_benefit (self->matrix, row);
  guint n_held = tranche_matrix_count_row (self->matrix, row);
  guint n_segments = tranche_matrix_get_n_columns (self->matrix);

  tranche_benefit_header_set (g_ptr_array_index (self->row_headers, row), benefit, n_held,
                              n_segments, self->compact, self->editable);
  for (guint i = 0; i < get_n_columns (self); i++)
    {
      TrancheMatrixCell *cell = g_ptr_array_index (self->cells, row * get_n_columns (self) + i);

      tranche_matrix_cell_set_held (cell, tranche_matrix_get_held (self->matrix, row, i));
      tranche_matrix_cell_set_editable (cell, self->editable);
      tranche_matrix_cell_set_names (cell, benefit->name,
                                     tranche_matrix_get_segment (self->matrix, i)->name);
    }
  if (!self->compact)
    {
      /* Translators: how many of the segments hold the benefit: “3 of 4” */
      g_autofree char *total = g_strdup_printf (_ ("%u of %u"), n_held, n_segments);

      gtk_label_set_label (g_ptr_array_index (self->row_totals, row), total);
    }
}

static void
refresh (TrancheMatrixView *self)
{
  g_autofree char *corner = g_strdup_printf (
      ngettext ("%u Benefit", "%u Benefits", get_n_rows (self)), get_n_rows (self));

  gtk_label_set_label (self->corner_label, corner);
  for (guint i = 0; i < get_n_rows (self); i++)
    refresh_row (self, i);
  for (guint i = 0; i < get_n_columns (self); i++)
    tranche_segment_header_set (g_ptr_array_index (self->column_headers, i),
                                tranche_matrix_get_segment (self->matrix, i),
                                tranche_matrix_count_column (self->matrix, i));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gint64
get_focused_benefit (TrancheMatrixView *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL || self->focus_row < 0
      || self->focus_row >= (int) get_n_rows (self))
    return 0;
  return tranche_benefit_header_get_id (
      g_ptr_array_index (self->row_headers, (guint) self->focus_row));
}

static void
matrix_changed_cb (TrancheMatrixView *self, gboolean structure)
{
  gint64 benefit_id = get_focused_benefit (self);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (structure)
    rebuild (self);
  refresh (self);
  if (structure && focused)
    {
      int row = benefit_id != 0 ? tranche_matrix_find_row (self->matrix, benefit_id) : -1;

      /* The row went: its neighbour has the place. */
      if (row < 0)
        row = self->focus_row;
      tranche_matrix_view_focus_place (self, row, self->focus_column);
    }
}

/* Geometry ------------------------------------------------------------------ */

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_least (GtkWidget *child, GtkOrientation orientation)
{
  int least;

  gtk_widget_measure (child, orientation, -1, &least, NULL, NULL, NULL);
  return least;
}

static int
measure_totals (TrancheMatrixView *self)
{
  int width = measure_child (GTK_WIDGET (self->total_label), GTK_ORIENTATION_HORIZONTAL, -1);

  for (guint i = 0; i < self->row_totals->len; i++)
    width = MAX (width, measure_child (g_ptr_array_index (self->row_totals, i),
                                       GTK_ORIENTATION_HORIZONTAL, -1));
  return width;
}

/* Divides @width; what the columns don't need goes to the side. */
static void
find_widths (TrancheMatrixView *self, int width)
{
  int n_columns = (int) get_n_columns (self);
  int least = LEAST_COLUMN_WIDTH;
  int side;
  int room;

  if (self->compact)
    {
      self->side_width = width;
      self->column_width = 0;
      self->total_width = 0;
      return;
    }

  for (int i = 0; i < n_columns; i++)
    least = MAX (least, measure_least (g_ptr_array_index (self->column_headers, (guint) i),
                                       GTK_ORIENTATION_HORIZONTAL));
  self->total_width = measure_totals (self);
  side = CLAMP ((int) (width * SIDE_SHARE), LEAST_SIDE_WIDTH, GREATEST_SIDE_WIDTH);
  room = width - side - self->total_width;
  self->column_width
      = n_columns > 0 ? CLAMP (room / n_columns, least, MAX (least, GREATEST_COLUMN_WIDTH)) : 0;
  self->side_width = MAX (side, width - self->total_width - n_columns * self->column_width);
}

static void
find_heights (TrancheMatrixView *self)
{
  int top = 0;

  self->header_height = 0;
  if (!self->compact)
    {
      self->header_height
          = measure_child (GTK_WIDGET (self->corner_label), GTK_ORIENTATION_VERTICAL, -1);
      for (guint i = 0; i < get_n_columns (self); i++)
        self->header_height = MAX (self->header_height,
                                   measure_child (g_ptr_array_index (self->column_headers, i),
                                                  GTK_ORIENTATION_VERTICAL, self->column_width));
    }

  self->cell_size = self->cells->len > 0 ? measure_least (g_ptr_array_index (self->cells, 0),
                                                          GTK_ORIENTATION_HORIZONTAL)
                                         : 0;
  g_array_set_size (self->row_ends, 0);
  for (guint i = 0; i < get_n_rows (self); i++)
    {
      top += measure_child (g_ptr_array_index (self->row_headers, i), GTK_ORIENTATION_VERTICAL,
                            self->side_width);
      g_array_append_val (self->row_ends, top);
    }
}

static void
configure (TrancheMatrixView *self, GtkOrientation orientation, int size, int page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double upper = MAX (size, page);

  gtk_adjustment_configure (adjustment,
                            CLAMP (gtk_adjustment_get_value (adjustment), 0, upper - page), 0,
                            upper, page * 0.1, page * 0.9, page);
}

typedef struct
{
  TrancheMatrixView *self;
  int width;
  int height;
  gboolean rtl;
} Placing;

/* Gives @child its place, or takes it out of the picture where it is off the view. */
static void
place (const Placing *placing, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };
  gboolean visible = x + width > 0 && x < placing->width && y + height > 0 && y < placing->height;

  if (placing->rtl)
    allocation.x = placing->width - x - width;
  gtk_widget_set_child_visible (child, visible);
  if (!visible)
    return;
  /* Heads are measured for their place; a wider one is never given less than it needs. */
  allocation.width = MAX (width, measure_least (child, GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_cells (const Placing *placing, guint row, int y, int height, int left)
{
  TrancheMatrixView *self = placing->self;
  int size = self->cell_size;

  for (guint i = 0; i < get_n_columns (self); i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, row * get_n_columns (self) + i);
      int x = left + (int) i * self->column_width + (self->column_width - size) / 2;

      if (x + size <= self->side_width || y + height <= self->header_height)
        gtk_widget_set_child_visible (cell, FALSE);
      else
        place (placing, cell, x, y + (height - size) / 2, size, size);
    }
}

static void
tranche_matrix_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);
  Placing placing = { self, width, height, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };
  int n_columns = (int) get_n_columns (self);
  int left;

  find_widths (self, width);
  find_heights (self);
  configure (self, GTK_ORIENTATION_HORIZONTAL,
             self->side_width + n_columns * self->column_width + self->total_width, width);
  configure (self, GTK_ORIENTATION_VERTICAL, self->header_height + get_rows_height (self), height);

  left = self->side_width - tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  place (&placing, self->side_band, 0, 0, self->side_width, height);
  place (&placing, self->top_band, 0, 0, width, self->header_height);
  gtk_widget_set_child_visible (self->side_band, !self->compact);
  gtk_widget_set_child_visible (self->top_band, !self->compact);

  for (guint i = 0; i < get_n_rows (self); i++)
    {
      int top = tranche_matrix_view_get_row_top (self, i);
      int row_height = tranche_matrix_view_get_row_top (self, i + 1) - top;
      int y = self->header_height + top
              - tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);

      place (&placing, g_ptr_array_index (self->row_headers, i), 0, y, self->side_width,
             row_height);
      place_cells (&placing, i, y, row_height, left);
      if (!self->compact)
        place (&placing, g_ptr_array_index (self->row_totals, i),
               left + n_columns * self->column_width, y, self->total_width, row_height);
    }

  for (int i = 0; i < n_columns; i++)
    {
      GtkWidget *header = g_ptr_array_index (self->column_headers, (guint) i);
      int x = left + i * self->column_width;

      if (x + self->column_width <= self->side_width)
        gtk_widget_set_child_visible (header, FALSE);
      else
        place (&placing, header, x, 0, self->column_width, self->header_height);
    }
  place (&placing, GTK_WIDGET (self->total_label), left + n_columns * self->column_width, 0,
         self->total_width, self->header_height);
  place (&placing, GTK_WIDGET (self->corner_label), 0, 0, self->side_width, self->header_height);
  gtk_widget_set_child_visible (GTK_WIDGET (self->total_label), !self->compact && n_columns > 0);
  gtk_widget_set_child_visible (GTK_WIDGET (self->corner_label), !self->compact);
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
  /* It scrolls, and takes what it gets. */
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? GREATEST_SIDE_WIDTH : LEAST_SIDE_WIDTH;
}

static GtkSizeRequestMode
tranche_matrix_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Focus --------------------------------------------------------------------- */

static GtkWidget *
get_place (TrancheMatrixView *self, int row, int column)
{
  if (row == TRANCHE_MATRIX_HEADER)
    return column >= 0 && column < (int) get_n_columns (self)
               ? g_ptr_array_index (self->column_headers, (guint) column)
               : NULL;
  if (row < 0 || row >= (int) get_n_rows (self))
    return NULL;
  if (column == TRANCHE_MATRIX_HEADER)
    return g_ptr_array_index (self->row_headers, (guint) row);
  return g_ptr_array_index (self->cells, (guint) row * get_n_columns (self) + (guint) column);
}

static void
scroll_to (TrancheMatrixView *self, int row, int column)
{
  if (row >= 0)
    gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL],
                               row > 0 ? tranche_matrix_view_get_row_top (self, (guint) row) : 0,
                               tranche_matrix_view_get_row_top (self, (guint) row + 1)
                                   + self->header_height);
  if (column >= 0)
    gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL],
                               column * self->column_width,
                               (column + 1) * self->column_width + self->side_width);
}

gboolean
tranche_matrix_view_focus_place (TrancheMatrixView *self, int row, int column)
{
  GtkWidget *widget;

  row = CLAMP (row, get_n_columns (self) > 0 ? TRANCHE_MATRIX_HEADER : 0,
               (int) get_n_rows (self) - 1);
  column = CLAMP (column, row == TRANCHE_MATRIX_HEADER ? 0 : TRANCHE_MATRIX_HEADER,
                  (int) get_n_columns (self) - 1);
  widget = get_place (self, row, column);
  if (widget == NULL)
    return FALSE;
  self->focus_row = row;
  self->focus_column = column;
  scroll_to (self, row, column);
  /* It may have been off the view, which takes no focus. */
  gtk_widget_set_child_visible (widget, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return row == TRANCHE_MATRIX_HEADER ? gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD)
                                      : gtk_widget_grab_focus (widget);
}

/* Tab comes to where the focus was, and goes out again: inside there are the arrows. */
static gboolean
tranche_matrix_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return tranche_matrix_view_focus_place (self, self->focus_row, self->focus_column);
}

static gboolean
tranche_matrix_view_grab_focus (GtkWidget *widget)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);

  return tranche_matrix_view_focus_place (self, self->focus_row, self->focus_column);
}

/* Focus that came by a click or from assistive technology is where the arrows go on. */
static void
tranche_matrix_view_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);
  guint index;

  GTK_WIDGET_CLASS (tranche_matrix_view_parent_class)->set_focus_child (widget, child);
  if (TRANCHE_IS_MATRIX_CELL (child))
    {
      self->focus_row = (int) tranche_matrix_cell_get_row (TRANCHE_MATRIX_CELL (child));
      self->focus_column = (int) tranche_matrix_cell_get_column (TRANCHE_MATRIX_CELL (child));
    }
  else if (child != NULL && g_ptr_array_find (self->row_headers, child, &index))
    {
      self->focus_row = (int) index;
      self->focus_column = TRANCHE_MATRIX_HEADER;
    }
  else if (child != NULL && g_ptr_array_find (self->column_headers, child, &index))
    {
      self->focus_row = TRANCHE_MATRIX_HEADER;
      self->focus_column = (int) index;
    }
  gtk_widget_queue_draw (widget);
}

void
tranche_matrix_view_toggle (TrancheMatrixView *self, guint row, guint column)
{
  if (!self->editable)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  g_signal_emit (self, tranche_matrix_view_signals[TRANCHE_MATRIX_CELL_TOGGLED], 0,
                 tranche_matrix_get_benefit_id (self->matrix, row),
                 tranche_matrix_get_segment_id (self->matrix, column),
                 !tranche_matrix_get_held (self->matrix, row, column));
}

/* The class ----------------------------------------------------------------- */

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
  gtk_widget_queue_allocate (GTK_WIDGET (self));
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
  widget_class->size_allocate = tranche_matrix_view_size_allocate;
  widget_class->snapshot = tranche_matrix_view_draw;
  widget_class->focus = tranche_matrix_view_focus;
  widget_class->grab_focus = tranche_matrix_view_grab_focus;
  widget_class->set_focus_child = tranche_matrix_view_set_focus_child;

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
  self->focus_column = TRANCHE_MATRIX_HEADER;
  self->hover_row = -1;
  self->drop_row = -1;
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  self->side_band = adw_bin_new ();
  self->top_band = adw_bin_new ();
  self->corner_label = GTK_LABEL (gtk_label_new (NULL));
  self->total_label = GTK_LABEL (gtk_label_new (_ ("Segments")));
  gtk_widget_add_css_class (self->side_band, "side-band");
  gtk_widget_add_css_class (self->top_band, "top-band");
  gtk_label_set_xalign (self->corner_label, 0);
  gtk_label_set_yalign (self->corner_label, 1);
  gtk_label_set_yalign (self->total_label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->corner_label), "matrix-corner");
  gtk_widget_add_css_class (GTK_WIDGET (self->total_label), "matrix-corner");
  gtk_widget_set_parent (self->side_band, widget);
  gtk_widget_set_parent (self->top_band, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->total_label), widget);
  gtk_widget_set_parent (GTK_WIDGET (self->corner_label), widget);

  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  tranche_matrix_view_add_controllers (self);
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
tranche_matrix_view_set_editable (TrancheMatrixView *self, gboolean editable)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_VIEW (self));

  if (self->editable == !!editable)
    return;
  self->editable = !!editable;
  if (self->matrix != NULL)
    matrix_changed_cb (self, FALSE);
}

void
tranche_matrix_view_set_compact (TrancheMatrixView *self, gboolean compact)
{
  g_return_if_fail (TRANCHE_IS_MATRIX_VIEW (self));

  if (self->compact == !!compact)
    return;
  self->compact = !!compact;
  if (self->compact)
    {
      self->focus_column = TRANCHE_MATRIX_HEADER;
      self->focus_row = MAX (self->focus_row, 0);
    }
  if (self->matrix != NULL)
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
