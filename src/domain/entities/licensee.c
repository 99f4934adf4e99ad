/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/licensee.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheLicensee, tranche_licensee, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT,
                 TrancheLicensee,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (TEXT,
                 TrancheLicensee,
                 licence_number,
                 "licence-number",
                 N_ ("Licence number"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (ID,
                 TrancheLicensee,
                 segmentation_model_id,
                 "segmentation-model-id",
                 N_ ("Segmentation model"),
                 TRANCHE_FIELD_OPTIONAL),
};

static void
tranche_licensee_class_init (TrancheLicenseeClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "licensee", fields, G_N_ELEMENTS (fields));
}

static void
tranche_licensee_init (TrancheLicensee *self)
{
}

TrancheLicensee *
tranche_licensee_new (void)
{
  return g_object_new (TRANCHE_TYPE_LICENSEE, NULL);
}
