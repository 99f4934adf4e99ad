/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/models-private.h"

#include "domain/entities/licensee.h"
#include "domain/entities/practice.h"
#include "domain/entities/segment.h"
#include "domain/text.h"
#include "store/actions/segment-moves.h"
#include "store/operation-private.h"
#include "store/permissions.h"
#include "store/records.h"
#include "store/runs.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* What is planned now, with the user's successors: since they looked, more may be in use. */
static TrancheModelSwitch *
plan_again (TrancheDatabase *db, const TrancheModelSwitch *plan, TrancheDate today, GError **error)
{
  g_autoptr (TrancheModelSwitch) now
      = tranche_model_switch_plan (db, plan->level, plan->office_id, plan->model_id, today, error);
  g_autoptr (GString) missing = g_string_new (NULL);

  if (now == NULL)
    return NULL;

  for (guint i = 0; i < now->mappings->len; i++)
    {
      TrancheModelMapping *mapping = g_ptr_array_index (now->mappings, i);

      for (guint j = 0; j < plan->mappings->len; j++)
        {
          const TrancheModelMapping *wanted = g_ptr_array_index (plan->mappings, j);

          if (wanted->from_id == mapping->from_id)
            mapping->to_id = wanted->to_id;
        }
      if (tranche_model_mapping_is_used (mapping) && mapping->to_id == 0)
        {
          /* Translators: a segment and its number of clients, in a list */
          g_autofree char *item
              = g_strdup_printf (_ ("“%s” (%'" PRId64 ")"), mapping->from_name, mapping->clients);

          tranche_text_list_item (missing, item);
        }
    }
  if (missing->len == 0)
    return g_steal_pointer (&now);

  /* Translators: the list is of segments, each with its number of clients */
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
               _ ("Segments in use have no successor in “%s”: %s"), now->new_model_name,
               missing->str);
  return NULL;
}

static GHashTable *
collect_successors (TrancheDatabase *db, const TrancheModelSwitch *plan, GError **error)
{
  g_autoptr (GHashTable) successors = tranche_successors_new ();

  for (guint i = 0; i < plan->mappings->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);
      g_autoptr (TrancheRecord) to = NULL;

      if (mapping->to_id == 0)
        continue;
      to = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, mapping->to_id, error);
      if (to == NULL)
        return NULL;
      if (!TRANCHE_SEGMENT (to)->active || TRANCHE_SEGMENT (to)->model_id != plan->new_model_id)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("“%s” isn’t an active segment of “%s”"), TRANCHE_SEGMENT (to)->name,
                       plan->new_model_name);
          return NULL;
        }
      tranche_successors_add (successors, mapping->from_id, mapping->to_id);
    }

  return g_steal_pointer (&successors);
}

static gboolean
write_choice (TrancheOperation *operation, const TrancheModelSwitch *plan, GError **error)
{
  g_autoptr (TrancheRecord) owner = tranche_records_load (
      tranche_operation_get_database (operation),
      plan->level == TRANCHE_MODEL_PRACTICE ? TRANCHE_TYPE_PRACTICE : TRANCHE_TYPE_LICENSEE,
      plan->owner_id, error);

  if (owner == NULL)
    return FALSE;
  g_object_set (owner, "segmentation-model-id", plan->model_id, NULL);
  return tranche_records_update (operation, owner, error);
}

static gboolean
move_bands (TrancheOperation *operation,
            const TrancheModelSwitch *plan,
            GHashTable *successors,
            GError **error)
{
  static const char sql[] = "SELECT y.id FROM strategy y WHERE y.office_id = ?1 AND y.active = 1"
                            " AND y.removed = 0 AND EXISTS"
                            " (SELECT 1 FROM band WHERE strategy_id = y.id) ORDER BY y.id";
  TrancheDatabase *db = tranche_operation_get_database (operation);

  for (guint i = 0; i < plan->office_ids->len; i++)
    {
      g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
      g_autoptr (GError) local_error = NULL;

      if (statement == NULL)
        return FALSE;
      tranche_statement_bind_int64 (statement, 1, g_array_index (plan->office_ids, gint64, i));
      while (tranche_statement_step (statement, &local_error))
        if (!tranche_strategy_bands_move (operation, tranche_statement_get_int64 (statement, 0),
                                          successors, error))
          return FALSE;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static TrancheRunSegment *
find_run_segment (TrancheRun *run, guint before, gint64 segment_id)
{
  for (guint i = 0; i < before; i++)
    {
      TrancheRunSegment *segment = &g_array_index (run->segments, TrancheRunSegment, i);

      if (segment->segment_id == segment_id)
        return segment;
    }
  return NULL;
}

/* The run's limits with the new names; two that become one add up. */
static gboolean
map_run (TrancheDatabase *db, TrancheRun *run, GHashTable *successors, GError **error)
{
  for (guint i = 0; i < run->segments->len;)
    {
      TrancheRunSegment *segment = &g_array_index (run->segments, TrancheRunSegment, i);
      const gint64 *to_id = g_hash_table_lookup (successors, &segment->segment_id);
      TrancheRunSegment *same;

      if (to_id != NULL)
        {
          g_autoptr (TrancheRecord) to
              = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, *to_id, error);

          if (to == NULL)
            return FALSE;
          segment->segment_id = *to_id;
          g_set_str (&segment->name, TRANCHE_SEGMENT (to)->name);
        }

      same = find_run_segment (run, i, segment->segment_id);
      if (same == NULL)
        {
          i++;
          continue;
        }
      same->parties += segment->parties;
      if (!tranche_money_add (same->production, segment->production, &same->production))
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                               _ ("The production of two segments is too much to be added up"));
          return FALSE;
        }
      g_array_remove_index (run->segments, i);
    }

  return TRUE;
}

/* (transfer full) (element-type TrancheRunMove): the assignments that get a successor */
static GArray *
list_moves (TrancheDatabase *db,
            gint64 office_id,
            TrancheStrategyTarget target,
            GHashTable *successors,
            GError **error)
{
  static const char clients_sql[]
      = "SELECT a.party_id, a.segment_id, a.run_id, a.since FROM assignment a"
        " JOIN client_slot c ON c.client_id = a.party_id"
        " WHERE c.office_id = ?1 AND a.segment_id IS NOT NULL ORDER BY a.party_id";
  static const char groups_sql[]
      = "SELECT a.party_id, a.segment_id, a.run_id, a.since FROM client_group g"
        " JOIN assignment a ON a.party_id = g.id"
        " WHERE g.office_id = ?1 AND a.segment_id IS NOT NULL ORDER BY a.party_id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (
      db, target == TRANCHE_TARGET_GROUP ? groups_sql : clients_sql, error);
  g_autoptr (GArray) moves = g_array_new (FALSE, TRUE, sizeof (TrancheRunMove));

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheRunMove move = {
        .party_id = tranche_statement_get_int64 (statement, 0),
        .from_segment_id = tranche_statement_get_int64 (statement, 1),
        .from_run_id = tranche_statement_get_int64 (statement, 2),
        .from_since = tranche_statement_get_date (statement, 3),
        .had_segment = TRUE,
      };
      const gint64 *to_id = g_hash_table_lookup (successors, &move.from_segment_id);

      if (to_id == NULL)
        continue;
      move.to_segment_id = *to_id;
      g_array_append_val (moves, move);
    }
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&moves);
}

/* As a run of its own, of today and with the limits of the latest one: so "which segment on which
 * day, and why" has its answer before and after. */
static gboolean
move_assigned (TrancheOperation *operation,
               gint64 office_id,
               TrancheStrategyTarget target,
               GHashTable *successors,
               TrancheDate today,
               GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheRun) run = NULL;
  g_autoptr (GArray) moves = NULL;
  g_autoptr (GError) local_error = NULL;

  run = tranche_runs_load_latest (db, office_id, target, TRANCHE_DATE_NONE, &local_error);
  if (run == NULL && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (run == NULL)
    return TRUE;

  moves = list_moves (db, office_id, target, successors, error);
  if (moves == NULL || !map_run (db, run, successors, error))
    return FALSE;
  if (moves->len == 0)
    return TRUE;

  run->date = MAX (run->date, today);
  run->moves = moves->len;
  return tranche_runs_record (operation, run, moves, error);
}

gboolean
tranche_models_write_choice (TrancheOperation *operation,
                             const TrancheModelSwitch *plan,
                             TrancheDate today,
                             char **label,
                             GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheModelSwitch) now = NULL;
  g_autoptr (GHashTable) successors = NULL;

  if (!tranche_permissions_require_level (db, plan->level, plan->office_id, error))
    return FALSE;
  now = plan_again (db, plan, today, error);
  if (now == NULL)
    return FALSE;
  successors = collect_successors (db, now, error);
  if (successors == NULL)
    return FALSE;

  /* Who may choose the model may bring with it what follows from that. */
  tranche_operation_authorise (operation);
  if (!write_choice (operation, now, error))
    return FALSE;
  for (guint i = 0; i < now->mappings->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (now->mappings, i);

      if (mapping->to_id != 0
          && !tranche_overrides_move (operation, mapping->from_id, mapping->to_id, today, error))
        return FALSE;
    }
  if (!move_bands (operation, now, successors, error))
    return FALSE;
  for (guint i = 0; i < now->office_ids->len; i++)
    {
      gint64 id = g_array_index (now->office_ids, gint64, i);

      if (!move_assigned (operation, id, TRANCHE_TARGET_INDIVIDUAL, successors, today, error)
          || !move_assigned (operation, id, TRANCHE_TARGET_GROUP, successors, today, error))
        return FALSE;
    }

  /* Translators: a practice or a licensee, a segmentation model */
  *label = plan->model_id != 0
               ? g_strdup_printf (_ ("%s uses the segmentation model “%s”"), now->owner_name,
                                  now->new_model_name)
               : g_strdup_printf (_ ("%s uses the segmentation model of the level above, “%s”"),
                                  now->owner_name, now->new_model_name);
  return TRUE;
}

gboolean
tranche_models_choose (TrancheDatabase *db,
                       const TrancheModelSwitch *plan,
                       TrancheDate today,
                       GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && plan != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_SWITCH, "", error);
  if (operation == NULL || !tranche_models_write_choice (operation, plan, today, &label, error))
    return FALSE;

  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, 0);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}
