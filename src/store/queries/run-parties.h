/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/money.h"
#include "domain/month.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheRunParties:
 * @ids: (array length=n_parties): the clients or groups of one office, ascending by id
 * @totals: (array length=n_parties): their production of the range in cents
 * @office_total: of all clients of the office that aren't removed
 * @ungrouped: clients that no group of the office counts (for client groups only, else 0)
 * @ungrouped_total: their production
 * @n_without_lines: those that surely have no statement line in the range
 * @unclear: (element-type gint64): ids of those with a total of 0 who may have one
 *
 * Whom a run assigns, as dense columns. A client counts in its primary group where that is a group
 * of its own office that isn't removed; otherwise it is ungrouped. So the totals and
 * @ungrouped_total add up to @office_total.
 */
typedef struct
{
  gsize n_parties;
  gint64 *ids;
  TrancheMoney *totals;
  TrancheMoney office_total;
  gint64 ungrouped;
  TrancheMoney ungrouped_total;
  gint64 n_without_lines;
  GArray *unclear;
} TrancheRunParties;

/**
 * tranche_run_parties_load:
 *
 * One pass over the packed production and one over client_slot; at a million clients 16 MB.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_INVALID if a sum doesn't fit, or
 * %TRANCHE_ERROR_CANCELLED
 */
TrancheRunParties *tranche_run_parties_load (TrancheDatabase *db,
                                             gint64 office_id,
                                             TrancheStrategyTarget target,
                                             TrancheMonth start,
                                             TrancheMonth end,
                                             GCancellable *cancellable,
                                             GError **error);
void tranche_run_parties_free (TrancheRunParties *parties);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheRunParties, tranche_run_parties_free)

/**
 * tranche_run_parties_count_without_lines:
 *
 * How many of the parties have no statement line in the range at all: "no production in the range".
 * The packed totals can't tell that from lines that come to nothing, so the lines of those with a
 * total of 0 are looked for, unless client_slot says that there is none.
 */
gboolean tranche_run_parties_count_without_lines (TrancheDatabase *db,
                                                  const TrancheRunParties *parties,
                                                  TrancheStrategyTarget target,
                                                  TrancheMonth start,
                                                  TrancheMonth end,
                                                  GCancellable *cancellable,
                                                  gint64 *count,
                                                  GError **error);

G_END_DECLS
