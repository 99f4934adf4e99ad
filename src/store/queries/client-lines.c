/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-lines.h"

static void
line_free (gpointer data)
{
  TrancheClientLine *line = data;

  g_free (line->reference);
  g_free (line->statement_name);
  g_free (line->provider_name);
  g_free (line);
}

GPtrArray *
tranche_client_lines_load (TrancheDatabase *db,
                           gint64 client_id,
                           TrancheMonth month,
                           GError **error)
{
  static const char sql[]
      = "SELECT l.day, l.amount, l.reference, coalesce (s.name, ''), coalesce (p.name, '')"
        " FROM statement_line l LEFT JOIN statement s ON s.id = l.statement_id"
        " LEFT JOIN provider p ON p.id = s.provider_id"
        " WHERE l.client_id = ?1 AND l.month = ?2 ORDER BY l.day, l.statement_id, l.line_number";
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, client_id);
  tranche_statement_bind_int64 (statement, 2, month);
  while (tranche_statement_step (statement, error))
    {
      TrancheClientLine *line = g_new0 (TrancheClientLine, 1);

      line->date
          = tranche_date_new (tranche_month_get_year (month), tranche_month_get_month (month),
                              (int) tranche_statement_get_int64 (statement, 0));
      line->amount = tranche_statement_get_int64 (statement, 1);
      line->reference = tranche_statement_dup_name (statement, 2);
      line->statement_name = tranche_statement_dup_name (statement, 3);
      line->provider_name = tranche_statement_dup_text (statement, 4);
      g_ptr_array_add (lines, line);
    }

  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&lines);
}
