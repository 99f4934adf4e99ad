/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/revenue-lines.h"

#include "store/database-private.h"
#include "store/production.h"

/* Sums of a client's month, gathered before the packs are touched: 16 MiB. */
#define SUMS_MAX (1024 * 1024)

/* How far ahead lines are fetched: they lie in the order of the file, not in the one they are
 * written in. */
#define FETCH_AHEAD 16

typedef sqlite3_stmt RawStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawStatement, sqlite3_finalize)

/* The inner loop of an import goes to SQLite directly: at millions of lines the wrapper's checks of
 * every binding are a tenth of the time. */
gboolean
tranche_revenue_lines_insert (TrancheOperation *operation,
                              gint64 statement_id,
                              const TrancheRevenueBatch *batch,
                              gsize first,
                              gsize n,
                              GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (RawStatement) insert = NULL;
  int result;

  tranche_database_assert_owner (db);
  g_return_val_if_fail (first + n <= batch->n_matched, FALSE);

  result = sqlite3_prepare_v3 (db->handle,
                               "INSERT INTO statement_line (client_id, month, statement_id,"
                               " line_number, day, amount, reference)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                               -1, SQLITE_PREPARE_PERSISTENT, &insert, NULL);
  if (result != SQLITE_OK)
    return tranche_database_set_error (db, result, error);

  sqlite3_bind_int64 (insert, 3, statement_id);
  for (gsize i = first; i < first + n; i++)
    {
      const TrancheRevenueLine *line = &batch->lines[batch->order[i]];

      if (i + 2 * FETCH_AHEAD < batch->n_matched)
        {
          __builtin_prefetch (&batch->lines[batch->order[i + 2 * FETCH_AHEAD]]);
          __builtin_prefetch (batch->references
                              + batch->lines[batch->order[i + FETCH_AHEAD]].reference);
        }

      sqlite3_bind_int64 (insert, 1, batch->clients[line->client].client_id);
      sqlite3_bind_int (insert, 2, line->month);
      sqlite3_bind_int64 (insert, 4, line->line_number);
      sqlite3_bind_int (insert, 5, line->day);
      sqlite3_bind_int64 (insert, 6, line->amount);
      sqlite3_bind_text (insert, 7, batch->references + line->reference, -1, SQLITE_STATIC);
      result = sqlite3_step (insert);
      if (result != SQLITE_DONE || (result = sqlite3_reset (insert)) != SQLITE_OK)
        return tranche_database_set_error (db, result, error);
    }

  return TRUE;
}

gboolean
tranche_revenue_lines_insert_unmatched (TrancheOperation *operation,
                                        gint64 statement_id,
                                        const TrancheRevenueBatch *batch,
                                        GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheStatement) insert = NULL;

  insert = tranche_database_prepare (db,
                                     "INSERT INTO unmatched_line (statement_id, line_number,"
                                     " client_reference, month, day, amount, reference)"
                                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                     error);
  if (insert == NULL)
    return FALSE;

  tranche_statement_bind_int64 (insert, 1, statement_id);
  for (gsize i = batch->n_matched; i < batch->n_lines; i++)
    {
      const TrancheRevenueLine *line = &batch->lines[batch->order[i]];

      tranche_statement_bind_int64 (insert, 2, line->line_number);
      tranche_statement_bind_text_static (insert, 3, batch->clients[line->client].reference, -1);
      tranche_statement_bind_int64 (insert, 4, line->month);
      tranche_statement_bind_int64 (insert, 5, line->day);
      tranche_statement_bind_int64 (insert, 6, line->amount);
      tranche_statement_bind_text_static (insert, 7, batch->references + line->reference, -1);
      if (!tranche_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tranche_revenue_lines_add_production (TrancheOperation *operation,
                                      const TrancheRevenueBatch *batch,
                                      GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autofree TrancheProductionLine *sums = NULL;
  gsize n_sums = 0;

  sums = g_new (TrancheProductionLine, MIN (batch->n_matched, SUMS_MAX));
  for (gsize i = 0; i < batch->n_matched; i++)
    {
      const TrancheRevenueLine *line = &batch->lines[batch->order[i]];
      guint32 slot = batch->clients[line->client].slot;
      TrancheProductionLine *last = n_sums > 0 ? &sums[n_sums - 1] : NULL;

      if (i + FETCH_AHEAD < batch->n_matched)
        __builtin_prefetch (&batch->lines[batch->order[i + FETCH_AHEAD]]);

      if (last != NULL && last->slot == slot && last->month == line->month
          && tranche_money_add (last->amount, line->amount, &last->amount))
        continue;

      if (n_sums == SUMS_MAX)
        {
          if (!tranche_production_add (db, sums, n_sums, error))
            return FALSE;
          n_sums = 0;
        }
      sums[n_sums++] = (TrancheProductionLine) { slot, line->month, line->amount };
    }

  return tranche_production_add (db, sums, n_sums, error);
}
