/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/run-report.h"

#include <glib/gi18n.h>

GPtrArray *
tranche_run_report_list (TrancheDatabase *db, gint64 office_id, guint limit, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return tranche_runs_list (db, office_id, 0, limit, error);
}

void
tranche_run_report_free (TrancheRunReport *report)
{
  if (report == NULL)
    return;

  g_clear_pointer (&report->run, tranche_run_free);
  g_clear_pointer (&report->looks, tranche_segment_looks_free);
  g_clear_pointer (&report->mover_ids, g_array_unref);
  g_free (report->strategy_name);
  g_free (report);
}

static gboolean
load_strategy_name (TrancheDatabase *db, TrancheRunReport *report, GError **error)
{
  static const char sql[] = "SELECT name FROM strategy WHERE id = ?";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, report->run->strategy_id);
  if (tranche_statement_step (statement, &local_error))
    report->strategy_name = tranche_statement_dup_name (statement, 0);
  else
    report->strategy_name = g_strdup ("");
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
load_mover_ids (TrancheDatabase *db,
                TrancheRunReport *report,
                GCancellable *cancellable,
                GError **error)
{
  static const char sql[]
      = "SELECT h.party_id FROM run r"
        " JOIN assignment_history h ON h.operation_id = r.operation_id"
        " JOIN party p ON p.id = h.party_id"
        " LEFT JOIN run_segment s ON s.run_id = r.id AND s.segment_id = h.to_segment_id"
        " WHERE r.id = ? ORDER BY s.monthly_lower DESC, p.sort_key, h.party_id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  report->mover_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  tranche_database_set_cancellable (db, cancellable);
  tranche_statement_bind_int64 (statement, 1, report->run->id);
  while (tranche_statement_step (statement, &local_error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      g_array_append_val (report->mover_ids, id);
    }
  tranche_database_set_cancellable (db, NULL);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

TrancheRunReport *
tranche_run_report_load (TrancheDatabase *db,
                         gint64 run_id,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (TrancheRunReport) report = g_new0 (TrancheRunReport, 1);

  g_return_val_if_fail (db != NULL, NULL);

  report->run = tranche_runs_load (db, run_id, error);
  if (report->run == NULL)
    return NULL;
  report->looks = tranche_segment_looks_load (db, error);
  if (report->looks == NULL || !load_strategy_name (db, report, error)
      || !load_mover_ids (db, report, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

GPtrArray *
tranche_run_report_load_movers (TrancheDatabase *db,
                                gint64 run_id,
                                const gint64 *ids,
                                guint n_ids,
                                GError **error)
{
  g_autoptr (GPtrArray) movers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_run_mover_free);

  g_return_val_if_fail (db != NULL && (ids != NULL || n_ids == 0), NULL);

  /* One by one, because they aren't in order of id; each is a look into the key. */
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GPtrArray) found = tranche_runs_list_movers (db, run_id, ids[i] - 1, 1, error);
      TrancheRunMover *mover;

      if (found == NULL)
        return NULL;
      mover = found->len == 1 ? g_ptr_array_index (found, 0) : NULL;
      if (mover == NULL || mover->party_id != ids[i])
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                               _ ("The run didn’t move that client"));
          return NULL;
        }
      g_ptr_array_add (movers, g_ptr_array_steal_index (found, 0));
    }
  return g_steal_pointer (&movers);
}
