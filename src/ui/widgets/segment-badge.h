/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT_BADGE (tranche_segment_badge_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentBadge, tranche_segment_badge, TRANCHE, SEGMENT_BADGE, GtkWidget)

/**
 * TrancheSegmentBadge:
 *
 * A segment wherever it is shown: its shape in its colour, its name, an arrow where the last run
 * moved the client, a pin where it was set by hand. Without a name it says that there is none. One
 * that nobody can choose any more says so.
 *
 * Properties: segment-name, colour (TrancheSegmentColour), mark (TrancheSegmentMark), moved (-1
 * down, 0, 1 up), overridden, inactive.
 */
GtkWidget *tranche_segment_badge_new (void);

/* All at once, for list rows. @name: (nullable) */
void tranche_segment_badge_set (TrancheSegmentBadge *self, const char *name, int colour, int mark);

void tranche_segment_badge_set_moved (TrancheSegmentBadge *self, int moved);
void tranche_segment_badge_set_overridden (TrancheSegmentBadge *self, gboolean overridden);
void tranche_segment_badge_set_inactive (TrancheSegmentBadge *self, gboolean inactive);

/* Whether other things make room for a name of usual length: for rows with long texts. */
void tranche_segment_badge_set_whole (TrancheSegmentBadge *self, gboolean whole);

G_END_DECLS
