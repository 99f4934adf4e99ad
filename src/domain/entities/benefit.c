/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/benefit.h"

#include "domain/entities/entity-private.h"
#include "domain/frequency.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheBenefit, tranche_benefit, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheBenefit,
                 model_id,
                 "model-id",
                 N_ ("Segmentation model"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT,
                 TrancheBenefit,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (TEXT,
                 TrancheBenefit,
                 description,
                 "description",
                 N_ ("Description"),
                 TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheBenefit,
                       frequency,
                       "frequency",
                       N_ ("Frequency"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_FREQUENCY_WEEKLY,
                       TRANCHE_FREQUENCY_AS_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheBenefit,
                       kind,
                       "kind",
                       N_ ("Kind"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_BENEFIT_GIVEN,
                       TRANCHE_BENEFIT_ADDITIONAL),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheBenefit,
                       position,
                       "position",
                       N_ ("Order number"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheBenefit,
                 removed,
                 "removed",
                 N_ ("Removed"),
                 TRANCHE_FIELD_OPTIONAL),
};

static void
tranche_benefit_class_init (TrancheBenefitClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->validate = tranche_entity_check_words;
  tranche_record_class_set_fields (record_class, "benefit", fields, G_N_ELEMENTS (fields));
}

static void
tranche_benefit_init (TrancheBenefit *self)
{
  self->kind = TRANCHE_BENEFIT_CORE;
}

TrancheBenefit *
tranche_benefit_new (void)
{
  return g_object_new (TRANCHE_TYPE_BENEFIT, NULL);
}
