/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/office.h"

#include "domain/text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheOffice, tranche_office, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheOffice,
                 practice_id,
                 "practice-id",
                 N_ ("Practice"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (TEXT,
                 TrancheOffice,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (TEXT,
                 TrancheOffice,
                 folded_name,
                 "folded-name",
                 N_ ("Folded name"),
                 TRANCHE_FIELD_DERIVED),
  TRANCHE_FIELD (TEXT, TrancheOffice, address, "address", N_ ("Address"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheOffice, phone, "phone", N_ ("Phone"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheOffice, email, "email", N_ ("E-mail"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheOffice, website, "website", N_ ("Website"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheOffice,
                 is_default,
                 "is-default",
                 N_ ("Default office"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheOffice,
                 segmentation_enabled,
                 "segmentation-enabled",
                 N_ ("Segmentation"),
                 TRANCHE_FIELD_AFFECTS),
};

/* Names that differ in case or marks alone are the same to people. */
static void
tranche_office_derive (TrancheRecord *record)
{
  g_autofree char *folded = tranche_text_fold (TRANCHE_OFFICE (record)->name);

  tranche_record_set_text (record, tranche_record_find_field (record, "folded-name"), folded);
}

static void
tranche_office_class_init (TrancheOfficeClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->affects = TRANCHE_AFFECTS_SETTINGS;
  record_class->derive = tranche_office_derive;
  tranche_record_class_set_fields (record_class, "office", fields, G_N_ELEMENTS (fields));
}

static void
tranche_office_init (TrancheOffice *self)
{
  self->segmentation_enabled = TRUE;
}

TrancheOffice *
tranche_office_new (void)
{
  return g_object_new (TRANCHE_TYPE_OFFICE, NULL);
}
