/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/model-snapshot.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT_ITEM (tranche_segment_item_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentItem, tranche_segment_item, TRANCHE, SEGMENT_ITEM, GObject)

/* (transfer none): as it was read; dialogs edit a copy. */
TrancheSegment *tranche_segment_item_get_segment (TrancheSegmentItem *self);
gint64 tranche_segment_item_get_id (TrancheSegmentItem *self);
/* How many of the office's clients have it today, and how many benefits it holds. */
gint64 tranche_segment_item_get_clients (TrancheSegmentItem *self);
guint tranche_segment_item_get_services (TrancheSegmentItem *self);

#define TRANCHE_TYPE_SEGMENT_LIST (tranche_segment_list_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentList, tranche_segment_list, TRANCHE, SEGMENT_LIST, GObject)

/**
 * TrancheSegmentList:
 *
 * The segments of a model in their order, of those the filter lets through. A GListModel of
 * TrancheSegmentItem. An item lives as long as its segment is shown and tells "changed" when what
 * it says is another, so that a row keeps the keyboard focus while others write.
 */
TrancheSegmentList *tranche_segment_list_new (void);

void tranche_segment_list_set_snapshot (TrancheSegmentList *self,
                                        const TrancheModelSnapshot *snapshot);

/* Active ones at first. */
TrancheSegmentFilter tranche_segment_list_get_filter (TrancheSegmentList *self);
void tranche_segment_list_set_filter (TrancheSegmentList *self, TrancheSegmentFilter filter);

/* How many there are that the filter would let through. */
guint tranche_segment_list_count (TrancheSegmentList *self, TrancheSegmentFilter filter);

/**
 * tranche_segment_list_find_place:
 * @by: -1: up, 1: down, among those that are shown
 * @before_id: (out): what tranche_segments_move() takes
 *
 * Returns: %FALSE if it is at that end already
 */
gboolean tranche_segment_list_find_place (TrancheSegmentList *self,
                                          gint64 segment_id,
                                          int by,
                                          gint64 *before_id);

G_END_DECLS
