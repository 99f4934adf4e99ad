/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/segmentation.h"

G_BEGIN_DECLS

/**
 * TrancheSegmentationPlan:
 * @operation_id: the file's latest operation when it was worked out
 *
 * What is to be written, worked out on any connection.
 */
typedef struct
{
  gint64 operation_id;
  TrancheSegmentationResult *result;
  GArray *moves;
} TrancheSegmentationPlan;

typedef struct
{
  TrancheProgressFunc func;
  gpointer user_data;
} TrancheSegmentationProgress;

/* (transfer full): reads, so call it inside a snapshot. */
TrancheSegmentationPlan *
tranche_segmentation_make_plan (TrancheDatabase *db,
                                const TrancheSegmentationRequest *request,
                                const TrancheSegmentationProgress *progress,
                                GCancellable *cancellable,
                                GError **error);
void tranche_segmentation_plan_free (TrancheSegmentationPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentationPlan, tranche_segmentation_plan_free)

/* Takes @plan (nullable) and writes it if nothing was written since it was made; otherwise makes it
 * again first, inside the operation. */
TrancheSegmentationResult *tranche_segmentation_apply (TrancheDatabase *db,
                                                       const TrancheSegmentationRequest *request,
                                                       TrancheSegmentationPlan *plan,
                                                       const TrancheSegmentationProgress *progress,
                                                       GCancellable *cancellable,
                                                       GError **error);

G_END_DECLS
