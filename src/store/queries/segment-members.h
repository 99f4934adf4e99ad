/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/segment-drivers.h"
#include "store/runs.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 client_id;
  char *name;
  TrancheSegmentDriver driver;
} TrancheSegmentMember;

/**
 * TrancheSegmentMembers:
 * @members: (element-type TrancheSegmentMember): by name
 * @run: (nullable): the run over individual clients in force on that day, with its limits
 *
 * "Who was Gold on 30 June 2025, under which limits?"
 */
typedef struct
{
  GArray *members;
  TrancheRun *run;
} TrancheSegmentMembers;

/* (transfer full): the office's clients of today who had the segment on @date (0: unsegmented),
 * override › group › individual, by the runs in force and the overrides of that day and today's
 * groups. From the history. */
TrancheSegmentMembers *tranche_segment_members_load (TrancheDatabase *db,
                                                     gint64 office_id,
                                                     gint64 segment_id,
                                                     TrancheDate date,
                                                     GCancellable *cancellable,
                                                     GError **error);
void tranche_segment_members_free (TrancheSegmentMembers *members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentMembers, tranche_segment_members_free)

G_END_DECLS
