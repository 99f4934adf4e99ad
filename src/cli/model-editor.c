/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/model-editor.h"

#include <glib/gi18n.h>

/* More than any command has. */
#define ACTIONS_MAX 8

/* What a command line says: values stand in the order of the actions. */
typedef struct
{
  char *office;
  char *at;
  char *values[ACTIONS_MAX];
} Request;

static void
request_clear (Request *request)
{
  g_free (request->office);
  g_free (request->at);
  for (guint i = 0; i < ACTIONS_MAX; i++)
    g_free (request->values[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static void
add_text_option (GArray *table,
                 const char *name,
                 char **value,
                 const char *summary,
                 const char *argument)
{
  const GOptionEntry entry = { name, 0, 0, G_OPTION_ARG_STRING, value, summary, argument };

  g_array_append_val (table, entry);
}

/* (transfer full) (element-type GOptionEntry): all options of the command, with room in @request */
static GArray *
make_entries (const TrancheCliEditor *editor, const GOptionEntry *entries, Request *request)
{
  g_autoptr (GArray) table = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  add_text_option (table, "office", &request->office, N_ ("Whose model"), N_ ("NAME"));
  add_text_option (table, "at", &request->at, N_ ("As it was on a past day"), N_ ("YYYY-MM-DD"));
  for (guint i = 0; editor->actions[i].name != NULL; i++)
    {
      const TrancheCliAction *action = &editor->actions[i];

      g_assert (i < ACTIONS_MAX);
      add_text_option (table, action->name, &request->values[i], action->summary, action->argument);
    }
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_array_append_val (table, *entry);
  return g_steal_pointer (&table);
}

/* FALSE if more than one was asked for. */
static gboolean
find_action (const TrancheCliEditor *editor,
             const Request *request,
             const TrancheCliAction **action,
             const char **value)
{
  *action = NULL;
  *value = NULL;
  for (guint i = 0; editor->actions[i].name != NULL; i++)
    {
      if (request->values[i] == NULL)
        continue;
      if (*action != NULL)
        return FALSE;
      *action = &editor->actions[i];
      *value = request->values[i];
    }
  return TRUE;
}

static int
edit_and_print (const TrancheCliEditor *editor,
                const char *path,
                const Request *request,
                TrancheDate day,
                const TrancheCliAction *action,
                const char *value,
                gconstpointer details,
                const TrancheCommonOptions *common)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheModelContent) before = NULL;
  g_autoptr (TrancheModelContent) after = NULL;
  g_autoptr (GError) error = NULL;
  TrancheCliEdit edit = { .value = value, .details = details };
  gint64 office_id;

  db = tranche_command_open (
      path, action != NULL ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY, common,
      &error);
  if (db == NULL
      || (before = tranche_cli_load_model (db, request->office, &office_id, &error)) == NULL)
    return tranche_command_fail (error);

  edit.db = db;
  edit.content = before;
  if ((action != NULL && !action->run (&edit, &error))
      || (after = tranche_cli_load_model_on (db, request->office, day, &office_id, &error)) == NULL)
    return tranche_command_fail (error);

  editor->print (after, action, details, common);
  return TRANCHE_EXIT_DONE;
}

int
tranche_cli_edit_model (const TrancheCliEditor *editor,
                        int argc,
                        char **argv,
                        const GOptionEntry *entries,
                        gconstpointer details)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Request) request = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GArray) table = make_entries (editor, entries, &request);
  g_autoptr (GError) error = NULL;
  const TrancheCliAction *action;
  const char *value;
  const char *misuse = NULL;
  TrancheDate day;

  if (!tranche_command_parse (editor->command, argc, argv,
                              (const GOptionEntry *) (gpointer) table->data, &common, 1,
                              &arguments))
    return TRANCHE_EXIT_USAGE;
  if (!find_action (editor, &request, &action, &value))
    return tranche_command_usage_error (_ ("change one thing at a time"));
  if (editor->find_misuse != NULL)
    misuse = editor->find_misuse (action, details);
  if (misuse != NULL)
    return tranche_command_usage_error ("%s", misuse);
  if (request.at != NULL && action != NULL)
    return tranche_command_usage_error (
        _ ("--at shows a past day, which nothing changes any more"));
  if (!tranche_cli_read_past_day (request.at, &day, &error))
    return tranche_command_usage_error ("%s", error->message);

  return edit_and_print (editor, arguments[0], &request, day, action, value, details, &common);
}

gboolean
tranche_cli_action_is (const TrancheCliAction *action, const char *name)
{
  return action != NULL && g_str_equal (action->name, name);
}

void
tranche_cli_print_rows (const TrancheModelContent *content,
                        const char *member,
                        const GArray *indices,
                        TrancheTable *table,
                        TrancheCliAddRow add_row,
                        const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "model", content->model->name);
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < indices->len; i++)
    {
      json_builder_begin_object (builder);
      add_row (content, g_array_index (indices, guint, i), builder, table);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (common->json)
    tranche_json_print (builder);
  else
    tranche_table_print (table);
}

void
tranche_cli_words_clear (TrancheCliWords *words)
{
  g_clear_pointer (&words->name, g_free);
  g_clear_pointer (&words->description, g_free);
}

void
tranche_cli_words_fill (const TrancheCliWords *words, gpointer record)
{
  if (words->name != NULL)
    g_object_set (record, "name", words->name, NULL);
  if (words->description != NULL)
    g_object_set (record, "description", words->description, NULL);
}
