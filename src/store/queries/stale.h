/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheStale:
 * @has_run: whether there is a run that isn't undone
 * @is_stale: whether anything that decides it changed since
 * @since: when the first of these changes was made, microseconds since 1970
 * @reasons: what changed
 * @operation_id: the first of them
 * @label: (nullable): its words
 *
 * Whether the results of an office's latest run still follow from what the file holds: "stale since
 * …".
 */
typedef struct
{
  gboolean has_run;
  gboolean is_stale;
  gint64 since;
  TrancheAffects reasons;
  gint64 operation_id;
  char *label;
} TrancheStale;

/* (transfer full). A change that was undone again doesn't count. */
TrancheStale *tranche_stale_load (TrancheDatabase *db,
                                  gint64 office_id,
                                  TrancheStrategyTarget target,
                                  GError **error);
void tranche_stale_free (TrancheStale *stale);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheStale, tranche_stale_free)

G_END_DECLS
