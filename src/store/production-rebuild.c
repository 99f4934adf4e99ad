/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/production-private.h"

#include "store/cancelled.h"

/* Months held at a time while lines are added up again: 64 MiB of one chunk. Three times the usual
 * history. */
#define WINDOW_MONTHS 128

typedef TrancheProductionPack Pack;

/* The packs of some months of one chunk, added up from the lines. */
typedef struct
{
  TrancheMonth start;
  Pack packs[WINDOW_MONTHS];
} Window;

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

      if ((++n_lines & 0xffff) == 0 && !tranche_check_cancelled (cancellable, error))
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

  if (!tranche_production_get_last_slot (db, &last_slot, error)
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

/* What @has_lines should be. */
#define HAS_LINES                                                                                  \
  "EXISTS (SELECT 1 FROM statement_line AS l WHERE l.client_id = client_slot.client_id)"

gboolean
tranche_production_mark_clients (TrancheDatabase *db, gint64 statement_id, GError **error)
{
  g_autoptr (TrancheStatement) update = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  update = tranche_database_prepare (
      db,
      "UPDATE client_slot SET has_lines = NOT has_lines WHERE has_lines <> " HAS_LINES
      " AND client_id IN (SELECT client_id FROM withdrawn_line WHERE statement_id = ?1)",
      error);
  if (update == NULL)
    return FALSE;

  tranche_statement_bind_int64 (update, 1, statement_id);
  return tranche_statement_run (update, error);
}

gboolean
tranche_production_rebuild (TrancheDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (Window) window = g_new0 (Window, 1);
  TrancheMonth hint;
  guint n_chunks;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!get_extent (db, &n_chunks, &hint, error)
      || !tranche_database_execute (db, "DELETE FROM production", error)
      || !tranche_database_execute (
          db, "UPDATE client_slot SET has_lines = NOT has_lines WHERE has_lines <> " HAS_LINES,
          error))
    return FALSE;

  for (guint chunk = 0; chunk < n_chunks; chunk++)
    {
      TrancheMonth start = TRANCHE_MONTH_NONE;

      do
        {
          if (!tranche_check_cancelled (cancellable, error)
              || !fill_window (db, chunk, start, hint, window, &start, cancellable, error))
            return FALSE;

          for (guint i = 0; i < WINDOW_MONTHS; i++)
            if (!tranche_production_save_pack (
                    db, tranche_production_make_pack_id (window->start + i, chunk),
                    &window->packs[i], FALSE, error))
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

  if (!tranche_production_load_pack (db, tranche_production_make_pack_id (month, chunk), &packed,
                                     NULL, error))
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
      if (!tranche_check_cancelled (cancellable, error)
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
