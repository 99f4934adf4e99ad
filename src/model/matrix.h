/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/model-content.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_MATRIX (tranche_matrix_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMatrix, tranche_matrix, TRANCHE, MATRIX, GObject)

/**
 * TrancheMatrix:
 *
 * Benefits × segments as they are shown: all benefits in their order as rows, the active segments
 * or all as columns. A check is shown as soon as it is made and written behind that; while a write
 * is under way, what was read before it doesn't come in between.
 *
 * Signals:
 *  - changed (gboolean structure): something else is to be shown; @structure: other rows or other
 *    columns, not only other words, checks and counts
 */
TrancheMatrix *tranche_matrix_new (void);

/* @content: (transfer full) */
void tranche_matrix_set_content (TrancheMatrix *self, TrancheModelContent *content);

/* TRUE at first. */
gboolean tranche_matrix_get_only_active (TrancheMatrix *self);
void tranche_matrix_set_only_active (TrancheMatrix *self, gboolean only_active);

guint tranche_matrix_get_n_rows (TrancheMatrix *self);
guint tranche_matrix_get_n_columns (TrancheMatrix *self);

TrancheBenefit *tranche_matrix_get_benefit (TrancheMatrix *self, guint row);
TrancheSegment *tranche_matrix_get_segment (TrancheMatrix *self, guint column);
gint64 tranche_matrix_get_benefit_id (TrancheMatrix *self, guint row);
gint64 tranche_matrix_get_segment_id (TrancheMatrix *self, guint column);

/* -1 if it isn't there. */
int tranche_matrix_find_row (TrancheMatrix *self, gint64 benefit_id);

gboolean tranche_matrix_get_held (TrancheMatrix *self, guint row, guint column);

/* How many of the shown segments hold the benefit; how many benefits the segment holds. */
guint tranche_matrix_count_row (TrancheMatrix *self, guint row);
guint tranche_matrix_count_column (TrancheMatrix *self, guint column);

/* Shows a check that is being written. Followed by tranche_matrix_end_write(). */
void tranche_matrix_begin_write (TrancheMatrix *self,
                                 gint64 benefit_id,
                                 gint64 segment_id,
                                 gboolean held);

/* Whether it was the last one under way: then read again, by tranche_matrix_set_content(). */
gboolean tranche_matrix_end_write (TrancheMatrix *self);
gboolean tranche_matrix_is_writing (TrancheMatrix *self);

G_END_DECLS
