/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/override.h"

#include "domain/entities/entity-private.h"
#include "domain/words.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheOverride, tranche_override, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheOverride,
                 party_id,
                 "party-id",
                 N_ ("Client or group"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheOverride,
                 segment_id,
                 "segment-id",
                 N_ ("Segment"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT,
                 TrancheOverride,
                 reason,
                 "reason",
                 N_ ("Reason"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (DATE,
                 TrancheOverride,
                 start_date,
                 "start-date",
                 N_ ("Start"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (DATE, TrancheOverride, end_date, "end-date", N_ ("End"), TRANCHE_FIELD_OPTIONAL),
};

static gint64
tranche_override_get_party_id (TrancheRecord *record)
{
  return TRANCHE_OVERRIDE (record)->party_id;
}

static gboolean
tranche_override_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  const char *fault = tranche_words_find_description_fault (TRANCHE_OVERRIDE (record)->reason);

  if (fault != NULL)
    return tranche_entity_refuse (record, "reason", fault, field, error);

  return tranche_entity_check_period (record, "start-date", "end-date", field, error);
}

static void
tranche_override_class_init (TrancheOverrideClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->get_party_id = tranche_override_get_party_id;
  record_class->validate = tranche_override_validate;
  tranche_record_class_set_fields (record_class, "override", fields, G_N_ELEMENTS (fields));
}

static void
tranche_override_init (TrancheOverride *self)
{
}

TrancheOverride *
tranche_override_new (void)
{
  return g_object_new (TRANCHE_TYPE_OVERRIDE, NULL);
}
