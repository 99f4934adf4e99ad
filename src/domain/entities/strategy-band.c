/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/strategy-band.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheStrategyBand, tranche_strategy_band, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheStrategyBand,
                 strategy_id,
                 "strategy-id",
                 N_ ("Strategy"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (ID,
                 TrancheStrategyBand,
                 segment_id,
                 "segment-id",
                 N_ ("Segment"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD_RANGE (MONEY,
                       TrancheStrategyBand,
                       monthly_lower,
                       "monthly-lower",
                       N_ ("Lower limit"),
                       TRANCHE_FIELD_AFFECTS,
                       0,
                       TRANCHE_MONEY_MAX),
};

static void
tranche_strategy_band_class_init (TrancheStrategyBandClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->affects = TRANCHE_AFFECTS_LIMITS;
  tranche_record_class_set_fields (record_class, "band", fields, G_N_ELEMENTS (fields));
}

static void
tranche_strategy_band_init (TrancheStrategyBand *self)
{
}

TrancheStrategyBand *
tranche_strategy_band_new (void)
{
  return g_object_new (TRANCHE_TYPE_STRATEGY_BAND, NULL);
}
