/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/strategies.h"

#include "domain/record.h"
#include "domain/text.h"
#include "domain/effective-range.h"
#include "store/operation.h"
#include "store/records.h"

#include <glib/gi18n.h>

static void
set_integer (TrancheRecord *record, const char *name, gint64 value)
{
  const TrancheField *field = tranche_record_find_field (record, name);

  g_assert (field != NULL);
  tranche_record_set_integer (record, field, value);
}

static void
set_text (TrancheRecord *record, const char *name, const char *value)
{
  const TrancheField *field = tranche_record_find_field (record, name);

  g_assert (field != NULL);
  tranche_record_set_text (record, field, value);
}

static TrancheRecord *
load_record (TrancheDatabase *db, const char *table_name, gint64 id, GError **error)
{
  g_autoptr (TrancheRecord) sample = tranche_record_new_for_table (table_name);

  g_assert (sample != NULL);
  return tranche_records_load (db, G_OBJECT_TYPE (sample), id, error);
}

/* The names of the model's active segments, in their order: “Prospect”, “Bronze” and so on. */
static char *
list_names (TrancheDatabase *db, gint64 model_id, GError **error)
{
  static const char sql[]
      = "SELECT name FROM segment WHERE model_id = ?1 AND active = 1 ORDER BY position, name";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, model_id);
  while (tranche_statement_step (statement, error))
    tranche_text_list_name (names, tranche_statement_get_text (statement, 0, NULL));

  if (tranche_statement_failed (statement))
    return NULL;

  return g_string_free_and_steal (g_steal_pointer (&names));
}

/* Finds a band's segment among the active ones of the model, by id or else by name. */
static gboolean
resolve_band (TrancheDatabase *db, gint64 model_id, TrancheStrategySetupBand *band, GError **error)
{
  static const char sql[] = "SELECT id, name FROM segment WHERE model_id = ?1 AND active = 1"
                            " AND (id = ?2 OR folded_name = ?3) ORDER BY id = ?2 DESC LIMIT 1";
  static const char name_sql[] = "SELECT name FROM segment WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *names = NULL;
  GError *local_error = NULL;

  if (band->segment_name == NULL)
    {
      g_autoptr (TrancheStatement) named = tranche_database_prepare (db, name_sql, error);

      if (named == NULL)
        return FALSE;
      tranche_statement_bind_int64 (named, 1, band->segment_id);
      if (tranche_statement_step (named, &local_error))
        band->segment_name = tranche_statement_dup_text (named, 0);
      else if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such segment"));
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
    }

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  folded = tranche_text_fold (band->segment_name);
  tranche_statement_bind_int64 (statement, 1, model_id);
  tranche_statement_bind_int64 (statement, 2, band->segment_id);
  tranche_statement_bind_text (statement, 3, folded);
  if (tranche_statement_step (statement, &local_error))
    {
      band->segment_id = tranche_statement_get_int64 (statement, 0);
      g_free (band->segment_name);
      band->segment_name = tranche_statement_dup_text (statement, 1);
      band->segment_active = TRUE;
      return TRUE;
    }

  if (local_error == NULL && (names = list_names (db, model_id, &local_error)) != NULL)
    g_set_error (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("There is no active segment “%s” in the office’s model; there are %s"),
                 band->segment_name, *names != '\0' ? names : _ ("none"));
  g_propagate_error (error, local_error);
  return FALSE;
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const TrancheStrategySetupBand *first = a;
  const TrancheStrategySetupBand *second = b;

  return (first->monthly_lower > second->monthly_lower)
         - (first->monthly_lower < second->monthly_lower);
}

/* A copy of @setup that can be written: segments found, limits ascending. */
static TrancheStrategySetup *
prepare_setup (TrancheDatabase *db, const TrancheStrategySetup *setup, GError **error)
{
  g_autoptr (TrancheStrategySetup) ready = tranche_strategy_setup_copy (setup);
  gint64 model_id;

  g_strstrip (ready->name);
  if (*ready->name == '\0')
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("A strategy needs a name"));
      return NULL;
    }

  if (ready->maximum_months < 1 || ready->maximum_months > TRANCHE_WINDOW_MAXIMUM_LIMIT
      || ready->buffer_months < 0 || ready->buffer_months > TRANCHE_WINDOW_BUFFER_LIMIT)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("A strategy looks at 1 to %d months and keeps back 0 to %d"),
                   TRANCHE_WINDOW_MAXIMUM_LIMIT, TRANCHE_WINDOW_BUFFER_LIMIT);
      return NULL;
    }

  if (ready->active && ready->bands->len == 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                   _ ("The strategy “%s” has no segment; it needs at least one to be active"),
                   ready->name);
      return NULL;
    }

  if (!tranche_strategies_find_model (db, ready->office_id, &model_id, error))
    return NULL;

  for (guint i = 0; i < ready->bands->len; i++)
    if (!resolve_band (db, model_id, &g_array_index (ready->bands, TrancheStrategySetupBand, i),
                       error))
      return NULL;

  g_array_sort (ready->bands, compare_bands);
  if (ready->bands->len > 0)
    {
      g_autoptr (TrancheBands) bands = tranche_strategy_setup_make_bands (ready, error);
      g_autofree TrancheMoney *lowers = g_new (TrancheMoney, ready->bands->len);

      /* Whatever the months, a limit has to fit when it is multiplied. */
      if (bands == NULL
          || !tranche_bands_get_effective (bands, ready->maximum_months, lowers, error))
        return NULL;
    }

  return g_steal_pointer (&ready);
}

static gboolean
deactivate_others (TrancheOperation *operation, const TrancheStrategySetup *setup, GError **error)
{
  static const char sql[]
      = "SELECT id FROM strategy WHERE office_id = ?1 AND target = ?2 AND active = 1 AND id <> ?3";
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (TrancheRecord) other = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, setup->office_id);
  tranche_statement_bind_int64 (statement, 2, setup->target);
  tranche_statement_bind_int64 (statement, 3, setup->id);
  if (!tranche_statement_step (statement, error))
    return !tranche_statement_failed (statement);

  /* The index strategy_active lets there be only one. */
  other = load_record (db, "strategy", tranche_statement_get_int64 (statement, 0), error);
  if (other == NULL)
    return FALSE;

  set_integer (other, "active", FALSE);
  tranche_statement_reset (statement);
  return tranche_records_update (operation, other, error);
}

static void
fill_record (TrancheRecord *record, const TrancheStrategySetup *setup, gboolean active)
{
  set_integer (record, "office-id", setup->office_id);
  set_integer (record, "target", setup->target);
  set_text (record, "name", setup->name);
  set_integer (record, "maximum-months", setup->maximum_months);
  set_integer (record, "buffer-months", setup->buffer_months);
  set_integer (record, "active", active);
}

/* A new strategy can't be active before it has its bands. */
static gboolean
insert_strategy (TrancheOperation *operation, TrancheStrategySetup *setup, GError **error)
{
  g_autoptr (TrancheRecord) record = tranche_record_new_for_table ("strategy");

  fill_record (record, setup, FALSE);
  if (!tranche_records_insert (operation, record, error))
    return FALSE;

  setup->id = tranche_record_get_id (record);
  return TRUE;
}

static gboolean
update_strategy (TrancheOperation *operation, const TrancheStrategySetup *setup, GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheRecord) record = load_record (db, "strategy", setup->id, error);

  if (record == NULL)
    return FALSE;

  if (setup->row_version != 0)
    tranche_record_set_row_version (record, setup->row_version);
  fill_record (record, setup, setup->active);
  return tranche_records_update (operation, record, error);
}

typedef struct
{
  gint64 id;
  gint64 segment_id;
  TrancheMoney monthly_lower;
} StoredBand;

static GArray *
list_stored (TrancheDatabase *db, gint64 strategy_id, GError **error)
{
  static const char sql[] = "SELECT id, segment_id, monthly_lower FROM band WHERE strategy_id = ?1 "
                            "ORDER BY monthly_lower";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GArray) stored = g_array_new (FALSE, FALSE, sizeof (StoredBand));

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, strategy_id);
  while (tranche_statement_step (statement, error))
    {
      StoredBand band = {
        tranche_statement_get_int64 (statement, 0),
        tranche_statement_get_int64 (statement, 1),
        tranche_statement_get_int64 (statement, 2),
      };

      g_array_append_val (stored, band);
    }

  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&stored);
}

static gboolean
insert_band (TrancheOperation *operation,
             gint64 strategy_id,
             gint64 segment_id,
             TrancheMoney monthly_lower,
             GError **error)
{
  g_autoptr (TrancheRecord) record = tranche_record_new_for_table ("band");

  set_integer (record, "strategy-id", strategy_id);
  set_integer (record, "segment-id", segment_id);
  set_integer (record, "monthly-lower", monthly_lower);
  return tranche_records_insert (operation, record, error);
}

static const TrancheStrategySetupBand *
find_band (const TrancheStrategySetup *setup, gint64 segment_id)
{
  for (guint i = 0; i < setup->bands->len; i++)
    {
      const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (setup, i);

      if (band->segment_id == segment_id)
        return band;
    }

  return NULL;
}

/* Two bands of a strategy can't begin at the same limit, not even between two writes. So bands move
 * one after the other into limits that are free; what goes round in a circle is removed and made
 * again. */
static gboolean
write_bands (TrancheOperation *operation, const TrancheStrategySetup *setup, GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (GArray) stored = list_stored (db, setup->id, error);
  gboolean moved;

  if (stored == NULL)
    return FALSE;

  for (guint i = stored->len; i-- > 0;)
    {
      g_autoptr (TrancheRecord) record = NULL;

      if (find_band (setup, g_array_index (stored, StoredBand, i).segment_id) != NULL)
        continue;
      record = load_record (db, "band", g_array_index (stored, StoredBand, i).id, error);
      if (record == NULL || !tranche_records_remove (operation, record, error))
        return FALSE;
      g_array_remove_index (stored, i);
    }

  do
    {
      moved = FALSE;
      for (guint i = 0; i < stored->len; i++)
        {
          StoredBand *band = &g_array_index (stored, StoredBand, i);
          TrancheMoney wanted = find_band (setup, band->segment_id)->monthly_lower;
          g_autoptr (TrancheRecord) record = NULL;
          gboolean taken = FALSE;

          for (guint j = 0; j < stored->len; j++)
            taken = taken || g_array_index (stored, StoredBand, j).monthly_lower == wanted;
          if (taken)
            continue;

          record = load_record (db, "band", band->id, error);
          if (record == NULL)
            return FALSE;
          set_integer (record, "monthly-lower", wanted);
          if (!tranche_records_update (operation, record, error))
            return FALSE;
          band->monthly_lower = wanted;
          moved = TRUE;
        }
    }
  while (moved);

  for (guint i = stored->len; i-- > 0;)
    {
      StoredBand *band = &g_array_index (stored, StoredBand, i);
      g_autoptr (TrancheRecord) record = NULL;

      if (find_band (setup, band->segment_id)->monthly_lower == band->monthly_lower)
        continue;
      record = load_record (db, "band", band->id, error);
      if (record == NULL || !tranche_records_remove (operation, record, error))
        return FALSE;
      g_array_remove_index (stored, i);
    }

  for (guint i = 0; i < setup->bands->len; i++)
    {
      const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (setup, i);
      gboolean found = FALSE;

      for (guint j = 0; j < stored->len; j++)
        found = found || g_array_index (stored, StoredBand, j).segment_id == band->segment_id;
      if (!found
          && !insert_band (operation, setup->id, band->segment_id, band->monthly_lower, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tranche_strategies_save (TrancheDatabase *db,
                         const TrancheStrategySetup *setup,
                         gint64 *id,
                         GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheStrategySetup) ready = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && setup != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;

  ready = prepare_setup (db, setup, error);
  if (ready == NULL)
    return FALSE;

  /* Translators: in the list of what can be undone; %s is a strategy's name */
  label = g_strdup_printf (_ ("Strategy “%s” saved"), ready->name);
  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, ready->office_id);
  if ((ready->id == 0 && !insert_strategy (operation, ready, error))
      || !write_bands (operation, ready, error)
      || (ready->active && !deactivate_others (operation, ready, error))
      || !update_strategy (operation, ready, error)
      || !tranche_operation_commit (g_steal_pointer (&operation), error))
    return FALSE;

  if (id != NULL)
    *id = ready->id;
  return TRUE;
}

gboolean
tranche_strategies_set_active (TrancheDatabase *db, gint64 id, gboolean active, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;

  setup = tranche_strategies_load (db, id, error);
  if (setup == NULL)
    return FALSE;

  setup->active = active;
  label = g_strdup_printf (active ? _ ("Strategy “%s” activated") : _ ("Strategy “%s” deactivated"),
                           setup->name);
  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, setup->office_id);

  /* What names a segment that is gone can still be switched off. */
  if (active)
    {
      g_autoptr (TrancheStrategySetup) ready = prepare_setup (db, setup, error);

      if (ready == NULL || !deactivate_others (operation, setup, error)
          || !write_bands (operation, ready, error))
        return FALSE;
    }

  return update_strategy (operation, setup, error)
         && tranche_operation_commit (g_steal_pointer (&operation), error);
}
