/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/agreement-fees.h"

static void
fee_free (gpointer data)
{
  TrancheAgreementFee *fee = data;

  g_free (fee->name);
  g_free (fee->method);
  g_free (fee->account);
  g_free (fee);
}

GPtrArray *
tranche_agreement_fees_load (TrancheDatabase *db, gint64 agreement_id, GError **error)
{
  static const char sql[] = "SELECT name, basis, method, amount, frequency, account FROM fee"
                            " WHERE agreement_id = ?1 ORDER BY position, name, id";
  g_autoptr (GPtrArray) fees = g_ptr_array_new_with_free_func (fee_free);
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, agreement_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheAgreementFee *fee = g_new0 (TrancheAgreementFee, 1);

      fee->name = tranche_statement_dup_name (statement, 0);
      fee->basis = (TrancheFeeBasis) tranche_statement_get_int64 (statement, 1);
      fee->method = tranche_statement_dup_name (statement, 2);
      fee->amount = tranche_statement_get_int64 (statement, 3);
      fee->frequency = (TrancheFrequency) tranche_statement_get_int64 (statement, 4);
      fee->account = tranche_statement_dup_name (statement, 5);
      g_ptr_array_add (fees, fee);
    }

  return tranche_statement_failed (statement) ? NULL : g_steal_pointer (&fees);
}
