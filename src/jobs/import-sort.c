/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/import-rows.h"

#include <string.h>

#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)

static guint
count_bits (guint64 value)
{
  return value == 0 ? 0 : 64 - __builtin_clzll (value);
}

static int
compare_clients (gconstpointer a, gconstpointer b, gpointer data)
{
  const TrancheRevenueClient *clients = data;
  gint64 id_a = clients[*(const guint32 *) a].client_id;
  gint64 id_b = clients[*(const guint32 *) b].client_id;

  return id_a < id_b ? -1 : id_a > id_b;
}

/* The clients' places in the order of their ids; aliases of one client share a place, unknown ones
 * the place behind all. Returns how many places there are before it. */
static guint32
rank_clients (const GArray *clients, guint32 *ranks)
{
  const TrancheRevenueClient *all = (const TrancheRevenueClient *) clients->data;
  g_autofree guint32 *order = g_new (guint32, clients->len);
  gboolean sorted = TRUE;
  guint n_known = 0;
  guint32 rank = 0;

  for (guint32 i = 0; i < clients->len; i++)
    if (all[i].client_id != 0)
      {
        sorted = sorted && (n_known == 0 || all[order[n_known - 1]].client_id <= all[i].client_id);
        order[n_known++] = i;
      }
  if (!sorted)
    g_sort_array (order, n_known, sizeof *order, compare_clients, (gpointer) all);

  for (guint i = 0; i < n_known; i++)
    {
      if (i > 0 && all[order[i]].client_id != all[order[i - 1]].client_id)
        rank++;
      ranks[order[i]] = rank;
    }
  if (n_known > 0)
    rank++;
  for (guint i = 0; i < clients->len; i++)
    if (all[i].client_id == 0)
      ranks[i] = rank;

  return rank;
}

/* One pass of the sort by digits from the least: stable, and reads and writes in a few thousand
 * streams. */
static void
sort_by_digit (const guint64 *from, guint64 *to, gsize n, guint shift)
{
  g_autofree gsize *places = g_new0 (gsize, DIGITS);
  gsize place = 0;

  for (gsize i = 0; i < n; i++)
    places[from[i] >> shift & (DIGITS - 1)]++;
  for (guint d = 0; d < DIGITS; d++)
    {
      gsize count = places[d];

      places[d] = place;
      place += count;
    }
  for (gsize i = 0; i < n; i++)
    to[places[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

/*
 * Each line is one number: the place of its client, its month, and its place in the file, from the
 * highest bits to the lowest. The last need not be sorted by, as it is sorted already.
 */
guint32 *
tranche_import_rows_sort (const TrancheImportRows *self, gsize *n_matched)
{
  gsize n = self->n_lines;
  g_autofree guint32 *ranks = g_new (guint32, MAX (self->clients->len, 1));
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));
  g_autofree guint64 *other = g_new (guint64, MAX (n, 1));
  guint32 n_ranks = rank_clients (self->clients, ranks);
  guint index_bits = count_bits (n);
  guint month_bits = n > 0 ? count_bits (self->last_month - self->first_month) : 0;
  guint bits = index_bits + month_bits + count_bits (n_ranks);
  guint64 index_mask = (G_GUINT64_CONSTANT (1) << index_bits) - 1;
  guint32 *order;

  g_assert (n <= TRANCHE_IMPORT_ROWS_MAX && bits <= 64);

  *n_matched = 0;
  for (gsize i = 0; i < n; i++)
    {
      const TrancheRevenueLine *line = &self->lines[i];
      guint64 rank = ranks[line->client];
      guint64 month = line->month - self->first_month;

      /* Lines of nobody stay in the order of the file. */
      if (rank == n_ranks)
        month = 0;
      else
        (*n_matched)++;
      keys[i] = ((rank << month_bits | month) << index_bits) | i;
    }

  for (guint shift = index_bits; shift < bits; shift += DIGIT_BITS)
    {
      guint64 *sorted = other;

      sort_by_digit (keys, other, n, shift);
      other = keys;
      keys = sorted;
    }

  order = g_new (guint32, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    order[i] = keys[i] & index_mask;

  return order;
}
