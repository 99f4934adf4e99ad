/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"

#include "store/database-private.h"
#include "store/sha256.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

struct _TrancheHasher
{
  GByteArray *bytes;
};

TrancheHasher *
tranche_hasher_new (void)
{
  TrancheHasher *hasher = g_new0 (TrancheHasher, 1);

  hasher->bytes = g_byte_array_sized_new (1024);
  return hasher;
}

void
tranche_hasher_free (TrancheHasher *hasher)
{
  if (hasher == NULL)
    return;
  g_byte_array_unref (hasher->bytes);
  g_free (hasher);
}

/* Kind, then eight bytes, the most significant first. */
static void
add_number (TrancheHasher *hasher, guint8 kind, guint64 value)
{
  guint64 big_endian = GUINT64_TO_BE (value);
  guint8 bytes[9] = { kind };

  memcpy (bytes + 1, &big_endian, 8);
  g_byte_array_append (hasher->bytes, bytes, sizeof bytes);
}

void
tranche_hasher_add_int64 (TrancheHasher *hasher, gint64 value)
{
  add_number (hasher, 'i', (guint64) value);
}

void
tranche_hasher_add_null (TrancheHasher *hasher)
{
  g_byte_array_append (hasher->bytes, (const guint8 *) "n", 1);
}

void
tranche_hasher_add_id (TrancheHasher *hasher, gint64 id)
{
  if (id == 0)
    tranche_hasher_add_null (hasher);
  else
    tranche_hasher_add_int64 (hasher, id);
}

void
tranche_hasher_add_text (TrancheHasher *hasher, const char *text, gssize length)
{
  gsize n;

  if (text == NULL)
    {
      tranche_hasher_add_null (hasher);
      return;
    }
  n = length < 0 ? strlen (text) : (gsize) length;
  add_number (hasher, 't', n);
  g_byte_array_append (hasher->bytes, (const guint8 *) text, (guint) n);
}

void
tranche_hasher_add_hash (TrancheHasher *hasher, const guint8 hash[TRANCHE_HASH_SIZE])
{
  g_byte_array_append (hasher->bytes, (const guint8 *) "h", 1);
  g_byte_array_append (hasher->bytes, hash, TRANCHE_HASH_SIZE);
}

void
tranche_hasher_finish (TrancheHasher *hasher, guint8 hash[TRANCHE_HASH_SIZE])
{
  tranche_sha256 (hasher->bytes->data, hasher->bytes->len, hash);
  g_byte_array_set_size (hasher->bytes, 0);
}

void
tranche_chain_hash_change (TrancheHasher *hasher,
                           const TrancheChangeRow *row,
                           const guint8 previous_hash[TRANCHE_HASH_SIZE],
                           guint8 hash[TRANCHE_HASH_SIZE])
{
  tranche_hasher_add_int64 (hasher, row->id);
  tranche_hasher_add_int64 (hasher, row->operation_id);
  tranche_hasher_add_text (hasher, row->table_name, -1);
  tranche_hasher_add_int64 (hasher, row->row_id);
  tranche_hasher_add_id (hasher, row->party_id);
  tranche_hasher_add_text (hasher, row->before, -1);
  tranche_hasher_add_text (hasher, row->after, -1);
  tranche_hasher_add_hash (hasher, previous_hash);
  tranche_hasher_finish (hasher, hash);
}

void
tranche_chain_hash_operation (TrancheHasher *hasher,
                              const TrancheOperationRow *row,
                              const guint8 last_change_hash[TRANCHE_HASH_SIZE],
                              const guint8 previous_hash[TRANCHE_HASH_SIZE],
                              guint8 hash[TRANCHE_HASH_SIZE])
{
  tranche_hasher_add_int64 (hasher, row->id);
  tranche_hasher_add_int64 (hasher, row->at);
  tranche_hasher_add_id (hasher, row->actor_id);
  tranche_hasher_add_text (hasher, row->actor_name, -1);
  tranche_hasher_add_int64 (hasher, row->kind);
  tranche_hasher_add_text (hasher, row->label, -1);
  tranche_hasher_add_id (hasher, row->office_id);
  tranche_hasher_add_int64 (hasher, row->affects);
  tranche_hasher_add_id (hasher, row->undoes);
  tranche_hasher_add_id (hasher, row->redoes);
  tranche_hasher_add_text (hasher, row->detail, -1);
  tranche_hasher_add_id (hasher, row->last_change_id);
  tranche_hasher_add_hash (hasher, last_change_hash);
  tranche_hasher_add_hash (hasher, previous_hash);
  tranche_hasher_finish (hasher, hash);
}

/* Where the reading of the change chain stands. */
typedef struct
{
  TrancheStatement *statement;
  gboolean has_row;
  gint64 id; /* of the last change that was verified */
  guint8 hash[TRANCHE_HASH_SIZE];
} ChangeCursor;

static gboolean
change_cursor_next (ChangeCursor *cursor, GError **error)
{
  cursor->has_row = tranche_statement_step (cursor->statement, error);
  return !tranche_statement_failed (cursor->statement);
}

static gboolean
column_is_hash (TrancheStatement *statement, int column, const guint8 hash[TRANCHE_HASH_SIZE])
{
  gsize size;
  gconstpointer stored = tranche_statement_get_blob (statement, column, &size);

  return size == TRANCHE_HASH_SIZE && memcmp (stored, hash, TRANCHE_HASH_SIZE) == 0;
}

/* The changes up to @last_id, which must all be of @operation_id. */
static gboolean
verify_changes (ChangeCursor *cursor,
                TrancheHasher *hasher,
                gint64 operation_id,
                gint64 last_id,
                char **problem,
                GError **error)
{
  TrancheStatement *statement = cursor->statement;

  while (cursor->has_row && tranche_statement_get_int64 (statement, 0) <= last_id)
    {
      TrancheChangeRow row = {
        .id = tranche_statement_get_int64 (statement, 0),
        .operation_id = tranche_statement_get_int64 (statement, 1),
        .table_name = tranche_statement_get_text (statement, 2, NULL),
        .row_id = tranche_statement_get_int64 (statement, 3),
        .party_id = tranche_statement_get_int64 (statement, 4),
        .before = tranche_statement_get_text (statement, 5, NULL),
        .after = tranche_statement_get_text (statement, 6, NULL),
      };
      guint8 hash[TRANCHE_HASH_SIZE];

      if (row.id != cursor->id + 1)
        {
          *problem = g_strdup_printf (_ ("change %" PRId64 " is missing"), cursor->id + 1);
          return TRUE;
        }
      tranche_chain_hash_change (hasher, &row, cursor->hash, hash);
      if (row.operation_id != operation_id || !column_is_hash (statement, 7, cursor->hash)
          || !column_is_hash (statement, 8, hash))
        {
          *problem = g_strdup_printf (_ ("change %" PRId64 " was altered"), row.id);
          return TRUE;
        }
      memcpy (cursor->hash, hash, TRANCHE_HASH_SIZE);
      cursor->id = row.id;
      if (!change_cursor_next (cursor, error))
        return FALSE;
    }

  if (cursor->id != last_id)
    *problem = g_strdup_printf (_ ("change %" PRId64 " is missing"), cursor->id + 1);
  return TRUE;
}

static gboolean
verify_operations (TrancheStatement *operations,
                   ChangeCursor *changes,
                   char **problem,
                   GError **error)
{
  g_autoptr (TrancheHasher) hasher = tranche_hasher_new ();
  guint8 previous[TRANCHE_HASH_SIZE] = { 0 };
  gint64 previous_id = 0;

  if (!change_cursor_next (changes, error))
    return FALSE;

  while (tranche_statement_step (operations, error))
    {
      TrancheOperationRow row = {
        .id = tranche_statement_get_int64 (operations, 0),
        .at = tranche_statement_get_int64 (operations, 1),
        .actor_id = tranche_statement_get_int64 (operations, 2),
        .actor_name = tranche_statement_get_text (operations, 3, NULL),
        .kind = tranche_statement_get_int64 (operations, 4),
        .label = tranche_statement_get_text (operations, 5, NULL),
        .office_id = tranche_statement_get_int64 (operations, 6),
        .affects = tranche_statement_get_int64 (operations, 7),
        .undoes = tranche_statement_get_int64 (operations, 8),
        .redoes = tranche_statement_get_int64 (operations, 9),
        .detail = tranche_statement_get_text (operations, 10, NULL),
        .last_change_id = tranche_statement_get_int64 (operations, 11),
      };
      guint8 hash[TRANCHE_HASH_SIZE];

      if (row.id != previous_id + 1)
        {
          *problem = g_strdup_printf (_ ("operation %" PRId64 " is missing"), previous_id + 1);
          return TRUE;
        }
      if (!verify_changes (changes, hasher, row.id, row.last_change_id, problem, error))
        return FALSE;
      if (*problem != NULL)
        return TRUE;

      tranche_chain_hash_operation (hasher, &row, changes->hash, previous, hash);
      if (!column_is_hash (operations, 12, previous) || !column_is_hash (operations, 13, hash))
        {
          *problem = g_strdup_printf (_ ("operation %" PRId64 " was altered"), row.id);
          return TRUE;
        }
      memcpy (previous, hash, TRANCHE_HASH_SIZE);
      previous_id = row.id;
    }

  if (tranche_statement_failed (operations))
    return FALSE;
  if (changes->has_row)
    *problem = g_strdup_printf (_ ("change %" PRId64 " belongs to no operation"), changes->id + 1);
  return TRUE;
}

gboolean
tranche_operation_chain_verify (TrancheDatabase *db,
                                GCancellable *cancellable,
                                char **problem,
                                GError **error)
{
  g_autoptr (TrancheStatement) operations = NULL;
  g_autoptr (TrancheStatement) changes = NULL;
  g_autoptr (GCancellable) previous = NULL;
  ChangeCursor cursor = { 0 };
  gboolean success;

  g_return_val_if_fail (problem != NULL, FALSE);

  *problem = NULL;
  operations = tranche_database_prepare (
      db,
      "SELECT id, at, actor_id, actor_name, kind, label, office_id, affects,"
      " undoes, redoes, detail, last_change_id, previous_hash, hash"
      " FROM operation ORDER BY id",
      error);
  if (operations == NULL)
    return FALSE;
  changes = tranche_database_prepare (
      db,
      "SELECT id, operation_id, table_name, row_id, party_id, before, after,"
      " previous_hash, hash FROM change ORDER BY id",
      error);
  if (changes == NULL)
    return FALSE;

  cursor.statement = changes;
  previous = db->cancellable != NULL ? g_object_ref (db->cancellable) : NULL;
  tranche_database_set_cancellable (db, cancellable);
  success = verify_operations (operations, &cursor, problem, error);
  tranche_database_set_cancellable (db, previous);
  return success;
}
