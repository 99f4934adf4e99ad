/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-index-private.h"

/* A stable radix sort by bytes of the key, the lowest first; bytes that are alike everywhere are
 * passed over, so that a segment costs one pass and an amount three or four. */

typedef struct
{
  guint64 key;
  guint32 position;
} Entry;

static guint64
get_key (TrancheClientIndex *index, guint position, TrancheClientSort sort, gboolean descending)
{
  guint64 key;

  switch (sort)
    {
    case TRANCHE_CLIENT_SORT_SEGMENT:
      key = index->segments[position];
      break;
    case TRANCHE_CLIENT_SORT_OWNER:
      key = index->owners[position];
      break;
    case TRANCHE_CLIENT_SORT_NEXT_DATE:
      key = (guint32) index->next_dates[position];
      break;
    case TRANCHE_CLIENT_SORT_PRODUCTION:
      /* Negative amounts come before the others. */
      key = (guint64) index->production[position] ^ G_GUINT64_CONSTANT (1) << 63;
      return descending ? ~key : key;
    case TRANCHE_CLIENT_SORT_NAME:
    case TRANCHE_CLIENT_N_SORTS:
    default:
      return descending ? index->n_clients - position : position;
    }

  if (key == 0)
    return G_MAXUINT32;
  return descending ? G_MAXUINT32 - key : key;
}

static guint32 *
make_order (TrancheClientIndex *index, TrancheClientSort sort, gboolean descending)
{
  guint n = index->n_clients;
  g_autofree Entry *entries = g_new (Entry, MAX (n, 1));
  g_autofree Entry *spare = g_new (Entry, MAX (n, 1));
  g_autofree guint *counts = g_new0 (guint, 8 * 256);
  guint32 *order = g_new (guint32, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      guint64 key = get_key (index, i, sort, descending);

      entries[i] = (Entry) { key, i };
      for (guint byte = 0; byte < 8; byte++)
        counts[byte * 256 + (key >> (byte * 8) & 0xff)]++;
    }

  for (guint byte = 0; byte < 8; byte++)
    {
      guint *count = &counts[byte * 256];
      guint start = 0;
      Entry *sorted = spare;

      if (n == 0 || count[entries[0].key >> (byte * 8) & 0xff] == n)
        continue;

      for (guint value = 0; value < 256; value++)
        {
          guint next = start + count[value];

          count[value] = start;
          start = next;
        }
      for (guint i = 0; i < n; i++)
        sorted[count[entries[i].key >> (byte * 8) & 0xff]++] = entries[i];
      spare = g_steal_pointer (&entries);
      entries = sorted;
    }

  for (guint i = 0; i < n; i++)
    order[i] = entries[i].position;
  return order;
}

const guint32 *
tranche_client_index_get_order (TrancheClientIndex *index,
                                TrancheClientSort sort,
                                gboolean descending)
{
  g_autoptr (GMutexLocker) locker = NULL;
  guint32 **order;

  if (sort == TRANCHE_CLIENT_SORT_NAME && !descending)
    return NULL;

  locker = g_mutex_locker_new (&index->orders_mutex);
  order = &index->orders[sort][descending ? 1 : 0];
  if (*order == NULL)
    *order = make_order (index, sort, descending);
  return *order;
}
