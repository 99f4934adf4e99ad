/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheSegmentUsage:
 * @clients: who have it today, whatever decides; by hand, by their group, by a run
 * @overrides: set by hand for clients or groups, today or from a later day on
 * @assigned: clients and groups that the latest run put there
 * @agreements: drafts, issued and signed ones with it as their package
 * @strategies: (array zero-terminated=1): names of the active strategies that have it
 *
 * What stands on a segment. segment-members.h lists the clients.
 */
typedef struct
{
  gint64 segment_id;
  gint64 clients;
  gint64 overrides;
  gint64 assigned;
  gint64 agreements;
  char **strategies;
} TrancheSegmentUsage;

/* (transfer full): over all offices */
TrancheSegmentUsage *tranche_segment_usage_load (TrancheDatabase *db,
                                                 gint64 segment_id,
                                                 TrancheDate today,
                                                 GError **error);
void tranche_segment_usage_free (TrancheSegmentUsage *usage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentUsage, tranche_segment_usage_free)

gboolean tranche_segment_usage_is_used (const TrancheSegmentUsage *usage);

/* (transfer full): "12 clients have it, 3 of them by hand; the strategy “Individual Clients” uses
 * it; 4 agreements name it" */
char *tranche_segment_usage_to_text (const TrancheSegmentUsage *usage);

G_END_DECLS
