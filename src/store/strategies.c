/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/strategies.h"

#include "domain/effective-range.h"

#include <glib/gi18n.h>

static void
clear_band (gpointer data)
{
  TrancheStrategySetupBand *band = data;

  g_clear_pointer (&band->segment_name, g_free);
}

TrancheStrategySetup *
tranche_strategy_setup_new (gint64 office_id, TrancheStrategyTarget target, const char *name)
{
  TrancheStrategySetup *setup = g_new0 (TrancheStrategySetup, 1);

  setup->office_id = office_id;
  setup->target = target;
  setup->name = g_strdup (name != NULL ? name : "");
  setup->maximum_months = TRANCHE_WINDOW_DEFAULT_MAXIMUM;
  setup->buffer_months = TRANCHE_WINDOW_DEFAULT_BUFFER;
  setup->bands = g_array_new (FALSE, TRUE, sizeof (TrancheStrategySetupBand));
  g_array_set_clear_func (setup->bands, clear_band);
  return setup;
}

TrancheStrategySetup *
tranche_strategy_setup_copy (const TrancheStrategySetup *setup)
{
  TrancheStrategySetup *copy;

  g_return_val_if_fail (setup != NULL, NULL);

  copy = tranche_strategy_setup_new (setup->office_id, setup->target, setup->name);
  copy->id = setup->id;
  copy->row_version = setup->row_version;
  copy->maximum_months = setup->maximum_months;
  copy->buffer_months = setup->buffer_months;
  copy->active = setup->active;
  for (guint i = 0; i < setup->bands->len; i++)
    {
      TrancheStrategySetupBand band = *tranche_strategy_setup_get_band (setup, i);

      band.segment_name = g_strdup (band.segment_name);
      g_array_append_val (copy->bands, band);
    }

  return copy;
}

void
tranche_strategy_setup_free (TrancheStrategySetup *setup)
{
  if (setup == NULL)
    return;

  g_free (setup->name);
  g_array_unref (setup->bands);
  g_free (setup);
}

void
tranche_strategy_setup_add_band (TrancheStrategySetup *setup,
                                 gint64 segment_id,
                                 const char *segment_name,
                                 TrancheMoney monthly_lower)
{
  TrancheStrategySetupBand band = {
    .segment_id = segment_id,
    .segment_name = g_strdup (segment_name),
    .segment_active = TRUE,
    .monthly_lower = monthly_lower,
  };

  g_return_if_fail (setup != NULL);
  g_return_if_fail (segment_id != 0 || segment_name != NULL);

  g_array_append_val (setup->bands, band);
}

const TrancheStrategySetupBand *
tranche_strategy_setup_get_band (const TrancheStrategySetup *setup, guint index)
{
  g_return_val_if_fail (setup != NULL && index < setup->bands->len, NULL);

  return &g_array_index (setup->bands, TrancheStrategySetupBand, index);
}

TrancheBands *
tranche_strategy_setup_make_bands (const TrancheStrategySetup *setup, GError **error)
{
  g_autofree TrancheBand *bands = NULL;

  g_return_val_if_fail (setup != NULL, NULL);

  bands = g_new0 (TrancheBand, MAX (setup->bands->len, 1));
  for (guint i = 0; i < setup->bands->len; i++)
    {
      const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (setup, i);

      bands[i].segment_id = band->segment_id;
      bands[i].name = band->segment_name;
      bands[i].monthly_lower = band->monthly_lower;
    }

  return tranche_bands_new (bands, setup->bands->len, NULL, error);
}

gboolean
tranche_strategies_find_model (TrancheDatabase *db,
                               gint64 office_id,
                               gint64 *model_id,
                               GError **error)
{
  static const char sql[] = "SELECT coalesce (p.segmentation_model_id, l.segmentation_model_id,"
                            " (SELECT min (id) FROM segmentation_model WHERE level = 1))"
                            " FROM office o JOIN practice p ON p.id = o.practice_id JOIN licensee "
                            "l ON l.id = p.licensee_id"
                            " WHERE o.id = ?1";
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
      g_propagate_error (error, local_error);
      return FALSE;
    }

  *model_id = tranche_statement_get_int64 (statement, 0);
  return TRUE;
}

static gboolean
load_bands (TrancheDatabase *db, TrancheStrategySetup *setup, GError **error)
{
  static const char sql[]
      = "SELECT b.segment_id, s.name, s.active, b.monthly_lower FROM band b"
        " JOIN segment s ON s.id = b.segment_id WHERE b.strategy_id = ?1 ORDER BY b.monthly_lower";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, setup->id);
  while (tranche_statement_step (statement, error))
    {
      TrancheStrategySetupBand band = {
        .segment_id = tranche_statement_get_int64 (statement, 0),
        .segment_name = tranche_statement_dup_text (statement, 1),
        .segment_active = tranche_statement_get_int64 (statement, 2) != 0,
        .monthly_lower = tranche_statement_get_int64 (statement, 3),
      };

      g_array_append_val (setup->bands, band);
    }

  return !tranche_statement_failed (statement);
}

#define STRATEGY_COLUMNS                                                                           \
  "id, row_version, office_id, target, name, maximum_months, buffer_months, active"

/* The strategies of a prepared query over STRATEGY_COLUMNS. */
static GPtrArray *
collect (TrancheDatabase *db, TrancheStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) setups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_strategy_setup_free);
  GError *local_error = NULL;

  while (tranche_statement_step (statement, &local_error))
    {
      TrancheStrategySetup *setup = tranche_strategy_setup_new (
          tranche_statement_get_int64 (statement, 2),
          (TrancheStrategyTarget) tranche_statement_get_int64 (statement, 3),
          tranche_statement_get_text (statement, 4, NULL));

      setup->id = tranche_statement_get_int64 (statement, 0);
      setup->row_version = tranche_statement_get_int64 (statement, 1);
      setup->maximum_months = (int) tranche_statement_get_int64 (statement, 5);
      setup->buffer_months = (int) tranche_statement_get_int64 (statement, 6);
      setup->active = tranche_statement_get_int64 (statement, 7) != 0;
      g_ptr_array_add (setups, setup);
    }

  for (guint i = 0; local_error == NULL && i < setups->len; i++)
    load_bands (db, g_ptr_array_index (setups, i), &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&setups);
}

TrancheStrategySetup *
tranche_strategies_load (TrancheDatabase *db, gint64 id, GError **error)
{
  static const char sql[] = "SELECT " STRATEGY_COLUMNS " FROM strategy WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GPtrArray) setups = NULL;

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, id);
  setups = collect (db, statement, error);
  if (setups == NULL)
    return NULL;

  if (setups->len == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           _ ("There is no such strategy"));
      return NULL;
    }

  return g_ptr_array_steal_index (setups, 0);
}

TrancheStrategySetup *
tranche_strategies_load_active (TrancheDatabase *db,
                                gint64 office_id,
                                TrancheStrategyTarget target,
                                GError **error)
{
  static const char sql[] = "SELECT " STRATEGY_COLUMNS
                            " FROM strategy WHERE office_id = ?1 AND target = ?2 AND active = 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GPtrArray) setups = NULL;

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  setups = collect (db, statement, error);
  if (setups == NULL || setups->len == 0)
    return NULL;

  return g_ptr_array_steal_index (setups, 0);
}

GPtrArray *
tranche_strategies_list (TrancheDatabase *db, gint64 office_id, GError **error)
{
  static const char sql[] = "SELECT " STRATEGY_COLUMNS
                            " FROM strategy WHERE (?1 IS NULL OR office_id = ?1) AND removed = 0"
                            " ORDER BY office_id, target, active DESC, name, id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_id (statement, 1, office_id);
  return collect (db, statement, error);
}
