/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/progress.h"
#include "store/runs.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * TrancheSegmentationRequest:
 * @date: the day of the run
 * @dry_run: work everything out, write nothing
 */
typedef struct
{
  gint64 office_id;
  TrancheStrategyTarget target;
  TrancheDate date;
  gboolean dry_run;
} TrancheSegmentationRequest;

/**
 * TrancheSegmentationResult:
 * @run: its id is 0 for a dry run; with every segment's moves
 * @earliest_month: of the office's statements
 * @office_production: of all clients of the office, over the range
 * @ungrouped: for a run over client groups: clients in none of them, who stay with their own
 * segment
 * @ungrouped_production: theirs; with the run's own production it adds up to @office_production
 */
typedef struct
{
  TrancheRun *run;
  gboolean dry_run;
  TrancheMonth earliest_month;
  TrancheMoney office_production;
  gint64 ungrouped;
  TrancheMoney ungrouped_production;
} TrancheSegmentationResult;

void tranche_segmentation_result_free (TrancheSegmentationResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentationResult, tranche_segmentation_result_free)

/**
 * tranche_segmentation_run:
 * @progress: (nullable): told on the calling thread
 *
 * Segments an office's clients or groups by the strategy that is active for them: reads the range's
 * production, classifies by the effective limits, and writes the run with the assignments that
 * change, in one operation that can be undone. Nothing changed: 0 moves, and no assignment is
 * written. The same for a dry run, without the writing; it works on a read-only connection.
 *
 * Returns: (transfer full): %NULL, with nothing changed, with %TRANCHE_ERROR_REFUSED (see
 *   tranche_run_inputs_load()), %TRANCHE_ERROR_INVALID if a sum doesn't fit, or
 * %TRANCHE_ERROR_CANCELLED
 */
TrancheSegmentationResult *tranche_segmentation_run (TrancheDatabase *db,
                                                     const TrancheSegmentationRequest *request,
                                                     TrancheProgressFunc progress,
                                                     gpointer progress_data,
                                                     GCancellable *cancellable,
                                                     GError **error);

/* The same over a store: reads and classifies on a reader, and holds the writer only to write. If
 * anything was written between the two, the writer works it out once more. @progress is told on the
 * store's threads. */
void tranche_segmentation_run_async (TrancheStore *store,
                                     const TrancheSegmentationRequest *request,
                                     TrancheProgressFunc progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
TrancheSegmentationResult *
tranche_segmentation_run_finish (TrancheStore *store, GAsyncResult *result, GError **error);

/* "Ran segmentation for July 2025: 12 moved", in the user's language. */
char *tranche_segmentation_make_label (const TrancheRun *run);

/* The office's or the file's setting for the nightly run: "0" switches it off; it is on without
 * one. */
#define TRANCHE_SEGMENTATION_NIGHTLY_KEY "segmentation.nightly"

/**
 * tranche_segmentation_is_due:
 * @due: (out): whether the nightly run of @today is still to be done
 *
 * For the timer and for the program's start, which makes good what was missed while the machine was
 * off: the office is segmented nightly, its strategy could decide today, and its latest run, undone
 * or not, is of an earlier day.
 */
gboolean tranche_segmentation_is_due (TrancheDatabase *db,
                                      gint64 office_id,
                                      TrancheStrategyTarget target,
                                      TrancheDate today,
                                      gboolean *due,
                                      GError **error);

/**
 * tranche_segmentation_find_missed:
 * @member_id: who looks; a reader's connection doesn't know
 * @last: (out): the day of the office's latest run where another one is due that would decide by
 * something else: a month is over since, or what decides it was changed; otherwise
 * %TRANCHE_DATE_NONE. Of clients and groups the earlier.
 *
 * For the window, which offers what nobody ran meanwhile. An office that was never segmented has
 * missed nothing, and so has one whose segmentation isn't up to who looks.
 */
gboolean tranche_segmentation_find_missed (TrancheDatabase *db,
                                           gint64 office_id,
                                           gint64 member_id,
                                           TrancheDate today,
                                           TrancheDate *last,
                                           GError **error);

/* (transfer full) (element-type TrancheSegmentationRequest): what is due today in all offices. */
GArray *tranche_segmentation_list_due (TrancheDatabase *db, TrancheDate today, GError **error);

G_END_DECLS
