/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENTATION_MODEL (tranche_segmentation_model_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentationModel,
                      tranche_segmentation_model,
                      TRANCHE,
                      SEGMENTATION_MODEL,
                      TrancheRecord)

/**
 * TrancheSegmentationModel:
 *
 * A set of segments with their benefits, of the built-in level, a licensee or a practice.
 */
struct _TrancheSegmentationModel
{
  TrancheRecord parent_instance;

  int level; /* TrancheModelLevel */
  gint64 licensee_id;
  gint64 practice_id;
  char *name;
  gboolean removed;
};

/* (transfer full): an empty one */
TrancheSegmentationModel *tranche_segmentation_model_new (void);

G_END_DECLS
