/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-index-private.h"

TrancheClientIndex *
tranche_client_index_new (TrancheClientContext *context)
{
  TrancheClientIndex *index = g_atomic_rc_box_new0 (TrancheClientIndex);

  index->context = tranche_client_context_ref (context);
  g_mutex_init (&index->orders_mutex);
  return index;
}

static void
index_clear (TrancheClientIndex *index)
{
  g_clear_pointer (&index->context, tranche_client_context_unref);
  g_free (index->ids);
  g_free (index->segments);
  g_free (index->owners);
  g_free (index->production);
  g_free (index->next_dates);
  g_free (index->segment_counts);
  g_free (index->owner_counts);
  g_free (index->words);
  g_free (index->word_offsets);
  for (guint i = 0; i < TRANCHE_CLIENT_N_SORTS; i++)
    {
      g_free (index->orders[i][0]);
      g_free (index->orders[i][1]);
    }
  g_mutex_clear (&index->orders_mutex);
}

TrancheClientIndex *
tranche_client_index_ref (TrancheClientIndex *index)
{
  return g_atomic_rc_box_acquire (index);
}

void
tranche_client_index_unref (TrancheClientIndex *index)
{
  g_atomic_rc_box_release_full (index, (GDestroyNotify) index_clear);
}

guint
tranche_client_index_get_n_clients (TrancheClientIndex *index)
{
  return index->n_clients;
}

TrancheClientContext *
tranche_client_index_get_context (TrancheClientIndex *index)
{
  return index->context;
}

guint
tranche_client_index_count_segment (TrancheClientIndex *index, guint number)
{
  g_return_val_if_fail (number <= index->context->segments->len, 0);

  return index->segment_counts[number];
}

guint
tranche_client_index_count_owner (TrancheClientIndex *index, guint number)
{
  g_return_val_if_fail (number <= index->context->owners->len, 0);

  return index->owner_counts[number];
}

gsize
tranche_client_index_get_size (TrancheClientIndex *index)
{
  gsize a_client
      = sizeof (guint32) * 3 + sizeof (guint16) + sizeof (TrancheMoney) + sizeof (TrancheDate);
  gsize size = index->n_clients * a_client + index->word_offsets[index->n_clients];

  g_mutex_lock (&index->orders_mutex);
  for (guint i = 0; i < TRANCHE_CLIENT_N_SORTS; i++)
    size += index->n_clients * sizeof (guint32)
            * ((index->orders[i][0] != NULL) + (index->orders[i][1] != NULL));
  g_mutex_unlock (&index->orders_mutex);
  return size;
}

void
tranche_client_index_count_values (TrancheClientIndex *index)
{
  index->segment_counts = g_new0 (guint, index->context->segments->len + 1);
  index->owner_counts = g_new0 (guint, index->context->owners->len + 1);
  for (guint i = 0; i < index->n_clients; i++)
    {
      index->segment_counts[index->segments[i]]++;
      index->owner_counts[index->owners[i]]++;
    }
}
