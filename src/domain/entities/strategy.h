/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_STRATEGY (tranche_strategy_get_type ())
G_DECLARE_FINAL_TYPE (TrancheStrategy, tranche_strategy, TRANCHE, STRATEGY, TrancheRecord)

/**
 * TrancheStrategy:
 *
 * An office's ordered segments with limits, for individual clients or for client groups.
 */
struct _TrancheStrategy
{
  TrancheRecord parent_instance;

  gint64 office_id;
  char *name;
  int target; /* TrancheStrategyTarget */
  gint64 maximum_months;
  gint64 buffer_months;
  gboolean active;
  gboolean removed; /* runs go on naming it */
};

/* (transfer full): an empty one */
TrancheStrategy *tranche_strategy_new (void);

G_END_DECLS
