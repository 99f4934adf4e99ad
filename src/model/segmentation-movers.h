/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "store/queries/run-report.h"
#include "store/store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENTATION_MOVER (tranche_segmentation_mover_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentationMover,
                      tranche_segmentation_mover,
                      TRANCHE,
                      SEGMENTATION_MOVER,
                      GObject)

/**
 * TrancheSegmentationMover:
 *
 * Somebody a run moved. Its mover is there once it was read; notify::mover says so.
 */
gint64 tranche_segmentation_mover_get_party_id (TrancheSegmentationMover *self);

/* (transfer none) (nullable) */
const TrancheRunMover *tranche_segmentation_mover_get_mover (TrancheSegmentationMover *self);

#define TRANCHE_TYPE_SEGMENTATION_MOVERS (tranche_segmentation_movers_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentationMovers,
                      tranche_segmentation_movers,
                      TRANCHE,
                      SEGMENTATION_MOVERS,
                      GObject)

/**
 * TrancheSegmentationMovers:
 *
 * Those a run moved, as a list model for any number of them: an item is there at once and is read
 * with its page of 64 when it is first asked for. The latest pages are kept. Main thread.
 */
TrancheSegmentationMovers *
tranche_segmentation_movers_new (TrancheStore *store, gint64 run_id, GArray *mover_ids);

/* The party @by places from @party_id, 0 if there is none. */
gint64 tranche_segmentation_movers_get_neighbour (TrancheSegmentationMovers *self,
                                                  gint64 party_id,
                                                  int by);

G_END_DECLS
