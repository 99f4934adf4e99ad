/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/collect-private.h"

/* A block stays in the processor's first cache. */
#define ROWS_A_BLOCK 512
#define MAXIMUM_COLUMNS 5

struct _TrancheCollector
{
  guint n_columns;
  guint n_rows;
  TrancheCollectFunc func;
  gpointer user_data;
  GError *error;
  gint64 values[ROWS_A_BLOCK * MAXIMUM_COLUMNS];
};

static gboolean
hand_over (TrancheCollector *collector)
{
  guint n_rows = collector->n_rows;

  collector->n_rows = 0;
  return n_rows == 0
         || collector->func (collector->values, n_rows, collector->user_data, &collector->error);
}

/* Of the aggregate: one row. */
static void
collect_row (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  TrancheCollector *collector = ((TrancheDatabase *) sqlite3_user_data (context))->collector;
  gint64 *values;

  if (collector == NULL || (guint) n_arguments != collector->n_columns)
    {
      sqlite3_result_error (context, "nobody collects this", -1);
      return;
    }

  values = collector->values + (gsize) collector->n_rows * collector->n_columns;
  for (int i = 0; i < n_arguments; i++)
    values[i] = sqlite3_value_int64 (arguments[i]);
  if (++collector->n_rows == ROWS_A_BLOCK && !hand_over (collector))
    sqlite3_result_error (context, "stopped", -1);
}

static void
finish_rows (sqlite3_context *context)
{
  sqlite3_result_null (context);
}

int
tranche_collect_register (TrancheDatabase *db)
{
  return sqlite3_create_function_v2 (db->handle, "tranche_collect", -1,
                                     SQLITE_UTF8 | SQLITE_DIRECTONLY, db, NULL, collect_row,
                                     finish_rows, NULL);
}

gboolean
tranche_statement_collect (TrancheStatement *statement,
                           guint n_columns,
                           TrancheCollectFunc func,
                           gpointer user_data,
                           GError **error)
{
  g_autofree TrancheCollector *collector = NULL;
  g_autoptr (GError) local_error = NULL;
  TrancheDatabase *db;

  g_assert (statement != NULL && func != NULL);
  g_assert (n_columns > 0 && n_columns <= MAXIMUM_COLUMNS);

  db = tranche_statement_get_database (statement);
  g_assert (db->collector == NULL);

  collector = g_new (TrancheCollector, 1);
  collector->n_columns = n_columns;
  collector->n_rows = 0;
  collector->func = func;
  collector->user_data = user_data;
  collector->error = NULL;

  db->collector = collector;
  tranche_statement_run (statement, &local_error);
  db->collector = NULL;

  /* A function that stopped made the statement fail, too. */
  if (collector->error == NULL && local_error == NULL)
    hand_over (collector);
  if (collector->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&collector->error));
      return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
