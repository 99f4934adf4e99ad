/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/production.h"

#include "domain/production-pack.h"

#include <glib/gi18n.h>

/* Lines gathered by pack at a time: 12 bytes each beside the caller's. */
#define BATCH_MAX (1024 * 1024)

/* Months held at a time while lines are added up again: 64 MiB of one chunk. Three times the usual
 * history. */
#define WINDOW_MONTHS 128

typedef TrancheProductionPack Pack;

/* One pack's lines of a batch, as a chain through the batch. */
typedef struct
{
  gint64 id;
  guint32 first;
  guint32 last;
} Chain;

/* The packs of some months of one chunk, added up from the lines. */
typedef struct
{
  TrancheMonth start;
  Pack packs[WINDOW_MONTHS];
} Window;

static gint64
make_pack_id (TrancheMonth month, guint chunk)
{
  return (gint64) month << TRANCHE_PRODUCTION_CHUNK_BITS | chunk;
}

static gboolean
check_cancelled (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, _ ("Cancelled"));
  return FALSE;
}

/* @found (out, optional): whether the file has that pack. */
static gboolean
load_pack (TrancheDatabase *db, gint64 id, Pack *pack, gboolean *found, GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  gconstpointer blob = NULL;
  gsize size = 0;
  gboolean has_row;

  select = tranche_database_prepare (db, "SELECT amounts FROM production WHERE id = ?1", error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, id);
  has_row = tranche_statement_step (select, error);
  if (tranche_statement_failed (select))
    return FALSE;

  if (has_row)
    blob = tranche_statement_get_blob (select, 0, &size);
  if (found != NULL)
    *found = has_row;
  return tranche_production_pack_init (pack, blob, size, error);
}

/* An update of the same size touches only the pages that differ, which keeps a small import small.
 */
static gboolean
save_pack (TrancheDatabase *db, gint64 id, const Pack *pack, gboolean exists, GError **error)
{
  g_autoptr (GBytes) blob = tranche_production_pack_to_blob (pack);
  g_autoptr (TrancheStatement) write = NULL;
  const char *sql;

  if (blob == NULL && !exists)
    return TRUE;

  if (blob == NULL)
    sql = "DELETE FROM production WHERE id = ?1";
  else if (exists)
    sql = "UPDATE production SET amounts = ?2 WHERE id = ?1";
  else
    sql = "INSERT INTO production (id, amounts) VALUES (?1, ?2)";

  write = tranche_database_prepare (db, sql, error);
  if (write == NULL)
    return FALSE;

  tranche_statement_bind_int64 (write, 1, id);
  if (blob != NULL)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (blob, &size);

      tranche_statement_bind_blob_static (write, 2, data, size);
    }
  return tranche_statement_run (write, error);
}

static int
compare_chains (gconstpointer a, gconstpointer b)
{
  const Chain *chain_a = a;
  const Chain *chain_b = b;

  return chain_a->id < chain_b->id ? -1 : chain_a->id > chain_b->id;
}

/* Sorts the lines by pack without moving them: a batch has few packs and many lines. */
static GArray *
make_chains (const TrancheProductionLine *lines, guint32 n_lines, guint32 *next)
{
  GArray *chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint32 i = 0; i < n_lines; i++)
    {
      gint64 id = make_pack_id (lines[i].month, tranche_production_slot_get_chunk (lines[i].slot));
      gpointer value = g_hash_table_lookup (by_id, &id);
      Chain *chain;

      next[i] = G_MAXUINT32;
      if (value == NULL)
        {
          Chain new_chain = { id, i, i };

          g_array_append_val (chains, new_chain);
          g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (chains->len));
          continue;
        }

      chain = &g_array_index (chains, Chain, GPOINTER_TO_UINT (value) - 1);
      next[chain->last] = i;
      chain->last = i;
    }

  g_array_sort (chains, compare_chains);
  return chains;
}

static gboolean
add_batch (TrancheDatabase *db,
           const TrancheProductionLine *lines,
           guint32 n_lines,
           guint32 *next,
           GError **error)
{
  g_autoptr (GArray) chains = make_chains (lines, n_lines, next);

  for (guint c = 0; c < chains->len; c++)
    {
      const Chain *chain = &g_array_index (chains, Chain, c);
      g_auto (TrancheProductionPack) pack = { 0 };
      gboolean exists;

      if (!load_pack (db, chain->id, &pack, &exists, error))
        return FALSE;

      for (guint32 i = chain->first; i != G_MAXUINT32; i = next[i])
        if (!tranche_production_pack_add (&pack, tranche_production_slot_get_index (lines[i].slot),
                                          lines[i].amount, error))
          return FALSE;

      if (!save_pack (db, chain->id, &pack, exists, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tranche_production_add (TrancheDatabase *db,
                        const TrancheProductionLine *lines,
                        gsize n_lines,
                        GError **error)
{
  g_autofree guint32 *next = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  next = g_new (guint32, MIN (n_lines, BATCH_MAX));
  for (gsize done = 0; done < n_lines; done += BATCH_MAX)
    if (!add_batch (db, lines + done, MIN (n_lines - done, BATCH_MAX), next, error))
      return FALSE;

  return TRUE;
}

gboolean
tranche_production_sum (TrancheDatabase *db,
                        TrancheMonth start,
                        TrancheMonth end,
                        TrancheMoney **totals_by_slot,
                        guint *n_slots,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree TrancheMoney *totals = NULL;
  g_autoptr (TrancheStatement) select = NULL;
  gint64 last_slot;

  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (totals_by_slot != NULL && n_slots != NULL, FALSE);

  if (!tranche_database_query_int64 (db, "SELECT max (slot) FROM client_slot", 0, &last_slot,
                                     error))
    return FALSE;

  select = tranche_database_prepare (
      db, "SELECT id, amounts FROM production WHERE id BETWEEN ?1 AND ?2", error);
  if (select == NULL)
    return FALSE;

  totals = g_new0 (TrancheMoney, last_slot + 1);
  tranche_statement_bind_int64 (select, 1, make_pack_id (start, 0));
  tranche_statement_bind_int64 (select, 2, make_pack_id (end, TRANCHE_PRODUCTION_CHUNK_SLOTS - 1));
  while (tranche_statement_step (select, error))
    {
      gint64 first
          = (tranche_statement_get_int64 (select, 0) & (TRANCHE_PRODUCTION_CHUNK_SLOTS - 1))
            << TRANCHE_PRODUCTION_CHUNK_BITS;
      gint64 n_totals = CLAMP (last_slot + 1 - first, 0, TRANCHE_PRODUCTION_CHUNK_SLOTS);
      gsize size;
      gconstpointer blob = tranche_statement_get_blob (select, 1, &size);

      if (!check_cancelled (cancellable, error)
          || !tranche_production_blob_sum_into (blob, size, n_totals > 0 ? totals + first : totals,
                                                NULL, n_totals, error))
        return FALSE;
    }

  if (tranche_statement_failed (select))
    return FALSE;

  *totals_by_slot = g_steal_pointer (&totals);
  *n_slots = last_slot + 1;
  return TRUE;
}

gboolean
tranche_production_load_months (TrancheDatabase *db,
                                gint64 client_id,
                                TrancheMonth start,
                                TrancheMonth end,
                                TrancheMoney *months,
                                GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;

  g_return_val_if_fail (db != NULL && months != NULL && start <= end, FALSE);

  select = tranche_database_prepare (db,
                                     "SELECT month, sum (amount) FROM statement_line"
                                     " WHERE client_id = ?1 AND month BETWEEN ?2 AND ?3"
                                     " GROUP BY month",
                                     error);
  if (select == NULL)
    return FALSE;

  for (TrancheMonth month = start; month <= end; month++)
    months[month - start] = 0;

  tranche_statement_bind_int64 (select, 1, client_id);
  tranche_statement_bind_int64 (select, 2, start);
  tranche_statement_bind_int64 (select, 3, end);
  while (tranche_statement_step (select, error))
    months[tranche_statement_get_int64 (select, 0) - start]
        = tranche_statement_get_int64 (select, 1);

  return !tranche_statement_failed (select);
}

gboolean
tranche_production_get_earliest_month (TrancheDatabase *db,
                                       gint64 office_id,
                                       TrancheMonth *month,
                                       GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;

  g_return_val_if_fail (db != NULL && month != NULL, FALSE);

  select = tranche_database_prepare (
      db, "SELECT min (first_month) FROM statement WHERE office_id = ?1 AND state = 1", error);
  if (select == NULL)
    return FALSE;

  *month = TRANCHE_MONTH_NONE;
  tranche_statement_bind_int64 (select, 1, office_id);
  if (tranche_statement_step (select, error) && !tranche_statement_is_null (select, 0))
    *month = tranche_statement_get_int64 (select, 0);

  return !tranche_statement_failed (select);
}

static void
window_clear (Window *self)
{
  for (guint i = 0; i < WINDOW_MONTHS; i++)
    tranche_production_pack_clear (&self->packs[i]);
}

static void
window_free (Window *self)
{
  window_clear (self);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Window, window_free)

/* Adds up a chunk's lines of the months from @start on that fit into the window. @start < 0: from
 * the first month there is, as far as @hint guesses it right. @next_start (out): the first month
 * behind the window, or none. */
static gboolean
fill_window (TrancheDatabase *db,
             guint chunk,
             TrancheMonth start,
             TrancheMonth hint,
             Window *window,
             TrancheMonth *next_start,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  gint64 first_slot = (gint64) chunk << TRANCHE_PRODUCTION_CHUNK_BITS;
  guint n_lines = 0;

  /* In this order: the slots of a chunk, and each client's lines, which lie together. */
  select = tranche_database_prepare (db,
                                     "SELECT s.slot, l.month, l.amount FROM client_slot AS s"
                                     " CROSS JOIN statement_line AS l ON l.client_id = s.client_id"
                                     " WHERE s.slot BETWEEN ?1 AND ?2 AND l.month >= ?3",
                                     error);
  if (select == NULL)
    return FALSE;

  window_clear (window);
  window->start = start < 0 ? hint : start;
  *next_start = TRANCHE_MONTH_NONE;
  tranche_statement_bind_int64 (select, 1, first_slot);
  tranche_statement_bind_int64 (select, 2, first_slot + TRANCHE_PRODUCTION_CHUNK_SLOTS - 1);
  tranche_statement_bind_int64 (select, 3, MAX (start, 0));
  while (tranche_statement_step (select, error))
    {
      gint64 slot = tranche_statement_get_int64 (select, 0);
      gint64 month = tranche_statement_get_int64 (select, 1);

      if ((++n_lines & 0xffff) == 0 && !check_cancelled (cancellable, error))
        return FALSE;

      if (month < window->start)
        {
          /* The guess was too late: once more from there. */
          window_clear (window);
          window->start = month;
          *next_start = TRANCHE_MONTH_NONE;
          tranche_statement_reset (select);
          continue;
        }

      if (month >= window->start + WINDOW_MONTHS)
        {
          if (*next_start == TRANCHE_MONTH_NONE || month < *next_start)
            *next_start = month;
          continue;
        }

      if (!tranche_production_pack_add (&window->packs[month - window->start],
                                        tranche_production_slot_get_index (slot),
                                        tranche_statement_get_int64 (select, 2), error))
        return FALSE;
    }

  return !tranche_statement_failed (select);
}

/* What there is to go through: chunks with clients or packs, and the month to begin with. */
static gboolean
get_extent (TrancheDatabase *db, guint *n_chunks, TrancheMonth *hint, GError **error)
{
  gint64 last_slot;
  gint64 last_chunk;
  gint64 first_month;
  gint64 first_pack;

  if (!tranche_database_query_int64 (db, "SELECT max (slot) FROM client_slot", 0, &last_slot, error)
      || !tranche_database_query_int64 (db, "SELECT max (id & 65535) FROM production", 0,
                                        &last_chunk, error)
      || !tranche_database_query_int64 (db, "SELECT min (first_month) FROM statement", 0,
                                        &first_month, error)
      || !tranche_database_query_int64 (db, "SELECT min (id) >> 16 FROM production", first_month,
                                        &first_pack, error))
    return FALSE;

  *n_chunks = MAX (last_slot >> TRANCHE_PRODUCTION_CHUNK_BITS, last_chunk) + 1;
  *hint = MAX (MIN (first_month, first_pack), 0);
  return TRUE;
}

gboolean
tranche_production_rebuild (TrancheDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (Window) window = g_new0 (Window, 1);
  TrancheMonth hint;
  guint n_chunks;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!get_extent (db, &n_chunks, &hint, error)
      || !tranche_database_execute (db, "DELETE FROM production", error))
    return FALSE;

  for (guint chunk = 0; chunk < n_chunks; chunk++)
    {
      TrancheMonth start = TRANCHE_MONTH_NONE;

      do
        {
          if (!check_cancelled (cancellable, error)
              || !fill_window (db, chunk, start, hint, window, &start, cancellable, error))
            return FALSE;

          for (guint i = 0; i < WINDOW_MONTHS; i++)
            if (!save_pack (db, make_pack_id (window->start + i, chunk), &window->packs[i], FALSE,
                            error))
              return FALSE;
        }
      while (start != TRANCHE_MONTH_NONE);
    }

  return TRUE;
}

static gboolean
find_client (TrancheDatabase *db, gint64 slot, gint64 *client_id, GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;

  select
      = tranche_database_prepare (db, "SELECT client_id FROM client_slot WHERE slot = ?1", error);
  if (select == NULL)
    return FALSE;

  *client_id = 0;
  tranche_statement_bind_int64 (select, 1, slot);
  if (tranche_statement_step (select, error))
    *client_id = tranche_statement_get_int64 (select, 0);
  return !tranche_statement_failed (select);
}

/* @lines: what the pack should be. */
static gboolean
compare_pack (TrancheDatabase *db,
              TrancheMonth month,
              guint chunk,
              const Pack *lines,
              TrancheProductionDifference *difference,
              GError **error)
{
  g_auto (TrancheProductionPack) packed = { 0 };

  if (!load_pack (db, make_pack_id (month, chunk), &packed, NULL, error))
    return FALSE;

  for (guint i = 0; i < MAX (packed.n_slots, lines->n_slots); i++)
    {
      TrancheMoney in_pack = tranche_production_pack_get (&packed, i);
      TrancheMoney in_lines = tranche_production_pack_get (lines, i);

      if (in_pack == in_lines)
        continue;

      difference->found = TRUE;
      difference->month = month;
      difference->packed = in_pack;
      difference->lines = in_lines;
      return find_client (db, ((gint64) chunk << TRANCHE_PRODUCTION_CHUNK_BITS) + i,
                          &difference->client_id, error);
    }

  return TRUE;
}

/* The first month from @start on with a pack of @chunk, or none. */
static TrancheMonth
find_packed_month (const GArray *ids, guint chunk, TrancheMonth start)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if ((id & (TRANCHE_PRODUCTION_CHUNK_SLOTS - 1)) == chunk
          && id >> TRANCHE_PRODUCTION_CHUNK_BITS >= start)
        return id >> TRANCHE_PRODUCTION_CHUNK_BITS;
    }

  return TRANCHE_MONTH_NONE;
}

static GArray *
load_pack_ids (TrancheDatabase *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TrancheStatement) select = NULL;

  select = tranche_database_prepare (db, "SELECT id FROM production ORDER BY id", error);
  if (select == NULL)
    return NULL;

  while (tranche_statement_step (select, error))
    {
      gint64 id = tranche_statement_get_int64 (select, 0);

      g_array_append_val (ids, id);
    }
  if (tranche_statement_failed (select))
    return NULL;

  return g_steal_pointer (&ids);
}

static gboolean
verify_chunk (TrancheDatabase *db,
              guint chunk,
              TrancheMonth hint,
              const GArray *ids,
              Window *window,
              TrancheProductionDifference *difference,
              GCancellable *cancellable,
              GError **error)
{
  TrancheMonth start = TRANCHE_MONTH_NONE;
  TrancheMonth packed;

  do
    {
      if (!check_cancelled (cancellable, error)
          || !fill_window (db, chunk, start, hint, window, &start, cancellable, error))
        return FALSE;

      for (guint i = 0; i < WINDOW_MONTHS && !difference->found; i++)
        if (!compare_pack (db, window->start + i, chunk, &window->packs[i], difference, error))
          return FALSE;

      /* Packs without a line anywhere near are to be looked at as well. */
      packed = find_packed_month (ids, chunk, window->start + WINDOW_MONTHS);
      if (packed != TRANCHE_MONTH_NONE && (start == TRANCHE_MONTH_NONE || packed < start))
        start = packed;
    }
  while (start != TRANCHE_MONTH_NONE && !difference->found);

  return TRUE;
}

gboolean
tranche_production_verify (TrancheDatabase *db,
                           TrancheProductionDifference *difference,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (Window) window = g_new0 (Window, 1);
  g_autoptr (GArray) ids = NULL;
  TrancheMonth hint;
  guint n_chunks;

  g_return_val_if_fail (db != NULL && difference != NULL, FALSE);

  *difference = (TrancheProductionDifference) { 0 };
  ids = load_pack_ids (db, error);
  if (ids == NULL || !get_extent (db, &n_chunks, &hint, error))
    return FALSE;

  for (guint chunk = 0; chunk < n_chunks && !difference->found; chunk++)
    if (!verify_chunk (db, chunk, hint, ids, window, difference, cancellable, error))
      return FALSE;

  return TRUE;
}
