/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#include <glib/gi18n.h>

#include "ui/segments/matrix-cell.h"
#include "ui/segments/matrix-headers.h"

#define LEAST_COLUMN_WIDTH 104
#define GREATEST_COLUMN_WIDTH 168
/* At both sides of what stands in the head of a column. */
#define COLUMN_PADDING 24
#define LEAST_SIDE_WIDTH 280
#define GREATEST_SIDE_WIDTH 560
/* Of the width, what the heads of the rows have where there is room. */
#define SIDE_SHARE 0.45
/* The same where there is little: in a narrow window that shows the cells all the same. */
#define GREATEST_SIDE_SHARE 0.55

int
tranche_matrix_view_get_row_top (TrancheMatrixView *self, guint row)
{
  return row > 0 && row <= self->row_ends->len ? g_array_index (self->row_ends, int, row - 1) : 0;
}

/* The row that @y of all the rows' height is in; their number below the last. */
static guint
find_row (TrancheMatrixView *self, int y)
{
  guint first = 0;
  guint end = self->row_ends->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (y < g_array_index (self->row_ends, int, middle))
        end = middle;
      else
        first = middle + 1;
    }
  return first;
}

int
tranche_matrix_view_find_row_at (TrancheMatrixView *self, double y)
{
  if (y < self->header_height)
    return -1;
  return (int) find_row (self,
                         (int) y - self->header_height
                             + tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL));
}

int
tranche_matrix_view_find_column_at (TrancheMatrixView *self, double x)
{
  int inside;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  if (x < self->inset + self->side_width || self->column_width == 0)
    return TRANCHE_MATRIX_HEADER;
  inside = (int) x - self->inset - self->side_width
           + tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  return MIN (inside / self->column_width, (int) tranche_matrix_view_get_n_columns (self));
}

/* Sizes --------------------------------------------------------------------- */

static int
measure_natural (GtkWidget *child, GtkOrientation orientation, int for_size)
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
  guint n_segments = tranche_matrix_get_n_columns (self->matrix);
  g_autofree char *longest = g_strdup_printf (_ ("%u of %u"), n_segments, n_segments);

  gtk_label_set_label (GTK_LABEL (self->total_sample), longest);
  return MAX (measure_natural (self->total_sample, GTK_ORIENTATION_HORIZONTAL, -1),
              measure_natural (GTK_WIDGET (self->total_label), GTK_ORIENTATION_HORIZONTAL, -1));
}

/* The width that the longest number of services needs under a segment's name, in one line. */
static int
measure_counts (TrancheMatrixView *self)
{
  guint n_benefits = tranche_matrix_view_get_n_rows (self);
  g_autofree char *longest
      = g_strdup_printf (ngettext ("%u service", "%u services", n_benefits), n_benefits);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->total_sample, longest);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + COLUMN_PADDING;
}

static void
set_width (int *width, int value, GHashTable *heights)
{
  if (*width == value)
    return;
  *width = value;
  g_hash_table_remove_all (heights);
}

/* Divides @width; what nothing needs stays free at both sides. */
static void
find_widths (TrancheMatrixView *self, int width)
{
  int n_columns = (int) tranche_matrix_view_get_n_columns (self);
  int least = LEAST_COLUMN_WIDTH;
  int least_side = MIN (LEAST_SIDE_WIDTH, (int) (width * GREATEST_SIDE_SHARE));
  int side = width;
  int column = 0;
  int rest;

  self->total_width = 0;
  if (!self->compact)
    {
      least = MAX (least, MIN (measure_counts (self), GREATEST_COLUMN_WIDTH));
      least = MAX (least, measure_least (self->column_sample, GTK_ORIENTATION_HORIZONTAL));
      self->total_width = measure_totals (self);
      side = CLAMP ((int) (width * SIDE_SHARE), least_side, GREATEST_SIDE_WIDTH);
      /* Where a narrower side brings all columns into view, it is. */
      rest = width - self->total_width - n_columns * least;
      if (rest >= least_side)
        side = MIN (side, rest);
      if (n_columns > 0)
        column = CLAMP ((width - side - self->total_width) / n_columns, least,
                        MAX (least, GREATEST_COLUMN_WIDTH));
      side = CLAMP (width - self->total_width - n_columns * column, side, GREATEST_SIDE_WIDTH);
    }
  set_width (&self->side_width, side, self->row_heights);
  set_width (&self->column_width, column, self->column_heights);
  self->inset = MAX (width - side - n_columns * column - self->total_width, 0) / 2;
}

static int
find_row_height (TrancheMatrixView *self, guint row)
{
  TrancheBenefit *benefit = tranche_matrix_get_benefit (self->matrix, row);
  g_autofree char *words
      = g_strdup_printf ("%d %d %c %s", benefit->frequency, benefit->kind,
                         *benefit->description != '\0' ? 'd' : '-', benefit->name);
  gpointer height;

  if (!g_hash_table_lookup_extended (self->row_heights, words, NULL, &height))
    {
      tranche_benefit_header_set (TRANCHE_BENEFIT_HEADER (self->row_sample), benefit, 0, 0,
                                  self->compact, self->obstacle);
      height = GINT_TO_POINTER (
          measure_natural (self->row_sample, GTK_ORIENTATION_VERTICAL, self->side_width));
      g_hash_table_insert (self->row_heights, g_steal_pointer (&words), height);
    }
  return GPOINTER_TO_INT (height);
}

static int
find_column_height (TrancheMatrixView *self, guint column)
{
  TrancheSegment *segment = tranche_matrix_get_segment (self->matrix, column);
  guint n_benefits = tranche_matrix_view_get_n_rows (self);
  g_autofree char *words = g_strdup_printf ("%u %s", n_benefits, segment->name);
  gpointer height;

  if (!g_hash_table_lookup_extended (self->column_heights, words, NULL, &height))
    {
      tranche_segment_header_set (TRANCHE_SEGMENT_HEADER (self->column_sample), segment,
                                  n_benefits);
      height = GINT_TO_POINTER (
          measure_natural (self->column_sample, GTK_ORIENTATION_VERTICAL, self->column_width));
      g_hash_table_insert (self->column_heights, g_steal_pointer (&words), height);
    }
  return GPOINTER_TO_INT (height);
}

static void
find_heights (TrancheMatrixView *self)
{
  int top = 0;

  self->header_height = 0;
  if (!self->compact)
    {
      self->header_height
          = measure_natural (GTK_WIDGET (self->corner_label), GTK_ORIENTATION_VERTICAL, -1);
      for (guint i = 0; i < tranche_matrix_view_get_n_columns (self); i++)
        self->header_height = MAX (self->header_height, find_column_height (self, i));
    }
  self->cell_size = measure_least (self->cell_sample, GTK_ORIENTATION_HORIZONTAL);
  g_array_set_size (self->row_ends, 0);
  for (guint i = 0; i < tranche_matrix_view_get_n_rows (self); i++)
    {
      top += find_row_height (self, i);
      g_array_append_val (self->row_ends, top);
    }
}

/* What is in view ------------------------------------------------------------ */

void
tranche_matrix_view_update_shown (TrancheMatrixView *self, gboolean again)
{
  guint n_columns = tranche_matrix_view_get_n_columns (self);
  int down = tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);
  int across = tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->header_height;
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - self->side_width;
  TrancheMatrixRange rows = { 0, 0 };
  TrancheMatrixRange columns = { 0, 0 };

  if (self->row_ends->len > 0 && height > 0)
    {
      rows.first = find_row (self, down);
      rows.end = MIN (find_row (self, down + height) + 1, self->row_ends->len);
      rows.first = MIN (rows.first, rows.end);
    }
  if (n_columns > 0 && width > 0 && self->column_width > 0)
    {
      columns.first = MIN ((guint) (across / self->column_width), n_columns);
      columns.end = MIN ((guint) ((across + width) / self->column_width) + 1, n_columns);
    }
  tranche_matrix_view_show_range (self, rows, columns, again);

  if (down > 0)
    gtk_widget_add_css_class (self->top_band, "scrolled");
  else
    gtk_widget_remove_css_class (self->top_band, "scrolled");
  if (across > 0)
    gtk_widget_add_css_class (self->side_band, "scrolled");
  else
    gtk_widget_remove_css_class (self->side_band, "scrolled");
}

void
tranche_matrix_view_lay_out (TrancheMatrixView *self, gboolean again)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int n_columns = (int) tranche_matrix_view_get_n_columns (self);

  if (self->matrix == NULL || width == 0)
    return;
  find_widths (self, width);
  find_heights (self);
  tranche_matrix_view_set_extent (
      self, GTK_ORIENTATION_HORIZONTAL,
      self->side_width + n_columns * self->column_width + self->total_width, width);
  tranche_matrix_view_set_extent (
      self, GTK_ORIENTATION_VERTICAL,
      self->header_height + tranche_matrix_view_get_row_top (self, self->row_ends->len), height);
  tranche_matrix_view_update_shown (self, again);
}

/* Placing ------------------------------------------------------------------- */

typedef struct
{
  TrancheMatrixView *self;
  int width;
  int height;
  int left; /* of the first column */
  int top;  /* of the first row */
  gboolean rtl;
} Placing;

/* Gives @child its place, or takes it out of the picture where it is off the view. */
static void
place (const Placing *placing, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };
  gboolean visible = width > 0 && height > 0 && x + width > 0 && x < placing->width
                     && y + height > 0 && y < placing->height;

  gtk_widget_set_child_visible (child, visible);
  if (!visible)
    return;
  /* Heads are measured for their place; a wider one is never given less than it needs. */
  allocation.width = MAX (width, measure_least (child, GTK_ORIENTATION_HORIZONTAL));
  if (placing->rtl)
    allocation.x = placing->width - x - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_row (const Placing *placing, guint row)
{
  TrancheMatrixView *self = placing->self;
  int top = tranche_matrix_view_get_row_top (self, row);
  int height = tranche_matrix_view_get_row_top (self, row + 1) - top;
  int y = placing->top + top;
  int size = self->cell_size;

  place (placing, tranche_matrix_view_get_widget (self, (int) row, TRANCHE_MATRIX_HEADER),
         self->inset, y, self->side_width, height);
  for (guint i = self->shown_columns.first; i < self->shown_columns.end; i++)
    {
      int x = placing->left + (int) i * self->column_width + (self->column_width - size) / 2;

      place (placing, tranche_matrix_view_get_widget (self, (int) row, (int) i), x,
             y + (height - size) / 2, size, size);
    }
  place (placing, g_ptr_array_index (self->row_totals, row % self->row_totals->len),
         placing->left + (int) tranche_matrix_view_get_n_columns (self) * self->column_width, y,
         self->total_width, height);
}

static void
place_parts (const Placing *placing)
{
  TrancheMatrixView *self = placing->self;
  int n_columns = (int) tranche_matrix_view_get_n_columns (self);
  int side = self->inset + self->side_width;

  place (placing, self->side_band, 0, 0, self->compact ? 0 : side, placing->height);
  place (placing, self->top_band, 0, 0, placing->width, self->header_height);
  place (placing, GTK_WIDGET (self->corner_label), self->inset, 0, self->side_width,
         self->header_height);
  place (placing, GTK_WIDGET (self->total_label), placing->left + n_columns * self->column_width, 0,
         n_columns > 0 ? self->total_width : 0, self->header_height);
  for (guint i = self->shown_columns.first; i < self->shown_columns.end; i++)
    place (placing, tranche_matrix_view_get_widget (self, TRANCHE_MATRIX_HEADER, (int) i),
           placing->left + (int) i * self->column_width, 0, self->column_width,
           self->header_height);
}

static void
hide_others (GPtrArray *widgets, TrancheMatrixRange shown)
{
  for (guint i = 0; i < widgets->len; i++)
    {
      /* The first one from the range's beginning on that this widget is for. */
      guint number = shown.first + (i + widgets->len - shown.first % widgets->len) % widgets->len;

      if (number >= shown.end)
        gtk_widget_set_child_visible (g_ptr_array_index (widgets, i), FALSE);
    }
}

static void
hide_other_cells (TrancheMatrixView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      TrancheMatrixCell *cell = g_ptr_array_index (self->cells, i);
      int row = (int) tranche_matrix_cell_get_row (cell);
      int column = (int) tranche_matrix_cell_get_column (cell);

      if (tranche_matrix_view_get_widget (self, row, column) != GTK_WIDGET (cell))
        gtk_widget_set_child_visible (GTK_WIDGET (cell), FALSE);
    }
}

void
tranche_matrix_view_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);
  Placing placing = { self, width, height, .rtl = FALSE };

  if (self->matrix == NULL)
    return;
  tranche_matrix_view_lay_out (self, FALSE);
  placing.rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  placing.left = self->inset + self->side_width
                 - tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  placing.top
      = self->header_height - tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);

  hide_others (self->row_headers, self->shown_rows);
  hide_others (self->row_totals, self->shown_rows);
  hide_others (self->column_headers, self->shown_columns);
  hide_other_cells (self);
  for (guint i = self->shown_rows.first; i < self->shown_rows.end; i++)
    place_row (&placing, i);
  place_parts (&placing);
}
