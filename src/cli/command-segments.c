/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/model-editor.h"
#include "jobs/model-exchange.h"
#include "store/actions/segments.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean all;

  /* With --add and --edit */
  TrancheCliWords words;
  char *colour;
  char *mark;

  /* With --inactive */
  char *move_to;
  gboolean keep;
} Details;

static void
details_clear (Details *details)
{
  tranche_cli_words_clear (&details->words);
  g_free (details->colour);
  g_free (details->mark);
  g_free (details->move_to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Details, details_clear)

static char *
list_words (const char *(*to_word) (int code))
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (int code = 1; to_word (code) != NULL; code++)
    g_string_append_printf (words, "%s%s", code > 1 ? ", " : "", to_word (code));
  return g_string_free_and_steal (g_steal_pointer (&words));
}

/* @refusal: with a %s for @word and one for the words there are */
static gboolean
set_code (TrancheSegment *segment,
          const char *property,
          const char *word,
          int (*from_word) (const char *word),
          const char *(*to_word) (int code),
          const char *refusal,
          GError **error)
{
  int code = word != NULL ? from_word (word) : 0;
  g_autofree char *words = NULL;

  if (word == NULL)
    return TRUE;
  if (code != 0)
    {
      g_object_set (segment, property, code, NULL);
      return TRUE;
    }
  words = list_words (to_word);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, refusal, word, words);
#pragma GCC diagnostic pop
  return FALSE;
}

/* What was given on the command line goes into the segment. */
static gboolean
fill (TrancheSegment *segment, const Details *details, GError **error)
{
  tranche_cli_words_fill (&details->words, segment);
  return set_code (segment, "colour", details->colour, tranche_model_colour_from_word,
                   tranche_model_colour_to_word, _ ("there is no colour “%s”; there are %s"), error)
         && set_code (segment, "mark", details->mark, tranche_model_mark_from_word,
                      tranche_model_mark_to_word, _ ("there is no mark “%s”; there are %s"), error);
}

static gboolean
add (const TrancheCliEdit *request, GError **error)
{
  g_autoptr (TrancheSegment) segment = tranche_segment_new ();

  g_object_set (segment, "model-id",
                tranche_record_get_id (TRANCHE_RECORD (request->content->model)), "name",
                request->value, NULL);
  return fill (segment, request->details, error)
         && tranche_segments_add (request->db, segment, error);
}

static gboolean
edit (const TrancheCliEdit *request, GError **error)
{
  int found = tranche_cli_find_segment (request->content, request->value, error);
  TrancheSegment *segment
      = found >= 0 ? tranche_model_content_get_segment (request->content, (guint) found) : NULL;

  return segment != NULL && fill (segment, request->details, error)
         && tranche_segments_edit (request->db, segment, error);
}

/* "Gold=Premium" */
static gboolean
rename_one (const TrancheCliEdit *request, GError **error)
{
  g_auto (Details) details = { 0 };
  g_autofree char *name = NULL;
  TrancheCliEdit renaming = { request->db, request->content, NULL, &details };

  if (!tranche_cli_split (request->value, "Gold=Premium", request->content,
                          tranche_model_content_find_segment, &name, &details.words.name, error))
    return FALSE;
  renaming.value = name;
  return edit (&renaming, error);
}

static gboolean
move (const TrancheCliEdit *request, GError **error)
{
  return tranche_cli_move (request->db, request->content, request->value,
                           request->content->segments, tranche_model_content_find_segment,
                           tranche_cli_find_segment_id, tranche_segments_move, error);
}

static gboolean
set_inactive (const TrancheCliEdit *request, GError **error)
{
  const Details *details = request->details;
  gint64 id = tranche_cli_find_segment_id (request->content, request->value, error);
  TrancheSegmentRetirement retirement = { 0 };
  gboolean decided = details->move_to != NULL || details->keep;
  g_autoptr (TrancheSegmentUsage) usage = NULL;
  TrancheDate today;

  if (id == 0 || !tranche_command_parse_date (NULL, &today, error))
    return FALSE;
  if (details->move_to != NULL)
    {
      retirement.clients_to
          = tranche_cli_find_segment_id (request->content, details->move_to, error);
      retirement.bands_to = retirement.clients_to;
      if (retirement.clients_to == 0)
        return FALSE;
    }
  if (tranche_segments_set_inactive (request->db, id, decided ? &retirement : NULL, today, &usage,
                                     error))
    return TRUE;
  if (usage != NULL && !decided)
    tranche_command_add_advice (error,
                                _ ("Say what becomes of them with --move-to NAME or with --keep."));
  return FALSE;
}

static gboolean
set_active (const TrancheCliEdit *request, GError **error)
{
  gint64 id = tranche_cli_find_segment_id (request->content, request->value, error);

  return id != 0 && tranche_segments_set_active (request->db, id, error);
}

static const TrancheCliAction actions[] = {
  { "add", N_ ("Add a segment"), N_ ("NAME"), add },
  { "edit", N_ ("Change a segment"), N_ ("NAME"), edit },
  { "rename", N_ ("The same as --edit OLD --name NEW"), N_ ("OLD=NEW"), rename_one },
  { "move", N_ ("Move it to a place in the list, inactive ones counted"), N_ ("NAME=PLACE"), move },
  { "inactive", N_ ("Make a segment inactive"), N_ ("NAME"), set_inactive },
  { "active", N_ ("Make a segment active again"), N_ ("NAME"), set_active },
  { NULL, NULL, NULL, NULL },
};

/* What goes together, and what doesn't; NULL if it does. */
static const char *
find_misuse (const TrancheCliAction *action, gconstpointer data)
{
  const Details *details = data;
  gboolean adds = tranche_cli_action_is (action, "add");
  gboolean edits = tranche_cli_action_is (action, "edit");
  gboolean given
      = details->words.description != NULL || details->colour != NULL || details->mark != NULL;

  if (edits && details->words.name == NULL && !given)
    return _ ("--edit needs --name, --description, --colour or --mark");
  if (details->words.name != NULL && !edits)
    return _ ("--name goes with --edit");
  if (given && !adds && !edits)
    return _ ("--description, --colour and --mark go with --add or --edit");
  if ((details->move_to != NULL || details->keep) && !tranche_cli_action_is (action, "inactive"))
    return _ ("--move-to and --keep go with --inactive");
  if (details->move_to != NULL && details->keep)
    return _ ("either --move-to or --keep");
  return NULL;
}

static void
add_row (const TrancheModelContent *content, guint index, JsonBuilder *builder, TrancheTable *table)
{
  TrancheSegment *segment = tranche_model_content_get_segment (content, index);
  guint n = tranche_model_content_count_benefits (content, index);
  g_autofree char *benefits = g_strdup_printf ("%u", n);

  tranche_json_add_text (builder, "name", segment->name);
  tranche_json_add_text (builder, "description", segment->description);
  tranche_json_add_text (builder, "colour", tranche_model_colour_to_word (segment->colour));
  tranche_json_add_text (builder, "mark", tranche_model_mark_to_word (segment->mark));
  tranche_json_add_boolean (builder, "active", segment->active);
  tranche_json_add_integer (builder, "benefits", n);
  tranche_table_add_row (table, segment->name, tranche_segment_colour_get_name (segment->colour),
                         tranche_segment_mark_get_name (segment->mark), benefits,
                         segment->active ? _ ("yes") : _ ("no"), segment->description, NULL);
}

static void
print (const TrancheModelContent *content,
       const TrancheCliAction *action,
       gconstpointer data,
       const TrancheCommonOptions *common)
{
  const Details *details = data;
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (TrancheTable) table
      = tranche_table_new ("lllrle", _ ("Segment"), _ ("Colour"), _ ("Mark"), _ ("Benefits"),
                           _ ("Active"), _ ("Description"), NULL);

  for (guint i = 0; i < content->segments->len; i++)
    if (details->all || tranche_cli_action_is (action, "inactive")
        || tranche_model_content_get_segment (content, i)->active)
      g_array_append_val (indices, i);
  tranche_cli_print_rows (content, "segments", indices, table, add_row, common);
}

int
tranche_command_segments (int argc, char **argv)
{
  static const TrancheCliEditor editor = { "segments", actions, find_misuse, print };
  g_auto (Details) details = { 0 };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &details.all, N_ ("List inactive segments too"), NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &details.words.name, N_ ("With --edit: its new name"),
      N_ ("NAME") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &details.words.description,
      N_ ("With --add and --edit: what it promises"), N_ ("TEXT") },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &details.colour,
      N_ ("With --add and --edit: blue, teal, green …"), N_ ("COLOUR") },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &details.mark,
      N_ ("With --add and --edit: circle, triangle, diamond …"), N_ ("MARK") },
    { "move-to", 0, 0, G_OPTION_ARG_STRING, &details.move_to,
      N_ ("With --inactive: the segment that takes its place"), N_ ("NAME") },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &details.keep,
      N_ ("With --inactive: who has it by hand keeps it, strategies go without"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return tranche_cli_edit_model (&editor, argc, argv, entries, &details);
}
