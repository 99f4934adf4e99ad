/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/signatory.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheSignatory, tranche_signatory, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheSignatory,
                 agreement_id,
                 "agreement-id",
                 N_ ("Agreement"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheSignatory,
                 person_id,
                 "person-id",
                 N_ ("Person"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheSignatory,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheSignatory,
                 capacity,
                 "capacity",
                 /* Translators: as what somebody signs: “Trustee” */
                 N_ ("Capacity"),
                 TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (DATE,
                 TrancheSignatory,
                 signed_on,
                 "signed-on",
                 N_ ("Signed"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheSignatory,
                       position,
                       "position",
                       N_ ("Position"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
};

static void
tranche_signatory_class_init (TrancheSignatoryClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "signatory", fields, G_N_ELEMENTS (fields));
}

static void
tranche_signatory_init (TrancheSignatory *self)
{
}

TrancheSignatory *
tranche_signatory_new (void)
{
  return g_object_new (TRANCHE_TYPE_SIGNATORY, NULL);
}
