/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-private.h"

#include <glib/gi18n.h>

struct _TrancheTransaction
{
  TrancheDatabase *db;
};

static gboolean
run_once (TrancheDatabase *db, const char *sql, GError **error)
{
  int result = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK ? TRUE : tranche_database_set_error (db, result, error);
}

TrancheTransaction *
tranche_transaction_begin (TrancheDatabase *db, GError **error)
{
  TrancheTransaction *transaction;

  tranche_database_assert_owner (db);
  g_assert (db->transaction == NULL);

  /* IMMEDIATE, so that waiting for another program happens here and never in the middle. A reader's
   * snapshot only begins with the first read: take it now, so that "when" is the call and not the
   * first query. */
  if (db->mode == TRANCHE_DATABASE_READ_WRITE)
    {
      if (!run_once (db, "BEGIN IMMEDIATE", error))
        return NULL;
    }
  else if (!run_once (db, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", error))
    {
      sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
      return NULL;
    }

  transaction = g_new0 (TrancheTransaction, 1);
  transaction->db = db;
  db->transaction = transaction;
  return transaction;
}

void
tranche_transaction_roll_back (TrancheTransaction *transaction)
{
  TrancheDatabase *db;

  if (transaction == NULL)
    return;

  db = transaction->db;
  tranche_database_assert_owner (db);
  g_assert (db->transaction == transaction);

  db->transaction = NULL;
  g_free (transaction);

  /* SQLite rolls back by itself after some failures. A rollback that fails leaves the journal to
   * the next open, which rolls back then; there is nothing more to do here. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
tranche_transaction_commit (TrancheTransaction *transaction, GError **error)
{
  TrancheDatabase *db = transaction->db;

  tranche_database_assert_owner (db);
  g_assert (db->transaction == transaction);

  if (sqlite3_get_autocommit (db->handle))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED,
                           _ ("nothing was saved: the transaction was rolled back after an error"));
      tranche_transaction_roll_back (transaction);
      return FALSE;
    }
  if (!run_once (db, "COMMIT", error))
    {
      tranche_transaction_roll_back (transaction);
      return FALSE;
    }

  db->transaction = NULL;
  g_free (transaction);
  return TRUE;
}
