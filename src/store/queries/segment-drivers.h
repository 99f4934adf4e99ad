/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheSegmentDriver:
 * @TRANCHE_DRIVER_NONE: not segmented yet
 * @TRANCHE_DRIVER_OVERRIDE: set by hand
 * @TRANCHE_DRIVER_GROUP: the client's group, where the office has an active group strategy
 * @TRANCHE_DRIVER_INDIVIDUAL: the client's own production
 *
 * What decides a client's segment, the strongest first: override › group › individual.
 */
typedef enum
{
  TRANCHE_DRIVER_NONE,
  TRANCHE_DRIVER_OVERRIDE,
  TRANCHE_DRIVER_GROUP,
  TRANCHE_DRIVER_INDIVIDUAL,
} TrancheSegmentDriver;

/**
 * TrancheSegmentDrivers:
 *
 * The few facts of an office that outdo the clients' own segments on one day: overrides in force,
 * and the segments of groups. Small beside the clients, so that a pass over those only looks things
 * up here.
 */
typedef struct _TrancheSegmentDrivers TrancheSegmentDrivers;

/* (transfer full): with the groups' segments as they are now and the overrides in force on @date.
 */
TrancheSegmentDrivers *tranche_segment_drivers_load (TrancheDatabase *db,
                                                     gint64 office_id,
                                                     TrancheDate date,
                                                     GError **error);
/* (transfer full): with the groups' segments as the run in force on @date left them. */
TrancheSegmentDrivers *tranche_segment_drivers_load_at (TrancheDatabase *db,
                                                        gint64 office_id,
                                                        TrancheDate date,
                                                        GError **error);
void tranche_segment_drivers_free (TrancheSegmentDrivers *drivers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentDrivers, tranche_segment_drivers_free)

/**
 * tranche_segment_drivers_resolve:
 * @group_id: the client's primary group, or 0
 * @assigned: whether the client itself was ever assigned
 * @individual: its own segment, 0: unsegmented
 * @segment_id: (out): the segment that counts, 0: unsegmented
 *
 * A group of another office, or one not assigned yet, decides nothing.
 */
TrancheSegmentDriver tranche_segment_drivers_resolve (const TrancheSegmentDrivers *drivers,
                                                      gint64 client_id,
                                                      gint64 group_id,
                                                      gboolean assigned,
                                                      gint64 individual,
                                                      gint64 *segment_id);

/* The group's own segment: FALSE where it decides nothing. */
gboolean tranche_segment_drivers_find_group (const TrancheSegmentDrivers *drivers,
                                             gint64 group_id,
                                             gint64 *segment_id);

typedef struct
{
  gint64 party_id;
  gint64 segment_id; /* 0: unsegmented */
} TranchePartySegment;

/* (transfer full) (element-type TranchePartySegment): the clients or groups with a segment as the
 * run in force on
 * @date left them, in order of party id. From the history; @operation_id as found by
 * tranche_segment_find_run_in_force(). */
GArray *tranche_segment_list_assigned_at (TrancheDatabase *db,
                                          gint64 office_id,
                                          TrancheStrategyTarget target,
                                          gint64 operation_id,
                                          GError **error);

/* The run in force on @date, the latest for that day or an earlier one that isn't undone: 0 where
 * there is none. */
gboolean tranche_segment_find_run_in_force (TrancheDatabase *db,
                                            gint64 office_id,
                                            TrancheStrategyTarget target,
                                            TrancheDate date,
                                            gint64 *run_id,
                                            gint64 *operation_id,
                                            GError **error);

/* The moment after @date, UTC, to compare with when operations were. */
gint64 tranche_segment_get_end_of_day (TrancheDate date);

/* @active (out): whether the office had an active strategy for groups when @date was over, by what
 * was recorded up to then; before the first record, as it is now. */
gboolean tranche_segment_had_group_strategy (TrancheDatabase *db,
                                             gint64 office_id,
                                             TrancheDate date,
                                             gboolean *active,
                                             GError **error);

G_END_DECLS
