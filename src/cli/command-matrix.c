/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/model-editor.h"
#include "store/actions/benefits.h"

#include <glib/gi18n.h>

/* "Gold=Tax summary" */
static gboolean
set_cell (const TrancheCliEdit *request, gboolean held, GError **error)
{
  g_autofree char *segment = NULL;
  g_autofree char *benefit = NULL;
  gint64 segment_id;
  gint64 benefit_id;

  if (!tranche_cli_split (request->value, "Gold=BENEFIT", request->content,
                          tranche_model_content_find_segment, &segment, &benefit, error))
    return FALSE;
  segment_id = tranche_cli_find_segment_id (request->content, segment, error);
  if (segment_id == 0)
    return FALSE;
  benefit_id = tranche_cli_find_benefit_id (request->content, benefit, error);
  return benefit_id != 0
         && tranche_matrix_set_cell (request->db, benefit_id, segment_id, held, error);
}

static gboolean
set (const TrancheCliEdit *request, GError **error)
{
  return set_cell (request, TRUE, error);
}

static gboolean
clear (const TrancheCliEdit *request, GError **error)
{
  return set_cell (request, FALSE, error);
}

/* "Tax summary=all", "=active", "=none" */
static gboolean
set_row (const TrancheCliEdit *request, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  gint64 id;

  if (!tranche_cli_split (request->value, "BENEFIT=active", request->content,
                          tranche_model_content_find_benefit, &name, &word, error))
    return FALSE;
  if (!g_str_equal (word, "all") && !g_str_equal (word, "active") && !g_str_equal (word, "none"))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("a row is set to all, active or none, not “%s”"), word);
      return FALSE;
    }
  id = tranche_cli_find_benefit_id (request->content, name, error);
  return id != 0
         && tranche_matrix_set_row (request->db, id, !g_str_equal (word, "none"),
                                    g_str_equal (word, "active"), error);
}

static gboolean
set_column (const TrancheCliEdit *request, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  gint64 id;

  if (!tranche_cli_split (request->value, "Gold=all", request->content,
                          tranche_model_content_find_segment, &name, &word, error))
    return FALSE;
  if (!g_str_equal (word, "all") && !g_str_equal (word, "none"))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("a column is set to all or none, not “%s”"), word);
      return FALSE;
    }
  id = tranche_cli_find_segment_id (request->content, name, error);
  return id != 0 && tranche_matrix_set_column (request->db, id, g_str_equal (word, "all"), error);
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
print (const TrancheModelContent *content,
       const TrancheCliAction *action,
       gconstpointer data,
       const TrancheCommonOptions *common)
{
  const gboolean *all = data;

  if (common->json)
    print_json (content, *all);
  else
    print_text (content, *all);
}

static const TrancheCliAction actions[] = {
  { "set", N_ ("Give a segment a benefit"), N_ ("SEGMENT=BENEFIT"), set },
  { "clear", N_ ("Take a benefit from a segment"), N_ ("SEGMENT=BENEFIT"), clear },
  { "row", N_ ("A benefit for all, active or none of them"), N_ ("BENEFIT=WORD"), set_row },
  { "column", N_ ("All benefits for a segment, or none"), N_ ("SEGMENT=WORD"), set_column },
  { NULL, NULL, NULL, NULL },
};

int
tranche_command_matrix (int argc, char **argv)
{
  static const TrancheCliEditor editor = { "matrix", actions, NULL, print };
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Show inactive segments too"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return tranche_cli_edit_model (&editor, argc, argv, entries, &all);
}
