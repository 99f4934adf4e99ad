/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"
#include "cli/output.h"
#include "jobs/model-exchange.h"
#include "store/actions/segments.h"

#include <glib/gi18n.h>

typedef struct
{
  char *office;
  char *add;
  char *description;
  char *colour;
  char *mark;
  char *rename;
  char *describe;
  char *recolour;
  char *move;
  char *inactive;
  char *move_to;
  gboolean keep;
  char *active;
  gboolean all;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->add);
  g_free (options->description);
  g_free (options->colour);
  g_free (options->mark);
  g_free (options->rename);
  g_free (options->describe);
  g_free (options->recolour);
  g_free (options->move);
  g_free (options->inactive);
  g_free (options->move_to);
  g_free (options->active);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_code (const char *word, int (*from_word) (const char *), int *code, GError **error)
{
  *code = word != NULL ? from_word (word) : 0;
  if (word == NULL || *code != 0)
    return TRUE;
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("there is no colour or mark “%s”"),
               word);
  return FALSE;
}

static gboolean
add (TrancheDatabase *db, const Options *options, gint64 model_id, GError **error)
{
  g_autoptr (TrancheSegment) segment = tranche_segment_new ();
  int colour;
  int mark;

  if (!read_code (options->colour, tranche_model_colour_from_word, &colour, error)
      || !read_code (options->mark, tranche_model_mark_from_word, &mark, error))
    return FALSE;

  g_object_set (segment, "model-id", model_id, "name", options->add, "description",
                options->description != NULL ? options->description : "", NULL);
  if (colour != 0)
    g_object_set (segment, "colour", colour, NULL);
  if (mark != 0)
    g_object_set (segment, "mark", mark, NULL);
  return tranche_segments_add (db, segment, error);
}

/* "NAME=VALUE" for one text of a segment. */
static gboolean
edit_text (TrancheDatabase *db,
           const TrancheModelContent *content,
           const char *text,
           const char *property,
           const char *example,
           GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  TrancheSegment *segment;
  int found;

  if (!tranche_cli_split (text, example, &name, &value, error))
    return FALSE;
  found = tranche_cli_find_segment (content, name, error);
  if (found < 0)
    return FALSE;
  segment = tranche_model_content_get_segment (content, found);
  g_object_set (segment, property, value, NULL);
  return tranche_segments_edit (db, segment, error);
}

static gboolean
recolour (TrancheDatabase *db, const TrancheModelContent *content, const char *text, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  int found;
  int colour;

  if (!tranche_cli_split (text, "Gold=yellow", &name, &word, error)
      || !read_code (word, tranche_model_colour_from_word, &colour, error))
    return FALSE;
  found = tranche_cli_find_segment (content, name, error);
  if (found < 0)
    return FALSE;
  g_object_set (tranche_model_content_get_segment (content, found), "colour", colour, NULL);
  return tranche_segments_edit (db, tranche_model_content_get_segment (content, found), error);
}

static gboolean
move (TrancheDatabase *db, const TrancheModelContent *content, const char *text, GError **error)
{
  g_autofree char *name = NULL;
  guint place;
  gint64 id;

  if (!tranche_cli_split_place (text, content->segments->len, &name, &place, error))
    return FALSE;
  id = tranche_cli_find_segment_id (content, name, error);
  return id != 0
         && tranche_segments_move (db, id, tranche_cli_find_before (content->segments, id, place),
                                   error);
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
edit (TrancheDatabase *db,
      const Options *options,
      const TrancheModelContent *content,
      GError **error)
{
  if (options->add != NULL)
    return add (db, options, tranche_record_get_id (TRANCHE_RECORD (content->model)), error);
  if (options->rename != NULL)
    return edit_text (db, content, options->rename, "name", "Gold=Premium", error);
  if (options->describe != NULL)
    return edit_text (db, content, options->describe, "description", "Gold=TEXT", error);
  if (options->recolour != NULL)
    return recolour (db, content, options->recolour, error);
  if (options->move != NULL)
    return move (db, content, options->move, error);
  if (options->inactive != NULL)
    return set_inactive (db, options, content, error);
  if (options->active != NULL)
    return set_active (db, content, options->active, error);
  return TRUE;
}

static void
print (const TrancheModelContent *content, gboolean all, const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheTable) table = tranche_table_new (
      "llrll", _ ("Segment"), _ ("Colour"), _ ("Benefits"), _ ("Active"), _ ("Description"), NULL);

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
                             tranche_segment_colour_get_name (segment->colour), benefits,
                             segment->active ? _ ("yes") : _ ("no"), segment->description, NULL);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (common->json)
    tranche_json_print (builder);
  else
    tranche_table_print (table);
}

static gboolean
run (TrancheDatabase *db,
     const Options *options,
     const TrancheCommonOptions *common,
     GError **error)
{
  g_autoptr (TrancheModelContent) before = NULL;
  g_autoptr (TrancheModelContent) after = NULL;
  gint64 office_id;

  before = tranche_cli_load_model (db, options->office, &office_id, error);
  if (before == NULL || !edit (db, options, before, error))
    return FALSE;
  after = tranche_cli_load_model (db, options->office, &office_id, error);
  if (after == NULL)
    return FALSE;
  print (after, options->all || options->inactive != NULL, common);
  return TRUE;
}

int
tranche_command_segments (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  guint n_edits;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose model"), N_ ("NAME") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("List inactive segments too"), NULL },
    { "add", 0, 0, G_OPTION_ARG_STRING, &options.add, N_ ("Add a segment"), N_ ("NAME") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &options.description,
      N_ ("With --add: what it promises"), N_ ("TEXT") },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &options.colour, N_ ("With --add: its colour"),
      N_ ("COLOUR") },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &options.mark, N_ ("With --add: its mark"), N_ ("MARK") },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &options.rename, N_ ("Rename a segment"),
      N_ ("OLD=NEW") },
    { "describe", 0, 0, G_OPTION_ARG_STRING, &options.describe, N_ ("Describe a segment anew"),
      N_ ("NAME=TEXT") },
    { "recolour", 0, 0, G_OPTION_ARG_STRING, &options.recolour, N_ ("Give it another colour"),
      N_ ("NAME=COLOUR") },
    { "move", 0, 0, G_OPTION_ARG_STRING, &options.move, N_ ("Move it to a place in the list"),
      N_ ("NAME=PLACE") },
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
  n_edits = (options.add != NULL) + (options.rename != NULL) + (options.describe != NULL)
            + (options.recolour != NULL) + (options.move != NULL) + (options.inactive != NULL)
            + (options.active != NULL);
  if (n_edits > 1)
    return tranche_command_usage_error (_ ("change one thing at a time"));

  db = tranche_command_open (arguments[0],
                             n_edits > 0 ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY,
                             &common, &error);
  if (db == NULL || !run (db, &options, &common, &error))
    return tranche_command_fail (error);
  return TRANCHE_EXIT_DONE;
}
