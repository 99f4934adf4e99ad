/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/* How a segment is shown, whatever its model and whether it is active. */
typedef struct
{
  gint64 segment_id;
  char *name;
  TrancheSegmentColour colour;
  TrancheSegmentMark mark;
  int position;
  gboolean active;
} TrancheSegmentLook;

/* All segments of the file: few. */
typedef struct
{
  GArray *looks; /* TrancheSegmentLook, by id */
} TrancheSegmentLooks;

/* (transfer full) */
TrancheSegmentLooks *tranche_segment_looks_load (TrancheDatabase *db, GError **error);
void tranche_segment_looks_free (TrancheSegmentLooks *looks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentLooks, tranche_segment_looks_free)

/* (nullable): NULL for 0, unsegmented, and for one made since */
const TrancheSegmentLook *tranche_segment_looks_find (const TrancheSegmentLooks *looks,
                                                      gint64 segment_id);

G_END_DECLS
