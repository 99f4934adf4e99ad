/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/model-exchange-private.h"

#include "domain/words.h"

#include <glib/gi18n.h>
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
  /* The wide forms count where people write Japanese or Chinese. */
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
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

/* Writing ----------------------------------------------------------------------- */

GBytes *
tranche_model_export (const TrancheModelContent *content, TrancheModelFormat format)
{
  g_return_val_if_fail (content != NULL, NULL);

  return format == TRANCHE_MODEL_FORMAT_JSON ? tranche_model_write_json (content)
                                             : tranche_model_write_csv (content);
}

/* Reading ----------------------------------------------------------------------- */

gboolean
tranche_model_refuse (GError **error, const char *where, const char *what)
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
  return tranche_model_refuse (error, where, text->str);
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
    return tranche_model_refuse (error, where, _ ("a segment needs a name"));
  if (*segment->description == '\0')
    return tranche_model_refuse (error, where, _ ("a segment needs a description"));
  if (!check_texts (segment->name, segment->description, where, error))
    return FALSE;
  if (tranche_model_content_find_segment (content, segment->name) >= 0)
    return tranche_model_refuse (error, where, _ ("another segment has the same name"));
  if (content->segments->len >= TRANCHE_MODEL_SEGMENTS_MAX)
    return tranche_model_refuse (error, where, _ ("there are too many segments"));

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
    return tranche_model_refuse (error, where, _ ("a benefit needs a name"));
  if (!check_texts (benefit->name, benefit->description, where, error))
    return FALSE;
  if (tranche_model_content_find_benefit (content, benefit->name) >= 0)
    return tranche_model_refuse (error, where, _ ("another benefit has the same name"));
  if (content->benefits->len >= TRANCHE_MODEL_BENEFITS_MAX)
    return tranche_model_refuse (error, where, _ ("there are too many benefits"));

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
