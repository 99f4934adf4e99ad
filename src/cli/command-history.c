/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/output.h"
#include "store/queries/operation-log.h"
#include "store/undo.h"

#include <glib/gi18n.h>

#define DEFAULT_LIMIT 20

static int
step (const char *command,
      char *(*run) (TrancheDatabase *db, GError **error),
      const char *done_format,
      int argc,
      char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  if (!tranche_command_parse (command, argc, argv, NULL, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_WRITE, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  label = run (db, &error);
  if (label == NULL)
    return tranche_command_fail (error);

  if (common.json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "operation", label);
      json_builder_end_object (builder);
      tranche_json_print (builder);
    }
  else
    {
      g_autofree char *line = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      line = g_strdup_printf (done_format, label);
#pragma GCC diagnostic pop
      g_print ("%s\n", line);
    }
  return TRANCHE_EXIT_DONE;
}

static char *
undo_latest (TrancheDatabase *db, GError **error)
{
  return tranche_undo_operation (db, 0, error);
}

int
tranche_command_undo (int argc, char **argv)
{
  return step ("undo", undo_latest, _ ("Undone: %s"), argc, argv);
}

int
tranche_command_redo (int argc, char **argv)
{
  return step ("redo", tranche_redo_operation, _ ("Done again: %s"), argc, argv);
}

static void
print_log_as_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      TrancheLogEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc_usec (entry->at);
      g_autofree char *at_text = g_date_time_format_iso8601 (at);

      json_builder_begin_object (builder);
      tranche_json_add_integer (builder, "id", entry->id);
      tranche_json_add_text (builder, "at", at_text);
      tranche_json_add_text (builder, "who", entry->actor_name);
      tranche_json_add_text (builder, "what", entry->label);
      tranche_json_add_integer (builder, "changes", entry->n_changes);
      tranche_json_add_boolean (builder, "undone", entry->undone);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  tranche_json_print (builder);
}

static void
print_log (GPtrArray *entries)
{
  /* Translators: the head of a column with numbers */
  g_autoptr (TrancheTable) table = tranche_table_new ("rllrl", _ ("No."), _ ("When"), _ ("Who"),
                                                      _ ("Changes"), _ ("What"), NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      TrancheLogEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (entry->at);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);
      g_autofree char *at = g_date_time_format (local, "%Y-%m-%d %H:%M");
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
      g_autofree char *n_changes = g_strdup_printf ("%" G_GINT64_FORMAT, entry->n_changes);
      g_autofree char *what = entry->undone ? g_strdup_printf (_ ("%s (undone)"), entry->label)
                                            : g_strdup (entry->label);

      tranche_table_add_row (table, id, at, entry->actor_name, n_changes, what, NULL);
    }
  tranche_table_print (table);
}

int
tranche_command_log (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  int limit = DEFAULT_LIMIT;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("How many of the latest operations; 0: all"),
      N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("log", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (limit < 0)
    return tranche_command_usage_error (_ ("--limit counts from 0"));
  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_ONLY, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  log = tranche_operation_log_load (db, limit, &error);
  if (log == NULL)
    return tranche_command_fail (error);

  if (common.json)
    print_log_as_json (log);
  else
    print_log (log);
  return TRANCHE_EXIT_DONE;
}
