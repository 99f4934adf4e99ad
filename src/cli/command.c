/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include "cli/names.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/queries/named-ids.h"

#include <glib/gi18n.h>

void
tranche_common_options_clear (TrancheCommonOptions *options)
{
  g_clear_pointer (&options->actor, g_free);
}

static const TrancheCommand *
find_command (const char *name)
{
  const TrancheCommand *command = tranche_commands;

  while (!g_str_equal (command->name, name))
    command++;
  return command;
}

gboolean
tranche_command_parse (const char *command,
                       int argc,
                       char **argv,
                       const GOptionEntry *entries,
                       TrancheCommonOptions *common,
                       guint n_positional,
                       char ***arguments)
{
  const GOptionEntry common_entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &common->json, N_ ("Print the result as JSON"), NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &common->actor, N_ ("Which team member does it"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  const TrancheCommand *info = find_command (command);
  g_autofree char *name = g_strdup_printf ("tranchectl %s", command);
  g_autoptr (GOptionContext) context = g_option_context_new (_ (info->arguments));
  g_auto (GStrv) arguments_left = NULL;
  g_autoptr (GError) error = NULL;

  /* The help begins with the program's name, and the command belongs to it. */
  g_set_prgname (name);
  /* GOptionContext permutes and shortens the vector: give it a copy, so that the caller's stays
   * whole. */
  arguments_left = g_strdupv (argv);
  g_option_context_set_summary (context, _ (info->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common_entries, NULL);

  if (!g_option_context_parse_strv (context, &arguments_left, &error))
    {
      tranche_command_usage_error ("%s", error->message);
      return FALSE;
    }
  if (g_strv_length (arguments_left) != n_positional + 1)
    {
      tranche_command_usage_error (_ ("usage: %s %s [OPTION…]"), name, _ (info->arguments));
      return FALSE;
    }

  *arguments = g_strdupv (arguments_left + 1);
  return TRUE;
}

int
tranche_command_fail (const GError *error)
{
  g_printerr ("tranchectl: %s\n", error->message);
  return TRANCHE_EXIT_FAILED;
}

void
tranche_command_add_advice (GError **error, const char *sentence)
{
  g_autofree char *message = NULL;

  if (error == NULL || *error == NULL)
    return;
  message = g_strdup_printf ("%s. %s", (*error)->message, sentence);
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}

int
tranche_command_usage_error (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("tranchectl: %s\n", message);
  return TRANCHE_EXIT_USAGE;
}

TrancheDatabase *
tranche_command_open (const char *path,
                      TrancheDatabaseMode mode,
                      const TrancheCommonOptions *common,
                      GError **error)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autofree char *name = NULL;
  gint64 member_id;

  if (*path == '\0')
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("the name of the practice file is empty"));
      return NULL;
    }
  db = tranche_database_open (path, mode, error);
  if (db == NULL || common->actor == NULL)
    return g_steal_pointer (&db);
  if (!tranche_permissions_find_member (db, common->actor, &member_id, &name, error))
    return NULL;

  tranche_database_set_actor (db, member_id, name);
  return g_steal_pointer (&db);
}

gint64
tranche_command_find_office (TrancheDatabase *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) offices = tranche_named_ids_load (
      db, "SELECT id, name FROM office ORDER BY is_default DESC, folded_name, id", error);
  g_autoptr (GPtrArray) names = offices != NULL ? tranche_names_of_ids (offices) : NULL;
  g_autofree char *list = NULL;
  int found;

  if (offices == NULL)
    return 0;
  if (offices->len == 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, _ ("the file has no office"));
      return 0;
    }
  found = name != NULL ? tranche_names_find (names, name) : 0;
  if (found >= 0)
    return ((const TrancheNamedId *) g_ptr_array_index (offices, found))->id;

  list = tranche_names_list (names);
  tranche_names_refuse (error, names, name, _ ("there is no office “%s”; there is %s"), name, list);
  return 0;
}

gint64
tranche_command_find_client (TrancheDatabase *db,
                             const char *office,
                             const char *reference,
                             GError **error)
{
  static const char sql[]
      = "SELECT c.id FROM client c JOIN party p ON p.id = c.id"
        " WHERE c.reference = ?1 AND (?2 IS NULL OR c.office_id = ?2) AND p.removed = 0 LIMIT 2";
  g_autoptr (TrancheStatement) find = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 office_id = 0;
  gint64 id = 0;
  guint n_found = 0;

  if (office != NULL)
    {
      office_id = tranche_command_find_office (db, office, error);
      if (office_id == 0)
        return 0;
    }
  find = tranche_database_prepare (db, sql, error);
  if (find == NULL)
    return 0;
  tranche_statement_bind_text (find, 1, reference);
  tranche_statement_bind_id (find, 2, office_id);
  for (; tranche_statement_step (find, &local_error); n_found++)
    id = tranche_statement_get_int64 (find, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }
  if (n_found == 1 && *reference != '\0')
    return id;
  if (n_found > 1 && *reference != '\0')
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                 _ ("several offices have a client “%s”; say which with --office"), reference);
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                 _ ("there is no client with the reference “%s”; “tranchectl clients FILE” lists "
                    "them"),
                 reference);
  return 0;
}

gboolean
tranche_command_parse_date (const char *text, TrancheDate *date, GError **error)
{
  g_autoptr (GDateTime) now = NULL;

  if (text == NULL)
    {
      text = g_getenv ("TRANCHE_TODAY");
      text = text != NULL && *text != '\0' ? text : NULL;
    }
  if (text != NULL)
    {
      *date = tranche_date_parse (text, error);
      if (*date == TRANCHE_DATE_NONE)
        g_prefix_error (error, _ ("“%s”: "), text);
      return *date != TRANCHE_DATE_NONE;
    }

  now = g_date_time_new_now_local ();
  *date = tranche_date_new (g_date_time_get_year (now), g_date_time_get_month (now),
                            g_date_time_get_day_of_month (now));
  return TRUE;
}
