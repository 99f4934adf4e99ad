/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tests/store/scratch.h"

#include "domain/entities/client.h"
#include "domain/error.h"
#include "jobs/import-statements.h"
#include "store/check.h"
#include "store/production.h"
#include "store/records.h"
#include "store/statements.h"
#include "store/undo.h"

#define OFFICE 901

static TrancheDatabase *
create_file (Scratch *scratch)
{
  TrancheDatabase *db = scratch_create (scratch);

  scratch_execute (db, "INSERT INTO licensee (id, name) VALUES (901, 'L')");
  scratch_execute (db, "INSERT INTO practice (id, licensee_id, name) VALUES (901, 901, 'P')");
  scratch_execute (db, "INSERT INTO office (id, practice_id, name, folded_name)"
                       " VALUES (901, 901, 'A', 'a 901'), (902, 901, 'B', 'b 902')");
  scratch_execute (db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES"
                       " (9001, 1, 'Ng', 'ng'), (9002, 1, 'Elliott', 'elliott'),"
                       " (9003, 1, 'Else', 'else'), (9004, 4, 'Zenith', 'zenith')");
  scratch_execute (db, "INSERT INTO client (id, kind, name, reference, office_id) VALUES"
                       " (9001, 1, 'Ng', 'N1', 901), (9002, 1, 'Elliott', 'E1', 901),"
                       " (9003, 1, 'Else', 'X1', 902)");
  scratch_execute (db, "INSERT INTO provider (id, kind, name) VALUES (9004, 1, 'Zenith')");
  return db;
}

static TrancheStatementImport *
write_file (Scratch *scratch, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (scratch->folder, "July.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return tranche_statement_import_new (path, OFFICE);
}

/* Everything that the tables of an import hold, as text. */
static char *
dump (TrancheDatabase *db)
{
  static const char *const queries[] = {
    "SELECT group_concat (concat_ws ('|', id, office_id, name, hex (content_hash), first_month,"
    " last_month, line_count, total, unmatched_count, unmatched_total, state, operation_id), char "
    "(10))"
    " FROM statement",
    "SELECT group_concat (concat_ws ('|', client_id, month, statement_id, line_number, day, amount,"
    " reference), char (10)) FROM statement_line",
    "SELECT group_concat (concat_ws ('|', client_id, month, statement_id, line_number, day, amount,"
    " reference), char (10)) FROM withdrawn_line",
    "SELECT group_concat (concat_ws ('|', client_reference, month, statement_id, line_number, day,"
    " amount, reference), char (10)) FROM unmatched_line",
    "SELECT group_concat (concat_ws ('|', id, hex (amounts)), char (10)) FROM production",
    "SELECT group_concat (concat_ws ('|', id, display_name, sort_key, removed), char (10)) FROM "
    "party",
    "SELECT group_concat (concat_ws ('|', id, kind, name, reference, office_id, created_by),"
    " char (10)) FROM client",
    "SELECT group_concat (concat_ws ('|', slot, client_id, office_id, removed, has_lines),"
    " char (10))"
    " FROM client_slot",
  };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TrancheStatement) select = tranche_database_prepare (db, queries[i], &error);

      g_assert_no_error (error);
      g_assert_true (tranche_statement_step (select, &error));
      if (!tranche_statement_is_null (select, 0))
        g_string_append (all, tranche_statement_get_text (select, 0, NULL));
      g_string_append (all, "\n--\n");
    }

  return g_string_free_and_steal (all);
}

static void
assert_verified (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  TrancheProductionDifference difference;

  g_assert_true (tranche_production_verify (db, &difference, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (difference.found);
}

static TrancheStatementImportResult *
run (TrancheDatabase *db, TrancheStatementImport *import)
{
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  tranche_statement_import_run (db, import, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
  assert_verified (db);
  return result;
}

/* The message, after nothing has changed. */
static char *
refuse (TrancheDatabase *db, TrancheStatementImport *import, TrancheError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (db);
  g_autofree char *after = NULL;
  gint64 n_operations = scratch_query (db, "SELECT count (*) FROM operation");
  gpointer result = NULL;

  g_assert_false (tranche_statement_import_run (db, import, NULL, &result, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  g_assert_null (result);
  after = dump (db);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, n_operations);
  return g_strdup (error->message);
}

static void
test_import (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autoptr (GPtrArray) list = NULL;
  TrancheRevenueStatement *statement;
  TrancheMoney months[2];

  scratch_execute (db, "INSERT INTO client_alias (office_id, provider_id, reference, client_id)"
                       " VALUES (901, NULL, 'old', 9001), (901, 9004, 'old', 9002),"
                       " (901, NULL, 'NG', 9001)");
  import = write_file (scratch,
                       "Client Ref,Statement Date,Amount,Reference\n"
                       "N1,2025-07-31,100.10,a\n"
                       "E1,2025-07-01,-5.00,claw-back\n"
                       "old,2025-08-01,7,\n"
                       "X1,2025-08-02,3.50,not of this office\n"
                       "NG,2025-07-31,0.90,\n"
                       "N1,2025-07-30,1000,\"b, \"\"c\"\"\"\n",
                       -1);
  import->provider_id = 9004;
  result = run (db, import);

  g_assert_cmpint (result->rows, ==, 6);
  g_assert_cmpint (result->matched, ==, 5);
  g_assert_cmpint (result->unmatched, ==, 1);
  g_assert_cmpint (result->unmatched_total, ==, 350);
  g_assert_cmpint (result->total, ==, 10010 - 500 + 700 + 350 + 90 + 100000);
  g_assert_cmpint (result->first_month, ==, TRANCHE_MONTH (2025, 7));
  g_assert_cmpint (result->last_month, ==, TRANCHE_MONTH (2025, 8));
  g_assert_cmpint (result->created, ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM statement_line"), ==, 5);
  g_assert_cmpint (scratch_query (db, "SELECT line_number FROM statement_line WHERE reference ="
                                      " 'b, \"c\"' AND client_id = 9001 AND day = 30"),
                   ==, 7);
  g_assert_cmpint (scratch_query (db, "SELECT amount FROM unmatched_line WHERE line_number = 5"
                                      " AND client_reference = 'X1'"),
                   ==, 350);

  g_assert_true (tranche_production_load_months (db, 9001, TRANCHE_MONTH (2025, 7),
                                                 TRANCHE_MONTH (2025, 8), months, &error));
  g_assert_cmpint (months[0], ==, 10010 + 90 + 100000);
  g_assert_cmpint (months[1], ==, 0);
  g_assert_true (tranche_production_load_months (db, 9002, TRANCHE_MONTH (2025, 7),
                                                 TRANCHE_MONTH (2025, 8), months, &error));
  g_assert_cmpint (months[0], ==, -500);
  g_assert_cmpint (months[1], ==, 700);

  list = tranche_statements_list (db, OFFICE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  statement = list->pdata[0];
  g_assert_cmpstr (statement->name, ==, "July");
  g_assert_cmpstr (statement->provider_name, ==, "Zenith");
  g_assert_cmpint (statement->id, ==, result->statement_id);
  g_assert_cmpint (statement->operation_id, ==, result->operation_id);
  g_assert_cmpint (statement->line_count, ==, 6);
  g_assert_cmpint (statement->unmatched_count, ==, 1);
  g_assert_cmpint (statement->at, >, 0);
  g_assert_cmpint (scratch_query (db,
                                  "SELECT count (*) FROM operation WHERE kind = 2 AND affects = 1"
                                  " AND office_id = 901 AND label = 'Imported “July”: 6 lines'"
                                  " AND json_extract (detail, '$.unmatched_total') = 350"),
                   ==, 1);
}

static void
test_create_clients (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;

  import = write_file (scratch,
                       "Client,Date,Amount,Client Name\n"
                       "N1,2025-07-31,1,Somebody\n"
                       "Z9,2025-07-31,2,\n"
                       "A2,2025-07-31,3,Zoë  Öz\n"
                       "Z9,2025-07-31,4,\n",
                       -1);
  import->create_clients = TRUE;
  result = run (db, import);
  g_assert_cmpint (result->created, ==, 2);
  g_assert_cmpint (result->matched, ==, 4);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client JOIN party USING (id)"
                                      " WHERE created_by = (SELECT max (id) FROM operation)"
                                      " AND client.kind = 2 AND office_id = 901 AND party.kind = 1"
                                      " AND name = display_name"),
                   ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM party WHERE display_name ="
                                      " 'Client Z9' AND sort_key = 'client z9'"),
                   ==, 1);
  g_assert_cmpint (scratch_query (db,
                                  "SELECT count (*) FROM client JOIN party USING (id) WHERE"
                                  " reference = 'A2' AND name = 'Zoë  Öz' AND sort_key = 'zoe oz'"),
                   ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT json_extract (detail, '$.created_clients')"
                                      " FROM operation ORDER BY id DESC LIMIT 1"),
                   ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT length (json_extract (detail,"
                                      " '$.created_references_sha256')) FROM operation"
                                      " ORDER BY id DESC LIMIT 1"),
                   ==, 64);
}

static void
test_twice (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree TrancheStatementImportResult *other = NULL;
  g_autofree char *message = NULL;

  import = write_file (scratch, "Client,Date,Amount\nN1,2025-07-31,1\n", -1);
  result = run (db, import);
  message = refuse (db, import, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpstr (message, ==, "The same file was imported before, as “July”");

  /* The other office may have it too. */
  import->office_id = 902;
  other = run (db, import);
  g_assert_cmpint (other->unmatched, ==, 1);
}

typedef struct
{
  const char *text;
  const char *message;
} BadCase;

#define ONE_BAD "1 of 1 row can’t be imported, so none was (line 2: "

static void
test_bad_input (Scratch *scratch, gconstpointer data)
{
  static const BadCase cases[] = {
    { "", "The file is empty" },
    { "Client,Date,Amount\n", "The file has a header but no rows" },
    { "Who,Date,Amount\nN1,2025-07-31,1\n",
      "Which column has the client reference? The file has “Who”, “Date”, “Amount”" },
    { "Client,When,Amount\nN1,2025-07-31,1\n",
      "Which column has the date? The file has “Client”, “When”, “Amount”" },
    { "Client,Date,Sum\nN1,2025-07-31,1\n",
      "Which column has the amount? The file has “Client”, “Date”, “Sum”" },
    { "Client,Date,Amount\nN1,2025-07-31,1.2.3\n", ONE_BAD "“1.2.3” isn’t an amount)" },
    { "Client,Date,Amount\nN1,2025-07-31,1e9\n", ONE_BAD "“1e9” isn’t an amount)" },
    { "Client,Date,Amount\nN1,2025-07-31,\n", ONE_BAD "the amount is empty)" },
    { "Client,Date,Amount\nN1,2025-07-31,\"9,999,999,999,999.99\"\n",
      ONE_BAD "“9,999,999,999,999.99” is beyond the largest amount, 999999999999.99)" },
    { "Client,Date,Amount\nN1,2025-07-31,1.234\n", ONE_BAD "“1.234” has more than two decimals)" },
    { "Client,Date,Amount\nN1,31/02/2025,1\n", ONE_BAD "“31/02/2025”: 31 Feb 2025 doesn’t exist)" },
    { "Client,Date,Amount\nN1,31/13/2025,1\n", ONE_BAD "“31/13/2025”: There is no month 13)" },
    { "Client,Date,Amount\nN1,31/01/25,1\n", ONE_BAD "the year in “31/01/25” needs four digits)" },
    { "Client,Date,Amount\nN1,soon,1\n", ONE_BAD "“soon” isn’t a date)" },
    { "Client,Date,Amount\nN1,,1\n", ONE_BAD "the date is empty)" },
    { "Client,Date,Amount\n,2025-07-31,1\n", ONE_BAD "the client reference is empty)" },
    { "Client,Date,Amount\nN1,2025-07-31\n", ONE_BAD "there are 2 fields instead of 3)" },
    { "Client,Date,Amount\nN1,2025-07-31,1,2\n", ONE_BAD "there are 4 fields instead of 3)" },
    { "Client,Date,Amount\nN1,\"2025-07-31\"x,1\n",
      ONE_BAD "there is text after a closing quote)" },
    { "Client,Date,Amount\nN1,2025-07-31,1\nN1,01/02/2025,1\n",
      "1 of 2 rows can’t be imported, so none was (line 3: “01/02/2025” isn’t written as the dates"
      " above it)" },
    { "Client,Date,Amount\nN1,01/02/2025,1\nN1,03/04/2025,1\n",
      "The dates can be read in two ways, as “01/02/2025” in line 2; say whether the day or the"
      " month comes first" },
    { "Client,Date,Amount\nN1,2025-07-31,1\n\"N1,2025-07-31,1\n",
      "line 3: the quote opened here is never closed" },
    { "Client,Date,Amount\na,b,c\nd,e,f\ng,h,i\nj,k,l\nN1,2025-07-31,1\n",
      "4 of 5 rows can’t be imported, so none was (line 2: “b” isn’t a date; line 3: “e” isn’t a"
      " date; line 4: “h” isn’t a date; …)" },
  };
  g_autoptr (TrancheDatabase) db = create_file (scratch);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheStatementImport) import = write_file (scratch, cases[i].text, -1);
      g_autofree char *message = NULL;

      import->create_clients = TRUE;
      message = refuse (db, import, TRANCHE_ERROR_INVALID);
      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

static void
test_good_rows (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GString) text = g_string_new ("Client,Date,Amount\n");
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "N1,2025-07-31,%s\n", i % 2 == 0 ? "x" : "0.01");
  import = write_file (scratch, text->str, text->len);
  message = refuse (db, import, TRANCHE_ERROR_INVALID);
  g_assert_cmpint (import->n_bad, ==, 1500);
  g_assert_cmpuint (import->bad_rows->len, ==, TRANCHE_IMPORT_BAD_ROWS_MAX);
  g_assert_cmpint (((TrancheImportBadRow *) import->bad_rows->pdata[1])->line, ==, 4);
  g_assert_cmpstr (((TrancheImportBadRow *) import->bad_rows->pdata[1])->reason, ==,
                   "“x” isn’t an amount");

  import->import_good_rows = TRUE;
  result = run (db, import);
  g_assert_cmpint (result->rows, ==, 1500);
  g_assert_cmpint (result->bad_rows, ==, 1500);
  g_assert_cmpint (result->total, ==, 1500);
}

typedef struct
{
  const char *text;
  gint64 total;
  TrancheMonth first;
  TrancheMonth last;
} FormatCase;

static void
test_formats (Scratch *scratch, gconstpointer data)
{
  static const FormatCase cases[] = {
    { "Client;Date;Amount\nN1;31.07.2025;1.234,56\nN1;01.08.2025;(1 000,10)\n", 123456 - 100010,
      TRANCHE_MONTH (2025, 7), TRANCHE_MONTH (2025, 8) },
    { "Client,Date,Amount\nN1,03/04/2025,\"1,234.56\"\nN1,03/14/2025,5-\n", 123456 - 500,
      TRANCHE_MONTH (2025, 3), TRANCHE_MONTH (2025, 3) },
    { "Client,Date,Amount\nN1,03/04/2025,1\nN1,14/03/2025,1\n", 200, TRANCHE_MONTH (2025, 3),
      TRANCHE_MONTH (2025, 4) },
    { "Client,Date,Amount\nN1,05/05/2025,1\n", 100, TRANCHE_MONTH (2025, 5),
      TRANCHE_MONTH (2025, 5) },
    { "Client\tDate\tAmount\nN1\t2025/07/31 12:30:00\t1,5\n", 150, TRANCHE_MONTH (2025, 7),
      TRANCHE_MONTH (2025, 7) },
    { "Client|Date|Amount\nN1|14 Aug 2025|0.05\n", 5, TRANCHE_MONTH (2025, 8),
      TRANCHE_MONTH (2025, 8) },
    { "CLIENT,date,Amount,,\r\nN1,2025-07-31,1,,\r\n,,,,\r\n", 100, TRANCHE_MONTH (2025, 7),
      TRANCHE_MONTH (2025, 7) },
  };
  g_autoptr (TrancheDatabase) db = create_file (scratch);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheStatementImport) import = write_file (scratch, cases[i].text, -1);
      g_autofree TrancheStatementImportResult *result = run (db, import);

      g_assert_cmpint (result->total, ==, cases[i].total);
      g_assert_cmpint (result->first_month, ==, cases[i].first);
      g_assert_cmpint (result->last_month, ==, cases[i].last);
      g_assert_cmpint (result->matched, ==, result->rows);
    }
}

static void
test_columns (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) import
      = write_file (scratch, "Who,When,Gross,How Much\nN1,01/02/2025,9,1\n", -1);
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree char *message = NULL;

  import->client_column = g_strdup ("1");
  import->date_column = g_strdup ("WHEN");
  import->amount_column = g_strdup ("how many");
  import->format.dates = TRANCHE_IMPORT_DATES_MONTH_FIRST;
  message = refuse (db, import, TRANCHE_ERROR_INVALID);
  g_assert_cmpstr (message, ==,
                   "There is no column “how many”; the file has “Who”, “When”,"
                   " “Gross”, “How Much”");

  g_set_str (&import->amount_column, "how much");
  result = run (db, import);
  g_assert_cmpint (result->total, ==, 100);
  g_assert_cmpint (result->first_month, ==, TRANCHE_MONTH (2025, 1));
}

static void
test_missing (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) folder
      = tranche_statement_import_new (scratch->folder, OFFICE);
  g_autoptr (TrancheStatementImport) nothing
      = tranche_statement_import_new ("/nowhere.csv", OFFICE);
  g_autoptr (TrancheStatementImport) office = tranche_statement_import_new ("/nowhere.csv", 77);

  g_free (refuse (db, folder, TRANCHE_ERROR_INVALID));
  g_free (refuse (db, nothing, TRANCHE_ERROR_NOT_FOUND));
  g_free (refuse (db, office, TRANCHE_ERROR_NOT_FOUND));
}

static void
cancel_at (double fraction, const char *what, gpointer data)
{
  if (fraction >= 0.25)
    g_cancellable_cancel (data);
}

static void
test_cancel (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GString) text = g_string_new ("Client,Date,Amount\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gpointer result = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "C%u,2025-%02u-01,1.00\n", i % 1000, i % 12 + 1);
  import = write_file (scratch, text->str, text->len);
  import->create_clients = TRUE;
  import->progress = cancel_at;
  import->progress_data = cancellable;
  before = dump (db);
  g_assert_false (tranche_statement_import_run (db, import, cancellable, &result, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  after = dump (db);
  g_assert_cmpstr (after, ==, before);
}

/* A line in the middle that can't be written: those before it go as well. */
static void
test_conflict (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GString) text = g_string_new ("Client,Date,Amount\n");
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "C%u,2025-%02u-01,1.00\n", i % 100, i % 12 + 1);
  import = write_file (scratch, text->str, text->len);
  import->create_clients = TRUE;
  result = run (db, import);
  g_assert_cmpint (result->matched, ==, 1000);

  g_clear_pointer (&import, tranche_statement_import_unref);
  g_string_append (text, "C1,2025-01-02,1.00\n");
  import = write_file (scratch, text->str, text->len);
  scratch_execute (db, "INSERT INTO statement_line (client_id, month, statement_id, line_number,"
                       " day, amount) SELECT client_id, month, statement_id + 1, line_number, day,"
                       " amount FROM statement_line WHERE line_number = 450");
  message = refuse (db, import, TRANCHE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (message, "statement_line"));

  scratch_execute (db, "DELETE FROM statement_line WHERE statement_id = 2");
  g_clear_pointer (&result, g_free);
  result = run (db, import);
  g_assert_cmpint (result->matched, ==, 1001);
}

/* Compared with what SQLite makes of the same rows: two threads, several blocks, unsorted, quoted.
 */
static void
test_large (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GString) text = g_string_new ("Client,Date,Amount,Ref\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree TrancheMoney *expected = g_new0 (TrancheMoney, 3000);
  TrancheMoney total = 0;

  for (guint i = 0; i < 120000; i++)
    {
      guint client = g_rand_int_range (random, 0, 3000);
      int cents = g_rand_int_range (random, -50000, 500000);

      g_string_append_printf (text, "c%04u,2025-%02d-%02d,%s%d.%02d,\"no \"\"%u\"\",\nx\"\n",
                              client, g_rand_int_range (random, 1, 13),
                              g_rand_int_range (random, 1, 29), cents < 0 ? "-" : "",
                              ABS (cents) / 100, ABS (cents) % 100, i);
      expected[client] += cents;
      total += cents;
    }
  import = write_file (scratch, text->str, text->len);
  import->create_clients = TRUE;
  result = run (db, import);
  g_assert_cmpint (result->rows, ==, 120000);
  g_assert_cmpint (result->created, ==, 3000);
  g_assert_cmpint (result->total, ==, total);
  g_assert_cmpint (scratch_query (db,
                                  "SELECT count (*) FROM statement_line WHERE reference ="
                                  " 'no \"' || (line_number / 2 - 1) || '\",' || char (10) || 'x'"),
                   ==, 120000);
  for (guint i = 0; i < 3000; i += 131)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT sum (amount) FROM statement_line JOIN client ON client.id = client_id"
          " WHERE client.reference = 'c%04u'",
          i);

      g_assert_cmpint (scratch_query (db, sql), ==, expected[i]);
    }
}

static void
run_handler (TrancheDatabase *db, gint64 operation_id, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheOperation) operation = tranche_operation_begin (
      db, redo ? TRANCHE_OPERATION_REDO : TRANCHE_OPERATION_UNDO, "Undo", &error);

  g_assert_no_error (error);
  g_assert_true (tranche_statements_undo_handler (operation, operation_id, redo, &error));
  g_assert_no_error (error);
  tranche_operation_set_detail (operation, "{}");
  g_assert_true (tranche_operation_commit (g_steal_pointer (&operation), &error));
  g_assert_no_error (error);
  assert_verified (db);
}

static void
test_undo (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) first = NULL;
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *first_result = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree TrancheStatementImportResult *again = NULL;
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *undone_again = NULL;
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  first = write_file (scratch, "Client,Date,Amount\nN1,2025-07-31,1\nE1,2025-06-30,2\n", -1);
  first_result = run (db, first);
  import = write_file (scratch,
                       "Client,Date,Amount\nN1,2025-07-31,10\nN1,2025-07-31,-3\nQ1,2025-05-31,4\n"
                       "Q2,2025-05-30,5\n",
                       -1);
  import->create_clients = TRUE;
  result = run (db, import);
  done = dump (db);

  run_handler (db, result->operation_id, FALSE);
  undone = dump (db);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM statement_line"), ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM withdrawn_line"), ==, 4);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM production"), ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client_slot WHERE removed = 1"), ==,
                   2);

  run_handler (db, result->operation_id, TRUE);
  redone = dump (db);
  g_assert_cmpstr (redone, ==, done);
  run_handler (db, result->operation_id, FALSE);
  undone_again = dump (db);
  g_assert_cmpstr (undone_again, ==, undone);

  /* Undone already. */
  operation = tranche_operation_begin (db, TRANCHE_OPERATION_UNDO, "Undo", &error);
  g_assert_false (tranche_statements_undo_handler (operation, result->operation_id, FALSE, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_clear_pointer (&operation, tranche_operation_cancel);

  /* The same file may come again, and finds the clients that it made. */
  again = run (db, import);
  g_assert_cmpint (again->created, ==, 2);
  g_assert_cmpint (again->matched, ==, 4);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client_slot WHERE removed = 1"), ==,
                   0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client WHERE reference LIKE 'Q%'"), ==,
                   2);
}

/* A client that something else refers to by now stays, with undo and with redo. */
static void
test_undo_keeps (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autoptr (TrancheStatementImport) later = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree TrancheStatementImportResult *later_result = NULL;

  import = write_file (scratch, "Client,Date,Amount\nQ1,2025-07-31,10\nQ2,2025-07-31,10\n", -1);
  import->create_clients = TRUE;
  result = run (db, import);
  later = write_file (scratch, "Client,Date,Amount\nQ1,2025-08-31,1\n", -1);
  later_result = run (db, later);

  run_handler (db, result->operation_id, FALSE);
  g_assert_cmpint (scratch_query (db, "SELECT removed FROM client_slot JOIN client ON"
                                      " client.id = client_id WHERE reference = 'Q1'"),
                   ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT removed FROM client_slot JOIN client ON"
                                      " client.id = client_id WHERE reference = 'Q2'"),
                   ==, 1);
}

static void
step (TrancheDatabase *db, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label
      = redo ? tranche_redo_operation (db, &error) : tranche_undo_operation (db, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
}

/* An edit that was undone doesn't keep the client: undoing everything leaves nothing. */
static void
test_undo_after_undone_edit (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) client = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autofree TrancheStatementImportResult *again = NULL;
  const char *removed = "SELECT removed FROM client_slot JOIN client ON client.id = client_id"
                        " WHERE reference = 'Q1'";

  import = write_file (scratch, "Client,Date,Amount\nQ1,2025-07-31,10\n", -1);
  import->create_clients = TRUE;
  result = run (db, import);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Edited", &error);
  client = tranche_records_load (db, TRANCHE_TYPE_CLIENT,
                                 scratch_query (db, "SELECT id FROM client WHERE reference = 'Q1'"),
                                 &error);
  g_assert_no_error (error);
  g_object_set (client, "phone", "02 5550 1234", NULL);
  g_assert_true (tranche_records_update (operation, client, &error));
  g_assert_true (tranche_operation_commit (g_steal_pointer (&operation), &error));

  step (db, FALSE);
  step (db, FALSE);
  g_assert_cmpint (scratch_query (db, removed), ==, 1);
  step (db, TRUE);
  g_assert_cmpint (scratch_query (db, removed), ==, 0);
  step (db, TRUE);
  g_assert_cmpint (scratch_query (db, "SELECT phone = '02 5550 1234' FROM client"
                                      " WHERE reference = 'Q1'"),
                   ==, 1);

  /* Nor does it keep the client from coming back with the file. */
  step (db, FALSE);
  step (db, FALSE);
  again = run (db, import);
  g_assert_cmpint (again->matched, ==, 1);
  g_assert_cmpint (scratch_query (db, removed), ==, 0);
}

static void
assert_found (TrancheDatabase *db, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings
      = tranche_database_check (db, TRANCHE_CHECK_PRODUCTION, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, message != NULL);
  if (message != NULL)
    g_assert_cmpstr (((TrancheFinding *) findings->pdata[0])->message, ==, message);
}

/* Lines and monthly totals altered together still add up with each other, but not with what was
 * imported. */
static void
test_altered (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autoptr (GError) error = NULL;

  import = write_file (scratch, "Client,Date,Amount\nQ1,2025-07-31,10\nZ9,2025-07-31,5\n", -1);
  result = run (db, import);
  assert_found (db, NULL);
  g_clear_pointer (&result, g_free);
  import->create_clients = TRUE;
  run_handler (db, scratch_query (db, "SELECT max (id) FROM operation"), FALSE);
  assert_found (db, NULL);
  result = run (db, import);
  assert_found (db, NULL);

  scratch_execute (db, "UPDATE statement_line SET amount = amount + 100 WHERE reference = ''"
                       " AND amount = 1000");
  g_assert_true (tranche_production_rebuild (db, NULL, &error));
  assert_found (db, "the lines of statement 2 aren’t those that were imported");

  scratch_execute (db, "UPDATE statement SET total = total + 100 WHERE id = 2");
  assert_found (db, "statement 2 isn’t what was imported");
  scratch_execute (db, "DELETE FROM statement_line");
  scratch_execute (db, "DELETE FROM statement WHERE id = 2");
  g_assert_true (tranche_production_rebuild (db, NULL, &error));
  assert_found (db, "the statement of operation 3 isn’t there any more");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/jobs/import-statements/import", test_import);
  scratch_test ("/jobs/import-statements/create-clients", test_create_clients);
  scratch_test ("/jobs/import-statements/twice", test_twice);
  scratch_test ("/jobs/import-statements/bad-input", test_bad_input);
  scratch_test ("/jobs/import-statements/good-rows", test_good_rows);
  scratch_test ("/jobs/import-statements/formats", test_formats);
  scratch_test ("/jobs/import-statements/columns", test_columns);
  scratch_test ("/jobs/import-statements/missing", test_missing);
  scratch_test ("/jobs/import-statements/cancel", test_cancel);
  scratch_test ("/jobs/import-statements/conflict", test_conflict);
  scratch_test ("/jobs/import-statements/large", test_large);
  scratch_test ("/jobs/import-statements/undo", test_undo);
  scratch_test ("/jobs/import-statements/undo-keeps", test_undo_keeps);
  scratch_test ("/jobs/import-statements/undo-after-undone-edit", test_undo_after_undone_edit);
  scratch_test ("/jobs/import-statements/altered", test_altered);
  return g_test_run ();
}
