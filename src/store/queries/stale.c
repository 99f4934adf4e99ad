/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/stale.h"

void
tranche_stale_free (TrancheStale *stale)
{
  if (stale == NULL)
    return;

  g_free (stale->label);
  g_free (stale);
}

/* A run that an undo laid open again stands as it did; so changes count from its own operation on.
 */
static gboolean
find_run (TrancheDatabase *db,
          gint64 office_id,
          TrancheStrategyTarget target,
          gint64 *operation_id,
          GError **error)
{
  static const char sql[] = "SELECT operation_id FROM run WHERE office_id = ?1 AND target = ?2 AND "
                            "state = 1 ORDER BY id DESC LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  *operation_id = 0;
  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  if (tranche_statement_step (statement, error))
    *operation_id = tranche_statement_get_int64 (statement, 0);

  return !tranche_statement_failed (statement);
}

TrancheStale *
tranche_stale_load (TrancheDatabase *db,
                    gint64 office_id,
                    TrancheStrategyTarget target,
                    GError **error)
{
  /* Undoing and doing again are told by what they undo: as often undone as done again since the run
   * is as if nothing had happened, whether the thing itself is older than the run or not. Their
   * bits are those of the thing, should the undoing not carry its own. */
  static const char sql[]
      = "WITH recent (id, affects, thing, sign) AS ("
        " SELECT o.id, o.affects, coalesce (o.undoes, r.undoes, o.redoes, o.id),"
        "  CASE WHEN o.undoes IS NOT NULL THEN -1 ELSE 1 END"
        " FROM operation o LEFT JOIN operation r ON r.id = o.redoes"
        " WHERE o.id > ?1 AND (o.affects <> 0 OR o.undoes IS NOT NULL OR o.redoes IS NOT NULL)"
        "), standing (first, bits) AS ("
        " SELECT min (n.id), max (n.affects | t.affects) FROM recent n JOIN operation t ON t.id = "
        "n.thing"
        " WHERE t.office_id IS NULL OR t.office_id = ?2"
        " GROUP BY n.thing HAVING sum (n.sign) <> 0"
        ")"
        " SELECT o.id, o.at, o.label, s.bits FROM standing s JOIN operation o ON o.id = s.first"
        " WHERE s.bits <> 0 ORDER BY o.id";
  g_autoptr (TrancheStale) stale = g_new0 (TrancheStale, 1);
  g_autoptr (TrancheStatement) statement = NULL;
  gint64 run_operation_id;

  g_return_val_if_fail (db != NULL, NULL);

  if (!find_run (db, office_id, target, &run_operation_id, error))
    return NULL;
  if (run_operation_id == 0)
    return g_steal_pointer (&stale);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  stale->has_run = TRUE;
  tranche_statement_bind_int64 (statement, 1, run_operation_id);
  tranche_statement_bind_int64 (statement, 2, office_id);
  while (tranche_statement_step (statement, error))
    {
      if (!stale->is_stale)
        {
          stale->is_stale = TRUE;
          stale->operation_id = tranche_statement_get_int64 (statement, 0);
          stale->since = tranche_statement_get_int64 (statement, 1);
          stale->label = tranche_statement_dup_name (statement, 2);
        }
      stale->reasons
          = (TrancheAffects) ((gint64) stale->reasons | tranche_statement_get_int64 (statement, 3));
    }

  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&stale);
}
