/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrancheModelSnapshot:
 * @use: which model the office uses, why, and what the member may do with it
 * @content: its segments, benefits and matrix
 * @clients: (nullable) (element-type gint64): how many of the office's clients have each segment
 * today, by the segment's index in @content
 *
 * What the Segments and the Benefits & Services pages show, read at one moment. Made on a reader,
 * then the main thread's.
 */
typedef struct
{
  TrancheModelUse *use;
  TrancheModelContent *content;
  GArray *clients;
} TrancheModelSnapshot;

/* (transfer full). @today: TRANCHE_DATE_NONE: don't count clients, which takes a pass over them. */
TrancheModelSnapshot *tranche_model_snapshot_load (TrancheDatabase *db,
                                                   gint64 office_id,
                                                   gint64 member_id,
                                                   TrancheDate today,
                                                   GCancellable *cancellable,
                                                   GError **error);
void tranche_model_snapshot_free (TrancheModelSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelSnapshot, tranche_model_snapshot_free)

G_END_DECLS
