/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/entitlement.h"

#include "domain/entities/entity-private.h"
#include "domain/frequency.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheEntitlement, tranche_entitlement, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheEntitlement,
                 agreement_id,
                 "agreement-id",
                 N_ ("Agreement"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheEntitlement,
                 benefit_id,
                 "benefit-id",
                 N_ ("Benefit"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheEntitlement, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT,
                 TrancheEntitlement,
                 description,
                 "description",
                 N_ ("Description"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheEntitlement,
                       frequency,
                       "frequency",
                       N_ ("Frequency"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_FREQUENCY_WEEKLY,
                       TRANCHE_FREQUENCY_AS_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheEntitlement,
                       kind,
                       "kind",
                       N_ ("Kind"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_BENEFIT_GIVEN,
                       TRANCHE_BENEFIT_ADDITIONAL),
  TRANCHE_FIELD (COUNT,
                 TrancheEntitlement,
                 expected_count,
                 "expected-count",
                 N_ ("Expected"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE,
                 TrancheEntitlement,
                 period_start,
                 "period-start",
                 N_ ("Period start"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (DATE,
                 TrancheEntitlement,
                 period_end,
                 "period-end",
                 N_ ("Period end"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheEntitlement,
                       position,
                       "position",
                       /* Translators: the place in a list */
                       N_ ("Position"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
};

static gboolean
tranche_entitlement_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  return tranche_entity_check_period (record, "period-start", "period-end", field, error);
}

static void
tranche_entitlement_class_init (TrancheEntitlementClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->validate = tranche_entitlement_validate;
  tranche_record_class_set_fields (record_class, "entitlement", fields, G_N_ELEMENTS (fields));
}

static void
tranche_entitlement_init (TrancheEntitlement *self)
{
  self->kind = TRANCHE_BENEFIT_CORE;
  self->expected_count = -1;
}

TrancheEntitlement *
tranche_entitlement_new (void)
{
  return g_object_new (TRANCHE_TYPE_ENTITLEMENT, NULL);
}
