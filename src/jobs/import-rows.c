/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/import-rows.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>

#include <glib/gi18n.h>

#include "domain/error.h"
#include "jobs/import-clients.h"

/* Reading takes a fraction of what cutting and checking does; two workers keep two cores busy. */
#define N_WORKERS 2

/* A smaller file is read before the threads have started. */
#define THREADS_FROM (512 * 1024)

/* Blocks read but not parsed yet: a few MiB. */
#define BLOCKS_WAITING_MAX 6

#define REFERENCE_MAX 200

/* Some 16 MiB of lines. */
#define PARTS_TRIMMED 16

/* What came of one block. */
typedef struct
{
  GArray *growing;           /* of TrancheRevenueLine, while the block is parsed */
  TrancheRevenueLine *lines; /* clients by the worker's numbers */
  gsize n_lines;
  GString *references;
  GPtrArray *bad_rows;
  gint64 n_bad;
  TrancheMoney total;
  gboolean too_large; /* the total doesn't fit */
  TrancheMonth first_month;
  TrancheMonth last_month;
  guint worker;
} Part;

typedef struct
{
  TrancheCsvBlock *block;
  gsize index;
} Task;

typedef struct
{
  const TrancheImportColumns *columns;
  const TrancheImportFormat *format;
  guint n_columns;

  GMutex mutex;
  GCond changed;
  GQueue waiting; /* of Task */
  gboolean closed;
  GPtrArray *parts; /* by block */
} Parser;

typedef struct
{
  Parser *parser;
  TrancheImportClients *clients;
  guint number;
} Worker;

void
tranche_import_bad_row_free (TrancheImportBadRow *self)
{
  if (self == NULL)
    return;

  g_free (self->reason);
  g_free (self);
}

static void
part_free (Part *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->growing, g_array_unref);
  g_free (self->lines);
  if (self->references != NULL)
    g_string_free (self->references, TRUE);
  g_clear_pointer (&self->bad_rows, g_ptr_array_unref);
  g_free (self);
}

/* Takes @reason. */
static void
add_bad_row (Part *part, gint64 line, char *reason)
{
  TrancheImportBadRow *row;

  part->n_bad++;
  if (part->bad_rows->len == TRANCHE_IMPORT_BAD_ROWS_MAX)
    {
      g_free (reason);
      return;
    }

  row = g_new (TrancheImportBadRow, 1);
  row->line = line;
  row->reason = reason;
  g_ptr_array_add (part->bad_rows, row);
}

static const TrancheCsvField *
get_field (const TrancheCsvRecord *record, int column)
{
  return column < 0 ? NULL : &record->fields[column];
}

/* Why the row as a whole can't be used, or NULL. Empty fields beyond the header are what
 * spreadsheets leave. */
static char *
check_shape (const Parser *parser, const TrancheCsvRecord *record)
{
  gboolean ragged = record->n_fields < parser->n_columns;

  if (record->flaw != NULL)
    return g_strdup (record->flaw);

  for (guint i = parser->n_columns; i < record->n_fields; i++)
    ragged = ragged || record->fields[i].length > 0;
  if (!ragged)
    return NULL;

  return g_strdup_printf (ngettext ("there is %u field instead of %u",
                                    "there are %u fields instead of %u", record->n_fields),
                          record->n_fields, parser->n_columns);
}

static char *
check_client (const TrancheCsvField *client)
{
  if (client->length == 0)
    return g_strdup (_ ("the client reference is empty"));
  if (client->length > REFERENCE_MAX)
    return g_strdup_printf (_ ("the client reference is longer than %d bytes"), REFERENCE_MAX);

  return NULL;
}

/* Appends the row to the part; returns why not, or NULL. */
static char *
parse_row (Worker *worker, const TrancheCsvRecord *record, Part *part)
{
  const Parser *parser = worker->parser;
  const TrancheImportColumns *columns = parser->columns;
  g_autoptr (GError) error = NULL;
  const TrancheCsvField *client;
  const TrancheCsvField *date;
  const TrancheCsvField *amount;
  const TrancheCsvField *reference;
  const TrancheCsvField *name;
  TrancheRevenueLine line = { 0 };
  TrancheMonth month;
  char *reason;
  int day;

  if (record->n_fields != parser->n_columns || record->flaw != NULL)
    {
      reason = check_shape (parser, record);
      if (reason != NULL)
        return reason;
    }

  client = get_field (record, columns->client);
  date = get_field (record, columns->date);
  amount = get_field (record, columns->amount);
  reference = get_field (record, columns->reference);
  name = get_field (record, columns->name);

  reason = check_client (client);
  if (reason != NULL)
    return reason;
  if (!tranche_import_parse_date (parser->format, date->text, date->length, &month, &day))
    return tranche_import_describe_date (parser->format, date->text);
  if (!tranche_import_parse_amount (parser->format, amount->text, amount->length, &line.amount,
                                    &error))
    return g_strdup (error->message);
  if (record->line > G_MAXUINT32)
    return g_strdup (_ ("the file has too many lines"));

  line.month = month;
  line.day = day;
  line.line_number = record->line;
  line.client = tranche_import_clients_add (worker->clients, client->text, client->length,
                                            name != NULL ? name->text : NULL, record->line);
  if (reference != NULL && reference->length > 0)
    {
      line.reference = part->references->len;
      g_string_append_len (part->references, reference->text, reference->length + 1);
    }
  g_array_append_val (part->growing, line);

  part->too_large = !tranche_money_add (part->total, line.amount, &part->total) || part->too_large;
  part->first_month = MIN (part->first_month, month);
  part->last_month = MAX (part->last_month, month);
  return NULL;
}

/* Grown by doubling, the parts of a large file would take half as much again. */
static void
trim_part (Part *part)
{
  part->n_lines = part->growing->len;
  part->lines = g_memdup2 (part->growing->data, part->n_lines * sizeof *part->lines);
  g_clear_pointer (&part->growing, g_array_unref);
}

static Part *
parse_block (Worker *worker, TrancheCsvBlock *block)
{
  Part *part = g_new0 (Part, 1);
  TrancheCsvRecord record;

  part->worker = worker->number;
  part->growing = g_array_new (FALSE, FALSE, sizeof (TrancheRevenueLine));
  part->references = g_string_new (NULL);
  part->bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_import_bad_row_free);
  part->first_month = G_MAXINT32;
  part->last_month = TRANCHE_MONTH_NONE;

  /* Offset 0 is the empty text. */
  g_string_append_len (part->references, "", 1);

  while (tranche_csv_block_next (block, &record))
    if (!record.blank)
      {
        char *reason = parse_row (worker, &record, part);

        if (reason != NULL)
          add_bad_row (part, record.line, reason);
      }

  trim_part (part);
  return part;
}

static void
parser_put (Parser *self, gsize index, Part *part)
{
  if (self->parts->len <= index)
    g_ptr_array_set_size (self->parts, index + 1);
  self->parts->pdata[index] = part;
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  Parser *parser = worker->parser;

  g_mutex_lock (&parser->mutex);
  for (;;)
    {
      Task *task = g_queue_pop_head (&parser->waiting);
      Part *part;

      if (task == NULL)
        {
          if (parser->closed)
            break;
          g_cond_wait (&parser->changed, &parser->mutex);
          continue;
        }

      g_cond_broadcast (&parser->changed);
      g_mutex_unlock (&parser->mutex);
      part = parse_block (worker, task->block);
      tranche_csv_block_free (task->block);
      g_mutex_lock (&parser->mutex);
      parser_put (parser, task->index, part);
      g_free (task);
    }
  g_mutex_unlock (&parser->mutex);

  tranche_import_clients_sort (worker->clients);
  return NULL;
}

static void
parser_push (Parser *self, TrancheCsvBlock *block, gsize index)
{
  Task *task = g_new (Task, 1);

  task->block = block;
  task->index = index;
  g_mutex_lock (&self->mutex);
  while (g_queue_get_length (&self->waiting) >= BLOCKS_WAITING_MAX)
    g_cond_wait (&self->changed, &self->mutex);
  g_queue_push_tail (&self->waiting, task);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
parser_close (Parser *self)
{
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* All lines of all parts one behind the other, their clients by the common numbers. The parts are
 * emptied on the way, so that the lines aren't held twice. */
static gboolean
join_parts (TrancheImportRows *self, GPtrArray *parts, guint32 **maps, GError **error)
{
  gsize n_lines = 0;
  gsize n_bytes = 0;
  gsize position = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      n_lines += part->n_lines;
      n_bytes += part->references->len;
    }
  if (n_lines > TRANCHE_IMPORT_ROWS_MAX || n_bytes > G_MAXUINT32)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The file has more than 33,554,432 lines, or 4 GiB of references;"
                              " import it in pieces"));
      return FALSE;
    }

  self->lines = g_new (TrancheRevenueLine, n_lines);
  self->n_lines = n_lines;
  self->references = g_string_sized_new (n_bytes + 1);
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = g_steal_pointer (&parts->pdata[i]);
      gsize base = self->references->len;

      for (gsize r = 0; r < part->n_lines; r++)
        {
          TrancheRevenueLine *line = &self->lines[position++];

          *line = part->lines[r];
          line->client = maps[part->worker][line->client];
          line->reference += base;
        }
      g_string_append_len (self->references, part->references->str, part->references->len);

      for (guint b = 0; b < part->bad_rows->len; b++)
        if (self->bad_rows->len < TRANCHE_IMPORT_BAD_ROWS_MAX)
          g_ptr_array_add (self->bad_rows, g_steal_pointer (&part->bad_rows->pdata[b]));
      self->n_bad += part->n_bad;

      self->first_month = MIN (self->first_month, part->first_month);
      self->last_month = MAX (self->last_month, part->last_month);
      if (part->too_large || !tranche_money_add (self->total, part->total, &self->total))
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                             _ ("The total of all lines is too large"));
      part_free (part);
#ifdef __GLIBC__
      /* The parts came from the workers' heaps, which otherwise keep them until the program ends.
       */
      if (i % PARTS_TRIMMED == PARTS_TRIMMED - 1)
        malloc_trim (0);
#endif
      if (error != NULL && *error != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_blocks (TrancheCsvReader *reader,
             Parser *parser,
             Worker *alone,
             goffset size,
             TrancheProgressFunc progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;

  for (gsize index = 0;; index++)
    {
      TrancheCsvBlock *block = tranche_csv_reader_next_block (reader, cancellable, &local_error);

      if (block == NULL)
        break;

      if (alone == NULL)
        {
          parser_push (parser, block, index);
        }
      else
        {
          parser_put (parser, index, parse_block (alone, block));
          tranche_csv_block_free (block);
        }
      if (progress != NULL)
        progress (size > 0 ? (double) tranche_csv_reader_get_position (reader) / size : -1,
                  _ ("Reading…"), progress_data);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

TrancheImportRows *
tranche_import_rows_read (TrancheCsvReader *reader,
                          const TrancheImportColumns *columns,
                          const TrancheImportFormat *format,
                          goffset size,
                          TrancheProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (TrancheImportRows) self = g_new0 (TrancheImportRows, 1);
  g_autoptr (GError) local_error = NULL;
  gboolean threaded = size == 0 || size >= THREADS_FROM;
  Parser parser = { .columns = columns, .format = format };
  Worker workers[N_WORKERS];
  TrancheImportClients *clients[N_WORKERS];
  GThread *threads[N_WORKERS];
  guint32 *maps[N_WORKERS] = { NULL };
  gboolean success;

  self->bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_import_bad_row_free);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_import_clients_free);
  self->first_month = G_MAXINT32;
  self->last_month = TRANCHE_MONTH_NONE;

  g_mutex_init (&parser.mutex);
  g_cond_init (&parser.changed);
  g_queue_init (&parser.waiting);
  parser.parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  parser.n_columns = g_strv_length ((char **) tranche_csv_reader_get_header (reader));
  for (guint i = 0; i < N_WORKERS; i++)
    {
      clients[i] = tranche_import_clients_new ();
      g_ptr_array_add (self->texts, clients[i]);
      workers[i] = (Worker) { &parser, clients[i], i };
    }

  for (guint i = 0; threaded && i < N_WORKERS; i++)
    threads[i] = g_thread_new ("import", work, &workers[i]);
  success = read_blocks (reader, &parser, threaded ? NULL : &workers[0], size, progress,
                         progress_data, cancellable, error);
  parser_close (&parser);
  for (guint i = 0; i < N_WORKERS; i++)
    if (threaded)
      g_thread_join (threads[i]);
    else
      tranche_import_clients_sort (clients[i]);

  if (success)
    {
      self->clients = tranche_import_clients_merge (clients, N_WORKERS, maps);
      success = join_parts (self, parser.parts, maps, &local_error);
      if (!success)
        g_propagate_error (error, g_steal_pointer (&local_error));
    }

  for (guint i = 0; i < N_WORKERS; i++)
    g_free (maps[i]);
  g_ptr_array_unref (parser.parts);
  g_cond_clear (&parser.changed);
  g_mutex_clear (&parser.mutex);
  return success ? g_steal_pointer (&self) : NULL;
}

void
tranche_import_rows_free (TrancheImportRows *self)
{
  g_free (self->lines);
  g_clear_pointer (&self->clients, g_array_unref);
  if (self->references != NULL)
    g_string_free (self->references, TRUE);
  g_ptr_array_unref (self->bad_rows);
  g_ptr_array_unref (self->texts);
  g_free (self);
}
