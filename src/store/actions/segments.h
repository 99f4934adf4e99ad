/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/segment.h"
#include "store/queries/segment-usage.h"

G_BEGIN_DECLS

/*
 * Each of these is one operation, undone in one step. DENIED without the permission for the model's
 * level; REFUSED for the built-in model. Nothing deletes a segment.
 */

/* What a new segment would get: a colour and a mark that the model's active segments don't have
 * yet, or have least. */
gboolean tranche_segments_propose_look (TrancheDatabase *db,
                                        gint64 model_id,
                                        int *colour,
                                        int *mark,
                                        GError **error);

/**
 * tranche_segments_add:
 * @segment: model, name and description; colour and mark 0 are proposed. It goes to the end and is
 * active; its id is set
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID (a field is missing) or %TRANCHE_ERROR_CONFLICT
 * (another segment of the model has the name, the inactive ones included)
 */
gboolean tranche_segments_add (TrancheDatabase *db, TrancheSegment *segment, GError **error);

/* Name, description, colour and mark, of a record as it was loaded: CONFLICT if somebody else wrote
 * it meanwhile. */
gboolean tranche_segments_edit (TrancheDatabase *db, TrancheSegment *segment, GError **error);

/* To the place before @before_id, 0: to the end. Counted over inactive ones too. */
gboolean
tranche_segments_move (TrancheDatabase *db, gint64 segment_id, gint64 before_id, GError **error);

/**
 * TrancheSegmentRetirement:
 * @clients_to: where clients and groups that have it by hand go today; 0: they keep it
 * @bands_to: which segment takes its place in active strategies; 0: its band is taken out. One
 *   that the strategy has already must be its neighbour, and takes over its range
 *
 * What becomes of those who use a segment that is made inactive. Agreements always keep it; what
 * runs assigned stays until the next run.
 */
typedef struct
{
  gint64 clients_to;
  gint64 bands_to;
} TrancheSegmentRetirement;

/**
 * tranche_segments_set_inactive:
 * @retirement: (nullable): %NULL: not without asking
 * @usage: (out) (optional) (nullable): with REFUSED, what uses it
 *
 * Returns: %FALSE with %TRANCHE_ERROR_REFUSED, which tells the counts, if it is used and
 * @retirement doesn't say what to do, or if an active strategy would be left without a segment;
 * %TRANCHE_ERROR_INVALID for a segment to move to that is inactive, of another model, or not next
 * to it in a strategy
 */
gboolean tranche_segments_set_inactive (TrancheDatabase *db,
                                        gint64 segment_id,
                                        const TrancheSegmentRetirement *retirement,
                                        TrancheDate today,
                                        TrancheSegmentUsage **usage,
                                        GError **error);

gboolean tranche_segments_set_active (TrancheDatabase *db, gint64 segment_id, GError **error);

G_END_DECLS
