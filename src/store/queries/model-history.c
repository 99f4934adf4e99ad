/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/model-history.h"

#include "domain/entities/benefit.h"
#include "domain/entities/segment-benefit.h"
#include "domain/entities/segment.h"
#include "domain/entities/segmentation-model.h"
#include "domain/frequency.h"

#include <glib/gi18n.h>

/* Rows of a model are never deleted but for its checks; so what was changed is found by the rows of
 * today, and by what the changes of checks say themselves. */
static const char events_sql[]
    = "WITH mine (table_name, row_id) AS ("
      " SELECT 'segmentation_model', ?1 UNION ALL"
      " SELECT 'segment', id FROM segment WHERE model_id = ?1 UNION ALL"
      " SELECT 'benefit', id FROM benefit WHERE model_id = ?1)"
      " SELECT c.operation_id, o.at, o.actor_name, o.label, c.table_name, c.before, c.after"
      " FROM change c JOIN operation o ON o.id = c.operation_id"
      " WHERE (c.table_name, c.row_id) IN (SELECT table_name, row_id FROM mine)"
      " OR (c.table_name = 'segment_benefit' AND json_extract (coalesce (c.after, c.before),"
      "  '$.segment_id') IN (SELECT id FROM segment WHERE model_id = ?1))"
      " ORDER BY c.operation_id DESC, c.id";

void
tranche_model_event_free (TrancheModelEvent *event)
{
  if (event == NULL)
    return;

  g_free (event->actor_name);
  g_free (event->label);
  g_strfreev (event->sentences);
  g_free (event);
}

/* What a value is to people. */
static char *
show_value (TrancheRecord *record, const TrancheField *field)
{
  gint64 value;

  if (field->kind == TRANCHE_FIELD_KIND_TEXT)
    return g_strdup (tranche_record_get_text (record, field));

  value = tranche_record_get_integer (record, field);
  if (field->kind == TRANCHE_FIELD_KIND_BOOLEAN)
    return g_strdup (value != 0 ? _ ("yes") : _ ("no"));
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

/* "Segment “Gold”" */
static char *
name_record (TrancheRecord *record)
{
  if (TRANCHE_IS_SEGMENT (record))
    return g_strdup_printf (_ ("Segment “%s”"), TRANCHE_SEGMENT (record)->name);
  if (TRANCHE_IS_BENEFIT (record))
    return g_strdup_printf (_ ("Benefit “%s”"), TRANCHE_BENEFIT (record)->name);
  return g_strdup_printf (_ ("Model “%s”"), TRANCHE_SEGMENTATION_MODEL (record)->name);
}

static gboolean
get_flag (TrancheRecord *record, const char *name)
{
  const TrancheField *field = record != NULL ? tranche_record_find_field (record, name) : NULL;

  return field != NULL && tranche_record_get_integer (record, field) != 0;
}

static void
add_fields (GStrvBuilder *sentences, TrancheRecord *before, TrancheRecord *after, const char *name)
{
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (after);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];
      g_autofree char *was = NULL;
      g_autofree char *is = NULL;

      if ((field->flags & TRANCHE_FIELD_DERIVED) != 0 || tranche_field_equal (field, before, after)
          || g_str_equal (field->name, "active") || g_str_equal (field->name, "removed"))
        continue;
      was = show_value (before, field);
      is = show_value (after, field);
      /* Translators: whose (“Segment “Gold””), the field, its old and its new value */
      g_strv_builder_take (sentences, g_strdup_printf (_ ("%s: “%s” was “%s”, is “%s”"), name,
                                                       _ (field->label), was, is));
    }
}

static void
add_record (GStrvBuilder *sentences, TrancheRecord *before, TrancheRecord *after)
{
  g_autofree char *name = name_record (after != NULL ? after : before);
  gboolean was_there = before != NULL && !get_flag (before, "removed");
  gboolean is_there = after != NULL && !get_flag (after, "removed");

  if (!was_there && is_there)
    g_strv_builder_take (sentences, g_strdup_printf (_ ("%s: added"), name));
  else if (was_there && !is_there)
    g_strv_builder_take (sentences, g_strdup_printf (_ ("%s: removed"), name));
  else if (TRANCHE_IS_SEGMENT (after) && get_flag (before, "active") != get_flag (after, "active"))
    g_strv_builder_take (
        sentences,
        g_strdup_printf (get_flag (after, "active") ? _ ("%s: set active") : _ ("%s: set inactive"),
                         name));
  if (before != NULL && after != NULL)
    add_fields (sentences, before, after, name);
}

static char *
find_name (TrancheDatabase *db, const char *sql, gint64 id)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, NULL);

  if (statement == NULL)
    return g_strdup ("");
  tranche_statement_bind_int64 (statement, 1, id);
  return tranche_statement_step (statement, NULL) ? tranche_statement_dup_text (statement, 0)
                                                  : g_strdup ("");
}

static void
add_cell (TrancheDatabase *db, GStrvBuilder *sentences, TrancheRecord *cell, gboolean given)
{
  g_autofree char *segment = find_name (db, "SELECT name FROM segment WHERE id = ?1",
                                        TRANCHE_SEGMENT_BENEFIT (cell)->segment_id);
  g_autofree char *benefit = find_name (db, "SELECT name FROM benefit WHERE id = ?1",
                                        TRANCHE_SEGMENT_BENEFIT (cell)->benefit_id);

  /* Translators: a segment, then a benefit */
  g_strv_builder_take (sentences, g_strdup_printf (given ? _ ("Segment “%s”: given “%s”")
                                                         : _ ("Segment “%s”: “%s” taken away"),
                                                   segment, benefit));
}

static TrancheRecord *
read_record (const char *table_name, const char *json, GError **error)
{
  g_autoptr (TrancheRecord) record = tranche_record_new_for_table (table_name);

  return tranche_record_read_json (record, json, error) ? g_steal_pointer (&record) : NULL;
}

static gboolean
add_change (TrancheDatabase *db, GStrvBuilder *sentences, TrancheStatement *change, GError **error)
{
  const char *table_name = tranche_statement_get_text (change, 4, NULL);
  g_autoptr (TrancheRecord) before = NULL;
  g_autoptr (TrancheRecord) after = NULL;

  if (!tranche_statement_is_null (change, 5))
    {
      before = read_record (table_name, tranche_statement_get_text (change, 5, NULL), error);
      if (before == NULL)
        return FALSE;
    }
  if (!tranche_statement_is_null (change, 6))
    {
      after = read_record (table_name, tranche_statement_get_text (change, 6, NULL), error);
      if (after == NULL)
        return FALSE;
    }

  if (g_str_equal (table_name, "segment_benefit"))
    add_cell (db, sentences, after != NULL ? after : before, after != NULL);
  else
    add_record (sentences, before, after);
  return TRUE;
}

static TrancheModelEvent *
start_event (TrancheStatement *change)
{
  TrancheModelEvent *event = g_new0 (TrancheModelEvent, 1);

  event->operation_id = tranche_statement_get_int64 (change, 0);
  event->at = tranche_statement_get_int64 (change, 1);
  event->actor_name = tranche_statement_dup_name (change, 2);
  event->label = tranche_statement_dup_name (change, 3);
  return event;
}

GPtrArray *
tranche_model_history_load (TrancheDatabase *db, gint64 model_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_model_event_free);
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  TrancheModelEvent *event = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, events_sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, model_id);
  while (tranche_statement_step (statement, error))
    {
      if (event == NULL || event->operation_id != tranche_statement_get_int64 (statement, 0))
        {
          if (event != NULL)
            event->sentences = g_strv_builder_end (sentences);
          if (limit != 0 && events->len == limit)
            return g_steal_pointer (&events);
          event = start_event (statement);
          g_ptr_array_add (events, event);
        }
      if (!add_change (db, sentences, statement, error))
        return NULL;
    }
  if (tranche_statement_failed (statement))
    return NULL;
  if (event != NULL)
    event->sentences = g_strv_builder_end (sentences);

  return g_steal_pointer (&events);
}
