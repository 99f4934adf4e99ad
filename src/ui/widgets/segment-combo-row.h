/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/segment.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT_COMBO_ROW (tranche_segment_combo_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentComboRow,
                      tranche_segment_combo_row,
                      TRANCHE,
                      SEGMENT_COMBO_ROW,
                      AdwComboRow)

/**
 * TrancheSegmentComboRow:
 *
 * Chooses a segment in one line, each with its mark. Listen to notify::selected.
 *
 * @segments: (element-type TrancheSegment): what it offers, in that order
 * @none: what stands first for no segment: "Leave it out"
 */
GtkWidget *tranche_segment_combo_row_new (const char *title, GPtrArray *segments, const char *none);

/* 0: none. */
gint64 tranche_segment_combo_row_get_chosen (TrancheSegmentComboRow *self);
void tranche_segment_combo_row_set_chosen (TrancheSegmentComboRow *self, gint64 segment_id);

G_END_DECLS
