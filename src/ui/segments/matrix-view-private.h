/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/segments/matrix-view.h"

G_BEGIN_DECLS

/* The column of the rows' heads, and the row of the columns' heads, as places of the focus. */
#define TRANCHE_MATRIX_HEADER (-1)

/* Some of the rows, or of the columns. */
typedef struct
{
  guint first;
  guint end; /* one after the last */
} TrancheMatrixRange;

/*
 * There are widgets only for what is in view: `shown_rows` × `shown_columns`. The widget of row 25
 * is number 25 % row_headers->len, and so on: whoever scrolls out at one side comes in again at the
 * other, and all others stay as they are.
 */
struct _TrancheMatrixView
{
  GtkWidget parent_instance;

  /* Children, in the order they are drawn */
  GPtrArray *cells; /* column_headers->len for each of row_headers */
  GtkWidget *side_band;
  GPtrArray *row_headers;
  GPtrArray *row_totals; /* GtkLabel */
  GtkWidget *top_band;
  GPtrArray *column_headers;
  GtkLabel *corner_label;
  GtkLabel *total_label;
  /* Never drawn: heads and totals are measured with these */
  GtkWidget *row_sample;
  GtkWidget *column_sample;
  GtkWidget *total_sample;
  GtkWidget *cell_sample;

  /* Owned */
  TrancheMatrix *matrix;
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  char *obstacle; /* why nothing can be edited; NULL: it can */

  /* Geometry, all from the leading edge */
  GArray *row_ends;           /* int: where each row ends, from the first one's top */
  GHashTable *row_heights;    /* char * → int, by what the head says, at side_width */
  GHashTable *column_heights; /* char * → int, at column_width */
  TrancheMatrixRange shown_rows;
  TrancheMatrixRange shown_columns;
  int inset; /* what is free at each side where there is more room than is needed */
  int header_height;
  int side_width;
  int column_width;
  int cell_size;
  int total_width;

  gboolean compact;
  gboolean laying_out;

  /* Where the keyboard is */
  int focus_row;
  int focus_column;
  gint64 focus_id; /* the benefit of focus_row; 0 on the head */

  int hover_row; /* that the pointer is on; -1: none */

  /* Dragging */
  gint64 dragged_id;
  int drop_row; /* the place that the dragged row would go to; -1: none */
  double drop_y;
  guint edge_id; /* the tick callback that scrolls */
};

typedef enum
{
  TRANCHE_MATRIX_CELL_TOGGLED,
  TRANCHE_MATRIX_BENEFIT_ACTIVATED,
  TRANCHE_MATRIX_BENEFIT_REMOVED,
  TRANCHE_MATRIX_BENEFIT_MOVED,
  TRANCHE_MATRIX_N_SIGNALS
} TrancheMatrixSignal;

extern guint tranche_matrix_view_signals[TRANCHE_MATRIX_N_SIGNALS];

/* matrix-view.c ---------------------------------------------------------------- */

guint tranche_matrix_view_get_n_rows (TrancheMatrixView *self);

/* None in the compact form. */
guint tranche_matrix_view_get_n_columns (TrancheMatrixView *self);

/* How far it is scrolled, in pixels. */
int tranche_matrix_view_get_scroll (TrancheMatrixView *self, GtkOrientation orientation);

/* The whole way that is scrolled over is @size, of which @page is seen. */
void tranche_matrix_view_set_extent (TrancheMatrixView *self,
                                     GtkOrientation orientation,
                                     int size,
                                     int page);

/* matrix-view-widgets.c -------------------------------------------------------- */

void tranche_matrix_view_create_widgets (TrancheMatrixView *self);

/* Gives all of @rows and @columns their widgets; @again: also those that are shown already. */
void tranche_matrix_view_show_range (TrancheMatrixView *self,
                                     TrancheMatrixRange rows,
                                     TrancheMatrixRange columns,
                                     gboolean again);

/* (nullable): the widget of a head or a cell; NULL for one that isn't shown. */
GtkWidget *tranche_matrix_view_get_widget (TrancheMatrixView *self, int row, int column);

/* The place of a child; FALSE if it is none. */
gboolean
tranche_matrix_view_find_widget (TrancheMatrixView *self, GtkWidget *widget, int *row, int *column);

/* matrix-view-layout.c --------------------------------------------------------- */

/* Finds every size again, and what is in view; @again: all that is shown may say something else. */
void tranche_matrix_view_lay_out (TrancheMatrixView *self, gboolean again);

/* After scrolling. */
void tranche_matrix_view_update_shown (TrancheMatrixView *self, gboolean again);

/* Its size_allocate(). */
void tranche_matrix_view_allocate (GtkWidget *widget, int width, int height, int baseline);

int tranche_matrix_view_get_row_top (TrancheMatrixView *self, guint row);

/* The row at @y of the widget, the number of rows below the last, -1 on the head. */
int tranche_matrix_view_find_row_at (TrancheMatrixView *self, double y);

/* The column at @x, -1 on the rows' heads, the number of columns beside the last. */
int tranche_matrix_view_find_column_at (TrancheMatrixView *self, double x);

/* matrix-view-draw.c ----------------------------------------------------------- */

/* Its snapshot(). */
void tranche_matrix_view_draw (GtkWidget *widget, GtkSnapshot *snapshot);

/* matrix-view-focus.c ---------------------------------------------------------- */

void tranche_matrix_view_class_add_focus (GtkWidgetClass *widget_class);

/* Focuses a place within the matrix, and scrolls to it. */
gboolean tranche_matrix_view_focus_place (TrancheMatrixView *self, int row, int column);

/* Whether the keyboard is here. */
gboolean tranche_matrix_view_has_keyboard (TrancheMatrixView *self);

/* What the keyboard is on is about to leave the view, or came back to it. */
void tranche_matrix_view_lend_focus (TrancheMatrixView *self);
void tranche_matrix_view_take_focus_back (TrancheMatrixView *self);

/* matrix-view-input.c and matrix-view-drag.c ------------------------------------ */

/* Adds keys, clicks and the pointer's row. */
void tranche_matrix_view_add_input (TrancheMatrixView *self);

/* Adds dragging of the rows. */
void tranche_matrix_view_add_dragging (TrancheMatrixView *self);

/* Asks to move @row to before @before; the bell where that is no move. */
void tranche_matrix_view_move_row (TrancheMatrixView *self, int row, int before);

G_END_DECLS
