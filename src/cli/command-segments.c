/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"
#include "cli/output.h"
#include "jobs/model-exchange.h"
#include "store/actions/segments.h"

#include <glib/gi18n.h>

typedef struct
{
  char *office;
  char *at;
  gboolean all;

  /* What to do: one of these. */
  char *add;
  char *edit;
  char *rename;
  char *move;
  char *inactive;
  char *active;

  /* With --add and --edit */
  char *name;
  char *description;
  char *colour;
  char *mark;

  /* With --inactive */
  char *move_to;
  gboolean keep;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->at);
  g_free (options->add);
  g_free (options->edit);
  g_free (options->rename);
  g_free (options->move);
  g_free (options->inactive);
  g_free (options->active);
  g_free (options->name);
  g_free (options->description);
  g_free (options->colour);
  g_free (options->mark);
  g_free (options->move_to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static char *
list_words (const char *(*to_word) (int code))
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (int code = 1; to_word (code) != NULL; code++)
    g_string_append_printf (words, "%s%s", code > 1 ? ", " : "", to_word (code));
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static gboolean
set_colour (TrancheSegment *segment, const char *word, GError **error)
{
  int colour = tranche_model_colour_from_word (word);
  g_autofree char *words = NULL;

  if (colour != 0)
    {
      g_object_set (segment, "colour", colour, NULL);
      return TRUE;
    }
  words = list_words (tranche_model_colour_to_word);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               _ ("there is no colour “%s”; there are %s"), word, words);
  return FALSE;
}

static gboolean
set_mark (TrancheSegment *segment, const char *word, GError **error)
{
  int mark = tranche_model_mark_from_word (word);
  g_autofree char *words = NULL;

  if (mark != 0)
    {
      g_object_set (segment, "mark", mark, NULL);
      return TRUE;
    }
  words = list_words (tranche_model_mark_to_word);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               _ ("there is no mark “%s”; there are %s"), word, words);
  return FALSE;
}

/* What was given on the command line goes into the segment. */
static gboolean
fill (TrancheSegment *segment, const Options *options, GError **error)
{
  if (options->name != NULL)
    g_object_set (segment, "name", options->name, NULL);
  if (options->description != NULL)
    g_object_set (segment, "description", options->description, NULL);
  return (options->colour == NULL || set_colour (segment, options->colour, error))
         && (options->mark == NULL || set_mark (segment, options->mark, error));
}

static gboolean
add (TrancheDatabase *db, const Options *options, gint64 model_id, GError **error)
{
  g_autoptr (TrancheSegment) segment = tranche_segment_new ();

  g_object_set (segment, "model-id", model_id, "name", options->add, NULL);
  return fill (segment, options, error) && tranche_segments_add (db, segment, error);
}

static gboolean
edit (TrancheDatabase *db,
      const Options *options,
      const TrancheModelContent *content,
      GError **error)
{
  int found = tranche_cli_find_segment (content, options->edit, error);

  return found >= 0 && fill (tranche_model_content_get_segment (content, found), options, error)
         && tranche_segments_edit (db, tranche_model_content_get_segment (content, found), error);
}

/* "Gold=Premium" */
static gboolean
rename_one (TrancheDatabase *db,
            const TrancheModelContent *content,
            const char *text,
            GError **error)
{
  g_auto (Options) options = { 0 };

  return tranche_cli_split (text, "Gold=Premium", content, tranche_model_content_find_segment,
                            &options.edit, &options.name, error)
         && edit (db, &options, content, error);
}

static gboolean
set_inactive (TrancheDatabase *db,
              const Options *options,
              const TrancheModelContent *content,
              GError **error)
{
  gint64 id = tranche_cli_find_segment_id (content, options->inactive, error);
  TrancheSegmentRetirement retirement = { 0 };
  TrancheDate today;

  if (id == 0 || !tranche_command_parse_date (NULL, &today, error))
    return FALSE;
  if (options->move_to != NULL)
    {
      retirement.clients_to = tranche_cli_find_segment_id (content, options->move_to, error);
      retirement.bands_to = retirement.clients_to;
      if (retirement.clients_to == 0)
        return FALSE;
    }
  return tranche_segments_set_inactive (
      db, id, options->move_to != NULL || options->keep ? &retirement : NULL, today, NULL, error);
}

static gboolean
set_active (TrancheDatabase *db,
            const TrancheModelContent *content,
            const char *name,
            GError **error)
{
  gint64 id = tranche_cli_find_segment_id (content, name, error);

  return id != 0 && tranche_segments_set_active (db, id, error);
}

static gboolean
apply (TrancheDatabase *db, const TrancheModelContent *content, gconstpointer data, GError **error)
{
  const Options *options = data;

  if (options->add != NULL)
    return add (db, options, tranche_record_get_id (TRANCHE_RECORD (content->model)), error);
  if (options->edit != NULL)
    return edit (db, options, content, error);
  if (options->rename != NULL)
    return rename_one (db, content, options->rename, error);
  if (options->move != NULL)
    return tranche_cli_move (db, content, options->move, content->segments,
                             tranche_model_content_find_segment, tranche_cli_find_segment_id,
                             tranche_segments_move, error);
  if (options->inactive != NULL)
    return set_inactive (db, options, content, error);
  return set_active (db, content, options->active, error);
}

static void
print (const TrancheModelContent *content, gconstpointer data, const TrancheCommonOptions *common)
{
  const Options *options = data;
  gboolean all = options->all || options->inactive != NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheTable) table
      = tranche_table_new ("lllrll", _ ("Segment"), _ ("Colour"), _ ("Mark"), _ ("Benefits"),
                           _ ("Active"), _ ("Description"), NULL);

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "model", content->model->name);
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->segments->len; i++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (content, i);
      guint n = tranche_model_content_count_benefits (content, i);
      g_autofree char *benefits = g_strdup_printf ("%u", n);

      if (!segment->active && !all)
        continue;
      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "name", segment->name);
      tranche_json_add_text (builder, "description", segment->description);
      tranche_json_add_text (builder, "colour", tranche_model_colour_to_word (segment->colour));
      tranche_json_add_text (builder, "mark", tranche_model_mark_to_word (segment->mark));
      tranche_json_add_boolean (builder, "active", segment->active);
      tranche_json_add_integer (builder, "benefits", n);
      json_builder_end_object (builder);
      tranche_table_add_row (table, segment->name,
                             tranche_segment_colour_get_name (segment->colour),
                             tranche_segment_mark_get_name (segment->mark), benefits,
                             segment->active ? _ ("yes") : _ ("no"), segment->description, NULL);
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
  gboolean words = options->description != NULL || options->colour != NULL || options->mark != NULL;

  if (options->edit != NULL && options->name == NULL && !words)
    return _ ("--edit needs --name, --description, --colour or --mark");
  if (options->name != NULL && options->edit == NULL)
    return _ ("--name goes with --edit");
  if (words && options->add == NULL && options->edit == NULL)
    return _ ("--description, --colour and --mark go with --add or --edit");
  if ((options->move_to != NULL || options->keep) && options->inactive == NULL)
    return _ ("--move-to and --keep go with --inactive");
  if (options->move_to != NULL && options->keep)
    return _ ("either --move-to or --keep");
  return NULL;
}

int
tranche_command_segments (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  const char *misuse;
  guint n_edits;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose model"), N_ ("NAME") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("As it was on a past day"),
      N_ ("YYYY-MM-DD") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("List inactive segments too"), NULL },
    { "add", 0, 0, G_OPTION_ARG_STRING, &options.add, N_ ("Add a segment"), N_ ("NAME") },
    { "edit", 0, 0, G_OPTION_ARG_STRING, &options.edit, N_ ("Change a segment"), N_ ("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("With --edit: its new name"),
      N_ ("NAME") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &options.description,
      N_ ("With --add and --edit: what it promises"), N_ ("TEXT") },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &options.colour,
      N_ ("With --add and --edit: blue, teal, green …"), N_ ("COLOUR") },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &options.mark,
      N_ ("With --add and --edit: circle, triangle, diamond …"), N_ ("MARK") },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &options.rename,
      N_ ("The same as --edit OLD --name NEW"), N_ ("OLD=NEW") },
    { "move", 0, 0, G_OPTION_ARG_STRING, &options.move,
      N_ ("Move it to a place in the list, inactive ones counted"), N_ ("NAME=PLACE") },
    { "inactive", 0, 0, G_OPTION_ARG_STRING, &options.inactive, N_ ("Make a segment inactive"),
      N_ ("NAME") },
    { "move-to", 0, 0, G_OPTION_ARG_STRING, &options.move_to,
      N_ ("With --inactive: the segment that takes its place"), N_ ("NAME") },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &options.keep,
      N_ ("With --inactive: who has it by hand keeps it, strategies go without"), NULL },
    { "active", 0, 0, G_OPTION_ARG_STRING, &options.active, N_ ("Make a segment active again"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("segments", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  n_edits = (options.add != NULL) + (options.edit != NULL) + (options.rename != NULL)
            + (options.move != NULL) + (options.inactive != NULL) + (options.active != NULL);
  if (n_edits > 1)
    return tranche_command_usage_error (_ ("change one thing at a time"));
  misuse = find_misuse (&options);
  if (misuse != NULL)
    return tranche_command_usage_error ("%s", misuse);

  return tranche_cli_edit_model (&editor, arguments[0], options.office, options.at, n_edits > 0,
                                 &options, &common);
}
