/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/frequency.h"
#include "domain/money.h"
#include "domain/month.h"
#include "store/queries/segment-looks.h"
#include "store/queries/segment-overview.h"
#include "store/queries/stale.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  TrancheFrequency frequency;
  TrancheBenefitKind kind;
} TranchePackageBenefit;

/**
 * TrancheSegmentPackage:
 * @benefits: (element-type TranchePackageBenefit): in their order
 *
 * An active segment of the office's model, and what it promises.
 */
typedef struct
{
  gint64 segment_id;
  char *description;
  GPtrArray *benefits;
} TrancheSegmentPackage;

typedef struct
{
  gint64 segment_id;
  TrancheMoney monthly_lower; /* cents, as the two below */
  TrancheMoney yearly_lower;
  TrancheMoney effective_lower;
} TrancheStrategyLimit;

/**
 * TrancheStrategyState:
 * @is_active: whether there is an active strategy; nothing else is set without
 * @can_run: whether a run of today would go ahead; the range is only set then
 * @why_not: (nullable): otherwise why not, in a sentence without its full stop
 * @start: the range's first month
 * @limits: (element-type TrancheStrategyLimit): ascending; the effective ones count with @can_run
 */
typedef struct
{
  gboolean is_active;
  char *name;
  gboolean can_run;
  char *why_not;
  TrancheMonth start;
  TrancheMonth end;
  int available_months;
  int maximum_months;
  GArray *limits;
  TrancheStale *stale;
} TrancheStrategyState;

/**
 * TrancheSegmentationState:
 * @is_enabled: the office's own switch
 * @overview: what the clients have today
 * @packages: (element-type TrancheSegmentPackage): in the model's order
 * @individual: for individual clients
 * @group: for client groups
 *
 * How an office segments its clients today.
 */
typedef struct
{
  gboolean is_enabled;
  TrancheSegmentOverview *overview;
  TrancheSegmentLooks *looks;
  GPtrArray *packages;
  TrancheStrategyState individual;
  TrancheStrategyState group;
} TrancheSegmentationState;

/* (transfer full) */
TrancheSegmentationState *tranche_segmentation_state_load (TrancheDatabase *db,
                                                           gint64 office_id,
                                                           TrancheDate today,
                                                           GCancellable *cancellable,
                                                           GError **error);
void tranche_segmentation_state_free (TrancheSegmentationState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentationState, tranche_segmentation_state_free)

/* (nullable): by the segment */
const TrancheSegmentPackage *
tranche_segmentation_state_find_package (const TrancheSegmentationState *state, gint64 segment_id);

/**
 * TrancheRunTargets:
 *
 * What a press of Run Segmentation would do, without the counting that the whole state needs.
 */
typedef struct
{
  gboolean is_enabled;
  gboolean individual;
  gboolean group;
} TrancheRunTargets;

gboolean tranche_run_targets_load (TrancheDatabase *db,
                                   gint64 office_id,
                                   TrancheRunTargets *targets,
                                   GError **error);

G_END_DECLS
