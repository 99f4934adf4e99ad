/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/queries/segment-drivers.h"

G_BEGIN_DECLS

/**
 * TrancheSegmentOverviewRow:
 * @active: inactive segments, and those of another model, are there only while clients have them
 * @clients: who have it: @by_override, @by_group and @by_run together
 * @production: theirs over the last run's months, in cents
 * @share: of the office's production in hundredths of a percent; -1 where that isn't above zero
 */
typedef struct
{
  gint64 segment_id;
  char *name;
  int colour; /* TrancheSegmentColour */
  int mark;   /* TrancheSegmentMark */
  gboolean active;
  gint64 clients;
  gint64 by_override;
  gint64 by_group;
  gint64 by_run;
  TrancheMoney production;
  int share;
} TrancheSegmentOverviewRow;

/**
 * TrancheSegmentOverview:
 * @rows: (element-type TrancheSegmentOverviewRow): the model's active segments in their order, then
 * others
 * @run_id: the latest run over individual clients that stands; 0: none, and then there is no
 * production
 * @unsegmented: below the lowest limit
 * @unassigned: not segmented yet
 * @clients: all of the office's, removed ones left out
 */
typedef struct
{
  GArray *rows;
  gint64 run_id;
  TrancheMonth start;
  TrancheMonth end;
  gint64 unsegmented;
  gint64 unassigned;
  TrancheMoney unsegmented_production;
  gint64 clients;
  TrancheMoney production;
} TrancheSegmentOverview;

/* (transfer full): what the office's clients have today, override › group › individual. One pass
 * over client_slot and assignment. */
TrancheSegmentOverview *tranche_segment_overview_load (TrancheDatabase *db,
                                                       gint64 office_id,
                                                       TrancheDate today,
                                                       GCancellable *cancellable,
                                                       GError **error);
void tranche_segment_overview_free (TrancheSegmentOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentOverview, tranche_segment_overview_free)

G_END_DECLS
