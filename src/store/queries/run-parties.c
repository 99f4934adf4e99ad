/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/run-parties.h"

#include "store/cancelled.h"
#include "store/collect-private.h"
#include "store/production.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* How many rows go by between two looks at the cancellable. */
#define ROWS_A_LOOK 0xffff

typedef struct
{
  gint64 id;
  TrancheMoney total;
} Pair;

void
tranche_run_parties_free (TrancheRunParties *parties)
{
  if (parties == NULL)
    return;

  g_free (parties->ids);
  g_free (parties->totals);
  g_array_unref (parties->unclear);
  g_free (parties);
}

static gboolean
add_to (TrancheMoney *sum, TrancheMoney amount, GError **error)
{
  if (tranche_money_add (*sum, amount, sum))
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("The production of the range is too large to add up"));
  return FALSE;
}

static int
compare_pairs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Pair *first = a;
  const Pair *second = b;

  return (first->id > second->id) - (first->id < second->id);
}

/* Clients take their slots in the order they are made, as they do their ids. Where a file has it
 * otherwise, the columns are put in the ids' order by a detour. */
static void
sort_by_id (TrancheRunParties *parties)
{
  g_autofree Pair *pairs = NULL;
  gsize sorted = 1;

  while (sorted < parties->n_parties && parties->ids[sorted - 1] < parties->ids[sorted])
    sorted++;
  if (sorted >= parties->n_parties)
    return;

  pairs = g_new (Pair, parties->n_parties);
  for (gsize i = 0; i < parties->n_parties; i++)
    pairs[i] = (Pair) { parties->ids[i], parties->totals[i] };
  g_sort_array (pairs, parties->n_parties, sizeof (Pair), compare_pairs, NULL);
  for (gsize i = 0; i < parties->n_parties; i++)
    {
      parties->ids[i] = pairs[i].id;
      parties->totals[i] = pairs[i].total;
    }
}

typedef struct
{
  TrancheRunParties *parties;
  gint64 office_id;
  const TrancheMoney *totals; /* by slot */
  guint n_slots;
  GCancellable *cancellable;
} ClientReader;

static gboolean
read_clients_cb (const gint64 *values, gsize n_rows, gpointer user_data, GError **error)
{
  ClientReader *reader = user_data;
  TrancheRunParties *parties = reader->parties;

  if (!tranche_check_cancelled (reader->cancellable, error))
    return FALSE;

  for (const gint64 *row = values; row < values + n_rows * 5; row += 5)
    {
      gint64 slot = row[0];
      gsize index;

      if (row[2] != reader->office_id || row[3] != 0)
        continue;

      index = parties->n_parties++;
      if (slot < 0 || slot >= reader->n_slots || (gint64) index > slot)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                       _ ("A client’s slot, %" PRId64 ", can’t be"), slot);
          return FALSE;
        }

      parties->ids[index] = row[1];
      parties->totals[index] = reader->totals[slot];
      if (parties->totals[index] == 0 && row[4] != 0)
        g_array_append_val (parties->unclear, row[1]);
      else if (parties->totals[index] == 0)
        parties->n_without_lines++;

      if (!add_to (&parties->office_total, parties->totals[index], error))
        return FALSE;
    }

  return TRUE;
}

/* Takes @totals, by slot, and closes the gaps in place: a client's index is never above its slot.
 */
static gboolean
read_clients (TrancheDatabase *db,
              TrancheRunParties *parties,
              gint64 office_id,
              TrancheMoney *totals,
              guint n_slots,
              GCancellable *cancellable,
              GError **error)
{
  /* Rows of a table come in the order of its key. */
  static const char sql[]
      = "SELECT tranche_collect (slot, client_id, office_id, removed, has_lines)"
        " FROM client_slot NOT INDEXED";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  ClientReader reader = { parties, office_id, totals, n_slots, cancellable };

  parties->totals = totals;
  parties->ids = g_new (gint64, MAX (n_slots, 1));
  if (statement == NULL
      || !tranche_statement_collect (statement, 5, read_clients_cb, &reader, error))
    return FALSE;

  sort_by_id (parties);
  return TRUE;
}

static gboolean
read_groups (TrancheDatabase *db, TrancheRunParties *parties, gint64 office_id, GError **error)
{
  static const char sql[] = "SELECT g.id FROM client_group g JOIN party p ON p.id = g.id"
                            " WHERE g.office_id = ?1 AND p.removed = 0 ORDER BY g.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  if (tranche_statement_failed (statement))
    return FALSE;

  parties->n_parties = ids->len;
  parties->totals = g_new0 (TrancheMoney, MAX (ids->len, 1));
  parties->ids = g_new0 (gint64, MAX (ids->len, 1));
  if (ids->len > 0)
    memcpy (parties->ids, ids->data, ids->len * sizeof (gint64));
  return TRUE;
}

/* The group's index, or -1. */
static gssize
find_party (const TrancheRunParties *parties, gint64 id)
{
  gsize first = 0;
  gsize last = parties->n_parties;

  while (first < last)
    {
      gsize middle = first + (last - first) / 2;

      if (parties->ids[middle] < id)
        first = middle + 1;
      else
        last = middle;
    }

  return first < parties->n_parties && parties->ids[first] == id ? (gssize) first : -1;
}

static gboolean
add_members (TrancheDatabase *db,
             TrancheRunParties *parties,
             gint64 office_id,
             const TrancheMoney *totals,
             guint n_slots,
             GCancellable *cancellable,
             GError **error)
{
  static const char sql[] = "SELECT slot, coalesce (group_id, 0) FROM client_slot WHERE office_id "
                            "= ?1 AND removed = 0 ORDER BY slot";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  TrancheMoney sum = 0;
  guint rows = 0;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 slot = tranche_statement_get_int64 (statement, 0);
      gssize group = find_party (parties, tranche_statement_get_int64 (statement, 1));
      TrancheMoney total = slot >= 0 && slot < n_slots ? totals[slot] : 0;

      if (group < 0)
        parties->ungrouped++;
      if (!add_to (&parties->office_total, total, error)
          || !add_to (group < 0 ? &parties->ungrouped_total : &parties->totals[group], total, error)
          || ((rows++ & ROWS_A_LOOK) == 0 && !tranche_check_cancelled (cancellable, error)))
        return FALSE;
    }

  if (tranche_statement_failed (statement))
    return FALSE;

  for (gsize i = 0; i < parties->n_parties; i++)
    {
      if (!add_to (&sum, parties->totals[i], error))
        return FALSE;
      if (parties->totals[i] == 0)
        g_array_append_val (parties->unclear, parties->ids[i]);
    }
  if (!add_to (&sum, parties->ungrouped_total, error))
    return FALSE;

  g_assert (sum == parties->office_total);
  return TRUE;
}

TrancheRunParties *
tranche_run_parties_load (TrancheDatabase *db,
                          gint64 office_id,
                          TrancheStrategyTarget target,
                          TrancheMonth start,
                          TrancheMonth end,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (TrancheRunParties) parties = g_new0 (TrancheRunParties, 1);
  g_autofree TrancheMoney *totals = NULL;
  guint n_slots = 0;

  g_return_val_if_fail (db != NULL, NULL);

  parties->unclear = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!tranche_production_sum (db, start, end, &totals, &n_slots, cancellable, error))
    return NULL;

  if (target == TRANCHE_TARGET_GROUP)
    {
      if (!read_groups (db, parties, office_id, error)
          || !add_members (db, parties, office_id, totals, n_slots, cancellable, error))
        return NULL;
    }
  else if (!read_clients (db, parties, office_id, g_steal_pointer (&totals), n_slots, cancellable,
                          error))
    {
      return NULL;
    }

  return g_steal_pointer (&parties);
}

gboolean
tranche_run_parties_count_without_lines (TrancheDatabase *db,
                                         const TrancheRunParties *parties,
                                         TrancheStrategyTarget target,
                                         TrancheMonth start,
                                         TrancheMonth end,
                                         GCancellable *cancellable,
                                         gint64 *count,
                                         GError **error)
{
  static const char client_sql[]
      = "SELECT 1 FROM statement_line WHERE client_id = ?1 AND month BETWEEN ?2 AND ?3 LIMIT 1";
  static const char group_sql[]
      = "SELECT 1 FROM group_membership m JOIN client_slot c ON c.client_id = m.client_id"
        " JOIN client_group g ON g.id = m.group_id AND g.office_id = c.office_id"
        " JOIN statement_line l ON l.client_id = m.client_id AND l.month BETWEEN ?2 AND ?3"
        " WHERE m.group_id = ?1 AND m.is_primary = 1 AND c.removed = 0 LIMIT 1";
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (parties != NULL && count != NULL, FALSE);

  *count = parties->n_without_lines;
  if (parties->unclear->len == 0)
    return TRUE;

  statement = tranche_database_prepare (db, target == TRANCHE_TARGET_GROUP ? group_sql : client_sql,
                                        error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 2, start);
  tranche_statement_bind_int64 (statement, 3, end);
  for (guint i = 0; i < parties->unclear->len; i++)
    {
      GError *local_error = NULL;

      tranche_statement_bind_int64 (statement, 1, g_array_index (parties->unclear, gint64, i));
      if (!tranche_statement_step (statement, &local_error) && local_error == NULL)
        *count += 1;
      tranche_statement_reset (statement);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }

      if ((i & 0xfff) == 0 && !tranche_check_cancelled (cancellable, error))
        return FALSE;
    }

  return TRUE;
}
