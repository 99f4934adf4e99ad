/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/relationship.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheRelationship, tranche_relationship, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID, TrancheRelationship, type_id, "type-id", N_ ("Type"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheRelationship,
                 from_party_id,
                 "from-party-id",
                 /* Translators: who is related: “Jean” in “Jean is the solicitor for John” */
                 N_ ("From"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheRelationship,
                 to_party_id,
                 "to-party-id",
                 /* Translators: to whom somebody is related */
                 N_ ("To"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (DATE,
                 TrancheRelationship,
                 start_date,
                 "start-date",
                 N_ ("Start"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE,
                 TrancheRelationship,
                 end_date,
                 "end-date",
                 N_ ("End"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheRelationship, notes, "notes", N_ ("Notes"), TRANCHE_FIELD_PERSONAL),
};

static gint64
tranche_relationship_get_party_id (TrancheRecord *record)
{
  return TRANCHE_RELATIONSHIP (record)->from_party_id;
}

static gboolean
tranche_relationship_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  TrancheRelationship *self = TRANCHE_RELATIONSHIP (record);

  if (self->from_party_id == self->to_party_id)
    return tranche_entity_refuse (record, "to-party-id", N_ ("Nobody is related to themself"),
                                  field, error);

  return tranche_entity_check_period (record, "start-date", "end-date", field, error);
}

static void
tranche_relationship_class_init (TrancheRelationshipClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->get_party_id = tranche_relationship_get_party_id;
  record_class->validate = tranche_relationship_validate;
  tranche_record_class_set_fields (record_class, "relationship", fields, G_N_ELEMENTS (fields));
}

static void
tranche_relationship_init (TrancheRelationship *self)
{
}

TrancheRelationship *
tranche_relationship_new (void)
{
  return g_object_new (TRANCHE_TYPE_RELATIONSHIP, NULL);
}
