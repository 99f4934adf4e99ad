/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"
#include "cli/output.h"
#include "domain/frequency.h"
#include "jobs/model-exchange.h"
#include "store/actions/benefits.h"

#include <glib/gi18n.h>

/* What no order number can be. */
#define ORDER_NOT_GIVEN G_MININT

typedef struct
{
  char *office;
  char *at;
  char *add;
  char *edit;
  char *name;
  char *description;
  char *frequency;
  char *kind;
  int order;
  char *remove;
  char *move;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->at);
  g_free (options->add);
  g_free (options->edit);
  g_free (options->name);
  g_free (options->description);
  g_free (options->frequency);
  g_free (options->kind);
  g_free (options->remove);
  g_free (options->move);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What was given on the command line goes into the benefit. */
static gboolean
fill (TrancheBenefit *benefit, const Options *options, GError **error)
{
  if (options->name != NULL)
    g_object_set (benefit, "name", options->name, NULL);
  if (options->description != NULL)
    g_object_set (benefit, "description", options->description, NULL);
  if (options->order != ORDER_NOT_GIVEN)
    g_object_set (benefit, "position", (gint64) options->order, NULL);
  if (options->frequency != NULL)
    {
      TrancheFrequency frequency;

      if (!tranche_frequency_from_text (options->frequency, &frequency, error))
        return FALSE;
      g_object_set (benefit, "frequency", (int) frequency, NULL);
    }
  if (options->kind != NULL)
    {
      int kind = tranche_model_kind_from_word (options->kind);

      if (kind == 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("the kind is given, core or additional, not “%s”"), options->kind);
          return FALSE;
        }
      g_object_set (benefit, "kind", kind, NULL);
    }
  return TRUE;
}

static gboolean
add (TrancheDatabase *db, const Options *options, gint64 model_id, GError **error)
{
  g_autoptr (TrancheBenefit) benefit = tranche_benefit_new ();

  g_object_set (benefit, "model-id", model_id, "name", options->add, NULL);
  return fill (benefit, options, error) && tranche_benefits_add (db, benefit, error);
}

static gboolean
edit (TrancheDatabase *db,
      const Options *options,
      const TrancheModelContent *content,
      GError **error)
{
  int found = tranche_cli_find_benefit (content, options->edit, error);

  return found >= 0 && fill (tranche_model_content_get_benefit (content, found), options, error)
         && tranche_benefits_edit (db, tranche_model_content_get_benefit (content, found), error);
}

static gboolean
apply (TrancheDatabase *db, const TrancheModelContent *content, gconstpointer data, GError **error)
{
  const Options *options = data;
  gint64 id;

  if (options->add != NULL)
    return add (db, options, tranche_record_get_id (TRANCHE_RECORD (content->model)), error);
  if (options->edit != NULL)
    return edit (db, options, content, error);
  if (options->move != NULL)
    return tranche_cli_move (db, content, options->move, content->benefits,
                             tranche_model_content_find_benefit, tranche_cli_find_benefit_id,
                             tranche_benefits_move, error);

  id = tranche_cli_find_benefit_id (content, options->remove, error);
  return id != 0 && tranche_benefits_remove (db, id, error);
}

static void
print (const TrancheModelContent *content, gconstpointer data, const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheTable) table = tranche_table_new (
      /* Translators: the head of a column with order numbers: a place in a list */
      "rlllr", _ ("Order"), _ ("Benefit"), _ ("Frequency"), _ ("Kind"), _ ("Segments"), NULL);

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "model", content->model->name);
  json_builder_set_member_name (builder, "benefits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->benefits->len; i++)
    {
      TrancheBenefit *benefit = tranche_model_content_get_benefit (content, i);
      guint n = tranche_model_content_count_segments (content, i, TRANCHE_SEGMENTS_ACTIVE);
      g_autofree char *order = g_strdup_printf ("%" G_GINT64_FORMAT, benefit->position);
      g_autofree char *segments = g_strdup_printf ("%u", n);

      json_builder_begin_object (builder);
      tranche_json_add_integer (builder, "order", benefit->position);
      tranche_json_add_text (builder, "name", benefit->name);
      tranche_json_add_text (builder, "description", benefit->description);
      tranche_json_add_text (builder, "frequency",
                             tranche_frequency_get_nick ((TrancheFrequency) benefit->frequency));
      tranche_json_add_text (builder, "kind", tranche_model_kind_to_word (benefit->kind));
      tranche_json_add_integer (builder, "segments", n);
      json_builder_end_object (builder);
      tranche_table_add_row (table, order, benefit->name,
                             tranche_frequency_get_name ((TrancheFrequency) benefit->frequency),
                             tranche_benefit_kind_get_name (benefit->kind), segments, NULL);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (common->json)
    tranche_json_print (builder);
  else
    tranche_table_print (table);
}

static const TrancheCliEditor editor = { apply, print };

/* What goes together, and what doesn't; NULL if it does. */
static const char *
find_misuse (const Options *options)
{
  gboolean words = options->description != NULL || options->frequency != NULL
                   || options->kind != NULL || options->order != ORDER_NOT_GIVEN;

  if (options->add != NULL && options->frequency == NULL)
    return _ ("a new benefit needs --frequency");
  if (options->edit != NULL && options->name == NULL && !words)
    return _ ("--edit needs --name, --description, --frequency, --kind or --order");
  if (options->name != NULL && options->edit == NULL)
    return _ ("--name goes with --edit");
  if (words && options->add == NULL && options->edit == NULL)
    return _ ("--description, --frequency, --kind and --order go with --add or --edit");
  if (options->order != ORDER_NOT_GIVEN && options->order < 1)
    return _ ("the order number counts from 1");
  return NULL;
}

int
tranche_command_benefits (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Options) options = { .order = ORDER_NOT_GIVEN };
  g_auto (GStrv) arguments = NULL;
  const char *misuse;
  guint n_edits;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose model"), N_ ("NAME") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("As it was on a past day"),
      N_ ("YYYY-MM-DD") },
    { "add", 0, 0, G_OPTION_ARG_STRING, &options.add, N_ ("Add a benefit"), N_ ("NAME") },
    { "edit", 0, 0, G_OPTION_ARG_STRING, &options.edit, N_ ("Change a benefit"), N_ ("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("With --edit: its new name"),
      N_ ("NAME") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &options.description, N_ ("What the client gets"),
      N_ ("TEXT") },
    { "frequency", 0, 0, G_OPTION_ARG_STRING, &options.frequency,
      N_ ("How often: yearly, quarterly …"), N_ ("WORD") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_ ("Given, core or additional"),
      N_ ("WORD") },
    { "order", 0, 0, G_OPTION_ARG_INT, &options.order, N_ ("Its order number"), N_ ("N") },
    { "move", 0, 0, G_OPTION_ARG_STRING, &options.move,
      N_ ("Move it to a place; the others make room"), N_ ("NAME=PLACE") },
    { "remove", 0, 0, G_OPTION_ARG_STRING, &options.remove,
      N_ ("Remove a benefit; agreements keep it"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("benefits", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  n_edits = (options.add != NULL) + (options.edit != NULL) + (options.move != NULL)
            + (options.remove != NULL);
  if (n_edits > 1)
    return tranche_command_usage_error (_ ("change one thing at a time"));
  misuse = find_misuse (&options);
  if (misuse != NULL)
    return tranche_command_usage_error ("%s", misuse);

  return tranche_cli_edit_model (&editor, arguments[0], options.office, options.at, n_edits > 0,
                                 &options, &common);
}
