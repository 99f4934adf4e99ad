/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/model-exchange-private.h"

#include "domain/frequency.h"
#include "domain/words.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const char *const kinds[] = { NULL, "given", "core", "additional" };
static const char *const colours[]
    = { NULL, "blue", "teal", "green", "yellow", "orange", "red", "pink", "purple", "slate" };
static const char *const marks[] = { NULL,   "circle",   "triangle", "diamond", "square",
                                     "star", "pentagon", "hexagon",  "cross",   "ring" };

static const char *
to_word (const char *const *words, gsize n_words, int code)
{
  return code > 0 && (gsize) code < n_words ? words[code] : NULL;
}

static int
from_word (const char *const *words, gsize n_words, const char *word)
{
  for (gsize i = 1; i < n_words; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return (int) i;
  return 0;
}

const char *
tranche_model_kind_to_word (int kind)
{
  return to_word (kinds, G_N_ELEMENTS (kinds), kind);
}

const char *
tranche_model_colour_to_word (int colour)
{
  return to_word (colours, G_N_ELEMENTS (colours), colour);
}

const char *
tranche_model_mark_to_word (int mark)
{
  return to_word (marks, G_N_ELEMENTS (marks), mark);
}

int
tranche_model_kind_from_word (const char *word)
{
  return from_word (kinds, G_N_ELEMENTS (kinds), word);
}

int
tranche_model_colour_from_word (const char *word)
{
  return from_word (colours, G_N_ELEMENTS (colours), word);
}

int
tranche_model_mark_from_word (const char *word)
{
  return from_word (marks, G_N_ELEMENTS (marks), word);
}

gboolean
tranche_model_is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

gboolean
tranche_model_format_from_name (const char *name, TrancheModelFormat *format, GError **error)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  lower = g_ascii_strdown (name, -1);
  if (g_str_has_suffix (lower, ".json"))
    *format = TRANCHE_MODEL_FORMAT_JSON;
  else if (g_str_has_suffix (lower, ".csv"))
    *format = TRANCHE_MODEL_FORMAT_CSV;
  else
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s”: a segmentation model is a file that ends in .json or .csv"), name);
      return FALSE;
    }
  return TRUE;
}

/* CSV --------------------------------------------------------------------------- */

/* An apostrophe before it makes a spreadsheet show a formula as text; an apostrophe of its own gets
 * another, so that reading gives back what was written. */
static void
append_cell (GString *csv, const char *text)
{
  gboolean guard = tranche_model_is_formula (text) || *text == '\'';

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_c (csv, '"');
  if (guard)
    g_string_append_c (csv, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static GBytes *
export_csv (const TrancheModelContent *content)
{
  GString *csv = g_string_new (NULL);

  append_cell (csv, _ ("Benefit"));
  append_cell (csv, _ ("Description"));
  append_cell (csv, _ ("Frequency"));
  append_cell (csv, _ ("Kind"));
  append_cell (csv, _ ("Order number"));
  for (guint i = 0; i < content->segments->len; i++)
    if (tranche_model_content_get_segment (content, i)->active)
      append_cell (csv, tranche_model_content_get_segment (content, i)->name);
  g_string_append (csv, "\r\n");

  for (int i = 0; i < N_FIXED_COLUMNS; i++)
    append_cell (csv, "");
  for (guint i = 0; i < content->segments->len; i++)
    if (tranche_model_content_get_segment (content, i)->active)
      append_cell (csv, tranche_model_content_get_segment (content, i)->description);
  g_string_append (csv, "\r\n");

  for (guint row = 0; row < content->benefits->len; row++)
    {
      TrancheBenefit *benefit = tranche_model_content_get_benefit (content, row);
      g_autofree char *order = g_strdup_printf ("%" G_GINT64_FORMAT, benefit->position);

      append_cell (csv, benefit->name);
      append_cell (csv, benefit->description);
      append_cell (csv, tranche_frequency_get_nick ((TrancheFrequency) benefit->frequency));
      append_cell (csv, tranche_model_kind_to_word (benefit->kind));
      append_cell (csv, order);
      for (guint i = 0; i < content->segments->len; i++)
        if (tranche_model_content_get_segment (content, i)->active)
          append_cell (csv, tranche_model_content_get_cell (content, row, i) ? "x" : "");
      g_string_append (csv, "\r\n");
    }

  return g_string_free_to_bytes (csv);
}

/* JSON -------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_segment (JsonBuilder *builder, TrancheSegment *segment)
{
  json_builder_begin_object (builder);
  add_text (builder, "name", segment->name);
  add_text (builder, "description", segment->description);
  add_text (builder, "colour", tranche_model_colour_to_word (segment->colour));
  add_text (builder, "mark", tranche_model_mark_to_word (segment->mark));
  json_builder_set_member_name (builder, "active");
  json_builder_add_boolean_value (builder, segment->active);
  json_builder_end_object (builder);
}

static void
add_benefit (JsonBuilder *builder, const TrancheModelContent *content, guint row)
{
  TrancheBenefit *benefit = tranche_model_content_get_benefit (content, row);

  json_builder_begin_object (builder);
  add_text (builder, "name", benefit->name);
  add_text (builder, "description", benefit->description);
  add_text (builder, "frequency",
            tranche_frequency_get_nick ((TrancheFrequency) benefit->frequency));
  add_text (builder, "kind", tranche_model_kind_to_word (benefit->kind));
  json_builder_set_member_name (builder, "order");
  json_builder_add_int_value (builder, benefit->position);
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->segments->len; i++)
    if (tranche_model_content_get_cell (content, row, i))
      json_builder_add_string_value (builder, tranche_model_content_get_segment (content, i)->name);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static GBytes *
export_json (const TrancheModelContent *content)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  add_text (builder, "format", TRANCHE_MODEL_JSON_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, TRANCHE_MODEL_JSON_VERSION);
  if (content->model != NULL)
    add_text (builder, "name", content->model->name);
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->segments->len; i++)
    add_segment (builder, tranche_model_content_get_segment (content, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "benefits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->benefits->len; i++)
    add_benefit (builder, content, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
tranche_model_export (const TrancheModelContent *content, TrancheModelFormat format)
{
  g_return_val_if_fail (content != NULL, NULL);

  return format == TRANCHE_MODEL_FORMAT_JSON ? export_json (content) : export_csv (content);
}

/* Reading ----------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *where, const char *what)
{
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, "%s: %s", where, what);
  return FALSE;
}

/* @fault: a message with one %s for @what; NULL passes */
static gboolean
check_words (const char *where, const char *what, const char *fault, GError **error)
{
  g_autoptr (GString) text = NULL;

  if (fault == NULL)
    return TRUE;

  text = g_string_new (_ (fault));
  g_string_replace (text, "%s", what, 1);
  return refuse (error, where, text->str);
}

static gboolean
check_texts (const char *name, const char *description, const char *where, GError **error)
{
  return check_words (where, _ ("name"), tranche_words_find_name_fault (name), error)
         && check_words (where, _ ("description"),
                         tranche_words_find_description_fault (description), error);
}

gboolean
tranche_model_add_segment (TrancheModelContent *content,
                           TrancheSegment *segment,
                           const char *where,
                           GError **error)
{
  if (*segment->name == '\0')
    return refuse (error, where, _ ("a segment needs a name"));
  if (*segment->description == '\0')
    return refuse (error, where, _ ("a segment needs a description"));
  if (!check_texts (segment->name, segment->description, where, error))
    return FALSE;
  if (tranche_model_content_find_segment (content, segment->name) >= 0)
    return refuse (error, where, _ ("another segment has the same name"));
  if (content->segments->len >= TRANCHE_MODEL_SEGMENTS_MAX)
    return refuse (error, where, _ ("there are too many segments"));

  g_object_set (segment, "position", (gint64) content->segments->len + 1, NULL);
  g_ptr_array_add (content->segments, g_object_ref (segment));
  return TRUE;
}

gboolean
tranche_model_add_benefit (TrancheModelContent *content,
                           TrancheBenefit *benefit,
                           const char *where,
                           GError **error)
{
  if (*benefit->name == '\0')
    return refuse (error, where, _ ("a benefit needs a name"));
  if (!check_texts (benefit->name, benefit->description, where, error))
    return FALSE;
  if (tranche_model_content_find_benefit (content, benefit->name) >= 0)
    return refuse (error, where, _ ("another benefit has the same name"));
  if (content->benefits->len >= TRANCHE_MODEL_BENEFITS_MAX)
    return refuse (error, where, _ ("there are too many benefits"));

  if (benefit->position == 0)
    g_object_set (benefit, "position", (gint64) content->benefits->len + 1, NULL);
  g_ptr_array_add (content->benefits, g_object_ref (benefit));
  return TRUE;
}

TrancheModelContent *
tranche_model_parse (GBytes *bytes, TrancheModelFormat format, GError **error)
{
  g_autoptr (TrancheModelContent) content = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > TRANCHE_MODEL_FILE_MAX)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The file is too large for a segmentation model"));
      return NULL;
    }

  content = format == TRANCHE_MODEL_FORMAT_JSON ? tranche_model_parse_json (bytes, error)
                                                : tranche_model_parse_csv (bytes, error);
  if (content == NULL)
    return NULL;
  if (content->segments->len == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("There is no segment in the file"));
      return NULL;
    }

  tranche_model_content_sort (content);
  return g_steal_pointer (&content);
}
