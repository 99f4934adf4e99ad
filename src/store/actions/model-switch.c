/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/models-private.h"

#include "domain/entities/segment.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"
#include "store/queries/segment-overview.h"
#include "store/records.h"

#include <glib/gi18n.h>

static void
mapping_free (gpointer data)
{
  TrancheModelMapping *mapping = data;

  g_free (mapping->from_name);
  g_free (mapping->to_name);
  g_free (mapping);
}

void
tranche_model_switch_free (TrancheModelSwitch *plan)
{
  if (plan == NULL)
    return;

  g_free (plan->owner_name);
  g_free (plan->new_model_name);
  g_clear_pointer (&plan->mappings, g_ptr_array_unref);
  g_clear_pointer (&plan->office_ids, g_array_unref);
  g_free (plan);
}

gboolean
tranche_model_mapping_is_used (const TrancheModelMapping *mapping)
{
  return mapping->clients > 0 || mapping->overrides > 0 || mapping->assigned > 0
         || mapping->bands > 0;
}

gboolean
tranche_model_switch_is_complete (const TrancheModelSwitch *plan)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  for (guint i = 0; i < plan->mappings->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);

      if (tranche_model_mapping_is_used (mapping) && mapping->to_id == 0)
        return FALSE;
    }
  return TRUE;
}

/* Which model it comes to, and whether the level may choose it. */
static gboolean
resolve_model (TrancheDatabase *db,
               TrancheModelSwitch *plan,
               const TrancheModelUse *use,
               GError **error)
{
  static const char sql[]
      = "SELECT m.id, m.name, m.removed = 1 OR (m.level = 2 AND m.licensee_id <> ?3)"
        "  OR (m.level = 3 AND m.practice_id IS NOT ?4)"
        " FROM segmentation_model m WHERE m.id = CASE WHEN ?1 <> 0 THEN ?1 ELSE"
        "  coalesce ((SELECT segmentation_model_id FROM licensee WHERE id = ?3 AND ?2 = 3),"
        "   (SELECT min (id) FROM segmentation_model WHERE level = 1)) END";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, plan->model_id);
  tranche_statement_bind_int64 (statement, 2, plan->level);
  tranche_statement_bind_int64 (statement, 3, use->licensee_id);
  tranche_statement_bind_id (statement, 4,
                             plan->level == TRANCHE_MODEL_PRACTICE ? use->practice_id : 0);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such segmentation model"));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  plan->new_model_id = tranche_statement_get_int64 (statement, 0);
  plan->new_model_name = tranche_statement_dup_text (statement, 1);
  if (tranche_statement_get_int64 (statement, 2) == 0)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s can’t choose the model “%s”"),
               plan->owner_name, plan->new_model_name);
  return FALSE;
}

/* The offices that follow the level's choice, and use another model now. */
static gboolean
list_offices (TrancheDatabase *db, TrancheModelSwitch *plan, GError **error)
{
  static const char sql[]
      = "SELECT o.id FROM office o JOIN practice p ON p.id = o.practice_id"
        " JOIN licensee l ON l.id = p.licensee_id"
        " WHERE CASE ?1 WHEN 3 THEN p.id = ?2"
        "  ELSE l.id = ?2 AND p.segmentation_model_id IS NULL END"
        " AND coalesce (p.segmentation_model_id, l.segmentation_model_id,"
        "  (SELECT min (id) FROM segmentation_model WHERE level = 1)) <> ?3 ORDER BY o.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, plan->level);
  tranche_statement_bind_int64 (statement, 2, plan->owner_id);
  tranche_statement_bind_int64 (statement, 3, plan->new_model_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      g_array_append_val (plan->office_ids, id);
    }
  if (tranche_statement_failed (statement))
    return FALSE;

  plan->offices = plan->office_ids->len;
  return TRUE;
}

/* The row of a segment, made when it is met for the first time; NULL for one that stays. */
static TrancheModelMapping *
find_mapping (TrancheDatabase *db, TrancheModelSwitch *plan, gint64 segment_id, GError **error)
{
  g_autoptr (TrancheRecord) segment = NULL;
  TrancheModelMapping *mapping;

  for (guint i = 0; i < plan->mappings->len; i++)
    {
      mapping = g_ptr_array_index (plan->mappings, i);
      if (mapping->from_id == segment_id)
        return mapping;
    }

  segment = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, segment_id, error);
  if (segment == NULL || TRANCHE_SEGMENT (segment)->model_id == plan->new_model_id)
    return NULL;

  mapping = g_new0 (TrancheModelMapping, 1);
  mapping->from_id = segment_id;
  mapping->from_name = g_strdup (TRANCHE_SEGMENT (segment)->name);
  g_ptr_array_add (plan->mappings, mapping);
  return mapping;
}

static gboolean
count_in_office (TrancheDatabase *db,
                 TrancheModelSwitch *plan,
                 gint64 office_id,
                 TrancheDate today,
                 GError **error)
{
  static const char sql[]
      = "SELECT 1, o.segment_id, count (*) FROM override o JOIN party p ON p.id = o.party_id"
        "  LEFT JOIN client c ON c.id = o.party_id LEFT JOIN client_group g ON g.id = o.party_id"
        "  WHERE p.removed = 0 AND coalesce (c.office_id, g.office_id) = ?1"
        "  AND (o.end_date IS NULL OR o.end_date >= ?2) GROUP BY 2"
        " UNION ALL SELECT 2, a.segment_id, count (*) FROM client_slot c"
        "  JOIN assignment a ON a.party_id = c.client_id"
        "  WHERE c.office_id = ?1 AND a.segment_id IS NOT NULL GROUP BY 2"
        " UNION ALL SELECT 2, a.segment_id, count (*) FROM client_group g"
        "  JOIN assignment a ON a.party_id = g.id"
        "  WHERE g.office_id = ?1 AND a.segment_id IS NOT NULL GROUP BY 2"
        " UNION ALL SELECT 3, b.segment_id, count (*) FROM strategy y"
        "  JOIN band b ON b.strategy_id = y.id"
        "  WHERE y.office_id = ?1 AND y.active = 1 AND y.removed = 0 GROUP BY 2"
        " UNION ALL SELECT 4, 0, count (*) FROM agreement"
        "  WHERE office_id = ?1 AND state IN (1, 2, 3) AND segment_id IS NOT NULL";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_date (statement, 2, today);
  while (local_error == NULL && tranche_statement_step (statement, &local_error))
    {
      gint64 segment_id = tranche_statement_get_int64 (statement, 1);
      gint64 count = tranche_statement_get_int64 (statement, 2);
      TrancheModelMapping *mapping;

      if (tranche_statement_get_int64 (statement, 0) == 4)
        {
          plan->agreements += count;
          continue;
        }
      mapping = find_mapping (db, plan, segment_id, &local_error);
      if (mapping == NULL)
        continue;
      if (tranche_statement_get_int64 (statement, 0) == 1)
        mapping->overrides += count;
      else if (tranche_statement_get_int64 (statement, 0) == 2)
        mapping->assigned += count;
      else
        mapping->bands += count;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
count_clients (TrancheDatabase *db,
               TrancheModelSwitch *plan,
               gint64 office_id,
               TrancheDate today,
               GError **error)
{
  g_autoptr (TrancheSegmentOverview) overview
      = tranche_segment_overview_load (db, office_id, today, NULL, error);
  g_autoptr (GError) local_error = NULL;

  if (overview == NULL)
    return FALSE;

  for (guint i = 0; i < overview->rows->len; i++)
    {
      const TrancheSegmentOverviewRow *row
          = &g_array_index (overview->rows, TrancheSegmentOverviewRow, i);
      TrancheModelMapping *mapping = find_mapping (db, plan, row->segment_id, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (mapping == NULL)
        continue;
      mapping->clients += row->clients;
      plan->clients += row->clients;
    }
  return TRUE;
}

static gboolean
propose (TrancheDatabase *db, TrancheModelSwitch *plan, GError **error)
{
  g_autoptr (TrancheModelContent) content
      = tranche_model_content_load (db, plan->new_model_id, error);

  if (content == NULL)
    return FALSE;

  for (guint i = 0; i < plan->mappings->len; i++)
    {
      TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);
      int found = tranche_model_content_find_segment (content, mapping->from_name);
      TrancheSegment *segment
          = found >= 0 ? tranche_model_content_get_segment (content, found) : NULL;

      if (segment == NULL || !segment->active)
        continue;
      mapping->to_id = tranche_record_get_id (TRANCHE_RECORD (segment));
      mapping->to_name = g_strdup (segment->name);
    }
  return TRUE;
}

/* Those in use first; otherwise as they were met, which is the model's order. */
static int
compare_mappings (gconstpointer a, gconstpointer b)
{
  const TrancheModelMapping *first = *(TrancheModelMapping *const *) a;
  const TrancheModelMapping *second = *(TrancheModelMapping *const *) b;

  return tranche_model_mapping_is_used (second) - tranche_model_mapping_is_used (first);
}

TrancheModelSwitch *
tranche_model_switch_plan (TrancheDatabase *db,
                           TrancheModelLevel level,
                           gint64 office_id,
                           gint64 model_id,
                           TrancheDate today,
                           GError **error)
{
  g_autoptr (TrancheModelSwitch) plan = g_new0 (TrancheModelSwitch, 1);
  g_autoptr (TrancheModelUse) use = NULL;
  gboolean practice = level == TRANCHE_MODEL_PRACTICE;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (practice || level == TRANCHE_MODEL_LICENSEE, NULL);

  use = tranche_model_use_load (db, office_id, 0, error);
  if (use == NULL)
    return NULL;

  plan->level = level;
  plan->office_id = office_id;
  plan->owner_id = practice ? use->practice_id : use->licensee_id;
  plan->owner_name = g_strdup (practice ? use->practice_name : use->licensee_name);
  plan->model_id = model_id;
  plan->mappings = g_ptr_array_new_with_free_func (mapping_free);
  plan->office_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!resolve_model (db, plan, use, error) || !list_offices (db, plan, error))
    return NULL;

  for (guint i = 0; i < plan->office_ids->len; i++)
    {
      gint64 id = g_array_index (plan->office_ids, gint64, i);

      if (!count_clients (db, plan, id, today, error)
          || !count_in_office (db, plan, id, today, error))
        return NULL;
    }
  if (!propose (db, plan, error))
    return NULL;

  g_ptr_array_sort (plan->mappings, compare_mappings);
  return g_steal_pointer (&plan);
}
