/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/queries/segment-drivers.h"

G_BEGIN_DECLS

/**
 * TrancheClientSegmentBasis:
 * @party_id: the client or its group; 0 where there is none
 * @assigned: whether a run has assigned it
 * @segment_id: 0: unsegmented
 * @segment_name: (nullable)
 * @since: the day of the run that moved it there
 * @run_id: the run in force; 0: none, and then nothing below is set
 * @start: the run's first month
 * @end: its last
 * @total: production of these months in cents, by the statements as they are now
 * @months: (array length=n_months): its amounts by month
 * @sentence: "18,240.00 over Aug 2024 – Jul 2025 (12 of 12 months): …"; of a group
 *   "Through the group “Elliott Family”: …"
 *
 * A segment by production and what it rests on.
 */
typedef struct
{
  gint64 party_id;
  char *party_name;
  gboolean assigned;
  gint64 segment_id;
  char *segment_name;
  TrancheDate since;
  gint64 run_id;
  TrancheMonth start;
  TrancheMonth end;
  int available_months;
  int maximum_months;
  TrancheMoney total;
  TrancheMoney *months;
  guint n_months;
  char *sentence;
} TrancheClientSegmentBasis;

/**
 * TrancheClientSegment:
 * @driver: which of the three counts
 * @segment_id: the segment that counts; 0: unsegmented, or none yet
 * @individual: by the client's own production
 * @group: by its primary group's; decides where @group_counts
 * @override_id: 0: nothing is set by hand on that day
 * @sentence: (nullable): why the segment is what it is
 *
 * What a client's segment is on one day, and why.
 */
typedef struct
{
  gint64 client_id;
  gint64 office_id;
  TrancheSegmentDriver driver;
  gint64 segment_id;
  char *segment_name;
  TrancheClientSegmentBasis individual;
  TrancheClientSegmentBasis group;
  gboolean group_counts;
  gint64 override_id;
  gint64 override_segment_id;
  char *override_segment_name;
  char *override_reason;
  TrancheDate override_start;
  TrancheDate override_end;
  char *sentence;
} TrancheClientSegment;

/**
 * tranche_client_segment_load:
 * @date: today, or any day in the past: "which segment, under which limits?" The run in force that
 * day gives the limits; the membership in groups is today's
 *
 * Returns: (transfer full); NOT_FOUND, and DENIED where who acts may not see the client
 */
TrancheClientSegment *tranche_client_segment_load (TrancheDatabase *db,
                                                   gint64 client_id,
                                                   TrancheDate date,
                                                   GError **error);
void tranche_client_segment_free (TrancheClientSegment *segment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientSegment, tranche_client_segment_free)

G_END_DECLS
