/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/segment-looks.h"
#include "store/runs.h"

G_BEGIN_DECLS

/* (transfer full) (element-type TrancheRun): an office's runs, the latest first; without
 * segments. */
GPtrArray *
tranche_run_report_list (TrancheDatabase *db, gint64 office_id, guint limit, GError **error);

/**
 * TrancheRunReport:
 * @strategy_name: as it is called now
 * @mover_ids: (element-type gint64): the parties it moved: by the segment they came into, the
 * highest limit first, then by name
 */
typedef struct
{
  TrancheRun *run;
  char *strategy_name;
  TrancheSegmentLooks *looks;
  GArray *mover_ids;
} TrancheRunReport;

/* (transfer full); NOT_FOUND */
TrancheRunReport *tranche_run_report_load (TrancheDatabase *db,
                                           gint64 run_id,
                                           GCancellable *cancellable,
                                           GError **error);
void tranche_run_report_free (TrancheRunReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheRunReport, tranche_run_report_free)

/* (transfer full) (element-type TrancheRunMover): some of them, in that order. */
GPtrArray *tranche_run_report_load_movers (TrancheDatabase *db,
                                           gint64 run_id,
                                           const gint64 *ids,
                                           guint n_ids,
                                           GError **error);

G_END_DECLS
