/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-view-private.h"

#include <adwaita.h>

static void
append_line (GtkSnapshot *snapshot, const GdkRGBA *colour, float opacity, graphene_rect_t area)
{
  GdkRGBA faint = *colour;

  faint.alpha *= opacity;
  gtk_snapshot_append_color (snapshot, &faint, &area);
}

/* The line under each row, the row under the pointer, and the place of a dragged one. */
static void
draw_rows (TrancheMatrixView *self, GtkSnapshot *snapshot)
{
  float left = self->inset;
  float width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * self->inset;
  guint n_rows = tranche_matrix_view_get_n_rows (self);
  GdkRGBA colour;

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  for (guint i = self->shown_rows.first; i < self->shown_rows.end; i++)
    {
      int scroll = tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);
      float top = self->header_height + tranche_matrix_view_get_row_top (self, i) - scroll;
      float end = self->header_height + tranche_matrix_view_get_row_top (self, i + 1) - scroll;

      if ((int) i == self->hover_row
          || (self->focus_row == (int) i && tranche_matrix_view_has_keyboard (self)))
        append_line (snapshot, &colour, 0.04F, GRAPHENE_RECT_INIT (left, top, width, end - top));
      if (i + 1 < n_rows)
        append_line (snapshot, &colour, 0.1F, GRAPHENE_RECT_INIT (left, end - 1, width, 1));
    }
}

static void
draw_drop_place (TrancheMatrixView *self, GtkSnapshot *snapshot)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  float y = self->header_height + tranche_matrix_view_get_row_top (self, (guint) self->drop_row)
            - tranche_matrix_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);

  append_line (snapshot, accent, 1,
               GRAPHENE_RECT_INIT (self->inset, MAX (y - 1, self->header_height),
                                   gtk_widget_get_width (GTK_WIDGET (self)) - 2 * self->inset, 2));
}

void
tranche_matrix_view_draw (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TrancheMatrixView *self = TRANCHE_MATRIX_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_snapshot_child (widget, child, snapshot);
      /* Over the cells' ground and under the heads at the side. */
      if (child == self->side_band)
        draw_rows (self, snapshot);
      else if (child == self->top_band && self->drop_row >= 0)
        draw_drop_place (self, snapshot);
    }
  gtk_snapshot_pop (snapshot);
}
