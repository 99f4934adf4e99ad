/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"
#include "cli/output.h"
#include "store/actions/benefits.h"

#include <glib/gi18n.h>

typedef struct
{
  char *office;
  char *at;
  gboolean all;

  /* What to do: one of these. */
  char *set;
  char *clear;
  char *row;
  char *column;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->at);
  g_free (options->set);
  g_free (options->clear);
  g_free (options->row);
  g_free (options->column);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* "Gold=Tax summary" */
static gboolean
set_cell (TrancheDatabase *db,
          const TrancheModelContent *content,
          const char *text,
          gboolean held,
          GError **error)
{
  g_autofree char *segment = NULL;
  g_autofree char *benefit = NULL;
  gint64 segment_id;
  gint64 benefit_id;

  if (!tranche_cli_split (text, "Gold=BENEFIT", content, tranche_model_content_find_segment,
                          &segment, &benefit, error))
    return FALSE;
  segment_id = tranche_cli_find_segment_id (content, segment, error);
  if (segment_id == 0)
    return FALSE;
  benefit_id = tranche_cli_find_benefit_id (content, benefit, error);
  return benefit_id != 0 && tranche_matrix_set_cell (db, benefit_id, segment_id, held, error);
}

/* "Tax summary=all", "=active", "=none" */
static gboolean
set_row (TrancheDatabase *db, const TrancheModelContent *content, const char *text, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  gint64 id;

  if (!tranche_cli_split (text, "BENEFIT=active", content, tranche_model_content_find_benefit,
                          &name, &word, error))
    return FALSE;
  if (!g_str_equal (word, "all") && !g_str_equal (word, "active") && !g_str_equal (word, "none"))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("a row is set to all, active or none, not “%s”"), word);
      return FALSE;
    }
  id = tranche_cli_find_benefit_id (content, name, error);
  return id != 0
         && tranche_matrix_set_row (db, id, !g_str_equal (word, "none"),
                                    g_str_equal (word, "active"), error);
}

static gboolean
set_column (TrancheDatabase *db,
            const TrancheModelContent *content,
            const char *text,
            GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  gint64 id;

  if (!tranche_cli_split (text, "Gold=all", content, tranche_model_content_find_segment, &name,
                          &word, error))
    return FALSE;
  if (!g_str_equal (word, "all") && !g_str_equal (word, "none"))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("a column is set to all or none, not “%s”"), word);
      return FALSE;
    }
  id = tranche_cli_find_segment_id (content, name, error);
  return id != 0 && tranche_matrix_set_column (db, id, g_str_equal (word, "all"), error);
}

static void
print_text (const TrancheModelContent *content, gboolean all)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < content->segments->len; column++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (content, column);

      if (segment->active || all)
        g_print ("%2u %s: %u\n", column + 1, segment->name,
                 tranche_model_content_count_benefits (content, column));
    }
  for (guint row = 0; row < content->benefits->len; row++)
    {
      g_string_truncate (line, 0);
      for (guint column = 0; column < content->segments->len; column++)
        if (tranche_model_content_get_segment (content, column)->active || all)
          g_string_append (line,
                           tranche_model_content_get_cell (content, row, column) ? " x" : " ·");
      g_print ("%s %3u  %s\n", line->str,
               tranche_model_content_count_segments (
                   content, row, all ? TRANCHE_SEGMENTS_ALL : TRANCHE_SEGMENTS_ACTIVE),
               tranche_model_content_get_benefit (content, row)->name);
    }
}

static void
print_json (const TrancheModelContent *content, gboolean all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "model", content->model->name);
  json_builder_set_member_name (builder, "benefits");
  json_builder_begin_array (builder);
  for (guint row = 0; row < content->benefits->len; row++)
    {
      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "name",
                             tranche_model_content_get_benefit (content, row)->name);
      json_builder_set_member_name (builder, "segments");
      json_builder_begin_array (builder);
      for (guint column = 0; column < content->segments->len; column++)
        {
          TrancheSegment *segment = tranche_model_content_get_segment (content, column);

          if ((segment->active || all) && tranche_model_content_get_cell (content, row, column))
            json_builder_add_string_value (builder, segment->name);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  for (guint column = 0; column < content->segments->len; column++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (content, column);

      if (segment->active || all)
        tranche_json_add_integer (builder, segment->name,
                                  tranche_model_content_count_benefits (content, column));
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

static void
print (const TrancheModelContent *content, gconstpointer data, const TrancheCommonOptions *common)
{
  const Options *options = data;

  if (common->json)
    print_json (content, options->all);
  else
    print_text (content, options->all);
}

static gboolean
apply (TrancheDatabase *db, const TrancheModelContent *content, gconstpointer data, GError **error)
{
  const Options *options = data;

  if (options->set != NULL)
    return set_cell (db, content, options->set, TRUE, error);
  if (options->clear != NULL)
    return set_cell (db, content, options->clear, FALSE, error);
  if (options->row != NULL)
    return set_row (db, content, options->row, error);
  return set_column (db, content, options->column, error);
}

static const TrancheCliEditor editor = { apply, print };

int
tranche_command_matrix (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  guint n_edits;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose model"), N_ ("NAME") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("As it was on a past day"),
      N_ ("YYYY-MM-DD") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("Show inactive segments too"), NULL },
    { "set", 0, 0, G_OPTION_ARG_STRING, &options.set, N_ ("Give a segment a benefit"),
      N_ ("SEGMENT=BENEFIT") },
    { "clear", 0, 0, G_OPTION_ARG_STRING, &options.clear, N_ ("Take a benefit from a segment"),
      N_ ("SEGMENT=BENEFIT") },
    { "row", 0, 0, G_OPTION_ARG_STRING, &options.row,
      N_ ("A benefit for all, active or none of them"), N_ ("BENEFIT=WORD") },
    { "column", 0, 0, G_OPTION_ARG_STRING, &options.column,
      N_ ("All benefits for a segment, or none"), N_ ("SEGMENT=WORD") },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("matrix", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  n_edits = (options.set != NULL) + (options.clear != NULL) + (options.row != NULL)
            + (options.column != NULL);
  if (n_edits > 1)
    return tranche_command_usage_error (_ ("change one thing at a time"));

  return tranche_cli_edit_model (&editor, arguments[0], options.office, options.at, n_edits > 0,
                                 &options, &common);
}
