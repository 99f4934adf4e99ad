/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/stage.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheStage, tranche_stage, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT, TrancheStage, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheStage,
                       position,
                       "position",
                       N_ ("Position"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
  TRANCHE_FIELD (BOOLEAN, TrancheStage, active, "active", N_ ("Active"), TRANCHE_FIELD_OPTIONAL),
};

static void
tranche_stage_class_init (TrancheStageClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "stage", fields, G_N_ELEMENTS (fields));
}

static void
tranche_stage_init (TrancheStage *self)
{
  self->active = TRUE;
}

TrancheStage *
tranche_stage_new (void)
{
  return g_object_new (TRANCHE_TYPE_STAGE, NULL);
}
