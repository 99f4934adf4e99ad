/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT (tranche_segment_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegment, tranche_segment, TRANCHE, SEGMENT, TrancheRecord)

/**
 * TrancheSegment:
 *
 * A named tier, and the service package that goes with it. Made inactive, never deleted.
 */
struct _TrancheSegment
{
  TrancheRecord parent_instance;

  gint64 model_id;
  char *name;
  char *folded_name;
  char *description;
  int colour; /* TrancheSegmentColour */
  int mark;   /* TrancheSegmentMark */
  gint64 position;
  gboolean active;
};

/* (transfer full): an empty one */
TrancheSegment *tranche_segment_new (void);

G_END_DECLS
