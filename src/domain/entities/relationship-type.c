/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/relationship-type.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheRelationshipType, tranche_relationship_type, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT,
                 TrancheRelationshipType,
                 forward_phrase,
                 "forward-phrase",
                 N_ ("Forward phrase"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT,
                 TrancheRelationshipType,
                 reverse_phrase,
                 "reverse-phrase",
                 N_ ("Reverse phrase"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheRelationshipType,
                       from_kinds,
                       "from-kinds",
                       N_ ("Allowed on the first side"),
                       TRANCHE_FIELD_OPTIONAL,
                       1 << TRANCHE_PARTY_CLIENT,
                       (1 << (TRANCHE_PARTY_TEAM_MEMBER + 1)) - 1),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheRelationshipType,
                       to_kinds,
                       "to-kinds",
                       N_ ("Allowed on the other side"),
                       TRANCHE_FIELD_OPTIONAL,
                       1 << TRANCHE_PARTY_CLIENT,
                       (1 << (TRANCHE_PARTY_TEAM_MEMBER + 1)) - 1),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheRelationshipType,
                 symmetric,
                 "symmetric",
                 N_ ("Symmetric"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheRelationshipType,
                 active,
                 "active",
                 N_ ("Active"),
                 TRANCHE_FIELD_OPTIONAL),
};

static char *
tranche_relationship_type_dup_display_name (TrancheRecord *record)
{
  return g_strdup (TRANCHE_RELATIONSHIP_TYPE (record)->forward_phrase);
}

static gboolean
tranche_relationship_type_validate (TrancheRecord *record,
                                    const TrancheField **field,
                                    GError **error)
{
  TrancheRelationshipType *self = TRANCHE_RELATIONSHIP_TYPE (record);

  /* Bit 0 is no kind of party. */
  if ((self->from_kinds & 1) != 0)
    return tranche_entity_refuse (record, "from-kinds", N_ ("“%s” is outside its range"), field,
                                  error);
  if ((self->to_kinds & 1) != 0)
    return tranche_entity_refuse (record, "to-kinds", N_ ("“%s” is outside its range"), field,
                                  error);

  if (self->symmetric && self->from_kinds != self->to_kinds)
    return tranche_entity_refuse (record, "to-kinds",
                                  N_ ("A symmetric type allows the same kinds on both sides"),
                                  field, error);
  if (self->symmetric && !g_str_equal (self->forward_phrase, self->reverse_phrase))
    return tranche_entity_refuse (record, "reverse-phrase",
                                  N_ ("A symmetric type has the same phrase on both sides"), field,
                                  error);

  return TRUE;
}

static void
tranche_relationship_type_class_init (TrancheRelationshipTypeClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->dup_display_name = tranche_relationship_type_dup_display_name;
  record_class->validate = tranche_relationship_type_validate;
  tranche_record_class_set_fields (record_class, "relationship_type", fields,
                                   G_N_ELEMENTS (fields));
}

static void
tranche_relationship_type_init (TrancheRelationshipType *self)
{
  self->active = TRUE;
}

TrancheRelationshipType *
tranche_relationship_type_new (void)
{
  return g_object_new (TRANCHE_TYPE_RELATIONSHIP_TYPE, NULL);
}
