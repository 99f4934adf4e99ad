/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/segmentation.h"

#include "store/queries/run-inputs.h"

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

gboolean
tranche_segmentation_is_due (TrancheDatabase *db,
                             gint64 office_id,
                             TrancheStrategyTarget target,
                             TrancheDate today,
                             gboolean *due,
                             GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM run WHERE office_id = ?1 AND target = ?2 AND run_date = ?3 LIMIT 1";
  g_autoptr (TrancheRunInputs) inputs = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  GError *local_error = NULL;
  gboolean nightly;

  g_return_val_if_fail (db != NULL && due != NULL, FALSE);

  *due = FALSE;
  if (!is_nightly (db, office_id, &nightly, error))
    return FALSE;
  if (!nightly)
    return TRUE;

  /* What would be refused isn't due: a refusal every night helps nobody. */
  inputs = tranche_run_inputs_load (db, office_id, target, today, &local_error);
  if (inputs == NULL)
    {
      if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED))
        {
          g_error_free (local_error);
          return TRUE;
        }
      g_propagate_error (error, local_error);
      return FALSE;
    }

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  tranche_statement_bind_date (statement, 3, today);
  *due = !tranche_statement_step (statement, &local_error);
  if (local_error != NULL)
    {
      *due = FALSE;
      g_propagate_error (error, local_error);
      return FALSE;
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
