/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/runs.h"

#include "store/chain.h"

/* Rows hashed at a time, so that a run of a million moves needs no more memory than one of ten. */
#define ROWS_A_BLOCK 4096

typedef struct
{
  TrancheHasher *hasher;
  guint8 hash[TRANCHE_HASH_SIZE];
  guint n_rows;
} Seal;

static void
seal_close_block (Seal *seal)
{
  tranche_hasher_add_hash (seal->hasher, seal->hash);
  tranche_hasher_finish (seal->hasher, seal->hash);
  seal->n_rows = 0;
}

/* All rows of @sql for the operation. @columns: a letter each, "i" for an integer and "t" for a
 * text.
 */
static gboolean
seal_add_rows (Seal *seal,
               TrancheDatabase *db,
               const char *sql,
               const char *columns,
               gint64 operation_id,
               GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, operation_id);
  while (tranche_statement_step (statement, error))
    {
      for (int i = 0; columns[i] != '\0'; i++)
        {
          if (tranche_statement_is_null (statement, i))
            tranche_hasher_add_null (seal->hasher);
          else if (columns[i] == 'i')
            tranche_hasher_add_int64 (seal->hasher, tranche_statement_get_int64 (statement, i));
          else
            tranche_hasher_add_text (seal->hasher, tranche_statement_get_text (statement, i, NULL),
                                     -1);
        }
      if (++seal->n_rows == ROWS_A_BLOCK)
        seal_close_block (seal);
    }
  if (tranche_statement_failed (statement))
    return FALSE;

  seal_close_block (seal);
  return TRUE;
}

char *
tranche_runs_seal (TrancheDatabase *db, gint64 operation_id, GError **error)
{
  static const char run_sql[]
      = "SELECT id, office_id, strategy_id, target, run_date, start_month, end_month,"
        " available_months, maximum_months, buffer_months, parties, production, moves, unsegmented,"
        " unsegmented_production, no_production, negative FROM run WHERE operation_id = ?1"
        " ORDER BY id";
  static const char segment_sql[]
      = "SELECT s.run_id, s.segment_id, s.name, s.monthly_lower, s.effective_lower, s.parties,"
        " s.production FROM run r JOIN run_segment s ON s.run_id = r.id WHERE r.operation_id = ?1"
        " ORDER BY s.run_id, s.segment_id";
  static const char move_sql[]
      = "SELECT party_id, run_id, effective_date, had_segment, has_segment, from_segment_id,"
        " to_segment_id, from_run_id, from_since FROM assignment_history WHERE operation_id = ?1"
        " ORDER BY party_id";
  g_autoptr (TrancheHasher) hasher = tranche_hasher_new ();
  g_autoptr (GString) hex = g_string_new (NULL);
  Seal seal = { .hasher = hasher };

  g_return_val_if_fail (db != NULL, NULL);

  if (!seal_add_rows (&seal, db, run_sql, "iiiitiiiiiiiiiiii", operation_id, error)
      || !seal_add_rows (&seal, db, segment_sql, "iitiiii", operation_id, error)
      || !seal_add_rows (&seal, db, move_sql, "iitiiiiit", operation_id, error))
    return NULL;

  for (guint i = 0; i < TRANCHE_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", seal.hash[i]);
  return g_string_free_and_steal (g_steal_pointer (&hex));
}

gboolean
tranche_runs_verify (TrancheDatabase *db, gint64 *operation_id, GError **error)
{
  /* What says that it is sealed, and what should be: rows of another operation are forged. */
  static const char sql[]
      = "SELECT id, CASE WHEN json_valid (detail) THEN detail ->> '$.sha256' END FROM operation"
        " WHERE CASE WHEN json_valid (detail) THEN detail ->> '$.run' END IS NOT NULL"
        " OR id IN (SELECT operation_id FROM run)"
        " OR id IN (SELECT DISTINCT operation_id FROM assignment_history) ORDER BY id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  *operation_id = 0;
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);
      g_autofree char *seal = tranche_runs_seal (db, id, error);

      if (seal == NULL)
        return FALSE;
      if (g_strcmp0 (seal, tranche_statement_get_text (statement, 1, NULL)) != 0)
        {
          *operation_id = id;
          return TRUE;
        }
    }
  return !tranche_statement_failed (statement);
}
