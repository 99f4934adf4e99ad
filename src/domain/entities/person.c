/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/person.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TranchePerson, tranche_person, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  /* Translators: as “Dr” */
  TRANCHE_FIELD (TEXT, TranchePerson, title, "title", N_ ("Title"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TranchePerson,
                 given_names,
                 "given-names",
                 N_ ("Given names"),
                 TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TranchePerson,
                 preferred_name,
                 "preferred-name",
                 N_ ("Preferred name"),
                 TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TranchePerson,
                 family_name,
                 "family-name",
                 N_ ("Family name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (DATE,
                 TranchePerson,
                 birth_date,
                 "birth-date",
                 N_ ("Date of birth"),
                 TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TranchePerson, email, "email", N_ ("E-mail"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TranchePerson, phone, "phone", N_ ("Phone"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TranchePerson, mobile, "mobile", N_ ("Mobile"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TranchePerson, address, "address", N_ ("Address"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TranchePerson, notes, "notes", N_ ("Notes"), TRANCHE_FIELD_PERSONAL),
};

static char *
tranche_person_dup_display_name (TrancheRecord *record)
{
  return tranche_entity_join (TRANCHE_PERSON (record)->given_names,
                              TRANCHE_PERSON (record)->family_name);
}

/* Family names first, as people look each other up. */
static char *
tranche_person_dup_sort_name (TrancheRecord *record)
{
  return tranche_entity_join (TRANCHE_PERSON (record)->family_name,
                              TRANCHE_PERSON (record)->given_names);
}

static void
tranche_person_class_init (TranchePersonClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->party_kind = TRANCHE_PARTY_PERSON;
  record_class->dup_display_name = tranche_person_dup_display_name;
  record_class->dup_sort_name = tranche_person_dup_sort_name;
  tranche_record_class_set_fields (record_class, "person", fields, G_N_ELEMENTS (fields));
}

static void
tranche_person_init (TranchePerson *self)
{
}

TranchePerson *
tranche_person_new (void)
{
  return g_object_new (TRANCHE_TYPE_PERSON, NULL);
}
