/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"
#include "store/operation.h"

G_BEGIN_DECLS

/*
 * What editing the segments of a model and editing its benefits have in common: both are lists in
 * an order of their own, with names and descriptions.
 */

/* (transfer full): an operation on the model, begun and allowed: NOT_FOUND, DENIED, REFUSED */
TrancheOperation *tranche_model_edit_begin (TrancheDatabase *db, gint64 model_id, GError **error);

/* The same for the model of a segment or benefit, which is loaded: @record (transfer full). One
 * that was removed is NOT_FOUND. */
TrancheOperation *tranche_model_edit_open (TrancheDatabase *db,
                                           GType type,
                                           gint64 id,
                                           TrancheRecord **record,
                                           GError **error);

/* Commits under @label; takes both. */
gboolean tranche_model_edit_commit (TrancheOperation *operation, char *label, GError **error);

/* Takes the outer blanks off the name and the description. */
void tranche_model_edit_strip (gpointer record);

/* The last position in the list; 0 for an empty one. */
gint64 tranche_model_edit_find_last (GPtrArray *records);

/* Puts a record of the list before another one of it, 0: at the end, and numbers all from 1. */
gboolean tranche_model_edit_move (TrancheOperation *operation,
                                  GPtrArray *records,
                                  gint64 id,
                                  gint64 before_id,
                                  GError **error);

G_END_DECLS
