/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segmentation-state.h"

#include "store/queries/run-inputs.h"
#include "store/strategies.h"

#define MONTHS_A_YEAR 12

static void
benefit_free (gpointer data)
{
  TranchePackageBenefit *benefit = data;

  g_free (benefit->name);
  g_free (benefit);
}

static void
package_free (gpointer data)
{
  TrancheSegmentPackage *package = data;

  g_free (package->description);
  g_ptr_array_unref (package->benefits);
  g_free (package);
}

static void
clear_strategy (TrancheStrategyState *strategy)
{
  g_free (strategy->name);
  g_free (strategy->why_not);
  g_clear_pointer (&strategy->limits, g_array_unref);
  g_clear_pointer (&strategy->stale, tranche_stale_free);
}

void
tranche_segmentation_state_free (TrancheSegmentationState *state)
{
  if (state == NULL)
    return;

  g_clear_pointer (&state->overview, tranche_segment_overview_free);
  g_clear_pointer (&state->looks, tranche_segment_looks_free);
  g_clear_pointer (&state->packages, g_ptr_array_unref);
  clear_strategy (&state->individual);
  clear_strategy (&state->group);
  g_free (state);
}

static gboolean
load_packages (TrancheDatabase *db,
               TrancheSegmentationState *state,
               gint64 office_id,
               GError **error)
{
  static const char sql[] = "SELECT s.id, s.description, b.name, b.frequency, b.kind FROM segment s"
                            " LEFT JOIN segment_benefit sb ON sb.segment_id = s.id"
                            " LEFT JOIN benefit b ON b.id = sb.benefit_id AND b.removed = 0"
                            " WHERE s.model_id = ? AND s.active = 1 ORDER BY s.position, s.name, "
                            "s.id, b.position, b.name";
  g_autoptr (TrancheStatement) statement = NULL;
  TrancheSegmentPackage *package = NULL;
  GError *local_error = NULL;
  gint64 model_id;

  if (!tranche_strategies_find_model (db, office_id, &model_id, error))
    return FALSE;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  state->packages = g_ptr_array_new_with_free_func (package_free);
  tranche_statement_bind_int64 (statement, 1, model_id);
  while (tranche_statement_step (statement, &local_error))
    {
      gint64 segment_id = tranche_statement_get_int64 (statement, 0);

      if (package == NULL || package->segment_id != segment_id)
        {
          package = g_new0 (TrancheSegmentPackage, 1);
          package->segment_id = segment_id;
          package->description = tranche_statement_dup_name (statement, 1);
          package->benefits = g_ptr_array_new_with_free_func (benefit_free);
          g_ptr_array_add (state->packages, package);
        }
      if (!tranche_statement_is_null (statement, 2))
        {
          TranchePackageBenefit *benefit = g_new0 (TranchePackageBenefit, 1);

          benefit->name = tranche_statement_dup_name (statement, 2);
          benefit->frequency = (TrancheFrequency) tranche_statement_get_int64 (statement, 3);
          benefit->kind = (TrancheBenefitKind) tranche_statement_get_int64 (statement, 4);
          g_ptr_array_add (package->benefits, benefit);
        }
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
load_enabled (TrancheDatabase *db, gint64 office_id, gboolean *is_enabled, GError **error)
{
  static const char sql[] = "SELECT segmentation_enabled FROM office WHERE id = ?";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  *is_enabled = tranche_statement_step (statement, &local_error)
                && tranche_statement_get_int64 (statement, 0) != 0;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* Limits that a product doesn't fit stay 0; the run itself refuses them in words. */
static void
add_limits (TrancheStrategyState *strategy, const TrancheStrategySetup *setup)
{
  for (guint i = 0; i < setup->bands->len; i++)
    {
      const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (setup, i);
      TrancheStrategyLimit limit = {
        .segment_id = band->segment_id,
        .monthly_lower = band->monthly_lower,
      };

      if (!tranche_money_multiply (band->monthly_lower, MONTHS_A_YEAR, &limit.yearly_lower)
          || !tranche_money_multiply (band->monthly_lower, strategy->available_months,
                                      &limit.effective_lower))
        continue;
      g_array_append_val (strategy->limits, limit);
    }
}

static gboolean
load_strategy (TrancheDatabase *db,
               TrancheStrategyState *strategy,
               gint64 office_id,
               TrancheStrategyTarget target,
               TrancheDate today,
               GError **error)
{
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (TrancheRunInputs) inputs = NULL;
  GError *local_error = NULL;

  strategy->limits = g_array_new (FALSE, FALSE, sizeof (TrancheStrategyLimit));
  strategy->stale = tranche_stale_load (db, office_id, target, error);
  if (strategy->stale == NULL)
    return FALSE;

  setup = tranche_strategies_load_active (db, office_id, target, &local_error);
  if (setup == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return local_error == NULL;
    }

  strategy->is_active = TRUE;
  strategy->name = g_strdup (setup->name);
  strategy->maximum_months = setup->maximum_months;
  inputs = tranche_run_inputs_load (db, office_id, target, today, &local_error);
  if (inputs != NULL)
    {
      strategy->can_run = TRUE;
      strategy->start = inputs->window.start;
      strategy->end = inputs->window.end;
      strategy->available_months = inputs->window.available;
    }
  else if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED))
    {
      strategy->why_not = g_strdup (local_error->message);
      g_clear_error (&local_error);
    }
  else
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  add_limits (strategy, setup);
  return TRUE;
}

TrancheSegmentationState *
tranche_segmentation_state_load (TrancheDatabase *db,
                                 gint64 office_id,
                                 TrancheDate today,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (TrancheSegmentationState) state = g_new0 (TrancheSegmentationState, 1);

  g_return_val_if_fail (db != NULL, NULL);

  if (!load_enabled (db, office_id, &state->is_enabled, error)
      || !load_packages (db, state, office_id, error)
      || !load_strategy (db, &state->individual, office_id, TRANCHE_TARGET_INDIVIDUAL, today, error)
      || !load_strategy (db, &state->group, office_id, TRANCHE_TARGET_GROUP, today, error))
    return NULL;

  state->looks = tranche_segment_looks_load (db, error);
  if (state->looks == NULL)
    return NULL;
  state->overview = tranche_segment_overview_load (db, office_id, today, cancellable, error);
  if (state->overview == NULL)
    return NULL;
  return g_steal_pointer (&state);
}

const TrancheSegmentPackage *
tranche_segmentation_state_find_package (const TrancheSegmentationState *state, gint64 segment_id)
{
  g_return_val_if_fail (state != NULL, NULL);

  for (guint i = 0; i < state->packages->len; i++)
    {
      const TrancheSegmentPackage *package = g_ptr_array_index (state->packages, i);

      if (package->segment_id == segment_id)
        return package;
    }
  return NULL;
}

static gboolean
find_active (TrancheDatabase *db,
             gint64 office_id,
             TrancheStrategyTarget target,
             gboolean *is_active,
             GError **error)
{
  GError *local_error = NULL;
  g_autoptr (TrancheStrategySetup) setup
      = tranche_strategies_load_active (db, office_id, target, &local_error);

  *is_active = setup != NULL;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

gboolean
tranche_run_targets_load (TrancheDatabase *db,
                          gint64 office_id,
                          TrancheRunTargets *targets,
                          GError **error)
{
  g_return_val_if_fail (db != NULL && targets != NULL, FALSE);

  return load_enabled (db, office_id, &targets->is_enabled, error)
         && find_active (db, office_id, TRANCHE_TARGET_INDIVIDUAL, &targets->individual, error)
         && find_active (db, office_id, TRANCHE_TARGET_GROUP, &targets->group, error);
}
