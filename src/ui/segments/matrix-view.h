/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/matrix.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_MATRIX_VIEW (tranche_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMatrixView, tranche_matrix_view, TRANCHE, MATRIX_VIEW, GtkWidget)

/**
 * TrancheMatrixView:
 *
 * A TrancheMatrix with a head for every row and column that stays in view; for a GtkScrolledWindow.
 *
 *            ┌──────────────┬───────┬───────┬─────────┐
 *            │ corner       │ ◆Gold │ ●Silv │ In use  │  stays at the top
 *            ├──────────────┼───────┼───────┼─────────┤
 *            │ ⠿ Review   ✎🗑│  ☑    │  ☐    │ 1 of 2  │
 *            └──────────────┴───────┴───────┴─────────┘
 *              stays at the side
 *
 * Keys: arrows, Home, End, Page Up and Page Down go about, with Ctrl to the edges; Space checks;
 * Return opens the benefit; Delete removes it; Alt+Up and Alt+Down move it. Rows are dragged by
 * their handle.
 *
 * Compact, it is a list of the benefits only.
 *
 * Signals:
 *  - cell-toggled (gint64 benefit_id, gint64 segment_id, gboolean held)
 *  - benefit-activated (gint64 benefit_id)
 *  - benefit-removed (gint64 benefit_id)
 *  - benefit-moved (gint64 benefit_id, gint64 before_id): 0: to the end
 *
 * Properties: hadjustment, vadjustment, hscroll-policy, vscroll-policy.
 */
GtkWidget *tranche_matrix_view_new (void);

void tranche_matrix_view_set_matrix (TrancheMatrixView *self, TrancheMatrix *matrix);

/* @obstacle: (nullable): why nothing can be edited; "" where that goes without saying, as for what
 * was once; NULL: it can. */
void tranche_matrix_view_set_obstacle (TrancheMatrixView *self, const char *obstacle);
void tranche_matrix_view_set_compact (TrancheMatrixView *self, gboolean compact);

/* Focuses the benefit's row and scrolls to it. FALSE if it isn't there. */
gboolean tranche_matrix_view_focus_benefit (TrancheMatrixView *self, gint64 benefit_id);

G_END_DECLS
