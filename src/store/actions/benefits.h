/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/benefit.h"
#include "store/database.h"

G_BEGIN_DECLS

/*
 * Each of these is one operation, undone in one step. DENIED without the permission for the model's
 * level; REFUSED for the built-in model. Agreements keep the words that they were made with.
 */

/* Model, name, description, frequency, kind; position 0: after the last. Its id is set. */
gboolean tranche_benefits_add (TrancheDatabase *db, TrancheBenefit *benefit, GError **error);

/* Of a record as it was loaded, its order number included: equal numbers go by name. */
gboolean tranche_benefits_edit (TrancheDatabase *db, TrancheBenefit *benefit, GError **error);

/* Out of every list and of the matrix; undo brings it back with its checks. */
gboolean tranche_benefits_remove (TrancheDatabase *db, gint64 benefit_id, GError **error);

/* To the place before @before_id, 0: to the end. All of them are then numbered from 1. */
gboolean
tranche_benefits_move (TrancheDatabase *db, gint64 benefit_id, gint64 before_id, GError **error);

/* The matrix ------------------------------------------------------------------- */

/* One check. */
gboolean tranche_matrix_set_cell (TrancheDatabase *db,
                                  gint64 benefit_id,
                                  gint64 segment_id,
                                  gboolean held,
                                  GError **error);

/* A benefit for all segments, or only for active ones. */
gboolean tranche_matrix_set_row (TrancheDatabase *db,
                                 gint64 benefit_id,
                                 gboolean held,
                                 gboolean only_active,
                                 GError **error);

/* All benefits for a segment. */
gboolean
tranche_matrix_set_column (TrancheDatabase *db, gint64 segment_id, gboolean held, GError **error);

G_END_DECLS
