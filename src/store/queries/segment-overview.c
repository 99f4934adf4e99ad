/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-overview.h"

#include "store/cancelled.h"
#include "store/production.h"
#include "store/runs.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

#define ROWS_A_LOOK 0xffff

static void
clear_row (gpointer data)
{
  TrancheSegmentOverviewRow *row = data;

  g_clear_pointer (&row->name, g_free);
}

void
tranche_segment_overview_free (TrancheSegmentOverview *overview)
{
  if (overview == NULL)
    return;

  g_clear_pointer (&overview->rows, g_array_unref);
  g_free (overview);
}

/* All segments of the file: few. Those that nobody has and that can't be chosen are dropped at the
 * end. */
static gboolean
load_rows (TrancheDatabase *db, TrancheSegmentOverview *overview, gint64 office_id, GError **error)
{
  static const char sql[]
      = "SELECT id, name, colour, mark, active AND model_id = ?1 FROM segment"
        " ORDER BY (active AND model_id = ?1) DESC, model_id = ?1 DESC, model_id, position, name";
  g_autoptr (TrancheStatement) statement = NULL;
  gint64 model_id;

  if (!tranche_strategies_find_model (db, office_id, &model_id, error))
    return FALSE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  overview->rows = g_array_new (FALSE, TRUE, sizeof (TrancheSegmentOverviewRow));
  g_array_set_clear_func (overview->rows, clear_row);
  tranche_statement_bind_int64 (statement, 1, model_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheSegmentOverviewRow row = {
        .segment_id = tranche_statement_get_int64 (statement, 0),
        .name = tranche_statement_dup_name (statement, 1),
        .colour = (int) tranche_statement_get_int64 (statement, 2),
        .mark = (int) tranche_statement_get_int64 (statement, 3),
        .active = tranche_statement_get_int64 (statement, 4) != 0,
      };

      g_array_append_val (overview->rows, row);
    }

  return !tranche_statement_failed (statement);
}

static gboolean
load_totals (TrancheDatabase *db,
             TrancheSegmentOverview *overview,
             gint64 office_id,
             TrancheMoney **totals,
             guint *n_slots,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TrancheRun) run = NULL;
  GError *local_error = NULL;

  run = tranche_runs_load_latest (db, office_id, TRANCHE_TARGET_INDIVIDUAL, TRANCHE_DATE_NONE,
                                  &local_error);
  if (run == NULL)
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, local_error);
      return FALSE;
    }

  overview->run_id = run->id;
  overview->start = run->start_month;
  overview->end = run->end_month;
  return tranche_production_sum (db, run->start_month, run->end_month, totals, n_slots, cancellable,
                                 error);
}

/* Segments' ids are small, so that a client's row is found by an index. */
static guint *
index_rows (TrancheSegmentOverview *overview, gint64 *n_ids)
{
  guint *rows;

  *n_ids = 1;
  for (guint i = 0; i < overview->rows->len; i++)
    {
      gint64 id = g_array_index (overview->rows, TrancheSegmentOverviewRow, i).segment_id;

      if (id > 0 && id < 1 << 20)
        *n_ids = MAX (*n_ids, id + 1);
    }

  rows = g_new0 (guint, (gsize) *n_ids);
  for (guint i = 0; i < overview->rows->len; i++)
    {
      gint64 id = g_array_index (overview->rows, TrancheSegmentOverviewRow, i).segment_id;

      if (id > 0 && id < *n_ids)
        rows[id] = i + 1;
    }

  return rows;
}

static gboolean
count_clients (TrancheDatabase *db,
               TrancheSegmentOverview *overview,
               const TrancheSegmentDrivers *drivers,
               gint64 office_id,
               const TrancheMoney *totals,
               guint n_slots,
               GCancellable *cancellable,
               GError **error)
{
  /* Clients come in the order of their slots, which is almost always that of their ids: then the
   * assignments go along as a second scan. Whoever is out of order is looked up. */
  static const char client_sql[]
      = "SELECT slot, client_id, group_id FROM client_slot WHERE office_id = ?1 AND removed = 0"
        " ORDER BY slot";
  static const char assigned_sql[]
      = "SELECT party_id, segment_id FROM assignment WHERE party_id >= ?1 ORDER BY party_id";
  g_autoptr (TrancheStatement) clients = tranche_database_prepare (db, client_sql, error);
  g_autoptr (TrancheStatement) assignments = NULL;
  g_autofree guint *rows = NULL;
  GError *local_error = NULL;
  gint64 n_ids;
  gint64 previous = 0;
  gint64 assigned_id = 0;
  gboolean at_row = FALSE;
  gboolean more = TRUE;

  if (clients == NULL)
    return FALSE;
  assignments = tranche_database_prepare (db, assigned_sql, error);
  if (assignments == NULL)
    return FALSE;

  rows = index_rows (overview, &n_ids);
  tranche_statement_bind_int64 (clients, 1, office_id);
  tranche_statement_bind_int64 (assignments, 1, 0);
  while (local_error == NULL && tranche_statement_step (clients, &local_error))
    {
      gint64 slot = tranche_statement_get_int64 (clients, 0);
      gint64 client_id = tranche_statement_get_int64 (clients, 1);
      gint64 group_id = tranche_statement_get_int64 (clients, 2);
      TrancheMoney total = totals != NULL && slot >= 0 && slot < n_slots ? totals[slot] : 0;
      TrancheMoney *production = &overview->unsegmented_production;
      TrancheSegmentDriver driver;
      gint64 segment_id;
      gboolean is_assigned;

      if (client_id < previous)
        {
          tranche_statement_reset (assignments);
          tranche_statement_bind_int64 (assignments, 1, client_id);
          at_row = FALSE;
          more = TRUE;
        }
      previous = client_id;
      while (more && (!at_row || assigned_id < client_id))
        {
          more = at_row = tranche_statement_step (assignments, &local_error);
          if (at_row)
            assigned_id = tranche_statement_get_int64 (assignments, 0);
        }
      if (local_error != NULL)
        break;

      is_assigned = at_row && assigned_id == client_id;
      driver = tranche_segment_drivers_resolve (
          drivers, client_id, group_id, is_assigned,
          is_assigned ? tranche_statement_get_int64 (assignments, 1) : 0, &segment_id);

      if (segment_id > 0 && segment_id < n_ids && rows[segment_id] > 0)
        {
          TrancheSegmentOverviewRow *row
              = &g_array_index (overview->rows, TrancheSegmentOverviewRow, rows[segment_id] - 1);

          row->clients++;
          row->by_override += driver == TRANCHE_DRIVER_OVERRIDE;
          row->by_group += driver == TRANCHE_DRIVER_GROUP;
          row->by_run += driver == TRANCHE_DRIVER_INDIVIDUAL;
          production = &row->production;
        }
      else if (driver == TRANCHE_DRIVER_NONE)
        {
          overview->unassigned++;
        }
      else
        {
          overview->unsegmented++;
        }

      if (!tranche_money_add (*production, total, production)
          || !tranche_money_add (overview->production, total, &overview->production))
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                             _ ("The production of the range is too large to add up"));
      else if ((overview->clients++ & ROWS_A_LOOK) == 0)
        tranche_check_cancelled (cancellable, &local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

TrancheSegmentOverview *
tranche_segment_overview_load (TrancheDatabase *db,
                               gint64 office_id,
                               TrancheDate today,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (TrancheSegmentOverview) overview = g_new0 (TrancheSegmentOverview, 1);
  g_autoptr (TrancheSegmentDrivers) drivers = NULL;
  g_autofree TrancheMoney *totals = NULL;
  guint n_slots = 0;

  g_return_val_if_fail (db != NULL, NULL);

  if (!load_rows (db, overview, office_id, error))
    return NULL;

  drivers = tranche_segment_drivers_load (db, office_id, today, error);
  if (drivers == NULL
      || !load_totals (db, overview, office_id, &totals, &n_slots, cancellable, error)
      || !count_clients (db, overview, drivers, office_id, totals, n_slots, cancellable, error))
    return NULL;

  for (guint i = overview->rows->len; i-- > 0;)
    {
      TrancheSegmentOverviewRow *row
          = &g_array_index (overview->rows, TrancheSegmentOverviewRow, i);

      if (!row->active && row->clients == 0)
        g_array_remove_index (overview->rows, i);
      else
        row->share = overview->production > 0
                         ? tranche_money_get_share (row->production, overview->production)
                         : -1;
    }

  return g_steal_pointer (&overview);
}
