/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/money.h"
#include "domain/month.h"
#include "store/operation.h"

G_BEGIN_DECLS

/**
 * TrancheRunSegment:
 * @name: what it was called then
 * @monthly_lower: cents a month
 * @effective_lower: cents, monthly × available months
 * @moved_in: parties that came into it by this run, those assigned for the first time included
 * @moved_out: parties that left it by this run
 */
typedef struct
{
  gint64 segment_id;
  char *name;
  TrancheMoney monthly_lower;
  TrancheMoney effective_lower;
  gint64 parties;
  TrancheMoney production;
  gint64 moved_in;
  gint64 moved_out;
} TrancheRunSegment;

/**
 * TrancheRun:
 * @id: 0 for one that isn't kept (a dry run)
 * @at: when it was done, microseconds since 1970
 * @actor_name: who did it
 * @parties: clients or groups looked at
 * @production: of all of them
 * @moves: how many are in another segment than before, or in one for the first time
 * @unsegmented: below the lowest limit where that isn't 0
 * @no_production: without a statement line in the range
 * @negative: with a total below 0
 * @segments: (element-type TrancheRunSegment): by limit, ascending; with their moves only where
 * said so
 *
 * One execution of segmentation: its inputs and its results.
 */
typedef struct
{
  gint64 id;
  gint64 operation_id;
  gint64 at;
  char *actor_name;
  gint64 office_id;
  gint64 strategy_id;
  TrancheStrategyTarget target;
  TrancheDate date;
  TrancheMonth start_month;
  TrancheMonth end_month;
  int available_months;
  int maximum_months;
  int buffer_months;
  gint64 parties;
  TrancheMoney production;
  gint64 moves;
  gint64 unsegmented;
  TrancheMoney unsegmented_production;
  gint64 no_production;
  gint64 negative;
  TrancheRunState state;
  GArray *segments;
} TrancheRun;

TrancheRun *tranche_run_new (void);
void tranche_run_free (TrancheRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheRun, tranche_run_free)

const TrancheRunSegment *tranche_run_get_segment (const TrancheRun *run, guint index);
/* What @total came to under the limits of the run: the segment's index, or -1: unsegmented. */
int tranche_run_classify (const TrancheRun *run, TrancheMoney total);

/* (transfer full) (element-type TrancheRun): the latest first, without segments. @target 0: both.
 */
GPtrArray *tranche_runs_list (TrancheDatabase *db,
                              gint64 office_id,
                              TrancheStrategyTarget target,
                              guint limit,
                              GError **error);

/* (transfer full): with segments and their moves; NOT_FOUND */
TrancheRun *tranche_runs_load (TrancheDatabase *db, gint64 id, GError **error);

/* (transfer full): the latest that isn't undone, with segments but not their moves; NULL without an
 * error where there is none. @date: only runs for that day or an earlier one; TRANCHE_DATE_NONE:
 * any. */
TrancheRun *tranche_runs_load_latest (TrancheDatabase *db,
                                      gint64 office_id,
                                      TrancheStrategyTarget target,
                                      TrancheDate date,
                                      GError **error);

/**
 * TrancheRunMover:
 * @had_segment: FALSE: it wasn't assigned before
 * @from_segment_id: 0: unsegmented, or not assigned
 * @from_name: (nullable)
 * @to_segment_id: 0: unsegmented
 * @total: its production over the run's range as the statements have it now, in cents
 */
typedef struct
{
  gint64 party_id;
  char *name;
  gboolean had_segment;
  gint64 from_segment_id;
  char *from_name;
  gint64 to_segment_id;
  char *to_name;
  TrancheMoney total;
} TrancheRunMover;

void tranche_run_mover_free (TrancheRunMover *mover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheRunMover, tranche_run_mover_free)

/* (transfer full) (element-type TrancheRunMover): in order of party id, those after @after_party_id
 * (0: from the first), at most @limit. */
GPtrArray *tranche_runs_list_movers (TrancheDatabase *db,
                                     gint64 run_id,
                                     gint64 after_party_id,
                                     guint limit,
                                     GError **error);

/* Writing ---------------------------------------------------------------------- */

/**
 * TrancheRunMove:
 * @had_segment: FALSE: there is no assignment yet
 * @from_segment_id: 0: unsegmented
 * @to_segment_id: 0: unsegmented
 * @from_run_id: the run that had moved it there; with @from_since what an undo puts back
 */
typedef struct
{
  gint64 party_id;
  gint64 from_segment_id;
  gint64 to_segment_id;
  gint64 from_run_id;
  TrancheDate from_since;
  gboolean had_segment;
} TrancheRunMove;

/**
 * tranche_runs_find_moves:
 * @ids: (array length=n_parties): ascending
 * @segment_ids: (array length=n_bands): by band
 * @bands: (array length=n_parties): the band of each party, below 0: unsegmented
 *
 * Compares with the assignments there are, in one pass over them.
 *
 * Returns: (transfer full) (element-type TrancheRunMove): in order of party id; only what is new or
 * changes
 */
GArray *tranche_runs_find_moves (TrancheDatabase *db,
                                 const gint64 *ids,
                                 const gint16 *bands,
                                 gsize n_parties,
                                 const gint64 *segment_ids,
                                 GCancellable *cancellable,
                                 GError **error);

/* Writes the run, its segments, the assignments in @moves and their history, all under @operation
 * (of kind RUN); sets the run's ids. */
gboolean
tranche_runs_record (TrancheOperation *operation, TrancheRun *run, GArray *moves, GError **error);

/**
 * tranche_runs_seal:
 *
 * SHA-256 in hex of all that an operation wrote of a run: its figures, its limits and every move,
 * also where an undo took them back. It stands in the operation's detail and so in the chain:
 * the rows themselves are too many for a change each. What is part of it, and in which order, is
 * part of the file format.
 */
char *tranche_runs_seal (TrancheDatabase *db, gint64 operation_id, GError **error);

/* @operation_id (out): the first operation whose rows aren't those that were sealed, or 0. */
gboolean tranche_runs_verify (TrancheDatabase *db, gint64 *operation_id, GError **error);

/* TrancheUndoHandler of RUN: puts the assignments back from their history, as new history, and
 * marks the run; doing it again likewise. CONFLICT if a later run of the same office and target
 * stands. */
gboolean tranche_run_undo_handler (TrancheOperation *undoing,
                                   gint64 operation_id,
                                   gboolean redo,
                                   GError **error);

/* The same of SWITCH, which has a run for each office and target that had one; or none at all. */
gboolean tranche_run_undo_switch_handler (TrancheOperation *undoing,
                                          gint64 operation_id,
                                          gboolean redo,
                                          GError **error);

G_END_DECLS
