/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/bands.h"
#include "domain/codes.h"
#include "domain/effective-range.h"
#include "store/strategies.h"

G_BEGIN_DECLS

/**
 * TrancheRunInputs:
 * @earliest: the month of the office's earliest statement that counts
 * @lowers: effective lower limits, one a band
 * @operation_id: the file's latest operation when these were read; while it is the same, so is all
 * else
 *
 * What decides the outcome of a run, besides the production itself.
 */
typedef struct
{
  gint64 office_id;
  gint64 strategy_id;
  TrancheStrategyTarget target;
  TrancheDate date;
  TrancheMonth earliest;
  TrancheEffectiveRange window;
  TrancheBands *bands;
  TrancheMoney *lowers;
  gint64 operation_id;
} TrancheRunInputs;

/**
 * tranche_run_inputs_load:
 * @date: the day of the run
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_REFUSED, in a sentence that says why, if
 * segmentation is switched off for the office, it has no active strategy for @target, the strategy
 * has no band or one whose segment isn't active in the office's model, or no month is available;
 * %TRANCHE_ERROR_NOT_FOUND
 */
TrancheRunInputs *tranche_run_inputs_load (TrancheDatabase *db,
                                           gint64 office_id,
                                           TrancheStrategyTarget target,
                                           TrancheDate date,
                                           GError **error);

/* (transfer full): the same for a strategy as it is being edited, active or not and whatever its
 * segments. REFUSED only if no month is available; INVALID if its limits can't be used. */
TrancheRunInputs *tranche_run_inputs_load_for (TrancheDatabase *db,
                                               const TrancheStrategySetup *setup,
                                               TrancheDate date,
                                               GError **error);
void tranche_run_inputs_free (TrancheRunInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheRunInputs, tranche_run_inputs_free)

/* The file's latest operation, 0 before the first. */
gboolean
tranche_run_inputs_find_operation (TrancheDatabase *db, gint64 *operation_id, GError **error);

G_END_DECLS
