/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/benefit-usage.h"

void
tranche_benefit_use_free (TrancheBenefitUse *use)
{
  if (use == NULL)
    return;

  g_free (use->number);
  g_free (use->party_name);
  g_free (use->benefit_name);
  g_free (use);
}

GPtrArray *
tranche_benefit_usage_load (TrancheDatabase *db, gint64 benefit_id, guint limit, GError **error)
{
  /* The latest period's words: max() makes SQLite take the name from that row. */
  static const char sql[]
      = "SELECT a.id, a.number, a.kind, a.state, a.party_id, p.display_name, e.name, a.start_date,"
        " max (e.period_start) FROM entitlement e JOIN agreement a ON a.id = e.agreement_id"
        " JOIN party p ON p.id = a.party_id WHERE e.benefit_id = ?1"
        " GROUP BY a.id ORDER BY p.sort_key, a.start_date, a.id LIMIT ?2";
  g_autoptr (GPtrArray) uses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_benefit_use_free);
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, benefit_id);
  tranche_statement_bind_int64 (statement, 2, limit != 0 ? (gint64) limit : -1);
  while (tranche_statement_step (statement, &local_error))
    {
      TrancheBenefitUse *use = g_new0 (TrancheBenefitUse, 1);

      use->agreement_id = tranche_statement_get_int64 (statement, 0);
      use->number = tranche_statement_dup_text (statement, 1);
      use->kind = (TrancheAgreementKind) tranche_statement_get_int64 (statement, 2);
      use->state = (TrancheAgreementState) tranche_statement_get_int64 (statement, 3);
      use->party_id = tranche_statement_get_int64 (statement, 4);
      use->party_name = tranche_statement_dup_text (statement, 5);
      use->benefit_name = tranche_statement_dup_text (statement, 6);
      use->start_date = tranche_statement_get_date (statement, 7);
      g_ptr_array_add (uses, use);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&uses);
}

gboolean
tranche_benefit_usage_count (TrancheDatabase *db, gint64 benefit_id, gint64 *count, GError **error)
{
  static const char sql[]
      = "SELECT count (DISTINCT agreement_id) FROM entitlement WHERE benefit_id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL && count != NULL, FALSE);

  *count = 0;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, benefit_id);
  if (tranche_statement_step (statement, &local_error))
    *count = tranche_statement_get_int64 (statement, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}
