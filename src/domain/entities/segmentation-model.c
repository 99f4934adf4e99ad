/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/segmentation-model.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheSegmentationModel, tranche_segmentation_model, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheSegmentationModel,
                       level,
                       "level",
                       N_ ("Level"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_MODEL_BUILT_IN,
                       TRANCHE_MODEL_PRACTICE),
  TRANCHE_FIELD (ID,
                 TrancheSegmentationModel,
                 licensee_id,
                 "licensee-id",
                 N_ ("Licensee"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (ID,
                 TrancheSegmentationModel,
                 practice_id,
                 "practice-id",
                 N_ ("Practice"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheSegmentationModel, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheSegmentationModel,
                 removed,
                 "removed",
                 N_ ("Removed"),
                 TRANCHE_FIELD_OPTIONAL),
};

static gboolean
tranche_segmentation_model_validate (TrancheRecord *record,
                                     const TrancheField **field,
                                     GError **error)
{
  TrancheSegmentationModel *self = TRANCHE_SEGMENTATION_MODEL (record);

  if ((self->level == TRANCHE_MODEL_LICENSEE) != (self->licensee_id != 0))
    return tranche_entity_refuse (record, "licensee-id",
                                  N_ ("“%s” belongs to the models of licensees, and only to them"),
                                  field, error);
  if ((self->level == TRANCHE_MODEL_PRACTICE) != (self->practice_id != 0))
    return tranche_entity_refuse (record, "practice-id",
                                  N_ ("“%s” belongs to the models of practices, and only to them"),
                                  field, error);

  return tranche_entity_check_words (record, field, error);
}

static void
tranche_segmentation_model_class_init (TrancheSegmentationModelClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->validate = tranche_segmentation_model_validate;
  tranche_record_class_set_fields (record_class, "segmentation_model", fields,
                                   G_N_ELEMENTS (fields));
}

static void
tranche_segmentation_model_init (TrancheSegmentationModel *self)
{
}

TrancheSegmentationModel *
tranche_segmentation_model_new (void)
{
  return g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, NULL);
}
