/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-history.h"

#define MICROSECONDS_A_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

void
tranche_segment_event_free (TrancheSegmentEvent *event)
{
  if (event == NULL)
    return;

  g_free (event->actor_name);
  g_free (event->from_name);
  g_free (event->to_name);
  g_free (event->reason);
  g_free (event);
}

static char *
dup_nullable (TrancheStatement *statement, int column)
{
  return tranche_statement_is_null (statement, column)
             ? NULL
             : tranche_statement_dup_text (statement, column);
}

static TrancheDate
get_date (TrancheStatement *statement, int column)
{
  return tranche_statement_is_null (statement, column)
             ? TRANCHE_DATE_NONE
             : tranche_statement_get_date (statement, column);
}

static gboolean
add_runs (TrancheDatabase *db, gint64 party_id, GPtrArray *events, GError **error)
{
  static const char sql[]
      = "SELECT CASE WHEN o.undoes IS NOT NULL THEN 1 WHEN o.redoes IS NOT NULL THEN 2 ELSE 0 END,"
        " o.at, o.actor_name, o.id, h.effective_date, f.name, t.name FROM assignment_history h"
        " JOIN operation o ON o.id = h.operation_id"
        " LEFT JOIN segment f ON f.id = h.from_segment_id"
        " LEFT JOIN segment t ON t.id = h.to_segment_id WHERE h.party_id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, party_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheSegmentEvent *event = g_new0 (TrancheSegmentEvent, 1);

      event->kind = (TrancheSegmentEventKind) tranche_statement_get_int64 (statement, 0);
      event->at = tranche_statement_get_int64 (statement, 1);
      event->actor_name = tranche_statement_dup_name (statement, 2);
      event->operation_id = tranche_statement_get_int64 (statement, 3);
      event->date = tranche_statement_get_date (statement, 4);
      event->from_name = dup_nullable (statement, 5);
      event->to_name = dup_nullable (statement, 6);
      g_ptr_array_add (events, event);
    }

  return !tranche_statement_failed (statement);
}

/* From the changes that its writes left, so that what was taken away or undone is there too. */
static gboolean
add_overrides (TrancheDatabase *db, gint64 party_id, GPtrArray *events, GError **error)
{
  static const char sql[] = "SELECT o.at, o.actor_name, o.id, b.name, a.name, coalesce (c.after, "
                            "c.before) ->> '$.reason',"
                            " c.before ->> '$.start_date', c.before ->> '$.end_date',"
                            " c.after ->> '$.start_date', c.after ->> '$.end_date'"
                            " FROM change c JOIN operation o ON o.id = c.operation_id"
                            " LEFT JOIN segment b ON b.id = c.before ->> '$.segment_id'"
                            " LEFT JOIN segment a ON a.id = c.after ->> '$.segment_id'"
                            " WHERE c.party_id = ?1 AND c.table_name = 'override' ORDER BY c.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, party_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheSegmentEvent *event = g_new0 (TrancheSegmentEvent, 1);
      TrancheDate end_before = get_date (statement, 7);
      TrancheDate end_after = get_date (statement, 9);

      event->at = tranche_statement_get_int64 (statement, 0);
      event->actor_name = tranche_statement_dup_name (statement, 1);
      event->operation_id = tranche_statement_get_int64 (statement, 2);
      event->from_name = dup_nullable (statement, 3);
      event->to_name = dup_nullable (statement, 4);
      event->reason = dup_nullable (statement, 5);
      event->end_date = end_after;
      event->kind = TRANCHE_SEGMENT_EVENT_OVERRIDE;
      event->date = get_date (statement, 8);
      if (event->to_name == NULL)
        {
          event->kind = TRANCHE_SEGMENT_EVENT_OVERRIDE_ENDED;
          event->date = get_date (statement, 6);
        }
      else if (event->from_name != NULL && end_after != TRANCHE_DATE_NONE
               && (end_before == TRANCHE_DATE_NONE || end_after < end_before))
        {
          event->kind = TRANCHE_SEGMENT_EVENT_OVERRIDE_ENDED;
          event->date = end_after + 1;
          g_clear_pointer (&event->to_name, g_free);
        }
      g_ptr_array_add (events, event);
    }

  return !tranche_statement_failed (statement);
}

/* Those whose last day came and went; one that was ended after its last day had its event then. */
static gboolean
add_lapses (TrancheDatabase *db,
            gint64 party_id,
            TrancheDate today,
            GPtrArray *events,
            GError **error)
{
  static const char sql[]
      = "SELECT v.end_date, s.name, v.reason, coalesce ((SELECT max (o.at) FROM change c"
        "  JOIN operation o ON o.id = c.operation_id WHERE c.table_name = 'override'"
        "  AND c.row_id = v.id), 0) FROM override v JOIN segment s ON s.id = v.segment_id"
        " WHERE v.party_id = ?1 AND v.end_date < ?2";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  const TrancheDate epoch = tranche_date_new (1970, 1, 1);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, party_id);
  tranche_statement_bind_date (statement, 2, today);
  while (tranche_statement_step (statement, error))
    {
      TrancheDate end = tranche_statement_get_date (statement, 0);
      gint64 at = (end + 1 - epoch) * MICROSECONDS_A_DAY;
      TrancheSegmentEvent *event;

      if (tranche_statement_get_int64 (statement, 3) >= at)
        continue;

      event = g_new0 (TrancheSegmentEvent, 1);
      event->kind = TRANCHE_SEGMENT_EVENT_OVERRIDE_LAPSED;
      event->at = at;
      event->actor_name = g_strdup ("");
      event->date = end + 1;
      event->end_date = end;
      event->from_name = tranche_statement_dup_text (statement, 1);
      event->reason = tranche_statement_dup_name (statement, 2);
      g_ptr_array_add (events, event);
    }

  return !tranche_statement_failed (statement);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const TrancheSegmentEvent *first = a;
  const TrancheSegmentEvent *second = b;

  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  return (first->operation_id < second->operation_id)
         - (first->operation_id > second->operation_id);
}

GPtrArray *
tranche_segment_history_load (TrancheDatabase *db,
                              gint64 party_id,
                              TrancheDate today,
                              GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_segment_event_free);

  g_return_val_if_fail (db != NULL, NULL);

  if (!add_runs (db, party_id, events, error) || !add_overrides (db, party_id, events, error)
      || !add_lapses (db, party_id, today, events, error))
    return NULL;

  g_ptr_array_sort_values (events, compare_events);
  return g_steal_pointer (&events);
}
