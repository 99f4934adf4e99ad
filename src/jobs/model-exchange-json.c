/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/model-exchange-private.h"

#include "domain/frequency.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Deeper than any model; the parser would go down into whatever there is. */
#define JSON_DEPTH_MAX 8

static const char *const model_members[]
    = { "format", "version", "name", "segments", "benefits", NULL };
static const char *const segment_members[]
    = { "name", "description", "colour", "mark", "active", NULL };
static const char *const benefit_members[]
    = { "name", "description", "frequency", "kind", "order", "segments", NULL };

/* Writing ----------------------------------------------------------------------- */

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

GBytes *
tranche_model_write_json (const TrancheModelContent *content)
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

/* Reading ----------------------------------------------------------------------- */

/* What the parser would follow to the end of the stack, or cut a text short at without a word. */
static gboolean
check_form (const char *text, gsize length, GError **error)
{
  static const char nul[] = "\\u0000";
  gboolean quoted = FALSE;
  guint depth = 0;
  guint line = 1;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\n')
        line++;
      if (quoted && length - i >= strlen (nul) && memcmp (text + i, nul, strlen (nul)) == 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("line %u: this holds something that isn’t text"), line);
          return FALSE;
        }
      if (quoted && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > JSON_DEPTH_MAX)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("line %u: this isn’t a segmentation model"), line);
          return FALSE;
        }
      else if (!quoted && (text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* Whatever else stands in the object was meant to be something, and would be lost without a word.
 * @known: ends with NULL */
static gboolean
check_members (JsonObject *object, const char *const *known, const char *where, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      g_autofree char *shown = NULL;

      if (g_strv_contains (known, name))
        continue;
      shown = g_strjoinv (", ", (char **) known);
      /* Translators: a place in a file, a member’s name there, and the names that it may have */
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s: “%s” is none of %s"), where,
                   name, shown);
      return FALSE;
    }
  return TRUE;
}

/* A member that is a text; "" where there is none and it isn't @needed. */
static gboolean
get_text (JsonObject *object,
          const char *name,
          gboolean needed,
          const char *where,
          const char **text,
          GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *text = "";
  if (node == NULL && !needed)
    return TRUE;
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *text = json_node_get_string (node);
      return TRUE;
    }

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s: “%s” has to be a text"), where,
               name);
  return FALSE;
}

static gboolean
get_array (JsonObject *object,
           const char *name,
           const char *where,
           JsonArray **array,
           GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s: “%s” has to be a list"),
                   where, name);
      return FALSE;
    }
  *array = json_node_get_array (node);
  return TRUE;
}

static JsonObject *
get_object (JsonArray *array, guint index, const char *where, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  tranche_model_refuse (error, where, _ ("it has to be an object"));
  return NULL;
}

/* (out) (transfer full): without the blanks around them */
static gboolean
get_words (JsonObject *object,
           gboolean needs_description,
           const char *where,
           char **name,
           char **description,
           GError **error)
{
  const char *text;

  if (!get_text (object, "name", TRUE, where, &text, error))
    return FALSE;
  *name = g_strstrip (g_strdup (text));
  if (!get_text (object, "description", needs_description, where, &text, error))
    return FALSE;
  *description = g_strstrip (g_strdup (text));
  return TRUE;
}

/* 0 where the member isn't there: what there is stays, or a look is proposed. */
static gboolean
get_code (JsonObject *object,
          const char *name,
          int (*from_word) (const char *word),
          const char *where,
          int *code,
          GError **error)
{
  const char *word;

  *code = 0;
  if (!get_text (object, name, FALSE, where, &word, error))
    return FALSE;
  if (*word == '\0')
    return TRUE;
  *code = from_word (word);
  if (*code != 0)
    return TRUE;

  /* Translators: a place in a file, a member’s name there (“colour”) and its value (“blue”) */
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s: “%s” can’t be “%s”"), where,
               name, word);
  return FALSE;
}

static gboolean
get_active (JsonObject *object, const char *where, gboolean *active, GError **error)
{
  JsonNode *node = json_object_get_member (object, "active");

  *active = TRUE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return tranche_model_refuse (error, where, _ ("“active” has to be true or false"));
  *active = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
parse_segment (TrancheModelContent *content, JsonArray *array, guint index, GError **error)
{
  g_autofree char *where = g_strdup_printf ("segments[%u]", index);
  g_autoptr (TrancheSegment) segment = tranche_segment_new ();
  JsonObject *object = get_object (array, index, where, error);
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  gboolean active;
  int colour;
  int mark;

  if (object == NULL || !check_members (object, segment_members, where, error)
      || !get_words (object, TRUE, where, &name, &description, error)
      || !get_code (object, "colour", tranche_model_colour_from_word, where, &colour, error)
      || !get_code (object, "mark", tranche_model_mark_from_word, where, &mark, error)
      || !get_active (object, where, &active, error))
    return FALSE;

  g_object_set (segment, "name", name, "description", description, "active", active, NULL);
  segment->colour = colour;
  segment->mark = mark;
  return tranche_model_add_segment (content, segment, where, error);
}

static gboolean
get_order (JsonObject *object, const char *where, gint64 *order, GError **error)
{
  JsonNode *node = json_object_get_member (object, "order");

  *order = 0;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 1 || json_node_get_int (node) > G_MAXINT32)
    return tranche_model_refuse (error, where, _ ("the order number isn’t a number from 1 on"));
  *order = json_node_get_int (node);
  return TRUE;
}

static gboolean
parse_checks (TrancheModelContent *content,
              JsonObject *object,
              guint row,
              const char *where,
              GError **error)
{
  JsonArray *array;

  if (!get_array (object, "segments", where, &array, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name
          = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                ? json_node_get_string (node)
                : "";
      int column = tranche_model_content_find_segment (content, name);

      if (column < 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("%s: there is no segment “%s” in the file"), where, name);
          return FALSE;
        }
      tranche_model_content_set_cell (content, row, column, TRUE);
    }

  return TRUE;
}

static gboolean
parse_benefit (TrancheModelContent *content, JsonArray *array, guint index, GError **error)
{
  g_autofree char *where = g_strdup_printf ("benefits[%u]", index);
  g_autoptr (TrancheBenefit) benefit = tranche_benefit_new ();
  JsonObject *object = get_object (array, index, where, error);
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  const char *text;
  TrancheFrequency frequency;
  gint64 order;
  int kind;

  if (object == NULL || !check_members (object, benefit_members, where, error)
      || !get_words (object, FALSE, where, &name, &description, error)
      || !get_text (object, "frequency", TRUE, where, &text, error))
    return FALSE;
  if (!tranche_frequency_from_text (text, &frequency, error))
    {
      g_prefix_error (error, "%s: ", where);
      return FALSE;
    }
  if (!get_code (object, "kind", tranche_model_kind_from_word, where, &kind, error)
      || !get_order (object, where, &order, error))
    return FALSE;

  g_object_set (benefit, "name", name, "description", description, "frequency", (int) frequency,
                "kind", kind != 0 ? kind : TRANCHE_BENEFIT_CORE, "position", order, NULL);
  return tranche_model_add_benefit (content, benefit, where, error)
         && parse_checks (content, object, content->benefits->len - 1, where, error);
}

static gboolean
check_format (JsonObject *root, GError **error)
{
  JsonNode *version = json_object_get_member (root, "version");
  const char *format;

  if (!get_text (root, "format", FALSE, _ ("the file"), &format, error))
    return FALSE;
  if (!g_str_equal (format, TRANCHE_MODEL_JSON_FORMAT))
    return tranche_model_refuse (error, "format", _ ("this isn’t a segmentation model"));
  if (version == NULL || !JSON_NODE_HOLDS_VALUE (version)
      || json_node_get_value_type (version) != G_TYPE_INT64 || json_node_get_int (version) < 1)
    return tranche_model_refuse (error, "version", _ ("it has to be a number"));
  if (json_node_get_int (version) > TRANCHE_MODEL_JSON_VERSION)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_TOO_NEW,
                           _ ("The segmentation model was written by a newer version"));
      return FALSE;
    }
  return TRUE;
}

/* Where the parser stopped; it knows that only while it reads. */
typedef struct
{
  const char *text;
  const char *end;
  guint line; /* from 1 on */
} Place;

/* Where a name should be, it stops at the bracket or comma before. */
static void
parser_failed_cb (JsonParser *parser, const GError *fault, gpointer user_data)
{
  Place *place = user_data;
  const char *at = place->text;
  guint skipped = 0;

  place->line = json_parser_get_current_line (parser);
  if (!g_error_matches (fault, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_BAREWORD))
    return;

  for (guint line = 1; line < place->line && at != NULL; line++)
    {
      at = memchr (at, '\n', (gsize) (place->end - at));
      at = at != NULL ? at + 1 : NULL;
    }
  /* In bytes; the last one of a word that was taken. */
  if (at == NULL || json_parser_get_current_pos (parser) > (guint64) (place->end - at))
    return;
  at += json_parser_get_current_pos (parser);
  if (at == place->text || (at[-1] != '{' && at[-1] != ','))
    return;

  for (; at < place->end && g_ascii_isspace (*at); at++)
    skipped += *at == '\n';
  if (at < place->end)
    place->line += skipped;
}

/* The parser's own message is one for programmers, with a place of its own in front. */
static const char *
word_fault (const GError *fault)
{
  if (g_error_matches (fault, JSON_PARSER_ERROR, JSON_PARSER_ERROR_MISSING_COMMA))
    return _ ("a comma is missing");
  if (g_error_matches (fault, JSON_PARSER_ERROR, JSON_PARSER_ERROR_TRAILING_COMMA))
    return _ ("there is a comma too many");
  if (g_error_matches (fault, JSON_PARSER_ERROR, JSON_PARSER_ERROR_MISSING_COLON))
    return _ ("a colon is missing");
  return _ ("this isn’t valid JSON");
}

TrancheModelContent *
tranche_model_parse_json (GBytes *bytes, GError **error)
{
  g_autoptr (TrancheModelContent) content = tranche_model_content_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  Place place = { .text = text, .end = text + length, .line = 1 };
  JsonArray *segments;
  JsonArray *benefits;
  JsonObject *root;

  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The file isn’t UTF-8 text"));
      return NULL;
    }
  if (!check_form (text, length, error))
    return NULL;
  g_signal_connect (parser, "error", G_CALLBACK (parser_failed_cb), &place);
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("line %u: %s"), place.line,
                   word_fault (local_error));
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      tranche_model_refuse (error, _ ("the file"), _ ("this isn’t a segmentation model"));
      return NULL;
    }

  root = json_node_get_object (json_parser_get_root (parser));
  if (!check_format (root, error) || !check_members (root, model_members, _ ("the file"), error)
      || !get_array (root, "segments", _ ("the file"), &segments, error)
      || !get_array (root, "benefits", _ ("the file"), &benefits, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (segments); i++)
    if (!parse_segment (content, segments, i, error))
      return NULL;
  for (guint i = 0; i < json_array_get_length (benefits); i++)
    if (!parse_benefit (content, benefits, i, error))
      return NULL;

  return g_steal_pointer (&content);
}
