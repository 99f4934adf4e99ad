/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "jobs/import-statements.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* How many bad rows are worth reading in a terminal. */
#define MOST_BAD_ROWS_SHOWN 20

/* "client-ref=Client Ref,date=Statement Date,amount=Amount": a heading may hold a comma where it is
 * quoted for the shell, so that a part without "=" continues the one before. */
static gboolean
parse_map (const char *map, TrancheStatementImport *import, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (map, ",", -1);
  char **target = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');
      g_autofree char *key = equals != NULL ? g_strndup (parts[i], equals - parts[i]) : NULL;

      if (key == NULL && target != NULL)
        {
          g_autofree char *before = g_steal_pointer (target);

          *target = g_strdup_printf ("%s,%s", before, parts[i]);
          continue;
        }
      if (g_strcmp0 (key, "client-ref") == 0)
        target = &import->client_column;
      else if (g_strcmp0 (key, "date") == 0)
        target = &import->date_column;
      else if (g_strcmp0 (key, "amount") == 0)
        target = &import->amount_column;
      else if (g_strcmp0 (key, "reference") == 0)
        target = &import->reference_column;
      else if (g_strcmp0 (key, "name") == 0)
        target = &import->name_column;
      else
        {
          g_set_error (
              error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
              _ ("--map: “%s” isn’t one of client-ref=, date=, amount=, reference= and name="),
              parts[i]);
          return FALSE;
        }
      g_free (*target);
      *target = g_strdup (equals + 1);
    }
  return TRUE;
}

static void
print_bad_rows (const TrancheStatementImport *import)
{
  for (guint i = 0; i < MIN (import->bad_rows->len, MOST_BAD_ROWS_SHOWN); i++)
    {
      const TrancheImportBadRow *row = g_ptr_array_index (import->bad_rows, i);

      g_printerr (_ ("  line %" PRId64 ": %s\n"), (gint64) row->line, row->reason);
    }
  if (import->n_bad > MOST_BAD_ROWS_SHOWN)
    g_printerr (_ ("  … and %'" PRId64 " more\n"), import->n_bad - MOST_BAD_ROWS_SHOWN);
}

static void
print_as_json (const TrancheStatementImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_integer (builder, "rows", result->rows);
  tranche_json_add_integer (builder, "matched", result->matched);
  tranche_json_add_integer (builder, "created", result->created);
  tranche_json_add_integer (builder, "unmatched", result->unmatched);
  tranche_json_add_money (builder, "unmatched_total", result->unmatched_total);
  tranche_json_add_money (builder, "total", result->total);
  tranche_json_add_month (builder, "first_month", result->first_month);
  tranche_json_add_month (builder, "last_month", result->last_month);
  tranche_json_add_integer (builder, "bad_rows", result->bad_rows);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

static void
print_for_people (const TrancheStatementImportResult *result)
{
  g_autofree char *total = tranche_money_format (result->total);
  g_autofree char *first = tranche_month_format (result->first_month);
  g_autofree char *last = tranche_month_format (result->last_month);

  g_print (g_dngettext (NULL, "%'" PRId64 " line, %s in all, %s – %s\n",
                        "%'" PRId64 " lines, %s in all, %s – %s\n", (gulong) result->rows),
           result->rows, total, first, last);
  if (result->created > 0)
    g_print (_ ("Clients made: %'" PRId64 "\n"), result->created);
  if (result->unmatched > 0)
    {
      g_autofree char *unmatched = tranche_money_format (result->unmatched_total);

      g_print (_ ("Unmatched lines, which don’t count yet: %'" PRId64 " (%s)\n"), result->unmatched,
               unmatched);
    }
  if (result->bad_rows > 0)
    g_print (_ ("Bad lines left out: %'" PRId64 "\n"), result->bad_rows);
}

int
tranche_command_import (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *office = NULL;
  g_autofree char *map = NULL;
  gboolean create_clients = FALSE;
  gboolean good_rows = FALSE;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autofree TrancheStatementImportResult *result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer untyped_result = NULL;
  gint64 office_id;
  gboolean done;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &office, N_ ("Whose statement it is"), N_ ("NAME") },
    { "map", 0, 0, G_OPTION_ARG_STRING, &map, N_ ("Which column is what"),
      /* Translators: only COL, a column’s name, is to be translated */
      N_ ("client-ref=COL,date=COL,amount=COL[,reference=COL]") },
    { "create-clients", 0, 0, G_OPTION_ARG_NONE, &create_clients,
      N_ ("Make clients that aren’t known yet"), NULL },
    { "good-rows", 0, 0, G_OPTION_ARG_NONE, &good_rows,
      N_ ("Take the good lines of a file with bad ones"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("import", argc, argv, entries, &common, 3, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (!g_str_equal (arguments[0], "statements"))
    return tranche_command_usage_error (_ ("import takes “statements”, not “%s”"), arguments[0]);

  import = tranche_statement_import_new (arguments[2], 0);
  import->create_clients = create_clients;
  import->import_good_rows = good_rows;
  if (map != NULL && !parse_map (map, import, &error))
    return tranche_command_usage_error ("%s", error->message);

  db = tranche_command_open (arguments[1], TRANCHE_DATABASE_READ_WRITE, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  office_id = tranche_command_find_office (db, office, &error);
  if (office_id == 0)
    return tranche_command_fail (error);
  import->office_id = office_id;

  done = tranche_statement_import_run (db, import, tranche_interrupt_begin (), &untyped_result,
                                       &error);
  tranche_interrupt_end ();
  if (!done)
    {
      tranche_command_fail (error);
      print_bad_rows (import);
      return TRANCHE_EXIT_FAILED;
    }

  result = untyped_result;
  print_bad_rows (import);
  if (common.json)
    print_as_json (result);
  else
    print_for_people (result);
  return TRANCHE_EXIT_DONE;
}
