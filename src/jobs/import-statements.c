/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/import-statements.h"

#include <string.h>

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "domain/error.h"
#include "jobs/import-columns.h"
#include "jobs/import-file.h"
#include "store/cancelled.h"
#include "store/statements.h"

/* Rows looked at for the decimal sign. The order of dates is looked for until a date proves it. */
#define EVIDENCE_ROWS 2000

/* Lines written between two looks at the cancellable. */
#define SLICE 65536

/* Reading takes so much of the whole, as measured; the rest is writing. */
#define READING_FRACTION 0.25

/* Bad rows that the message names; the import lists them all. */
#define NAMED_ROWS 3

/* The import while it runs. */
typedef struct
{
  TrancheStatementImport *import;
  TrancheDatabase *db;
  GCancellable *cancellable;
  GFile *file;
  goffset size;
  TrancheImportColumns columns;
  TrancheImportFormat format;
  TrancheImportRows *rows;
  TrancheRevenueBatch batch;
  guint32 *order;
  char *created_digest;
  TrancheStatementImportResult *result;
} Run;

TrancheStatementImport *
tranche_statement_import_new (const char *path, gint64 office_id)
{
  TrancheStatementImport *self = g_atomic_rc_box_new0 (TrancheStatementImport);

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->office_id = office_id;
  self->bad_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_import_bad_row_free);
  return self;
}

TrancheStatementImport *
tranche_statement_import_ref (TrancheStatementImport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_import (gpointer data)
{
  TrancheStatementImport *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->client_column);
  g_free (self->date_column);
  g_free (self->amount_column);
  g_free (self->reference_column);
  g_free (self->name_column);
  g_ptr_array_unref (self->bad_rows);
}

void
tranche_statement_import_unref (TrancheStatementImport *self)
{
  g_atomic_rc_box_release_full (self, clear_import);
}

static void
run_clear (Run *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->rows, tranche_import_rows_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->created_digest, g_free);
  g_clear_pointer (&self->result, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Reads as much of the file as it takes to know how dates and amounts are written: the first rows
 * as a rule, all of them where every date can be read in two ways. */
static gboolean
recognise_format (Run *run, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (TrancheCsvReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;
  TrancheImportEvidence evidence = { 0 };
  guint n_columns;
  guint n_rows = 0;
  gboolean enough = FALSE;

  stream = tranche_import_file_open (run->file, run->cancellable, error);
  if (stream == NULL)
    return FALSE;
  reader = tranche_csv_reader_new (stream, run->import->separator, run->cancellable, error);
  if (reader == NULL || !tranche_import_columns_map (&run->columns, run->import, reader, error))
    return FALSE;

  n_columns = g_strv_length ((char **) tranche_csv_reader_get_header (reader));
  run->format = run->import->format;
  while (!enough)
    {
      g_autoptr (TrancheCsvBlock) block
          = tranche_csv_reader_next_block (reader, run->cancellable, &local_error);
      TrancheCsvRecord record;

      if (block == NULL)
        break;

      while (!enough && tranche_csv_block_next (block, &record))
        {
          const TrancheCsvField *date = &record.fields[run->columns.date];
          const TrancheCsvField *amount = &record.fields[run->columns.amount];

          if (record.flaw != NULL || record.n_fields < n_columns)
            continue;
          tranche_import_evidence_add_date (&evidence, date->text, date->length, record.line);
          if (n_rows++ < EVIDENCE_ROWS)
            tranche_import_evidence_add_amount (&evidence, amount->text, amount->length);
          enough = n_rows >= EVIDENCE_ROWS
                   && (evidence.dates != TRANCHE_IMPORT_DATES_RECOGNISE
                       || run->format.dates != TRANCHE_IMPORT_DATES_RECOGNISE);
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return tranche_import_evidence_decide (&evidence, &run->format, error);
}

static void
tell_reading (double fraction, const char *what, gpointer data)
{
  Run *run = data;

  run->import->progress (fraction < 0 ? fraction : fraction * READING_FRACTION, what,
                         run->import->progress_data);
}

/* What the user reads when rows are bad: the first few, and how many there are. */
static void
set_bad_rows_error (const TrancheStatementImport *import, gint64 n_rows, GError **error)
{
  g_autoptr (GString) message = g_string_new (NULL);

  for (guint i = 0; i < MIN (import->bad_rows->len, NAMED_ROWS); i++)
    {
      const TrancheImportBadRow *row = import->bad_rows->pdata[i];

      if (i > 0)
        g_string_append (message, "; ");
      /* Translators: the number of a line, and what is wrong in it */
      g_string_append_printf (message, _ ("line %" PRId64 ": %s"), row->line, row->reason);
    }
  if (import->n_bad > NAMED_ROWS)
    g_string_append (message, "; …");

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               ngettext ("%'" PRId64 " of %'" PRId64 " row can’t be imported, so none was (%s)",
                         "%'" PRId64 " of %'" PRId64 " rows can’t be imported, so none was (%s)",
                         (gulong) (n_rows + import->n_bad)),
               import->n_bad, n_rows + import->n_bad, message->str);
}

static gboolean
read_rows (Run *run, GError **error)
{
  TrancheStatementImport *import = run->import;
  g_autoptr (GInputStream) stream = tranche_import_file_open (run->file, run->cancellable, error);
  g_autoptr (TrancheCsvReader) reader = NULL;

  if (stream == NULL)
    return FALSE;
  reader = tranche_csv_reader_new (stream, import->separator, run->cancellable, error);
  if (reader == NULL || !tranche_import_columns_map (&run->columns, run->import, reader, error))
    return FALSE;

  run->rows = tranche_import_rows_read (reader, &run->columns, &run->format, run->size,
                                        import->progress != NULL ? tell_reading : NULL, run,
                                        run->cancellable, error);
  if (run->rows == NULL)
    return FALSE;

  run->result->encoding = tranche_csv_reader_get_encoding (reader);
  run->result->separator = tranche_csv_reader_get_separator (reader);
  run->result->format = run->format;
  run->size = tranche_csv_reader_get_position (reader);

  g_ptr_array_extend_and_steal (import->bad_rows, g_steal_pointer (&run->rows->bad_rows));
  run->rows->bad_rows = g_ptr_array_new ();
  import->n_bad = run->rows->n_bad;
  run->result->bad_rows = import->n_bad;
  if (import->n_bad > 0 && !import->import_good_rows)
    {
      set_bad_rows_error (import, run->rows->n_lines, error);
      return FALSE;
    }
  if (run->rows->n_lines == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           import->n_bad > 0 ? _ ("None of the rows can be imported")
                                             : _ ("The file has a header but no rows"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_exists (TrancheDatabase *db, const char *sql, gint64 id, const char *message, GError **error)
{
  g_autoptr (TrancheStatement) select = tranche_database_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;
  gboolean found;

  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, id);
  found = tranche_statement_step (select, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (!found)
    g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, message);
  return found;
}

/* Fails early and in words, rather than by a foreign key after the work is done. */
static gboolean
check_owners (Run *run, GError **error)
{
  return check_exists (run->db, "SELECT 1 FROM office WHERE id = ?1", run->import->office_id,
                       _ ("There is no such office"), error)
         && (run->import->provider_id == 0
             || check_exists (run->db, "SELECT 1 FROM provider WHERE id = ?1",
                              run->import->provider_id, _ ("There is no such provider"), error));
}

static gboolean
match_clients (Run *run, TrancheOperation *operation, GError **error)
{
  const TrancheStatementImport *import = run->import;
  TrancheRevenueClient *clients = (TrancheRevenueClient *) run->rows->clients->data;
  guint n_clients = run->rows->clients->len;
  guint n_created = 0;

  if (!tranche_revenue_clients_match (run->db, import->office_id, import->provider_id, clients,
                                      n_clients, error))
    return FALSE;

  if (import->create_clients
      && !tranche_revenue_clients_create (operation, import->office_id, clients, n_clients,
                                          &n_created, &run->created_digest, error))
    return FALSE;

  run->result->created = n_created;
  return TRUE;
}

static gboolean
write_lines (Run *run, TrancheOperation *operation, gint64 statement_id, GError **error)
{
  const TrancheStatementImport *import = run->import;
  const TrancheRevenueBatch *batch = &run->batch;

  for (gsize first = 0; first < batch->n_matched; first += SLICE)
    {
      if (!tranche_check_cancelled (run->cancellable, error)
          || !tranche_revenue_lines_insert (operation, statement_id, batch, first,
                                            MIN (SLICE, batch->n_matched - first), error))
        return FALSE;
      if (import->progress != NULL)
        import->progress (READING_FRACTION + (0.95 - READING_FRACTION) * first / batch->n_matched,
                          _ ("Writing…"), import->progress_data);
    }

  return tranche_revenue_lines_add_production (operation, batch, error)
         && tranche_check_cancelled (run->cancellable, error);
}

static char *
make_name (const TrancheStatementImport *import)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (import->name != NULL && *import->name != '\0')
    return g_strdup (import->name);

  base = g_path_get_basename (import->path);
  name = g_filename_display_name (base);
  if (g_str_has_suffix (name, ".csv") && strlen (name) > strlen (".csv"))
    name[strlen (name) - strlen (".csv")] = '\0';
  return g_steal_pointer (&name);
}

static void
set_label (TrancheOperation *operation, const char *name, gint64 n_rows)
{
  g_autofree char *count = tranche_money_format_short (n_rows * 100);
  g_autofree char *label = NULL;

  /* Translators: the first %s is the statement's name, the second a number such as 1,204 */
  label = g_strdup_printf (ngettext ("Imported “%s”: %s line", "Imported “%s”: %s lines", n_rows),
                           name, count);
  tranche_operation_set_label (operation, label);
}

/* The figures that go into the chain. Created clients leave no change each: here is what was
 * created. */
static void
set_detail (Run *run, TrancheOperation *operation, const guint8 *hash)
{
  const TrancheStatementImportResult *result = run->result;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autofree char *json = NULL;
  const struct
  {
    const char *name;
    gint64 value;
  } figures[] = {
    { "statement", result->statement_id },
    { "lines", result->rows },
    { "total", result->total },
    { "matched", result->matched },
    { "unmatched", result->unmatched },
    { "unmatched_total", result->unmatched_total },
    { "bad_rows", result->bad_rows },
    { "first_month", result->first_month },
    { "last_month", result->last_month },
    { "created_clients", result->created },
  };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      json_builder_set_member_name (builder, figures[i].name);
      json_builder_add_int_value (builder, figures[i].value);
    }
  if (result->created > 0)
    {
      json_builder_set_member_name (builder, "created_references_sha256");
      json_builder_add_string_value (builder, run->created_digest);
    }
  for (guint i = 0; i < TRANCHE_CONTENT_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  json_builder_set_member_name (builder, "file_sha256");
  json_builder_add_string_value (builder, hex->str);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  tranche_operation_set_detail (operation, json);
}

static gboolean
write_statement (Run *run,
                 TrancheOperation *operation,
                 const char *name,
                 const TrancheImportHasher *hasher,
                 GError **error)
{
  TrancheStatementImportResult *result = run->result;
  TrancheRevenueStatement statement = {
    .id = result->statement_id,
    .office_id = run->import->office_id,
    .provider_id = run->import->provider_id,
    .name = (char *) name,
    .first_month = result->first_month,
    .last_month = result->last_month,
    .line_count = result->rows,
    .total = result->total,
    .unmatched_count = result->unmatched,
    .unmatched_total = result->unmatched_total,
    .state = TRANCHE_STATEMENT_COUNTED,
  };

  if (hasher->n_hashed != run->size)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                           _ ("The file was changed while it was read"));
      return FALSE;
    }

  memcpy (statement.content_hash, hasher->hash, sizeof statement.content_hash);
  if (!tranche_statements_insert (operation, &statement, error)
      || !tranche_revenue_lines_insert_unmatched (operation, statement.id, &run->batch, error))
    return FALSE;

  set_detail (run, operation, hasher->hash);
  return TRUE;
}

static gboolean
sum_up (Run *run, GError **error)
{
  TrancheStatementImportResult *result = run->result;
  const TrancheRevenueBatch *batch = &run->batch;

  result->rows = batch->n_lines;
  result->matched = batch->n_matched;
  result->unmatched = batch->n_lines - batch->n_matched;
  result->total = run->rows->total;
  result->first_month = run->rows->first_month;
  result->last_month = run->rows->last_month;
  for (gsize i = batch->n_matched; i < batch->n_lines; i++)
    if (!tranche_money_add (result->unmatched_total, batch->lines[batch->order[i]].amount,
                            &result->unmatched_total))
      {
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                             _ ("The total of the lines without a client is too large"));
        return FALSE;
      }

  return TRUE;
}

static gboolean
write_all (Run *run, TrancheImportHasher *hasher, GError **error)
{
  g_autofree char *name = make_name (run->import);
  g_autoptr (TrancheOperation) operation = NULL;
  TrancheImportRows *rows = run->rows;

  operation = tranche_operation_begin (run->db, TRANCHE_OPERATION_IMPORT, name, error);
  if (operation == NULL || !check_owners (run, error) || !match_clients (run, operation, error)
      || !tranche_statements_get_next_id (run->db, &run->result->statement_id, error))
    return FALSE;

  run->batch = (TrancheRevenueBatch) {
    .clients = (TrancheRevenueClient *) rows->clients->data,
    .n_clients = rows->clients->len,
    .lines = rows->lines,
    .references = rows->references->str,
    .n_lines = rows->n_lines,
  };
  run->order = tranche_import_rows_sort (rows, &run->batch.n_matched);
  run->batch.order = run->order;
  if (!sum_up (run, error))
    return FALSE;

  set_label (operation, name, run->result->rows);
  tranche_operation_set_office (operation, run->import->office_id);
  tranche_operation_add_affects (operation, TRANCHE_AFFECTS_PRODUCTION);
  tranche_operation_touch (operation, "statement_line", 0);
  run->result->operation_id = tranche_operation_get_id (operation);
  return write_lines (run, operation, run->result->statement_id, error)
         && tranche_import_hasher_join (hasher, error)
         && write_statement (run, operation, name, hasher, error)
         && tranche_operation_commit (g_steal_pointer (&operation), error);
}

static gboolean
query_size (Run *run, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  GError *local_error = NULL;

  info = g_file_query_info (run->file,
                            G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, run->cancellable, &local_error);
  if (info == NULL)
    {
      tranche_import_file_propagate_error (error, local_error);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("“%s” isn’t a file"),
                   run->import->path);
      return FALSE;
    }

  run->size = g_file_info_get_size (info);
  return TRUE;
}

gboolean
tranche_statement_import_run (TrancheDatabase *db,
                              gpointer import,
                              GCancellable *cancellable,
                              gpointer *result,
                              GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_auto (Run) run = { .import = import, .db = db, .cancellable = cancellable };
  g_auto (TrancheImportHasher) hasher = { 0 };

  g_return_val_if_fail (db != NULL && import != NULL && result != NULL, FALSE);

  g_ptr_array_set_size (run.import->bad_rows, 0);
  run.import->n_bad = 0;
  run.file = g_file_new_for_path (run.import->path);
  run.result = g_new0 (TrancheStatementImportResult, 1);
  if (!tranche_check_cancelled (cancellable, error) || !check_owners (&run, error)
      || !query_size (&run, error) || !recognise_format (&run, error))
    return FALSE;

  tranche_import_hasher_start (&hasher, run.file);
  if (!read_rows (&run, error) || !write_all (&run, &hasher, error))
    return FALSE;

  run.result->seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  *result = g_steal_pointer (&run.result);
  return TRUE;
}
