/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/runs.h"

#include <glib/gi18n.h>

/* (transfer full) (element-type TrancheRun) */
static GPtrArray *
list_of_operation (TrancheDatabase *db, gint64 operation_id, GError **error)
{
  static const char sql[] = "SELECT id, office_id, target, run_date, state FROM run"
                            " WHERE operation_id = ?1 ORDER BY id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_run_free);

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, operation_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheRun *run = tranche_run_new ();

      run->id = tranche_statement_get_int64 (statement, 0);
      run->operation_id = operation_id;
      run->office_id = tranche_statement_get_int64 (statement, 1);
      run->target = (TrancheStrategyTarget) tranche_statement_get_int64 (statement, 2);
      run->date = tranche_statement_get_date (statement, 3);
      run->state = (TrancheRunState) tranche_statement_get_int64 (statement, 4);
      g_ptr_array_add (runs, run);
    }
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&runs);
}

/* CONFLICT where the query finds anything. */
static gboolean
refuse_if_found (TrancheStatement *statement, const char *message, GError **error)
{
  if (!tranche_statement_step (statement, error))
    return !tranche_statement_failed (statement);

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT, message);
  return FALSE;
}

/* Runs of one office and target stand on each other; only the top one can be taken away, or laid on
 * again. */
static gboolean
check_on_top (TrancheDatabase *db, const TrancheRun *run, GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM run WHERE office_id = ?1 AND target = ?2 AND id > ?3 AND state = 1 LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, run->office_id);
  tranche_statement_bind_int64 (statement, 2, run->target);
  tranche_statement_bind_int64 (statement, 3, run->id);
  return refuse_if_found (statement, _ ("There is a later run; undo that one first"), error);
}

static gboolean
execute_for (TrancheDatabase *db,
             const char *sql,
             const gint64 *values,
             guint n_values,
             GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < n_values; i++)
    tranche_statement_bind_int64 (statement, (int) i + 1, values[i]);
  return tranche_statement_run (statement, error);
}

/* An assignment that isn't as the history says it must be was written by something else meanwhile.
 */
static gboolean
check_untouched (TrancheDatabase *db, gint64 operation_id, gboolean redo, GError **error)
{
  static const char undo_sql[]
      = "SELECT 1 FROM assignment_history h LEFT JOIN assignment a ON a.party_id = h.party_id"
        " WHERE h.operation_id = ?1 AND (a.party_id IS NULL OR a.segment_id IS NOT h.to_segment_id"
        "  OR a.run_id <> h.run_id) LIMIT 1";
  static const char redo_sql[]
      = "SELECT 1 FROM assignment_history h LEFT JOIN assignment a ON a.party_id = h.party_id"
        " WHERE h.operation_id = ?1 AND ((a.party_id IS NOT NULL) <> h.had_segment"
        "  OR a.segment_id IS NOT h.from_segment_id OR a.run_id IS NOT h.from_run_id) LIMIT 1";
  g_autoptr (TrancheStatement) statement
      = tranche_database_prepare (db, redo ? redo_sql : undo_sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, operation_id);
  return refuse_if_found (statement, _ ("Segments have changed since this run"), error);
}

static gboolean
put_back (TrancheDatabase *db, gint64 operation_id, gint64 undoing_id, GError **error)
{
  const gint64 values[] = { operation_id, undoing_id };

  return execute_for (
             db,
             "INSERT INTO assignment_history (operation_id, party_id, run_id, effective_date,"
             " had_segment, has_segment, from_segment_id, to_segment_id, from_run_id, from_since)"
             " SELECT ?2, party_id, run_id, effective_date, 1, had_segment, to_segment_id,"
             " from_segment_id, run_id, effective_date FROM assignment_history"
             " WHERE operation_id = ?1 ORDER BY party_id",
             values, 2, error)
         && execute_for (
             db,
             "DELETE FROM assignment WHERE party_id IN (SELECT party_id FROM assignment_history"
             " WHERE operation_id = ?1 AND had_segment = 0)",
             values, 1, error)
         && execute_for (
             db,
             "UPDATE assignment SET segment_id = h.from_segment_id, run_id = h.from_run_id,"
             " since = h.from_since FROM assignment_history h"
             " WHERE h.operation_id = ?1 AND h.had_segment = 1 AND assignment.party_id = "
             "h.party_id",
             values, 1, error);
}

static gboolean
assign_again (TrancheDatabase *db, gint64 operation_id, gint64 redoing_id, GError **error)
{
  const gint64 values[] = { operation_id, redoing_id };

  return execute_for (
             db,
             "INSERT INTO assignment_history (operation_id, party_id, run_id, effective_date,"
             " had_segment, has_segment, from_segment_id, to_segment_id, from_run_id, from_since)"
             " SELECT ?2, party_id, run_id, effective_date, had_segment, has_segment,"
             " from_segment_id, to_segment_id, from_run_id, from_since FROM assignment_history"
             " WHERE operation_id = ?1 ORDER BY party_id",
             values, 2, error)
         && execute_for (
             db,
             "INSERT INTO assignment (party_id, segment_id, run_id, since)"
             " SELECT party_id, to_segment_id, run_id, effective_date FROM assignment_history"
             " WHERE operation_id = ?1 ORDER BY party_id"
             " ON CONFLICT (party_id) DO UPDATE SET segment_id = excluded.segment_id,"
             " run_id = excluded.run_id, since = excluded.since",
             values, 1, error);
}

static gboolean
check_run (TrancheDatabase *db, const TrancheRun *run, gboolean redo, GError **error)
{
  if (run->state == (redo ? TRANCHE_RUN_UNDONE : TRANCHE_RUN_DONE))
    return check_on_top (db, run, error);

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                       redo ? _ ("This run stands already") : _ ("This run is undone already"));
  return FALSE;
}

static gboolean
mark_run (TrancheOperation *undoing, const TrancheRun *run, gboolean redo, GError **error)
{
  const gint64 state[] = { run->id, redo ? TRANCHE_RUN_DONE : TRANCHE_RUN_UNDONE };

  tranche_operation_touch (undoing, "run", run->id);
  return execute_for (tranche_operation_get_database (undoing),
                      "UPDATE run SET state = ?2 WHERE id = ?1", state, 2, error);
}

/* All runs of one operation together: no party is in two of them. */
static gboolean
undo_runs (TrancheOperation *undoing,
           GPtrArray *runs,
           gint64 operation_id,
           gboolean redo,
           GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (undoing);
  const TrancheRun *first = g_ptr_array_index (runs, 0);
  g_autofree char *detail = NULL;
  g_autofree char *seal = NULL;

  for (guint i = 0; i < runs->len; i++)
    if (!check_run (db, g_ptr_array_index (runs, i), redo, error))
      return FALSE;
  if (!check_untouched (db, operation_id, redo, error)
      || !(redo ? assign_again : put_back) (db, operation_id, tranche_operation_get_id (undoing),
                                            error))
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    if (!mark_run (undoing, g_ptr_array_index (runs, i), redo, error))
      return FALSE;

  seal = tranche_runs_seal (db, tranche_operation_get_id (undoing), error);
  if (seal == NULL)
    return FALSE;

  detail = g_strdup_printf ("{\"run\":%" G_GINT64_FORMAT ",\"sha256\":\"%s\"}", first->id, seal);
  tranche_operation_set_detail (undoing, detail);
  tranche_operation_touch (undoing, "assignment", 0);
  return TRUE;
}

gboolean
tranche_run_undo_handler (TrancheOperation *undoing,
                          gint64 operation_id,
                          gboolean redo,
                          GError **error)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_return_val_if_fail (undoing != NULL, FALSE);

  runs = list_of_operation (tranche_operation_get_database (undoing), operation_id, error);
  if (runs == NULL)
    return FALSE;
  if (runs->len == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           _ ("The run of this operation isn’t there"));
      return FALSE;
    }

  tranche_operation_set_office (undoing, ((TrancheRun *) g_ptr_array_index (runs, 0))->office_id);
  return undo_runs (undoing, runs, operation_id, redo, error);
}

gboolean
tranche_run_undo_switch_handler (TrancheOperation *undoing,
                                 gint64 operation_id,
                                 gboolean redo,
                                 GError **error)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_return_val_if_fail (undoing != NULL, FALSE);

  runs = list_of_operation (tranche_operation_get_database (undoing), operation_id, error);
  return runs != NULL && (runs->len == 0 || undo_runs (undoing, runs, operation_id, redo, error));
}
