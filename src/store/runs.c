/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/runs.h"

#include "domain/bands.h"

#include <glib/gi18n.h>

static void
clear_segment (gpointer data)
{
  TrancheRunSegment *segment = data;

  g_clear_pointer (&segment->name, g_free);
}

TrancheRun *
tranche_run_new (void)
{
  TrancheRun *run = g_new0 (TrancheRun, 1);

  run->state = TRANCHE_RUN_DONE;
  run->segments = g_array_new (FALSE, TRUE, sizeof (TrancheRunSegment));
  g_array_set_clear_func (run->segments, clear_segment);
  return run;
}

void
tranche_run_free (TrancheRun *run)
{
  if (run == NULL)
    return;

  g_free (run->actor_name);
  g_array_unref (run->segments);
  g_free (run);
}

const TrancheRunSegment *
tranche_run_get_segment (const TrancheRun *run, guint index)
{
  g_return_val_if_fail (run != NULL && index < run->segments->len, NULL);

  return &g_array_index (run->segments, TrancheRunSegment, index);
}

int
tranche_run_classify (const TrancheRun *run, TrancheMoney total)
{
  g_autofree TrancheMoney *lowers = NULL;

  g_return_val_if_fail (run != NULL, -1);

  lowers = g_new (TrancheMoney, MAX (run->segments->len, 1));
  for (guint i = 0; i < run->segments->len; i++)
    lowers[i] = tranche_run_get_segment (run, i)->effective_lower;

  return tranche_bands_classify (lowers, run->segments->len, total, -1, NULL);
}

void
tranche_run_mover_free (TrancheRunMover *mover)
{
  if (mover == NULL)
    return;

  g_free (mover->name);
  g_free (mover->from_name);
  g_free (mover->to_name);
  g_free (mover);
}

#define RUN_COLUMNS                                                                                \
  "r.id, r.operation_id, o.at, o.actor_name, r.office_id, r.strategy_id, r.target, r.run_date,"    \
  " r.start_month, r.end_month, r.available_months, r.maximum_months, r.buffer_months, r.parties," \
  " r.production, r.moves, r.unsegmented, r.unsegmented_production, r.no_production, r.negative,"  \
  " r.state FROM run r JOIN operation o ON o.id = r.operation_id"

#define MONTH_MAX (9999 * 12)
#define MONTHS_MAX 120 /* of the schema */

/* A damaged file may hold any number; what reads a run's months takes for granted that they are as
 * many as a run may have. */
static TrancheMonth
get_month (TrancheStatement *statement, int column, TrancheMonth first, TrancheMonth last)
{
  gint64 month = tranche_statement_get_int64 (statement, column);

  return (TrancheMonth) CLAMP (month, first, last);
}

static TrancheRun *
read_run (TrancheStatement *statement)
{
  TrancheRun *run = tranche_run_new ();
  int column = 0;

  run->id = tranche_statement_get_int64 (statement, column++);
  run->operation_id = tranche_statement_get_int64 (statement, column++);
  run->at = tranche_statement_get_int64 (statement, column++);
  run->actor_name = tranche_statement_dup_name (statement, column++);
  run->office_id = tranche_statement_get_int64 (statement, column++);
  run->strategy_id = tranche_statement_get_int64 (statement, column++);
  run->target = (TrancheStrategyTarget) tranche_statement_get_int64 (statement, column++);
  run->date = tranche_statement_get_date (statement, column++);
  run->start_month = get_month (statement, column++, 0, MONTH_MAX);
  run->end_month
      = get_month (statement, column++, run->start_month, run->start_month + MONTHS_MAX - 1);
  run->available_months = (int) tranche_statement_get_int64 (statement, column++);
  run->maximum_months = (int) tranche_statement_get_int64 (statement, column++);
  run->buffer_months = (int) tranche_statement_get_int64 (statement, column++);
  run->parties = tranche_statement_get_int64 (statement, column++);
  run->production = tranche_statement_get_int64 (statement, column++);
  run->moves = tranche_statement_get_int64 (statement, column++);
  run->unsegmented = tranche_statement_get_int64 (statement, column++);
  run->unsegmented_production = tranche_statement_get_int64 (statement, column++);
  run->no_production = tranche_statement_get_int64 (statement, column++);
  run->negative = tranche_statement_get_int64 (statement, column++);
  run->state = (TrancheRunState) tranche_statement_get_int64 (statement, column++);
  return run;
}

static gboolean
load_segments (TrancheDatabase *db, TrancheRun *run, GError **error)
{
  static const char sql[] = "SELECT segment_id, name, monthly_lower, effective_lower, parties, "
                            "production FROM run_segment"
                            " WHERE run_id = ?1 ORDER BY monthly_lower";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, run->id);
  while (tranche_statement_step (statement, error))
    {
      TrancheRunSegment segment = {
        .segment_id = tranche_statement_get_int64 (statement, 0),
        .name = tranche_statement_dup_name (statement, 1),
        .monthly_lower = tranche_statement_get_int64 (statement, 2),
        .effective_lower = tranche_statement_get_int64 (statement, 3),
        .parties = tranche_statement_get_int64 (statement, 4),
        .production = tranche_statement_get_int64 (statement, 5),
      };

      g_array_append_val (run->segments, segment);
    }

  return !tranche_statement_failed (statement);
}

static gboolean
count_moves (TrancheDatabase *db, TrancheRun *run, GError **error)
{
  static const char sql[] = "SELECT coalesce (from_segment_id, 0), coalesce (to_segment_id, 0), "
                            "count (*) FROM assignment_history"
                            " WHERE operation_id = ?1 GROUP BY 1, 2";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, run->operation_id);
  while (tranche_statement_step (statement, error))
    for (guint i = 0; i < run->segments->len; i++)
      {
        TrancheRunSegment *segment = &g_array_index (run->segments, TrancheRunSegment, i);

        if (tranche_statement_get_int64 (statement, 0) == segment->segment_id)
          segment->moved_out += tranche_statement_get_int64 (statement, 2);
        if (tranche_statement_get_int64 (statement, 1) == segment->segment_id)
          segment->moved_in += tranche_statement_get_int64 (statement, 2);
      }

  return !tranche_statement_failed (statement);
}

GPtrArray *
tranche_runs_list (TrancheDatabase *db,
                   gint64 office_id,
                   TrancheStrategyTarget target,
                   guint limit,
                   GError **error)
{
  static const char sql[]
      = "SELECT " RUN_COLUMNS
        " WHERE r.office_id = ?1 AND (?2 = 0 OR r.target = ?2) ORDER BY r.id DESC LIMIT ?3";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_run_free);

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  tranche_statement_bind_int64 (statement, 3, limit);
  while (tranche_statement_step (statement, error))
    g_ptr_array_add (runs, read_run (statement));

  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&runs);
}

TrancheRun *
tranche_runs_load (TrancheDatabase *db, gint64 id, GError **error)
{
  static const char sql[] = "SELECT " RUN_COLUMNS " WHERE r.id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (TrancheRun) run = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such run"));
      g_propagate_error (error, local_error);
      return NULL;
    }

  run = read_run (statement);
  if (!load_segments (db, run, error) || !count_moves (db, run, error))
    return NULL;

  return g_steal_pointer (&run);
}

TrancheRun *
tranche_runs_load_latest (TrancheDatabase *db,
                          gint64 office_id,
                          TrancheStrategyTarget target,
                          TrancheDate date,
                          GError **error)
{
  static const char sql[]
      = "SELECT " RUN_COLUMNS " WHERE r.office_id = ?1 AND r.target = ?2 AND r.state = 1"
        " AND (?3 IS NULL OR r.run_date <= ?3) ORDER BY r.id DESC LIMIT 1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (TrancheRun) run = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  tranche_statement_bind_date (statement, 3, date);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return NULL;
    }

  run = read_run (statement);
  if (!load_segments (db, run, error))
    return NULL;

  return g_steal_pointer (&run);
}

GPtrArray *
tranche_runs_list_movers (TrancheDatabase *db,
                          gint64 run_id,
                          gint64 after_party_id,
                          guint limit,
                          GError **error)
{
  /* A group's production is that of the clients of its office that count in it. */
  static const char sql[]
      = "SELECT h.party_id, p.display_name, h.had_segment, h.from_segment_id, f.name, "
        "h.to_segment_id, t.name,"
        " CASE r.target WHEN 1 THEN"
        "  (SELECT sum (l.amount) FROM statement_line l WHERE l.client_id = h.party_id"
        "   AND l.month BETWEEN r.start_month AND r.end_month)"
        " ELSE"
        "  (SELECT sum (l.amount) FROM group_membership m"
        "   JOIN client_slot c ON c.client_id = m.client_id AND c.removed = 0 AND c.office_id = "
        "r.office_id"
        "   JOIN statement_line l ON l.client_id = m.client_id AND l.month BETWEEN r.start_month "
        "AND r.end_month"
        "   WHERE m.group_id = h.party_id AND m.is_primary = 1)"
        " END"
        " FROM run r JOIN assignment_history h ON h.operation_id = r.operation_id AND h.party_id > "
        "?2"
        " JOIN party p ON p.id = h.party_id"
        " LEFT JOIN segment f ON f.id = h.from_segment_id LEFT JOIN segment t ON t.id = "
        "h.to_segment_id"
        " WHERE r.id = ?1 ORDER BY h.party_id LIMIT ?3";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GPtrArray) movers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_run_mover_free);

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, run_id);
  tranche_statement_bind_int64 (statement, 2, after_party_id);
  tranche_statement_bind_int64 (statement, 3, limit);
  while (tranche_statement_step (statement, error))
    {
      TrancheRunMover *mover = g_new0 (TrancheRunMover, 1);

      mover->party_id = tranche_statement_get_int64 (statement, 0);
      mover->name = tranche_statement_dup_name (statement, 1);
      mover->had_segment = tranche_statement_get_int64 (statement, 2) != 0;
      mover->from_segment_id = tranche_statement_get_int64 (statement, 3);
      mover->from_name = tranche_statement_is_null (statement, 4)
                             ? NULL
                             : tranche_statement_dup_text (statement, 4);
      mover->to_segment_id = tranche_statement_get_int64 (statement, 5);
      mover->to_name = tranche_statement_is_null (statement, 6)
                           ? NULL
                           : tranche_statement_dup_text (statement, 6);
      mover->total = tranche_statement_get_int64 (statement, 7);
      g_ptr_array_add (movers, mover);
    }

  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&movers);
}
