/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/queries/operation-log.h"

#include "store/operation.h"
#include "store/sharing-private.h"

/* An operation counts as undone when the last word on it is an undo: steps are numbered in order.
 */
#define LOG_COLUMNS                                                                                \
  "o.id, o.at, o.kind, o.actor_name, o.label,"                                                     \
  " (SELECT count (*) FROM change c WHERE c.operation_id = o.id),"                                 \
  " coalesce ((SELECT max (u.id) FROM operation u WHERE u.undoes = o.id), 0)"                      \
  " > coalesce ((SELECT max (r.id) FROM operation r WHERE r.redoes = o.id), 0)"

void
tranche_log_entry_free (TrancheLogEntry *entry)
{
  g_free (entry->actor_name);
  g_free (entry->label);
  g_free (entry);
}

static GPtrArray *
collect (TrancheStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_log_entry_free);

  while (tranche_statement_step (statement, error))
    {
      TrancheLogEntry *entry = g_new0 (TrancheLogEntry, 1);

      entry->id = tranche_statement_get_int64 (statement, 0);
      entry->at = tranche_statement_get_int64 (statement, 1);
      entry->kind = (TrancheOperationKind) tranche_statement_get_int64 (statement, 2);
      entry->actor_name = tranche_statement_dup_name (statement, 3);
      entry->label = tranche_statement_dup_name (statement, 4);
      entry->n_changes = tranche_statement_get_int64 (statement, 5);
      entry->undone = tranche_statement_get_int64 (statement, 6) != 0;
      g_ptr_array_add (entries, entry);
    }
  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&entries);
}

GPtrArray *
tranche_operation_log_load (TrancheDatabase *db, guint limit, GError **error)
{
  /* A label names the client it is about, or one of them. */
  static const char sql[] = TRANCHE_SQL_BELOW
      " SELECT " LOG_COLUMNS " FROM operation o WHERE ?2 OR NOT EXISTS (SELECT 1 FROM change h"
      " WHERE h.operation_id = o.id AND h.party_id IS NOT NULL"
      " AND " TRANCHE_SQL_IS_ANOTHERS ("h.party_id") ") ORDER BY o.id DESC LIMIT ?3";
  gint64 actor_id = tranche_database_get_actor (db);
  gboolean sees_all;
  g_autoptr (GArray) owners = tranche_sharing_list_owners (db, actor_id, &sees_all, error);
  g_autoptr (TrancheStatement) statement = NULL;

  if (owners == NULL)
    return NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, actor_id);
  tranche_statement_bind_int64 (statement, 2, sees_all);
  tranche_statement_bind_int64 (statement, 3, limit > 0 ? (gint64) limit : -1);
  return collect (statement, error);
}

GPtrArray *
tranche_operation_log_load_for_party (TrancheDatabase *db,
                                      gint64 party_id,
                                      guint limit,
                                      GError **error)
{
  static const char sql[]
      = "SELECT " LOG_COLUMNS " FROM operation o WHERE o.id IN ("
        "  SELECT operation_id FROM change WHERE party_id = ?1"
        "  UNION SELECT operation_id FROM assignment_history WHERE party_id = ?1"
        "  UNION SELECT created_by FROM client WHERE id = ?1)"
        " ORDER BY o.id DESC LIMIT ?2";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, party_id);
  tranche_statement_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);
  return collect (statement, error);
}
