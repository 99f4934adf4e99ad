/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_STRATEGY_BAND (tranche_strategy_band_get_type ())
G_DECLARE_FINAL_TYPE (TrancheStrategyBand,
                      tranche_strategy_band,
                      TRANCHE,
                      STRATEGY_BAND,
                      TrancheRecord)

/**
 * TrancheStrategyBand:
 *
 * A segment's place in a strategy. It reaches up to the next band's lower limit.
 */
struct _TrancheStrategyBand
{
  TrancheRecord parent_instance;

  gint64 strategy_id;
  gint64 segment_id;
  TrancheMoney monthly_lower; /* inclusive */
};

/* (transfer full): an empty one */
TrancheStrategyBand *tranche_strategy_band_new (void);

G_END_DECLS
