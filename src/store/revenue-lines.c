/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/revenue-lines.h"

#include "store/database-private.h"
#include "store/production.h"

/* Sums of a client's month, gathered before the packs are touched: 16 MiB. */
#define SUMS_MAX (1024 * 1024)

/* How far ahead lines are fetched: they lie in the order of the file, not in the one they are
 * written in. */
#define FETCH_AHEAD 16

/* The part of a batch that one statement inserts, as a table that it can read from. */
typedef struct
{
  const TrancheRevenueBatch *batch;
  gsize first;
  gsize end;
} Slice;

typedef struct
{
  sqlite3_vtab parent;
  const Slice *slice;
} SliceTable;

typedef struct
{
  sqlite3_vtab_cursor parent;
  const TrancheRevenueBatch *batch;
  const TrancheRevenueLine *line;
  gsize position;
  gsize end;
} SliceCursor;

enum
{
  COLUMN_CLIENT_ID,
  COLUMN_MONTH,
  COLUMN_LINE_NUMBER,
  COLUMN_DAY,
  COLUMN_AMOUNT,
  COLUMN_REFERENCE,
};

typedef sqlite3_stmt RawStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawStatement, sqlite3_finalize)

static int
slice_connect (sqlite3 *handle,
               void *data,
               int n_arguments G_GNUC_UNUSED,
               const char *const *arguments G_GNUC_UNUSED,
               sqlite3_vtab **table,
               char **message G_GNUC_UNUSED)
{
  SliceTable *self;
  int result;

  result = sqlite3_declare_vtab (handle, "CREATE TABLE slice (client_id INTEGER, month INTEGER,"
                                         " line_number INTEGER, day INTEGER, amount INTEGER,"
                                         " reference TEXT)");
  if (result != SQLITE_OK)
    return result;

  self = g_new0 (SliceTable, 1);
  self->slice = data;
  *table = &self->parent;
  return SQLITE_OK;
}

static int
slice_disconnect (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

/* There is one way to read it: all of it, in its order. */
static int
slice_best_index (sqlite3_vtab *table, sqlite3_index_info *info)
{
  const Slice *slice = ((SliceTable *) table)->slice;

  info->estimatedRows = (sqlite3_int64) (slice->end - slice->first);
  info->estimatedCost = (double) info->estimatedRows;
  return SQLITE_OK;
}

static int
slice_open (sqlite3_vtab *table G_GNUC_UNUSED, sqlite3_vtab_cursor **cursor)
{
  SliceCursor *self = g_new0 (SliceCursor, 1);

  *cursor = &self->parent;
  return SQLITE_OK;
}

static int
slice_close (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static void
load_line (SliceCursor *self)
{
  const TrancheRevenueBatch *batch = self->batch;

  if (self->position >= self->end)
    return;

  self->line = &batch->lines[batch->order[self->position]];
  if (self->position + 2 * FETCH_AHEAD < batch->n_matched)
    {
      __builtin_prefetch (&batch->lines[batch->order[self->position + 2 * FETCH_AHEAD]]);
      __builtin_prefetch (batch->references
                          + batch->lines[batch->order[self->position + FETCH_AHEAD]].reference);
    }
}

static int
slice_filter (sqlite3_vtab_cursor *cursor,
              int index_number G_GNUC_UNUSED,
              const char *index_name G_GNUC_UNUSED,
              int n_values G_GNUC_UNUSED,
              sqlite3_value **values G_GNUC_UNUSED)
{
  SliceCursor *self = (SliceCursor *) cursor;
  const Slice *slice = ((SliceTable *) cursor->pVtab)->slice;

  self->batch = slice->batch;
  self->position = slice->first;
  self->end = slice->end;
  load_line (self);
  return SQLITE_OK;
}

static int
slice_next (sqlite3_vtab_cursor *cursor)
{
  SliceCursor *self = (SliceCursor *) cursor;

  self->position++;
  load_line (self);
  return SQLITE_OK;
}

static int
slice_is_at_end (sqlite3_vtab_cursor *cursor)
{
  SliceCursor *self = (SliceCursor *) cursor;

  return self->position >= self->end;
}

static int
slice_column (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  SliceCursor *self = (SliceCursor *) cursor;
  const TrancheRevenueLine *line = self->line;

  switch (column)
    {
    case COLUMN_CLIENT_ID:
      sqlite3_result_int64 (context, self->batch->clients[line->client].client_id);
      break;
    case COLUMN_MONTH:
      sqlite3_result_int64 (context, line->month);
      break;
    case COLUMN_LINE_NUMBER:
      sqlite3_result_int64 (context, line->line_number);
      break;
    case COLUMN_DAY:
      sqlite3_result_int64 (context, line->day);
      break;
    case COLUMN_AMOUNT:
      sqlite3_result_int64 (context, line->amount);
      break;
    case COLUMN_REFERENCE:
      sqlite3_result_text (context, self->batch->references + line->reference, -1, SQLITE_STATIC);
      break;
    default:
      g_assert_not_reached ();
    }
  return SQLITE_OK;
}

static int
slice_row_id (sqlite3_vtab_cursor *cursor, sqlite3_int64 *row_id)
{
  *row_id = (sqlite3_int64) ((SliceCursor *) cursor)->position;
  return SQLITE_OK;
}

/* Without xCreate it can be read by its name, and nobody can make a table of it in a file. */
static const sqlite3_module slice_module = {
  .xConnect = slice_connect,
  .xBestIndex = slice_best_index,
  .xDisconnect = slice_disconnect,
  .xOpen = slice_open,
  .xClose = slice_close,
  .xFilter = slice_filter,
  .xNext = slice_next,
  .xEof = slice_is_at_end,
  .xColumn = slice_column,
  .xRowid = slice_row_id,
};

/* A failure is an error of the import, which rolls everything back: OR FAIL, so that SQLite doesn't
 * keep the pages for taking back this statement alone. */
static gboolean
insert_slice (TrancheDatabase *db, gint64 statement_id, GError **error)
{
  g_autoptr (RawStatement) insert = NULL;
  int result;

  result = sqlite3_prepare_v2 (db->handle,
                               "INSERT OR FAIL INTO statement_line (client_id, month,"
                               " statement_id, line_number, day, amount, reference)"
                               " SELECT client_id, month, ?1, line_number, day, amount, reference"
                               " FROM revenue_slice",
                               -1, &insert, NULL);
  if (result != SQLITE_OK)
    return tranche_database_set_error (db, result, error);

  sqlite3_bind_int64 (insert, 1, statement_id);
  result = sqlite3_step (insert);
  return result == SQLITE_DONE ? TRUE : tranche_database_set_error (db, result, error);
}

/* One statement for many lines: its cursor stays where it is from one to the next, and nothing is
 * bound, begun and ended for each. */
gboolean
tranche_revenue_lines_insert (TrancheOperation *operation,
                              gint64 statement_id,
                              const TrancheRevenueBatch *batch,
                              gsize first,
                              gsize n,
                              GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  Slice slice = { batch, first, first + n };
  gboolean success;
  int result;

  tranche_database_assert_owner (db);
  g_return_val_if_fail (first + n <= batch->n_matched, FALSE);

  result = sqlite3_create_module_v2 (db->handle, "revenue_slice", &slice_module, &slice, NULL);
  if (result != SQLITE_OK)
    return tranche_database_set_error (db, result, error);

  success = insert_slice (db, statement_id, error);
  sqlite3_create_module_v2 (db->handle, "revenue_slice", NULL, NULL, NULL);
  return success;
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

static gboolean
mark_clients (TrancheDatabase *db, const TrancheRevenueBatch *batch, GError **error)
{
  g_autoptr (TrancheStatement) update = NULL;

  update = tranche_database_prepare (db, "UPDATE client_slot SET has_lines = 1 WHERE slot = ?1",
                                     error);
  if (update == NULL)
    return FALSE;

  for (guint i = 0; i < batch->n_clients; i++)
    {
      if (batch->clients[i].slot == 0 || batch->clients[i].has_lines)
        continue;

      tranche_statement_bind_int64 (update, 1, batch->clients[i].slot);
      if (!tranche_statement_run (update, error))
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

  return tranche_production_add (db, sums, n_sums, error) && mark_clients (db, batch, error);
}
