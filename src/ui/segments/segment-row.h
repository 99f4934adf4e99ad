/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/segment-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT_ROW (tranche_segment_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentRow, tranche_segment_row, TRANCHE, SEGMENT_ROW, AdwActionRow)

/**
 * TrancheSegmentRow:
 *
 * A segment in the list of the Segments page. Alt+Up, Alt+Down and dragging by the handle move it;
 * its menu and buttons use the page's actions, all of the segment's id: page.edit-segment,
 * page.move-segment-up, page.move-segment-down, page.make-inactive, page.make-active,
 * page.show-clients.
 *
 * Signals:
 *  - dropped (gint64 segment_id, gboolean after): another row was let go on it
 *
 * Properties: obstacle (nullable: why it can't be edited), narrow.
 */
GtkWidget *tranche_segment_row_new (TrancheSegmentItem *item);

TrancheSegmentItem *tranche_segment_row_get_item (TrancheSegmentRow *self);

G_END_DECLS
