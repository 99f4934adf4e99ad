/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"

G_BEGIN_DECLS

/* What Undo and Redo would do now; ids are 0 and labels NULL where there is nothing. */
typedef struct
{
  gint64 undo_id;
  char *undo_label;
  gint64 redo_id;
  char *redo_label;
} TrancheUndoState;

TrancheUndoState *tranche_undo_state_load (TrancheDatabase *db, GError **error);
void tranche_undo_state_free (TrancheUndoState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheUndoState, tranche_undo_state_free)

/**
 * tranche_undo_operation:
 * @operation_id: an operation, or 0 for the latest that isn't undone
 *
 * Undoes it by a new operation that does the inverse: record changes in reverse order, runs from
 * the assignment history, imports by withdrawing the statement. CONFLICT, and nothing is done, if a
 * row has changed since; REFUSED for issued documents; NOT_FOUND if there is nothing to undo.
 * TrancheStoreFunc-like: opens and commits.
 *
 * Returns: (transfer full): the label of what was undone
 */
char *tranche_undo_operation (TrancheDatabase *db, gint64 operation_id, GError **error);

/* Does again what was undone last, unless something else was done since. */
char *tranche_redo_operation (TrancheDatabase *db, GError **error);

/**
 * TrancheUndoHandler:
 *
 * How one kind of operation is undone and done again, beyond its record changes: called inside the
 * undoing operation, before the record changes are reversed (undo) or after they are repeated
 * (redo).
 */
typedef gboolean (*TrancheUndoHandler) (TrancheOperation *undoing,
                                        gint64 operation_id,
                                        gboolean redo,
                                        GError **error);

/* undo.c has the table of handlers by kind: add a line there. */

G_END_DECLS
