/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/production-private.h"

#include "store/cancelled.h"

#include <glib/gi18n.h>

/* Lines gathered by pack at a time: 12 bytes each beside the caller's. */
#define BATCH_MAX (1024 * 1024)

/* Far above the largest book there is. */
#define SLOT_MAX (16 * 1024 * 1024)

/* One pack's lines of a batch, as a chain through the batch. */
typedef struct
{
  gint64 id;
  guint32 first;
  guint32 last;
} Chain;

gboolean
tranche_production_load_pack (TrancheDatabase *db,
                              gint64 id,
                              TrancheProductionPack *pack,
                              gboolean *found,
                              GError **error)
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
gboolean
tranche_production_save_pack (TrancheDatabase *db,
                              gint64 id,
                              const TrancheProductionPack *pack,
                              gboolean exists,
                              GError **error)
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
      gint64 id = tranche_production_make_pack_id (
          lines[i].month, tranche_production_slot_get_chunk (lines[i].slot));
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

      if (!tranche_production_load_pack (db, chain->id, &pack, &exists, error))
        return FALSE;

      for (guint32 i = chain->first; i != G_MAXUINT32; i = next[i])
        if (!tranche_production_pack_add (&pack, tranche_production_slot_get_index (lines[i].slot),
                                          lines[i].amount, error))
          return FALSE;

      if (!tranche_production_save_pack (db, chain->id, &pack, exists, error))
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
tranche_production_get_last_slot (TrancheDatabase *db, gint64 *slot, GError **error)
{
  if (!tranche_database_query_int64 (db, "SELECT max (slot) FROM client_slot", 0, slot, error))
    return FALSE;
  if (*slot >= 0 && *slot <= SLOT_MAX)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
               _ ("the file is damaged (%s); restore a backup of it"),
               _ ("a number in it is out of range"));
  return FALSE;
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

  if (!tranche_production_get_last_slot (db, &last_slot, error))
    return FALSE;

  select = tranche_database_prepare (
      db, "SELECT id, amounts FROM production WHERE id BETWEEN ?1 AND ?2", error);
  if (select == NULL)
    return FALSE;

  totals = g_new0 (TrancheMoney, last_slot + 1);
  tranche_statement_bind_int64 (select, 1, tranche_production_make_pack_id (start, 0));
  tranche_statement_bind_int64 (
      select, 2, tranche_production_make_pack_id (end, TRANCHE_PRODUCTION_CHUNK_SLOTS - 1));
  while (tranche_statement_step (select, error))
    {
      gint64 first
          = (tranche_statement_get_int64 (select, 0) & (TRANCHE_PRODUCTION_CHUNK_SLOTS - 1))
            << TRANCHE_PRODUCTION_CHUNK_BITS;
      gint64 n_totals = CLAMP (last_slot + 1 - first, 0, TRANCHE_PRODUCTION_CHUNK_SLOTS);
      gsize size;
      gconstpointer blob = tranche_statement_get_blob (select, 1, &size);

      if (!tranche_check_cancelled (cancellable, error)
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
