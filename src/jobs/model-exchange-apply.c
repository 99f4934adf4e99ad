/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/model-exchange-private.h"

#include "domain/entities/segment-benefit.h"
#include "domain/frequency.h"
#include "store/actions/segments.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/records.h"

#include <glib/gi18n.h>

/*
 * Comparing and applying are the same walk: with an operation it also writes what it tells.
 */

typedef struct
{
  TrancheDatabase *db;
  TrancheOperation *operation; /* NULL: only compare */
  TrancheDate today;
  gint64 model_id;
  TrancheModelContent *now;
  const TrancheModelContent *wanted;
  TrancheModelDifference *difference;

  /* By index in @wanted: the record as it stands after the walk, and whether it was there. */
  GPtrArray *segments;
  GPtrArray *benefits;
} Walk;

static void
change_free (gpointer data)
{
  TrancheModelChange *change = data;

  g_free (change->sentence);
  g_free (change);
}

void
tranche_model_difference_free (TrancheModelDifference *difference)
{
  if (difference == NULL)
    return;

  g_ptr_array_unref (difference->changes);
  g_free (difference);
}

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->now, tranche_model_content_free);
  g_clear_pointer (&walk->difference, tranche_model_difference_free);
  g_clear_pointer (&walk->segments, g_ptr_array_unref);
  g_clear_pointer (&walk->benefits, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* Takes @sentence. */
static void
tell (Walk *walk, TrancheModelChangeKind kind, char *sentence)
{
  TrancheModelChange *change = g_new0 (TrancheModelChange, 1);

  change->kind = kind;
  change->sentence = sentence;
  walk->difference->n_added += kind == TRANCHE_MODEL_CHANGE_ADD;
  walk->difference->n_edited += kind == TRANCHE_MODEL_CHANGE_EDIT;
  walk->difference->n_removed += kind == TRANCHE_MODEL_CHANGE_REMOVE;
  g_ptr_array_add (walk->difference->changes, change);
}

static char *
show_value (TrancheRecord *record, const TrancheField *field)
{
  gint64 value;

  if (field->kind == TRANCHE_FIELD_KIND_TEXT)
    return g_strdup (tranche_record_get_text (record, field));
  value = tranche_record_get_integer (record, field);
  if (g_str_equal (field->name, "frequency"))
    return g_strdup (tranche_frequency_get_name ((TrancheFrequency) value));
  if (g_str_equal (field->name, "kind"))
    return g_strdup (tranche_benefit_kind_get_name ((int) value));
  if (g_str_equal (field->name, "colour"))
    return g_strdup (tranche_segment_colour_get_name ((int) value));
  if (g_str_equal (field->name, "mark"))
    return g_strdup (tranche_segment_mark_get_name ((int) value));
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

/* Every field that differs; @subject: "Benefit “Tax summary”". */
static void
tell_edits (Walk *walk, const char *subject, TrancheRecord *before, TrancheRecord *after)
{
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (after);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];
      g_autofree char *was = NULL;
      g_autofree char *is = NULL;

      if ((field->flags & TRANCHE_FIELD_DERIVED) != 0 || g_str_equal (field->name, "active")
          || tranche_field_equal (field, before, after))
        continue;
      was = show_value (before, field);
      is = show_value (after, field);
      /* Translators: whose (“Benefit “Tax summary””), the field, its old and its new value */
      tell (walk, TRANCHE_MODEL_CHANGE_EDIT,
            g_strdup_printf (_ ("%s: “%s” was “%s”, becomes “%s”"), subject, _ (field->label), was,
                             is));
    }
}

/* Segments ---------------------------------------------------------------------- */

/* Whether those that both sides have stand in another order. */
static gboolean
is_reordered (Walk *walk)
{
  int last = -1;

  for (guint i = 0; i < walk->wanted->segments->len; i++)
    {
      int place = tranche_model_content_find_segment (
          walk->now, tranche_model_content_get_segment (walk->wanted, i)->name);

      if (place >= 0 && place < last)
        return TRUE;
      last = MAX (last, place);
    }
  return FALSE;
}

static gint64
find_last_position (Walk *walk)
{
  gint64 last = 0;

  for (guint i = 0; i < walk->now->segments->len; i++)
    last = MAX (last, tranche_model_content_get_segment (walk->now, i)->position);
  return last;
}

static gboolean
refuse_used (Walk *walk, TrancheSegment *segment, GError **error)
{
  g_autoptr (TrancheSegmentUsage) usage = tranche_segment_usage_load (
      walk->db, tranche_record_get_id (TRANCHE_RECORD (segment)), walk->today, error);
  g_autofree char *text = NULL;

  if (usage == NULL)
    return FALSE;
  if (!tranche_segment_usage_is_used (usage))
    return TRUE;

  text = tranche_segment_usage_to_text (usage);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
               _ ("“%s” would become inactive, and is in use: %s. Make it inactive first."),
               segment->name, text);
  return FALSE;
}

static gboolean
add_segment (Walk *walk, TrancheSegment *segment, gint64 position, GError **error)
{
  int colour;
  int mark;

  tell (walk, TRANCHE_MODEL_CHANGE_ADD, g_strdup_printf (_ ("Segment “%s”: added"), segment->name));
  if (walk->operation == NULL)
    return TRUE;

  if (!tranche_segments_propose_look (walk->db, walk->model_id, &colour, &mark, error))
    return FALSE;
  g_object_set (segment, "model-id", walk->model_id, "position", position, "colour",
                segment->colour != 0 ? segment->colour : colour, "mark",
                segment->mark != 0 ? segment->mark : mark, NULL);
  return tranche_records_insert (walk->operation, TRANCHE_RECORD (segment), error);
}

static gboolean
set_active (Walk *walk, TrancheSegment *stored, TrancheSegment *segment, GError **error)
{
  if (stored->active == segment->active)
    return TRUE;
  if (segment->active)
    {
      tell (walk, TRANCHE_MODEL_CHANGE_EDIT,
            g_strdup_printf (_ ("Segment “%s”: set active"), segment->name));
      return TRUE;
    }
  tell (walk, TRANCHE_MODEL_CHANGE_REMOVE,
        g_strdup_printf (_ ("Segment “%s”: set inactive"), segment->name));
  return walk->operation == NULL || refuse_used (walk, stored, error);
}

/* @after: the stored record with what is wanted of it. */
static gboolean
edit_segment (Walk *walk, TrancheSegment *stored, TrancheSegment *after, GError **error)
{
  g_autofree char *subject = g_strdup_printf (_ ("Segment “%s”"), stored->name);

  tell_edits (walk, subject, TRANCHE_RECORD (stored), TRANCHE_RECORD (after));
  return set_active (walk, stored, after, error)
         && (walk->operation == NULL
             || tranche_records_update (walk->operation, TRANCHE_RECORD (after), error));
}

static gboolean
walk_segments (Walk *walk, GError **error)
{
  gboolean reordered = is_reordered (walk);
  gint64 last = find_last_position (walk);

  for (guint i = 0; i < walk->wanted->segments->len; i++)
    {
      TrancheSegment *wanted = tranche_model_content_get_segment (walk->wanted, i);
      int place = tranche_model_content_find_segment (walk->now, wanted->name);
      TrancheSegment *stored
          = place >= 0 ? tranche_model_content_get_segment (walk->now, place) : NULL;
      TrancheRecord *after
          = tranche_record_copy (TRANCHE_RECORD (stored != NULL ? stored : wanted));

      g_ptr_array_add (walk->segments, after);
      if (stored == NULL)
        {
          if (!add_segment (walk, TRANCHE_SEGMENT (after), reordered ? (gint64) i + 1 : ++last,
                            error))
            return FALSE;
          continue;
        }

      g_object_set (after, "name", wanted->name, "description", wanted->description, "active",
                    wanted->active, "colour", wanted->colour != 0 ? wanted->colour : stored->colour,
                    "mark", wanted->mark != 0 ? wanted->mark : stored->mark, "position",
                    reordered ? (gint64) i + 1 : stored->position, NULL);
      if (!edit_segment (walk, stored, TRANCHE_SEGMENT (after), error))
        return FALSE;
    }

  for (guint i = 0; i < walk->now->segments->len; i++)
    {
      TrancheSegment *stored = tranche_model_content_get_segment (walk->now, i);
      g_autoptr (TrancheRecord) after = NULL;

      if (!stored->active || tranche_model_content_find_segment (walk->wanted, stored->name) >= 0)
        continue;
      after = tranche_record_copy (TRANCHE_RECORD (stored));
      g_object_set (after, "active", FALSE, NULL);
      if (!edit_segment (walk, stored, TRANCHE_SEGMENT (after), error))
        return FALSE;
    }

  return TRUE;
}

/* Benefits ---------------------------------------------------------------------- */

static gboolean
write_benefit (Walk *walk, TrancheBenefit *stored, TrancheBenefit *after, GError **error)
{
  g_autofree char *subject = NULL;

  if (stored == NULL)
    {
      tell (walk, TRANCHE_MODEL_CHANGE_ADD,
            g_strdup_printf (_ ("Benefit “%s”: added"), after->name));
      g_object_set (after, "model-id", walk->model_id, NULL);
      return walk->operation == NULL
             || tranche_records_insert (walk->operation, TRANCHE_RECORD (after), error);
    }

  subject = g_strdup_printf (_ ("Benefit “%s”"), stored->name);
  tell_edits (walk, subject, TRANCHE_RECORD (stored), TRANCHE_RECORD (after));
  return walk->operation == NULL
         || tranche_records_update (walk->operation, TRANCHE_RECORD (after), error);
}

static gboolean
walk_benefits (Walk *walk, GError **error)
{
  for (guint i = 0; i < walk->wanted->benefits->len; i++)
    {
      TrancheBenefit *wanted = tranche_model_content_get_benefit (walk->wanted, i);
      int place = tranche_model_content_find_benefit (walk->now, wanted->name);
      TrancheBenefit *stored
          = place >= 0 ? tranche_model_content_get_benefit (walk->now, place) : NULL;
      TrancheRecord *after
          = tranche_record_copy (TRANCHE_RECORD (stored != NULL ? stored : wanted));

      g_ptr_array_add (walk->benefits, after);
      g_object_set (after, "name", wanted->name, "description", wanted->description, "frequency",
                    wanted->frequency, "kind", wanted->kind, "position", wanted->position, NULL);
      if (!write_benefit (walk, stored, TRANCHE_BENEFIT (after), error))
        return FALSE;
    }

  for (guint i = 0; i < walk->now->benefits->len; i++)
    {
      TrancheBenefit *stored = tranche_model_content_get_benefit (walk->now, i);

      if (tranche_model_content_find_benefit (walk->wanted, stored->name) >= 0)
        continue;
      tell (walk, TRANCHE_MODEL_CHANGE_REMOVE,
            g_strdup_printf (_ ("Benefit “%s”: removed"), stored->name));
      if (walk->operation != NULL
          && !tranche_records_remove (walk->operation, TRANCHE_RECORD (stored), error))
        return FALSE;
    }

  return TRUE;
}

/* The matrix -------------------------------------------------------------------- */

static gboolean
write_cell (Walk *walk,
            TrancheRecord *segment,
            TrancheRecord *benefit,
            gboolean held,
            GError **error)
{
  const gint64 ids[] = { tranche_record_get_id (segment), tranche_record_get_id (benefit) };
  g_autoptr (TrancheSegmentBenefit) cell = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (!held)
    {
      found = tranche_records_list (walk->db, TRANCHE_TYPE_SEGMENT_BENEFIT,
                                    "segment_id = ? AND benefit_id = ?", NULL, ids, 2, error);
      return found != NULL && found->len == 1
             && tranche_records_remove (walk->operation, g_ptr_array_index (found, 0), error);
    }

  cell = tranche_segment_benefit_new ();
  g_object_set (cell, "segment-id", ids[0], "benefit-id", ids[1], NULL);
  return tranche_records_insert (walk->operation, TRANCHE_RECORD (cell), error);
}

static gboolean
walk_cell (Walk *walk, guint row, guint column, GError **error)
{
  TrancheSegment *segment = g_ptr_array_index (walk->segments, column);
  TrancheBenefit *benefit = g_ptr_array_index (walk->benefits, row);
  int now_column = tranche_model_content_find_segment (walk->now, segment->name);
  int now_row = tranche_model_content_find_benefit (walk->now, benefit->name);
  gboolean known = now_column >= 0 && now_row >= 0;
  gboolean had = known && tranche_model_content_get_cell (walk->now, now_row, now_column);
  gboolean held = tranche_model_content_get_cell (walk->wanted, row, column);

  if (had == held)
    return TRUE;
  /* What a new segment or a new benefit brings with it goes without saying. */
  if (known)
    tell (walk, TRANCHE_MODEL_CHANGE_EDIT,
          g_strdup_printf (held ? _ ("Segment “%s”: given “%s”")
                                : _ ("Segment “%s”: “%s” taken away"),
                           segment->name, benefit->name));
  return walk->operation == NULL
         || write_cell (walk, TRANCHE_RECORD (segment), TRANCHE_RECORD (benefit), held, error);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const TrancheModelChange *first = *(TrancheModelChange *const *) a;
  const TrancheModelChange *second = *(TrancheModelChange *const *) b;

  return (int) first->kind - (int) second->kind;
}

static gboolean
walk_all (Walk *walk, GError **error)
{
  walk->now = tranche_model_content_load (walk->db, walk->model_id, error);
  if (walk->now == NULL)
    return FALSE;
  walk->difference = g_new0 (TrancheModelDifference, 1);
  walk->difference->model_id = walk->model_id;
  walk->difference->changes = g_ptr_array_new_with_free_func (change_free);
  walk->segments = g_ptr_array_new_with_free_func (g_object_unref);
  walk->benefits = g_ptr_array_new_with_free_func (g_object_unref);
  if (!walk_segments (walk, error) || !walk_benefits (walk, error))
    return FALSE;
  for (guint row = 0; row < walk->benefits->len; row++)
    for (guint column = 0; column < walk->segments->len; column++)
      if (!walk_cell (walk, row, column, error))
        return FALSE;

  g_ptr_array_sort (walk->difference->changes, compare_changes);
  return TRUE;
}

TrancheModelDifference *
tranche_model_import_compare (TrancheDatabase *db,
                              gint64 model_id,
                              const TrancheModelContent *wanted,
                              GError **error)
{
  g_auto (Walk) walk = { .db = db, .model_id = model_id, .wanted = wanted };

  g_return_val_if_fail (db != NULL && wanted != NULL, NULL);

  return walk_all (&walk, error) ? g_steal_pointer (&walk.difference) : NULL;
}

gboolean
tranche_model_import_apply (TrancheDatabase *db,
                            gint64 model_id,
                            const TrancheModelContent *wanted,
                            TrancheDate today,
                            GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_auto (Walk) walk = { .db = db, .model_id = model_id, .wanted = wanted, .today = today };
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && wanted != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL || !tranche_permissions_require_model (db, model_id, error))
    return FALSE;
  walk.operation = operation;
  if (!walk_all (&walk, error))
    return FALSE;

  label = g_strdup_printf (_ ("Segmentation model “%s” imported"), walk.now->model->name);
  tranche_operation_set_label (operation, label);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}
