/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/segment-moves.h"

#include "domain/entities/override.h"
#include "domain/entities/segment.h"
#include "domain/entities/strategy-band.h"
#include "domain/entities/strategy.h"
#include "store/records.h"

#include <glib/gi18n.h>

GHashTable *
tranche_successors_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

void
tranche_successors_add (GHashTable *successors, gint64 from_id, gint64 to_id)
{
  g_hash_table_insert (successors, g_memdup2 (&from_id, sizeof from_id),
                       g_memdup2 (&to_id, sizeof to_id));
}

static GArray *
list_ids (TrancheStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&ids);
}

GArray *
tranche_strategies_list_users (TrancheDatabase *db, gint64 segment_id, GError **error)
{
  static const char sql[]
      = "SELECT DISTINCT y.id FROM band b JOIN strategy y ON y.id = b.strategy_id"
        " WHERE b.segment_id = ?1 AND y.active = 1 AND y.removed = 0 ORDER BY y.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, segment_id);
  return list_ids (statement, error);
}

static GArray *
list_overrides (TrancheDatabase *db,
                gint64 from_id,
                gint64 to_id,
                TrancheDate today,
                GError **error)
{
  static const char sql[]
      = "SELECT o.id FROM override o JOIN party p ON p.id = o.party_id"
        " LEFT JOIN client c ON c.id = o.party_id LEFT JOIN client_group g ON g.id = o.party_id"
        " JOIN office f ON f.id = coalesce (c.office_id, g.office_id)"
        " JOIN practice r ON r.id = f.practice_id JOIN licensee l ON l.id = r.licensee_id"
        " WHERE o.segment_id = ?1 AND p.removed = 0 AND (o.end_date IS NULL OR o.end_date >= ?3)"
        " AND (SELECT model_id FROM segment WHERE id = ?2) = coalesce (r.segmentation_model_id,"
        "  l.segmentation_model_id, (SELECT id FROM segmentation_model WHERE level = 1))"
        " ORDER BY o.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, from_id);
  tranche_statement_bind_int64 (statement, 2, to_id);
  tranche_statement_bind_date (statement, 3, today);
  return list_ids (statement, error);
}

/* The days before today happened as they did: only those from today on get the other segment. */
static gboolean
move_override (TrancheOperation *operation,
               gint64 id,
               gint64 to_id,
               TrancheDate today,
               GError **error)
{
  g_autoptr (TrancheRecord) record = tranche_records_load (
      tranche_operation_get_database (operation), TRANCHE_TYPE_OVERRIDE, id, error);
  g_autoptr (TrancheRecord) rest = NULL;

  if (record == NULL)
    return FALSE;
  if (TRANCHE_OVERRIDE (record)->start_date >= today)
    {
      g_object_set (record, "segment-id", to_id, NULL);
      return tranche_records_update (operation, record, error);
    }

  rest = TRANCHE_RECORD (tranche_override_new ());
  tranche_record_assign (rest, record);
  g_object_set (rest, "segment-id", to_id, "start-date", today, NULL);
  g_object_set (record, "end-date", today - 1, NULL);
  return tranche_records_update (operation, record, error)
         && tranche_records_insert (operation, rest, error);
}

gboolean
tranche_overrides_move (TrancheOperation *operation,
                        gint64 from_id,
                        gint64 to_id,
                        TrancheDate today,
                        GError **error)
{
  g_autoptr (GArray) ids
      = list_overrides (tranche_operation_get_database (operation), from_id, to_id, today, error);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!move_override (operation, g_array_index (ids, gint64, i), to_id, today, error))
      return FALSE;
  return TRUE;
}

/* Bands ------------------------------------------------------------------------- */

/* Neighbours that become one segment: the first of them gives the limit, @band is the row that
 * stays. */
typedef struct
{
  gint64 segment_id;
  gint64 lower;
  TrancheRecord *band;
} Range;

static gint64
find_successor (GHashTable *successors, gint64 segment_id)
{
  const gint64 *to_id = g_hash_table_lookup (successors, &segment_id);

  return to_id != NULL ? *to_id : segment_id;
}

static gboolean
refuse_twice (TrancheDatabase *db, gint64 segment_id, TrancheRecord *strategy, GError **error)
{
  g_autoptr (TrancheRecord) segment
      = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, segment_id, error);

  if (segment != NULL)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("“%s” would be in the strategy “%s” twice, with another segment between"),
                 TRANCHE_SEGMENT (segment)->name, TRANCHE_STRATEGY (strategy)->name);
  return FALSE;
}

/* Puts each of @bands, ascending, into a range or into @gone. */
static gboolean
plan_ranges (TrancheDatabase *db,
             TrancheRecord *strategy,
             GPtrArray *bands,
             GHashTable *successors,
             GArray *ranges,
             GPtrArray *gone,
             GError **error)
{
  for (guint i = 0; i < bands->len; i++)
    {
      TrancheStrategyBand *band = g_ptr_array_index (bands, i);
      gint64 to_id = find_successor (successors, band->segment_id);
      Range *last = ranges->len > 0 ? &g_array_index (ranges, Range, ranges->len - 1) : NULL;
      Range range = { to_id, band->monthly_lower, TRANCHE_RECORD (band) };

      if (to_id == 0)
        {
          g_ptr_array_add (gone, band);
          continue;
        }
      if (last != NULL && last->segment_id == to_id)
        {
          /* The one that is there anyway stays, so that least is written. */
          gboolean own = band->segment_id == to_id;

          g_ptr_array_add (gone, own ? (gpointer) last->band : (gpointer) band);
          if (own)
            last->band = TRANCHE_RECORD (band);
          continue;
        }
      for (guint j = 0; j < ranges->len; j++)
        if (g_array_index (ranges, Range, j).segment_id == to_id)
          return refuse_twice (db, to_id, strategy, error);
      g_array_append_val (ranges, range);
    }

  return TRUE;
}

gboolean
tranche_strategy_bands_move (TrancheOperation *operation,
                             gint64 strategy_id,
                             GHashTable *successors,
                             GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheRecord) strategy
      = tranche_records_load (db, TRANCHE_TYPE_STRATEGY, strategy_id, error);
  g_autoptr (GPtrArray) bands = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  if (strategy == NULL)
    return FALSE;
  bands = tranche_records_list (db, TRANCHE_TYPE_STRATEGY_BAND, "strategy_id = ?", "monthly_lower",
                                &strategy_id, 1, error);
  if (bands == NULL || !plan_ranges (db, strategy, bands, successors, ranges, gone, error))
    return FALSE;

  if (ranges->len == 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                   _ ("The active strategy “%s” would be left without a segment"),
                   TRANCHE_STRATEGY (strategy)->name);
      return FALSE;
    }

  /* Away with what goes first: its limit may be taken over. */
  for (guint i = 0; i < gone->len; i++)
    if (!tranche_records_remove (operation, g_ptr_array_index (gone, i), error))
      return FALSE;
  for (guint i = 0; i < ranges->len; i++)
    {
      Range *range = &g_array_index (ranges, Range, i);

      g_object_set (range->band, "segment-id", range->segment_id, "monthly-lower", range->lower,
                    NULL);
      if (!tranche_records_update (operation, range->band, error))
        return FALSE;
    }
  return TRUE;
}
