/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/segments.h"

#include "store/actions/model-edit.h"
#include "store/actions/segment-moves.h"
#include "store/operation-private.h"
#include "store/queries/model-content.h"
#include "store/records.h"

#include <glib/gi18n.h>

/* The code that the active segments have least, the lowest of those; 1 to @n_codes. */
static int
find_rarest (GPtrArray *segments, gsize offset, int n_codes)
{
  g_autofree guint *counts = g_new0 (guint, n_codes + 1);
  int rarest = 1;

  for (guint i = 0; i < segments->len; i++)
    {
      int code = G_STRUCT_MEMBER (int, g_ptr_array_index (segments, i), offset);

      if (code >= 1 && code <= n_codes)
        counts[code]++;
    }
  for (int code = 2; code <= n_codes; code++)
    if (counts[code] < counts[rarest])
      rarest = code;
  return rarest;
}

gboolean
tranche_segments_propose_look (TrancheDatabase *db,
                               gint64 model_id,
                               int *colour,
                               int *mark,
                               GError **error)
{
  g_autoptr (GPtrArray) segments = NULL;

  g_return_val_if_fail (db != NULL && colour != NULL && mark != NULL, FALSE);

  segments = tranche_model_segments_list (db, model_id, TRANCHE_SEGMENTS_ACTIVE, error);
  if (segments == NULL)
    return FALSE;

  *colour = find_rarest (segments, G_STRUCT_OFFSET (TrancheSegment, colour), TRANCHE_COLOUR_SLATE);
  *mark = find_rarest (segments, G_STRUCT_OFFSET (TrancheSegment, mark), TRANCHE_MARK_RING);
  return TRUE;
}

gboolean
tranche_segments_add (TrancheDatabase *db, TrancheSegment *segment, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (GPtrArray) others = NULL;
  char *label;
  int colour;
  int mark;

  g_return_val_if_fail (db != NULL && TRANCHE_IS_SEGMENT (segment), FALSE);

  operation = tranche_model_edit_begin (db, segment->model_id, error);
  if (operation == NULL)
    return FALSE;
  others = tranche_model_segments_list (db, segment->model_id, TRANCHE_SEGMENTS_ALL, error);
  if (others == NULL
      || !tranche_segments_propose_look (db, segment->model_id, &colour, &mark, error))
    return FALSE;

  tranche_model_edit_strip (segment);
  g_object_set (segment, "colour", segment->colour != 0 ? segment->colour : colour, "mark",
                segment->mark != 0 ? segment->mark : mark, "position",
                tranche_model_edit_find_last (others) + 1, "active", TRUE, NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (segment), error))
    return FALSE;

  label = g_strdup_printf (_ ("Segment “%s” added"), segment->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_segments_edit (TrancheDatabase *db, TrancheSegment *segment, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) record = NULL;
  g_autoptr (TrancheSegment) edited = NULL;
  TrancheSegment *stored;
  char *label;

  g_return_val_if_fail (db != NULL && TRANCHE_IS_SEGMENT (segment), FALSE);

  operation = tranche_model_edit_open (
      db, TRANCHE_TYPE_SEGMENT, tranche_record_get_id (TRANCHE_RECORD (segment)), &record, error);
  if (operation == NULL)
    return FALSE;

  stored = TRANCHE_SEGMENT (record);
  tranche_model_edit_strip (segment);
  edited = TRANCHE_SEGMENT (tranche_record_copy (record));
  g_object_set (edited, "name", segment->name, "description", segment->description, "colour",
                segment->colour, "mark", segment->mark, NULL);
  tranche_record_set_row_version (TRANCHE_RECORD (edited),
                                  tranche_record_get_row_version (TRANCHE_RECORD (segment)));
  if (!tranche_records_update (operation, TRANCHE_RECORD (edited), error))
    return FALSE;

  label = g_strcmp0 (stored->name, edited->name) != 0
              ? g_strdup_printf (_ ("Segment “%s” renamed “%s”"), stored->name, edited->name)
              : g_strdup_printf (_ ("Segment “%s” changed"), edited->name);
  if (!tranche_model_edit_commit (g_steal_pointer (&operation), label, error))
    return FALSE;

  tranche_record_assign (TRANCHE_RECORD (segment), TRANCHE_RECORD (edited));
  tranche_record_set_row_version (TRANCHE_RECORD (segment),
                                  tranche_record_get_row_version (TRANCHE_RECORD (edited)));
  return TRUE;
}

gboolean
tranche_segments_move (TrancheDatabase *db, gint64 segment_id, gint64 before_id, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) segment = NULL;
  g_autoptr (GPtrArray) segments = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_model_edit_open (db, TRANCHE_TYPE_SEGMENT, segment_id, &segment, error);
  if (operation == NULL || before_id == segment_id)
    return operation != NULL;
  segments = tranche_model_segments_list (db, TRANCHE_SEGMENT (segment)->model_id,
                                          TRANCHE_SEGMENTS_ALL, error);
  return segments != NULL
         && tranche_model_edit_move (operation, segments, segment_id, before_id, error)
         && tranche_model_edit_commit (
             g_steal_pointer (&operation),
             g_strdup_printf (_ ("Segment “%s” moved"), TRANCHE_SEGMENT (segment)->name), error);
}

static gboolean
check_successor (TrancheDatabase *db, TrancheSegment *segment, gint64 to_id, GError **error)
{
  g_autoptr (TrancheSegment) to = NULL;

  if (to_id == 0)
    return TRUE;
  to = (TrancheSegment *) tranche_records_load (db, TRANCHE_TYPE_SEGMENT, to_id, error);
  if (to == NULL)
    return FALSE;
  if (to->active && to->model_id == segment->model_id
      && to_id != tranche_record_get_id (TRANCHE_RECORD (segment)))
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               _ ("“%s” can’t take the place of “%s”: it has to be another active segment of the "
                  "same model"),
               to->name, segment->name);
  return FALSE;
}

static gboolean
move_users (TrancheOperation *operation,
            TrancheSegment *segment,
            const TrancheSegmentRetirement *retirement,
            TrancheDate today,
            GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  gint64 id = tranche_record_get_id (TRANCHE_RECORD (segment));
  g_autoptr (GHashTable) successors = tranche_successors_new ();
  g_autoptr (GArray) strategies = NULL;

  if (!check_successor (db, segment, retirement->clients_to, error)
      || !check_successor (db, segment, retirement->bands_to, error))
    return FALSE;
  if (retirement->clients_to != 0
      && !tranche_overrides_move (operation, id, retirement->clients_to, today, error))
    return FALSE;

  strategies = tranche_strategies_list_users (db, id, error);
  if (strategies == NULL)
    return FALSE;
  tranche_successors_add (successors, id, retirement->bands_to);
  for (guint i = 0; i < strategies->len; i++)
    if (!tranche_strategy_bands_move (operation, g_array_index (strategies, gint64, i), successors,
                                      error))
      return FALSE;
  return TRUE;
}

gboolean
tranche_segments_set_inactive (TrancheDatabase *db,
                               gint64 segment_id,
                               const TrancheSegmentRetirement *retirement,
                               TrancheDate today,
                               TrancheSegmentUsage **usage,
                               GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) record = NULL;
  g_autoptr (TrancheSegmentUsage) found = NULL;
  TrancheSegment *segment;
  char *label;

  g_return_val_if_fail (db != NULL, FALSE);

  if (usage != NULL)
    *usage = NULL;
  operation = tranche_model_edit_open (db, TRANCHE_TYPE_SEGMENT, segment_id, &record, error);
  if (operation == NULL)
    return FALSE;
  segment = TRANCHE_SEGMENT (record);
  if (!segment->active)
    return TRUE;
  found = tranche_segment_usage_load (db, segment_id, today, error);
  if (found == NULL)
    return FALSE;

  if (retirement == NULL && tranche_segment_usage_is_used (found))
    {
      g_autofree char *text = tranche_segment_usage_to_text (found);

      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED, _ ("“%s” is in use: %s"),
                   segment->name, text);
      if (usage != NULL)
        *usage = g_steal_pointer (&found);
      return FALSE;
    }

  /* Who may change the model may bring with it what follows from that. */
  tranche_operation_authorise (operation);
  if (retirement != NULL && !move_users (operation, segment, retirement, today, error))
    return FALSE;
  g_object_set (segment, "active", FALSE, NULL);
  if (!tranche_records_update (operation, TRANCHE_RECORD (segment), error))
    return FALSE;

  label = g_strdup_printf (_ ("Segment “%s” set inactive"), segment->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_segments_set_active (TrancheDatabase *db, gint64 segment_id, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) segment = NULL;
  char *label;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_model_edit_open (db, TRANCHE_TYPE_SEGMENT, segment_id, &segment, error);
  if (operation == NULL)
    return FALSE;
  g_object_set (segment, "active", TRUE, NULL);
  if (!tranche_records_update (operation, segment, error))
    return FALSE;

  label = g_strdup_printf (_ ("Segment “%s” set active"), TRANCHE_SEGMENT (segment)->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}
