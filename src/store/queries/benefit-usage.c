/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/benefit-usage.h"

#include "domain/error.h"
#include "store/operation.h"
#include "store/sharing.h"

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

static gboolean
contains (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Whether who acts sees the row's client or group. */
static gboolean
check_seen (TrancheDatabase *db, TrancheStatement *row, const GArray *owners, GError **error)
{
  if (tranche_statement_get_int64 (row, 8) == 1)
    return !tranche_statement_is_null (row, 9)
           && contains (owners, tranche_statement_get_int64 (row, 9));
  return tranche_sharing_require_for_actor (db, tranche_statement_get_int64 (row, 4), error);
}

static TrancheBenefitUse *
read_use (TrancheStatement *row)
{
  TrancheBenefitUse *use = g_new0 (TrancheBenefitUse, 1);

  use->agreement_id = tranche_statement_get_int64 (row, 0);
  use->number = tranche_statement_dup_name (row, 1);
  use->kind = (TrancheAgreementKind) tranche_statement_get_int64 (row, 2);
  use->state = (TrancheAgreementState) tranche_statement_get_int64 (row, 3);
  use->party_id = tranche_statement_get_int64 (row, 4);
  use->party_name = tranche_statement_dup_name (row, 5);
  use->benefit_name = tranche_statement_dup_name (row, 6);
  use->start_date = tranche_statement_get_date (row, 7);
  use->of_client = tranche_statement_get_int64 (row, 8) == 1;
  use->end_date = tranche_statement_get_date (row, 10);
  return use;
}

GPtrArray *
tranche_benefit_usage_load (TrancheDatabase *db, gint64 benefit_id, guint limit, GError **error)
{
  /* The latest period's words: max() makes SQLite take the name from that row. Kind 1 is a client.
   */
  static const char sql[]
      = "SELECT a.id, a.number, a.kind, a.state, a.party_id, p.display_name, e.name, a.start_date,"
        " p.kind, c.owner_id, coalesce (a.ended_on, a.end_date), max (e.period_start)"
        " FROM entitlement e JOIN agreement a ON a.id = e.agreement_id"
        " JOIN party p ON p.id = a.party_id LEFT JOIN client c ON c.id = p.id"
        " WHERE e.benefit_id = ?1 GROUP BY a.id ORDER BY p.sort_key, a.start_date, a.id";
  g_autoptr (GPtrArray) uses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_benefit_use_free);
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GArray) owners = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean sees_all;

  g_return_val_if_fail (db != NULL, NULL);

  owners = tranche_sharing_list_owners (db, tranche_database_get_actor (db), &sees_all, error);
  if (owners == NULL)
    return NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, benefit_id);
  while ((limit == 0 || uses->len < limit) && tranche_statement_step (statement, &local_error))
    {
      if (sees_all || check_seen (db, statement, owners, &local_error))
        g_ptr_array_add (uses, read_use (statement));
      else if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED))
        g_clear_error (&local_error);
      if (local_error != NULL)
        break;
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

  g_return_val_if_fail (db != NULL && count != NULL, FALSE);

  *count = 0;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, benefit_id);
  if (tranche_statement_step (statement, error))
    *count = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}
