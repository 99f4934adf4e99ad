/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/strategy.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheStrategy, tranche_strategy, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheStrategy,
                 office_id,
                 "office-id",
                 N_ ("Office"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (TEXT, TrancheStrategy, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheStrategy,
                       target,
                       "target",
                       N_ ("Applies to"),
                       TRANCHE_FIELD_AFFECTS,
                       TRANCHE_TARGET_INDIVIDUAL,
                       TRANCHE_TARGET_GROUP),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheStrategy,
                       maximum_months,
                       "maximum-months",
                       N_ ("Maximum segmentation months"),
                       TRANCHE_FIELD_AFFECTS,
                       1,
                       120),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheStrategy,
                       buffer_months,
                       "buffer-months",
                       N_ ("Buffer months"),
                       TRANCHE_FIELD_AFFECTS,
                       0,
                       120),
  TRANCHE_FIELD (BOOLEAN, TrancheStrategy, active, "active", N_ ("Active"), TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheStrategy,
                 removed,
                 "removed",
                 N_ ("Removed"),
                 TRANCHE_FIELD_OPTIONAL),
};

static void
tranche_strategy_class_init (TrancheStrategyClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->affects = TRANCHE_AFFECTS_LIMITS;
  tranche_record_class_set_fields (record_class, "strategy", fields, G_N_ELEMENTS (fields));
}

static void
tranche_strategy_init (TrancheStrategy *self)
{
  self->maximum_months = 12;
  self->buffer_months = 1;
}

TrancheStrategy *
tranche_strategy_new (void)
{
  return g_object_new (TRANCHE_TYPE_STRATEGY, NULL);
}
