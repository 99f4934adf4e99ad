/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "store/operation.h"

G_BEGIN_DECLS

/*
 * What stands on a segment goes over to another one: parts of operations that retire a segment or
 * switch to another model. Only where the office's model is that of the successor: others go on
 * with what they have.
 */

/* What is set by hand to @from_id, from @today on: the part before stays as it was. */
gboolean tranche_overrides_move (TrancheOperation *operation,
                                 gint64 from_id,
                                 gint64 to_id,
                                 TrancheDate today,
                                 GError **error);

/**
 * tranche_strategy_bands_move:
 * @successors: (element-type gint64 gint64): by segment; one that isn't in it stays, 0: taken out
 *
 * The bands of one strategy. Two neighbours that become one segment add their ranges up.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID if a segment would be in the strategy twice with
 * another one between; %TRANCHE_ERROR_REFUSED if none would be left
 */
gboolean tranche_strategy_bands_move (TrancheOperation *operation,
                                      gint64 strategy_id,
                                      GHashTable *successors,
                                      GError **error);

/* (transfer full) (element-type gint64): the active strategies with a band of the segment. */
GArray *tranche_strategies_list_users (TrancheDatabase *db, gint64 segment_id, GError **error);

/* Into a table as above. */
void tranche_successors_add (GHashTable *successors, gint64 from_id, gint64 to_id);
GHashTable *tranche_successors_new (void);

G_END_DECLS
