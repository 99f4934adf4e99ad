/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/named-ids.h"

static void
named_id_free (gpointer data)
{
  TrancheNamedId *named = data;

  g_free (named->name);
  g_free (named);
}

GPtrArray *
tranche_named_ids_load (TrancheDatabase *db, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (named_id_free);
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  while (tranche_statement_step (statement, error))
    {
      TrancheNamedId *named = g_new0 (TrancheNamedId, 1);

      named->id = tranche_statement_get_int64 (statement, 0);
      named->name = tranche_statement_dup_name (statement, 1);
      g_ptr_array_add (list, named);
    }
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&list);
}
