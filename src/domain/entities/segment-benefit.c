/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/segment-benefit.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheSegmentBenefit, tranche_segment_benefit, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheSegmentBenefit,
                 segment_id,
                 "segment-id",
                 N_ ("Segment"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheSegmentBenefit,
                 benefit_id,
                 "benefit-id",
                 N_ ("Benefit"),
                 TRANCHE_FIELD_REQUIRED),
};

static void
tranche_segment_benefit_class_init (TrancheSegmentBenefitClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "segment_benefit", fields, G_N_ELEMENTS (fields));
}

static void
tranche_segment_benefit_init (TrancheSegmentBenefit *self)
{
}

TrancheSegmentBenefit *
tranche_segment_benefit_new (void)
{
  return g_object_new (TRANCHE_TYPE_SEGMENT_BENEFIT, NULL);
}
