/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/money.h"
#include "domain/month.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheListedSegment:
 * @lowers: monthly lower limits of the latest run by target (individual clients first), -1 where it
 * had no such band
 */
typedef struct
{
  gint64 id;
  char *name;
  int colour; /* TrancheSegmentColour */
  int mark;   /* TrancheSegmentMark */
  gint64 position;
  gboolean active;
  TrancheMoney lowers[2];
} TrancheListedSegment;

typedef struct
{
  gint64 id;
  char *name;
} TrancheClientOwner;

/**
 * TrancheClientContext:
 * @office_id: whose clients
 * @member_id: who looks, 0: the person at the machine, who sees all of them
 * @has_window: whether the strategy's window has a month
 * @start: the window's first month: that of the office's active individual strategy, or of the
 * default window
 * @end: its last month
 * @has_group_strategy: whether the segments of groups count
 * @runs: the operations of the latest runs by target (individual clients first), 0 where there is
 * none
 * @segments: (element-type TrancheListedSegment): all there are, in their order; their index + 1
 * stands for them
 * @owners: (element-type TrancheClientOwner): the team by name; likewise
 *
 * What the rows of a list of clients have in common, as of one snapshot of the file. Immutable, any
 * thread.
 */
typedef struct
{
  gint64 office_id;
  gint64 member_id;
  TrancheDate today;
  gboolean has_window;
  TrancheMonth start;
  TrancheMonth end;
  gboolean has_group_strategy;
  gint64 runs[2];
  GArray *segments;
  GArray *owners;

  /*< private >*/
  GHashTable *segments_by_id;
  GHashTable *owners_by_id;
} TrancheClientContext;

/**
 * tranche_client_context_load:
 *
 * Returns: (transfer full): free with tranche_client_context_unref()
 */
TrancheClientContext *tranche_client_context_load (TrancheDatabase *db,
                                                   gint64 office_id,
                                                   gint64 member_id,
                                                   TrancheDate today,
                                                   GError **error);
TrancheClientContext *tranche_client_context_ref (TrancheClientContext *context);
void tranche_client_context_unref (TrancheClientContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientContext, tranche_client_context_unref)

/* "Aug 2024 – Jul 2025", in the user's language; (nullable): NULL without a window. */
char *tranche_client_context_format_window (const TrancheClientContext *context);

/* The index + 1 of a segment or owner, 0 for none and for an id there isn't. */
guint tranche_client_context_find_segment (const TrancheClientContext *context, gint64 segment_id);
guint tranche_client_context_find_owner (const TrancheClientContext *context, gint64 owner_id);

/* By index + 1; NULL for 0. */
const TrancheListedSegment *tranche_client_context_get_segment (const TrancheClientContext *context,
                                                                guint number);
const TrancheClientOwner *tranche_client_context_get_owner (const TrancheClientContext *context,
                                                            guint number);

/* Whether a move from one segment to another (ids; 0: unsegmented) by the latest run for @target
 * goes up (1), down (-1), or neither. By the limits of that run, else by the segments' order. */
int tranche_client_context_compare_move (const TrancheClientContext *context,
                                         TrancheStrategyTarget target,
                                         gint64 from_id,
                                         gint64 to_id);

/* The next day of an agreement that deserves a look, from @today on: an anniversary of an ongoing
 * one, the end of a fixed term. TRANCHE_DATE_NONE where there is none any more. */
TrancheDate tranche_client_context_find_next_date (const TrancheClientContext *context,
                                                   TrancheAgreementKind kind,
                                                   TrancheDate start,
                                                   TrancheDate end,
                                                   TrancheDate reference);

G_END_DECLS
