/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-production.h"

#include <glib/gi18n.h>

gboolean
tranche_client_production_load (TrancheDatabase *db,
                                gint64 party_id,
                                TrancheStrategyTarget target,
                                TrancheMonth start,
                                TrancheMonth end,
                                TrancheMoney *months,
                                TrancheMoney *total,
                                gboolean *has_lines,
                                GError **error)
{
  static const char client_sql[]
      = "SELECT month, amount FROM statement_line WHERE client_id = ?1 AND month BETWEEN ?2 AND ?3";
  static const char group_sql[]
      = "SELECT l.month, l.amount FROM group_membership m"
        " JOIN client_group g ON g.id = m.group_id"
        " JOIN client_slot c ON c.client_id = m.client_id AND c.removed = 0"
        "  AND c.office_id = g.office_id"
        " JOIN statement_line l ON l.client_id = m.client_id AND l.month BETWEEN ?2 AND ?3"
        " WHERE m.group_id = ?1 AND m.is_primary = 1";
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL && months != NULL && total != NULL && has_lines != NULL, FALSE);
  g_return_val_if_fail (start <= end, FALSE);

  *total = 0;
  *has_lines = FALSE;
  memset (months, 0, (gsize) (end - start + 1) * sizeof *months);

  statement = tranche_database_prepare (db, target == TRANCHE_TARGET_GROUP ? group_sql : client_sql,
                                        error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, party_id);
  tranche_statement_bind_int64 (statement, 2, start);
  tranche_statement_bind_int64 (statement, 3, end);
  while (tranche_statement_step (statement, error))
    {
      TrancheMoney *month = &months[tranche_statement_get_int64 (statement, 0) - start];
      TrancheMoney amount = tranche_statement_get_int64 (statement, 1);

      *has_lines = TRUE;
      if (tranche_money_add (*month, amount, month) && tranche_money_add (*total, amount, total))
        continue;

      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The production of the range is too large to add up"));
      return FALSE;
    }

  return !tranche_statement_failed (statement);
}
