/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheModelEvent:
 * @at: microseconds since 1970
 * @label: of the operation
 * @sentences: (array zero-terminated=1): "Segment “Gold”: the name was “Top”, is “Gold”"
 */
typedef struct
{
  gint64 operation_id;
  gint64 at;
  char *actor_name;
  char *label;
  char **sentences;
} TrancheModelEvent;

void tranche_model_event_free (TrancheModelEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelEvent, tranche_model_event_free)

/* (transfer full) (element-type TrancheModelEvent): what changed in the model, when and by whom;
 * the latest first. @limit 0: all. */
GPtrArray *
tranche_model_history_load (TrancheDatabase *db, gint64 model_id, guint limit, GError **error);

G_END_DECLS
