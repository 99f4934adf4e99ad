/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/segmentation.h"

#include "store/permissions.h"
#include "store/queries/run-inputs.h"
#include "store/queries/stale.h"

/* On unless the office's setting, or else the file's, says otherwise. */
static gboolean
is_nightly (TrancheDatabase *db, gint64 office_id, gboolean *nightly, GError **error)
{
  static const char sql[]
      = "SELECT value FROM setting WHERE key = ?1 AND (office_id = ?2 OR office_id IS NULL)"
        " ORDER BY office_id IS NULL LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  *nightly = TRUE;
  tranche_statement_bind_text (statement, 1, TRANCHE_SEGMENTATION_NIGHTLY_KEY);
  tranche_statement_bind_int64 (statement, 2, office_id);
  if (tranche_statement_step (statement, &local_error))
    *nightly = g_strcmp0 (tranche_statement_get_text (statement, 0, NULL), "0") != 0;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

/* Whether a run of that day is there already, undone or not. */
static gboolean
has_run (TrancheDatabase *db,
         gint64 office_id,
         TrancheStrategyTarget target,
         TrancheDate today,
         gboolean *found,
         GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM run WHERE office_id = ?1 AND target = ?2 AND run_date = ?3 LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  tranche_statement_bind_date (statement, 3, today);
  *found = tranche_statement_step (statement, error);
  return !tranche_statement_failed (statement);
}

/* @inputs: (out) (nullable): what today's run would decide by, NULL if none is due. What would be
 * refused isn't: a refusal every night helps nobody. */
static gboolean
load_due (TrancheDatabase *db,
          gint64 office_id,
          TrancheStrategyTarget target,
          TrancheDate today,
          TrancheRunInputs **inputs,
          GError **error)
{
  GError *local_error = NULL;
  gboolean nightly;
  gboolean done;

  *inputs = NULL;
  if (!is_nightly (db, office_id, &nightly, error)
      || !has_run (db, office_id, target, today, &done, error))
    return FALSE;
  if (!nightly || done)
    return TRUE;

  *inputs = tranche_run_inputs_load (db, office_id, target, today, &local_error);
  if (*inputs != NULL)
    return TRUE;
  if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED))
    {
      g_error_free (local_error);
      return TRUE;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
tranche_segmentation_is_due (TrancheDatabase *db,
                             gint64 office_id,
                             TrancheStrategyTarget target,
                             TrancheDate today,
                             gboolean *due,
                             GError **error)
{
  g_autoptr (TrancheRunInputs) inputs = NULL;

  g_return_val_if_fail (db != NULL && due != NULL, FALSE);

  *due = FALSE;
  if (!load_due (db, office_id, target, today, &inputs, error))
    return FALSE;
  *due = inputs != NULL;
  return TRUE;
}

/* @last: (out): the day of the latest run that stands, if today's would decide by something else */
static gboolean
find_missed (TrancheDatabase *db, const TrancheRunInputs *inputs, TrancheDate *last, GError **error)
{
  static const char sql[] = "SELECT run_date, start_month, end_month FROM run WHERE office_id = ?1"
                            " AND target = ?2 AND state = 1 ORDER BY id DESC LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (TrancheStale) stale = NULL;
  TrancheDate date;
  gboolean same_range;

  *last = TRANCHE_DATE_NONE;
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, inputs->office_id);
  tranche_statement_bind_int64 (statement, 2, inputs->target);
  if (!tranche_statement_step (statement, error))
    return !tranche_statement_failed (statement);

  date = tranche_statement_get_date (statement, 0);
  same_range = tranche_statement_get_int64 (statement, 1) == inputs->window.start
               && tranche_statement_get_int64 (statement, 2) == inputs->window.end;
  stale = tranche_stale_load (db, inputs->office_id, inputs->target, error);
  if (stale == NULL)
    return FALSE;
  if (date < inputs->date && (!same_range || stale->is_stale))
    *last = date;
  return TRUE;
}

gboolean
tranche_segmentation_find_missed (TrancheDatabase *db,
                                  gint64 office_id,
                                  gint64 member_id,
                                  TrancheDate today,
                                  TrancheDate *last,
                                  GError **error)
{
  static const TrancheStrategyTarget targets[]
      = { TRANCHE_TARGET_INDIVIDUAL, TRANCHE_TARGET_GROUP };
  g_autofree char *obstacle = NULL;

  g_return_val_if_fail (db != NULL && last != NULL, FALSE);

  *last = TRANCHE_DATE_NONE;
  if (!tranche_permissions_find_obstacle (db, member_id, TRANCHE_PERMISSION_RUN_SEGMENTATION,
                                          office_id, &obstacle, error))
    return FALSE;
  if (obstacle != NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (TrancheRunInputs) inputs = NULL;
      TrancheDate date = TRANCHE_DATE_NONE;

      if (!load_due (db, office_id, targets[i], today, &inputs, error)
          || (inputs != NULL && !find_missed (db, inputs, &date, error)))
        return FALSE;
      if (date != TRANCHE_DATE_NONE && (*last == TRANCHE_DATE_NONE || date < *last))
        *last = date;
    }
  return TRUE;
}

GArray *
tranche_segmentation_list_due (TrancheDatabase *db, TrancheDate today, GError **error)
{
  static const char sql[]
      = "SELECT office_id, target FROM strategy WHERE active = 1 ORDER BY office_id, target";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GArray) requests = g_array_new (FALSE, TRUE, sizeof (TrancheSegmentationRequest));
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  while (tranche_statement_step (statement, &local_error))
    {
      TrancheSegmentationRequest request = {
        .office_id = tranche_statement_get_int64 (statement, 0),
        .target = (TrancheStrategyTarget) tranche_statement_get_int64 (statement, 1),
        .date = today,
      };
      gboolean due;

      if (!tranche_segmentation_is_due (db, request.office_id, request.target, today, &due,
                                        &local_error))
        break;
      if (due)
        g_array_append_val (requests, request);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&requests);
}
