/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/segmentation.h"

G_BEGIN_DECLS

/* Daily backups that stay: two weeks of them. */
#define TRANCHE_NIGHTLY_BACKUPS 14

/**
 * TrancheNightlyReport:
 * @backup: (nullable): where the day's backup was written, %NULL if it was there already
 * @runs: (element-type TrancheSegmentationResult): what was due, in the order it was run
 * @errors: (element-type GError): what didn't go through; the rest was done all the same
 */
typedef struct
{
  char *backup;
  GPtrArray *runs;
  GPtrArray *errors;
} TrancheNightlyReport;

void tranche_nightly_report_free (TrancheNightlyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheNightlyReport, tranche_nightly_report_free)

/* All runs' moves together. */
gint64 tranche_nightly_report_count_moves (const TrancheNightlyReport *report);

/* (transfer full): where the daily backups are kept unless somebody says otherwise: beside what
 * else the program keeps for this user, on a disk of theirs, out of the way of the file. */
char *tranche_nightly_dup_default_folder (void);

/**
 * tranche_nightly_do:
 * @folder: of the daily backups
 * @keep: how many of them stay, at least 1
 *
 * The night's work on a file: the day's backup first, so that it is of what people left, then the
 * segmentation that is due. A second time on the same day there is nothing to do. One part that
 * fails doesn't stop the others.
 *
 * Any thread, on the connection's actor.
 *
 * Returns: (transfer full)
 */
TrancheNightlyReport *tranche_nightly_do (TrancheDatabase *db,
                                          const char *folder,
                                          TrancheDate today,
                                          guint keep,
                                          GCancellable *cancellable);

G_END_DECLS
