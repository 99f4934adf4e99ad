/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT_BENEFIT (tranche_segment_benefit_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentBenefit,
                      tranche_segment_benefit,
                      TRANCHE,
                      SEGMENT_BENEFIT,
                      TrancheRecord)

/**
 * TrancheSegmentBenefit:
 *
 * A benefit that a segment holds: a tick in the matrix.
 */
struct _TrancheSegmentBenefit
{
  TrancheRecord parent_instance;

  gint64 segment_id;
  gint64 benefit_id;
};

/* (transfer full): an empty one */
TrancheSegmentBenefit *tranche_segment_benefit_new (void);

G_END_DECLS
