/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/segments/matrix-view.h"

G_BEGIN_DECLS

/* The column of the rows' heads, and the row of the columns' heads, as places of the focus. */
#define TRANCHE_MATRIX_HEADER (-1)

struct _TrancheMatrixView
{
  GtkWidget parent_instance;

  /* Children, in the order they are drawn */
  GPtrArray *cells; /* by row, then column */
  GtkWidget *side_band;
  GPtrArray *row_headers;
  GPtrArray *row_totals; /* GtkLabel */
  GtkWidget *top_band;
  GPtrArray *column_headers;
  GtkLabel *corner_label;
  GtkLabel *total_label;

  /* Owned */
  TrancheMatrix *matrix;
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  GArray *row_ends; /* int: where each row ends, from the first one's top */

  gboolean compact;
  gboolean editable;
  int header_height;
  int side_width;
  int column_width;
  int cell_size;
  int total_width;

  /* Where the keyboard is */
  int focus_row;
  int focus_column;

  /* The row that the pointer is on, and the place that a dragged row would go to; -1: none */
  int hover_row;
  int drop_row;
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

/* Adds keys, clicks, the pointer's row and dragging. */
void tranche_matrix_view_add_controllers (TrancheMatrixView *self);

int tranche_matrix_view_get_row_top (TrancheMatrixView *self, guint row);

/* How far it is scrolled, in pixels. */
int tranche_matrix_view_get_scroll (TrancheMatrixView *self, GtkOrientation orientation);

/* Its snapshot(). */
void tranche_matrix_view_draw (GtkWidget *widget, GtkSnapshot *snapshot);

/* The row at @y of the widget, the number of rows below the last, -1 on the head. */
int tranche_matrix_view_find_row_at (TrancheMatrixView *self, double y);

/* Focuses a place within the matrix, and scrolls to it. */
gboolean tranche_matrix_view_focus_place (TrancheMatrixView *self, int row, int column);

void tranche_matrix_view_toggle (TrancheMatrixView *self, guint row, guint column);

G_END_DECLS
