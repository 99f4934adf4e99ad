/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/practice.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TranchePractice, tranche_practice, TRANCHE_TYPE_RECORD)

/* The logo is left out: a picture has no place in properties and the audit trail. It is read and
 * written by itself. */
static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TranchePractice,
                 licensee_id,
                 "licensee-id",
                 N_ ("Licensee"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT,
                 TranchePractice,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (ID,
                 TranchePractice,
                 segmentation_model_id,
                 "segmentation-model-id",
                 N_ ("Segmentation model"),
                 TRANCHE_FIELD_OPTIONAL),
};

static void
tranche_practice_class_init (TranchePracticeClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "practice", fields, G_N_ELEMENTS (fields));
}

static void
tranche_practice_init (TranchePractice *self)
{
}

TranchePractice *
tranche_practice_new (void)
{
  return g_object_new (TRANCHE_TYPE_PRACTICE, NULL);
}
