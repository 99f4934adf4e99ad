/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/operation-private.h"

#include "store/chain.h"
#include "store/column-text.h"
#include "domain/record.h"
#include "store/database-private.h"
#include "store/permissions-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TrancheOperation
{
  TrancheDatabase *db;
  TrancheTransaction *transaction;
  TrancheHasher *hasher;
  TrancheTouches *touches;

  gint64 id;
  gint64 time;
  TrancheOperationKind kind;
  gint64 actor_id;
  char *actor_name;
  char *label;
  gint64 office_id;
  TrancheAffects affects;
  gint64 undoes;
  gint64 redoes;
  char *detail;

  gboolean is_empty;
  gboolean is_authorised;

  /* The end of the chain of changes: of the file, then of this operation. */
  gint64 last_change_id;
  guint8 last_change_hash[TRANCHE_HASH_SIZE];
  TrancheStatement *insert_change; /* borrowed while changes come */
};

void
tranche_database_set_actor (TrancheDatabase *db, gint64 team_member_id, const char *name)
{
  tranche_database_assert_owner (db);
  db->actor_id = team_member_id;
  g_set_str (&db->actor_name, name != NULL && *name != '\0' ? name : g_get_user_name ());
}

gint64
tranche_database_get_actor (TrancheDatabase *db)
{
  tranche_database_assert_owner (db);
  return db->actor_id;
}

void
tranche_database_set_clock (TrancheDatabase *db, gint64 now)
{
  tranche_database_assert_owner (db);
  db->clock = now;
}

static void
operation_free (TrancheOperation *operation)
{
  /* Before the transaction ends: a statement in use would hold it. */
  g_clear_pointer (&operation->insert_change, tranche_statement_release);
  g_clear_pointer (&operation->transaction, tranche_transaction_roll_back);
  g_clear_pointer (&operation->hasher, tranche_hasher_free);
  g_clear_pointer (&operation->touches, tranche_touches_free);
  g_free (operation->actor_name);
  g_free (operation->label);
  g_free (operation->detail);
  g_free (operation);
}

/* The end of a chain: @id and @hash keep their value (0, zero bytes) where there is none yet. */
static gboolean
load_end (TrancheDatabase *db,
          const char *sql,
          gint64 *id,
          guint8 hash[TRANCHE_HASH_SIZE],
          GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  if (tranche_statement_step (statement, error))
    {
      gsize size;
      gconstpointer stored = tranche_statement_get_blob (statement, 1, &size);

      *id = tranche_statement_get_int64 (statement, 0);
      if (size == TRANCHE_HASH_SIZE)
        memcpy (hash, stored, size);
    }
  return !tranche_statement_failed (statement);
}

TrancheOperation *
tranche_operation_begin (TrancheDatabase *db,
                         TrancheOperationKind kind,
                         const char *label,
                         GError **error)
{
  g_autoptr (TrancheTransaction) transaction = NULL;
  g_autoptr (TrancheOperation) operation = NULL;
  gint64 last_id;

  tranche_database_assert_owner (db);
  g_return_val_if_fail (label != NULL, NULL);

  if (db->mode == TRANCHE_DATABASE_READ_ONLY)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
                           _ ("the file was opened for reading only"));
      return NULL;
    }

  transaction = tranche_transaction_begin (db, error);
  if (transaction == NULL)
    return NULL;

  operation = g_new0 (TrancheOperation, 1);
  operation->db = db;
  operation->transaction = g_steal_pointer (&transaction);
  operation->hasher = tranche_hasher_new ();
  operation->touches = tranche_touches_new ();
  operation->kind = kind;
  operation->time = db->clock != 0 ? db->clock : g_get_real_time ();
  operation->actor_id = db->actor_id;
  operation->actor_name = g_strdup (db->actor_name);
  operation->label = g_strdup (label);
  operation->is_empty = TRUE;

  /* Runs, imports and issues are permissions of their own; the last two cover the records that go
   * with them. */
  if (!tranche_permissions_check_kind (db, kind, 0, error))
    return NULL;
  operation->is_authorised = kind == TRANCHE_OPERATION_IMPORT || kind == TRANCHE_OPERATION_ISSUE;

  /* Nobody else can take the number: the write lock is ours until the end. */
  if (!tranche_database_query_int64 (db, "SELECT max (id) FROM operation", 0, &last_id, error)
      || !load_end (db, "SELECT id, hash FROM change ORDER BY id DESC LIMIT 1",
                    &operation->last_change_id, operation->last_change_hash, error))
    return NULL;
  operation->id = last_id + 1;
  return g_steal_pointer (&operation);
}

void
tranche_operation_cancel (TrancheOperation *operation)
{
  if (operation == NULL)
    return;
  tranche_database_assert_owner (operation->db);
  operation_free (operation);
}

static gboolean
insert_operation (TrancheOperation *operation, GError **error)
{
  g_autoptr (TrancheStatement) insert = NULL;
  guint8 previous_hash[TRANCHE_HASH_SIZE] = { 0 };
  guint8 hash[TRANCHE_HASH_SIZE];
  gint64 previous_id = 0;
  TrancheOperationRow row = {
    .id = operation->id,
    .at = operation->time,
    .actor_id = operation->actor_id,
    .actor_name = operation->actor_name,
    .kind = operation->kind,
    .label = operation->label,
    .office_id = operation->office_id,
    .affects = operation->affects,
    .undoes = operation->undoes,
    .redoes = operation->redoes,
    .detail = operation->detail != NULL ? operation->detail : "{}",
    .last_change_id = operation->last_change_id,
  };

  if (!load_end (operation->db, "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1",
                 &previous_id, previous_hash, error))
    return FALSE;
  tranche_chain_hash_operation (operation->hasher, &row, operation->last_change_hash, previous_hash,
                                hash);

  insert = tranche_database_prepare (
      operation->db,
      "INSERT INTO operation (id, at, actor_id, actor_name, kind, label,"
      " office_id, affects, undoes, redoes, detail, last_change_id,"
      " previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, row.id);
  tranche_statement_bind_int64 (insert, 2, row.at);
  tranche_statement_bind_id (insert, 3, row.actor_id);
  tranche_statement_bind_text_static (insert, 4, row.actor_name, -1);
  tranche_statement_bind_int64 (insert, 5, row.kind);
  tranche_statement_bind_text_static (insert, 6, row.label, -1);
  tranche_statement_bind_id (insert, 7, row.office_id);
  tranche_statement_bind_int64 (insert, 8, row.affects);
  tranche_statement_bind_id (insert, 9, row.undoes);
  tranche_statement_bind_id (insert, 10, row.redoes);
  tranche_statement_bind_text_static (insert, 11, row.detail, -1);
  tranche_statement_bind_id (insert, 12, row.last_change_id);
  tranche_statement_bind_blob_static (insert, 13, previous_hash, sizeof previous_hash);
  tranche_statement_bind_blob_static (insert, 14, hash, sizeof hash);
  return tranche_statement_run (insert, error);
}

gboolean
tranche_operation_commit (TrancheOperation *operation, GError **error)
{
  g_autoptr (TrancheOperation) owned = operation;
  TrancheDatabase *db = operation->db;

  tranche_database_assert_owner (db);
  g_clear_pointer (&operation->insert_change, tranche_statement_release);

  if (operation->is_empty)
    return TRUE;
  if (!insert_operation (operation, error)
      || !tranche_transaction_commit (g_steal_pointer (&operation->transaction), error))
    return FALSE;

  if (db->committed_touches != NULL)
    {
      operation->touches->operation_id = operation->id;
      g_ptr_array_add (db->committed_touches, g_steal_pointer (&operation->touches));
    }
  return TRUE;
}

gint64
tranche_operation_get_id (TrancheOperation *operation)
{
  return operation->id;
}

TrancheDatabase *
tranche_operation_get_database (TrancheOperation *operation)
{
  return operation->db;
}

gint64
tranche_operation_get_time (TrancheOperation *operation)
{
  return operation->time;
}

void
tranche_operation_set_label (TrancheOperation *operation, const char *label)
{
  g_return_if_fail (label != NULL);
  g_set_str (&operation->label, label);
}

void
tranche_operation_set_office (TrancheOperation *operation, gint64 office_id)
{
  operation->office_id = office_id;
}

void
tranche_operation_add_affects (TrancheOperation *operation, TrancheAffects affects)
{
  operation->affects |= affects;
}

void
tranche_operation_set_detail (TrancheOperation *operation, const char *json)
{
  g_return_if_fail (json != NULL);
  g_set_str (&operation->detail, json);
  operation->is_empty = FALSE;
}

void
tranche_operation_set_undoes (TrancheOperation *operation, gint64 operation_id)
{
  operation->undoes = operation_id;
  operation->is_empty = FALSE;
}

void
tranche_operation_set_redoes (TrancheOperation *operation, gint64 operation_id)
{
  operation->redoes = operation_id;
  operation->is_empty = FALSE;
}

void
tranche_operation_authorise (TrancheOperation *operation)
{
  operation->is_authorised = TRUE;
}

gboolean
tranche_operation_is_authorised (TrancheOperation *operation)
{
  return operation->is_authorised;
}

/* What couldn't be read again isn't written. */
static gboolean
check_length (const char *json, GError **error)
{
  if (json == NULL || strlen (json) <= TRANCHE_COLUMN_TEXT_MAX)
    return TRUE;
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("its texts together are too long"));
  return FALSE;
}

gboolean
tranche_operation_add_change (TrancheOperation *operation,
                              const char *table_name,
                              gint64 row_id,
                              gint64 party_id,
                              const char *before,
                              const char *after,
                              GError **error)
{
  TrancheStatement *insert;
  guint8 hash[TRANCHE_HASH_SIZE];
  TrancheChangeRow row = {
    .id = operation->last_change_id + 1,
    .operation_id = operation->id,
    .table_name = table_name,
    .row_id = row_id,
    .party_id = party_id,
    .before = before,
    .after = after,
  };

  tranche_database_assert_owner (operation->db);
  g_return_val_if_fail (table_name != NULL, FALSE);
  g_return_val_if_fail (before != NULL || after != NULL, FALSE);

  if (!check_length (before, error) || !check_length (after, error))
    return FALSE;

  if (operation->insert_change == NULL)
    {
      operation->insert_change
          = tranche_database_prepare (operation->db,
                                      "INSERT INTO change (id, operation_id, table_name, row_id, "
                                      "party_id, before, after, previous_hash, hash)"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                      error);
      if (operation->insert_change == NULL)
        return FALSE;
    }
  insert = operation->insert_change;
  tranche_chain_hash_change (operation->hasher, &row, operation->last_change_hash, hash);

  tranche_statement_bind_int64 (insert, 1, row.id);
  tranche_statement_bind_int64 (insert, 2, row.operation_id);
  tranche_statement_bind_text_static (insert, 3, row.table_name, -1);
  tranche_statement_bind_int64 (insert, 4, row.row_id);
  tranche_statement_bind_id (insert, 5, row.party_id);
  tranche_statement_bind_text_static (insert, 6, row.before, -1);
  tranche_statement_bind_text_static (insert, 7, row.after, -1);
  tranche_statement_bind_blob_static (insert, 8, operation->last_change_hash, TRANCHE_HASH_SIZE);
  tranche_statement_bind_blob_static (insert, 9, hash, TRANCHE_HASH_SIZE);
  if (!tranche_statement_run (insert, error))
    return FALSE;

  memcpy (operation->last_change_hash, hash, TRANCHE_HASH_SIZE);
  operation->last_change_id = row.id;
  operation->is_empty = FALSE;
  tranche_touches_add (operation->touches, table_name, row_id);
  tranche_touches_add_party (operation->touches, party_id);
  return TRUE;
}

void
tranche_operation_touch (TrancheOperation *operation, const char *table_name, gint64 row_id)
{
  g_return_if_fail (table_name != NULL);
  tranche_database_assert_owner (operation->db);
  tranche_touches_add (operation->touches, table_name, row_id);
}
