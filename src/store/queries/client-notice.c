/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-notice.h"

#include "store/queries/stale.h"

static gboolean
count_statements (TrancheDatabase *db, gint64 office_id, gint64 *count, GError **error)
{
  static const char sql[]
      = "SELECT count (*) FROM statement WHERE office_id = ?1 AND state = 1 AND operation_id >"
        " (SELECT max (operation_id) FROM run WHERE office_id = ?1 AND state = 1)";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  if (tranche_statement_step (statement, error))
    *count = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}

gboolean
tranche_client_notice_load (TrancheDatabase *db,
                            gint64 office_id,
                            TrancheClientNotice *notice,
                            GError **error)
{
  static const TrancheStrategyTarget targets[]
      = { TRANCHE_TARGET_INDIVIDUAL, TRANCHE_TARGET_GROUP };

  g_return_val_if_fail (db != NULL && notice != NULL, FALSE);

  *notice = (TrancheClientNotice) { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (TrancheStale) stale = tranche_stale_load (db, office_id, targets[i], error);

      if (stale == NULL)
        return FALSE;
      if (!stale->is_stale)
        continue;
      notice->is_stale = TRUE;
      notice->reasons = (TrancheAffects) (notice->reasons | stale->reasons);
    }

  return count_statements (db, office_id, &notice->n_statements, error);
}
