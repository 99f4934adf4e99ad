/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/model-snapshot.h"

#include "store/queries/segment-overview.h"

static gboolean
count_clients (TrancheModelSnapshot *self,
               TrancheDatabase *db,
               gint64 office_id,
               TrancheDate today,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (TrancheSegmentOverview) overview
      = tranche_segment_overview_load (db, office_id, today, cancellable, error);

  if (overview == NULL)
    return FALSE;

  self->clients = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->clients, self->content->segments->len);
  for (guint i = 0; i < self->content->segments->len; i++)
    {
      gint64 id
          = tranche_record_get_id (TRANCHE_RECORD (g_ptr_array_index (self->content->segments, i)));

      for (guint j = 0; j < overview->rows->len; j++)
        {
          const TrancheSegmentOverviewRow *row
              = &g_array_index (overview->rows, TrancheSegmentOverviewRow, j);

          if (row->segment_id == id)
            g_array_index (self->clients, gint64, i) = row->clients;
        }
    }
  return TRUE;
}

TrancheModelSnapshot *
tranche_model_snapshot_load (TrancheDatabase *db,
                             gint64 office_id,
                             gint64 member_id,
                             TrancheDate today,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (TrancheModelSnapshot) self = g_new0 (TrancheModelSnapshot, 1);

  self->use = tranche_model_use_load (db, office_id, member_id, error);
  if (self->use == NULL)
    return NULL;
  self->content = tranche_model_content_load (db, self->use->model_id, error);
  if (self->content == NULL)
    return NULL;
  if (today != TRANCHE_DATE_NONE && !count_clients (self, db, office_id, today, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tranche_model_snapshot_free (TrancheModelSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->use, tranche_model_use_free);
  g_clear_pointer (&snapshot->content, tranche_model_content_free);
  g_clear_pointer (&snapshot->clients, g_array_unref);
  g_free (snapshot);
}
