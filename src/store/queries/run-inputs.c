/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/run-inputs.h"

#include "store/production.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

void
tranche_run_inputs_free (TrancheRunInputs *inputs)
{
  if (inputs == NULL)
    return;

  g_clear_pointer (&inputs->bands, tranche_bands_unref);
  g_free (inputs->lowers);
  g_free (inputs);
}

gboolean
tranche_run_inputs_find_operation (TrancheDatabase *db, gint64 *operation_id, GError **error)
{
  return tranche_database_query_int64 (db, "SELECT max (id) FROM operation", 0, operation_id,
                                       error);
}

static gboolean
check_office (TrancheDatabase *db, gint64 office_id, GError **error)
{
  static const char sql[] = "SELECT name, segmentation_enabled FROM office WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such office"));
    }
  else if (tranche_statement_get_int64 (statement, 1) == 0)
    {
      g_set_error (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                   _ ("Segmentation is switched off for the office “%s”"),
                   tranche_statement_get_text (statement, 0, NULL));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

/* A strategy outlives changes to its office's model; what it names then must be put right before it
 * decides. */
static gboolean
check_segments (TrancheDatabase *db, const TrancheStrategySetup *setup, GError **error)
{
  static const char sql[]
      = "SELECT s.name, s.active FROM band b JOIN segment s ON s.id = b.segment_id"
        " WHERE b.strategy_id = ?1 AND (s.active = 0 OR s.model_id <> ?2) ORDER BY b.monthly_lower "
        "LIMIT 1";
  g_autoptr (TrancheStatement) statement = NULL;
  GError *local_error = NULL;
  gint64 model_id;

  if (!tranche_strategies_find_model (db, setup->office_id, &model_id, error))
    return FALSE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, setup->id);
  tranche_statement_bind_int64 (statement, 2, model_id);
  if (tranche_statement_step (statement, &local_error))
    g_set_error (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                 tranche_statement_get_int64 (statement, 1) == 0
                     ? _ ("The strategy “%s” names the segment “%s”, which is inactive")
                     : _ ("The strategy “%s” names the segment “%s”, which isn’t in the office’s "
                          "model any more"),
                 setup->name, tranche_statement_get_text (statement, 0, NULL));

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

TrancheRunInputs *
tranche_run_inputs_load_for (TrancheDatabase *db,
                             const TrancheStrategySetup *setup,
                             TrancheDate date,
                             GError **error)
{
  g_autoptr (TrancheRunInputs) inputs = g_new0 (TrancheRunInputs, 1);

  g_return_val_if_fail (db != NULL && setup != NULL, NULL);

  inputs->office_id = setup->office_id;
  inputs->strategy_id = setup->id;
  inputs->target = setup->target;
  inputs->date = date;
  if (!tranche_production_get_earliest_month (db, setup->office_id, &inputs->earliest, error)
      || !tranche_effective_range_init (&inputs->window, date, setup->maximum_months,
                                        setup->buffer_months, inputs->earliest, error)
      || !tranche_run_inputs_find_operation (db, &inputs->operation_id, error))
    return NULL;

  inputs->bands = tranche_strategy_setup_make_bands (setup, error);
  if (inputs->bands == NULL)
    return NULL;

  inputs->lowers = g_new0 (TrancheMoney, setup->bands->len);
  if (!tranche_bands_get_effective (inputs->bands, inputs->window.available, inputs->lowers, error))
    return NULL;

  return g_steal_pointer (&inputs);
}

TrancheRunInputs *
tranche_run_inputs_load (TrancheDatabase *db,
                         gint64 office_id,
                         TrancheStrategyTarget target,
                         TrancheDate date,
                         GError **error)
{
  g_autoptr (TrancheStrategySetup) setup = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!check_office (db, office_id, error))
    return NULL;

  setup = tranche_strategies_load_active (db, office_id, target, &local_error);
  if (setup == NULL)
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                             target == TRANCHE_TARGET_GROUP
                                 ? _ ("The office has no active strategy for client groups")
                                 : _ ("The office has no active strategy for individual clients"));
      g_propagate_error (error, local_error);
      return NULL;
    }

  if (setup->bands->len == 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                   _ ("The strategy “%s” has no segment"), setup->name);
      return NULL;
    }

  if (!check_segments (db, setup, error))
    return NULL;

  return tranche_run_inputs_load_for (db, setup, date, error);
}
