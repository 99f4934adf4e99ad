/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/typesetter-private.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* Shaped text is kept in two generations: when the young one is full it becomes the old one, and
 * what nobody asked for meanwhile goes with the next turn. What each document repeats survives,
 * names of clients don't. */
#define GENERATION_ENTRIES 640

/* Longer text rarely comes twice. */
#define CACHED_TEXT_LENGTH 1024

/* A batch speaks one language; more than a few contexts mean that somebody counts through made-up
 * ones. */
#define MAX_VOICES 4

typedef struct
{
  PangoLayout *layout; /* holds the text */
  gsize length;
  guint hash;
  int width; /* Pango units */
  TrancheTextStyle style;
  PangoAlignment alignment;
  const char *text;
} Shaped;

/* One language's context with the text shaped in it: a context can't change language without
 * changing every layout made with it. */
typedef struct
{
  char *language;
  PangoContext *context;
  GHashTable *young;
  GHashTable *old;
} Voice;

struct _TrancheTypesetter
{
  grefcount references;
  PangoFontMap *fonts;
  const char *family;
  PangoFontDescription *descriptions[TRANCHE_N_TEXT_STYLES];
  PangoAttrList *attributes[TRANCHE_N_TEXT_STYLES];
  GPtrArray *voices;
};

/* Sizes in points; leading as a factor of the font's own line height; tracking in 1/1000 em, only
 * where there are few letters: each one moved is a number more in the file. */
static const struct
{
  double size;
  PangoWeight weight;
  double leading;
  int tracking;
  gboolean tabular;
  TrancheInk ink;
} styles[TRANCHE_N_TEXT_STYLES] = {
  [TRANCHE_TEXT_PRACTICE] = { 14.5, PANGO_WEIGHT_SEMIBOLD, 1.05, -8, FALSE, TRANCHE_INK_ACCENT },
  [TRANCHE_TEXT_LETTERHEAD] = { 7.5, PANGO_WEIGHT_NORMAL, 1.22, 0, FALSE, TRANCHE_INK_QUIET },
  [TRANCHE_TEXT_ADDRESS] = { 9.5, PANGO_WEIGHT_NORMAL, 1.2, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_TITLE] = { 20, PANGO_WEIGHT_SEMIBOLD, 1.02, -14, FALSE, TRANCHE_INK_ACCENT },
  [TRANCHE_TEXT_SUBTITLE] = { 11, PANGO_WEIGHT_NORMAL, 1.1, 0, FALSE, TRANCHE_INK_QUIET },
  [TRANCHE_TEXT_HEADING] = { 12, PANGO_WEIGHT_SEMIBOLD, 1.05, -6, FALSE, TRANCHE_INK_ACCENT },
  [TRANCHE_TEXT_SUBHEADING] = { 9.25, PANGO_WEIGHT_SEMIBOLD, 1.1, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_LEAD] = { 10, PANGO_WEIGHT_NORMAL, 1.3, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_BODY] = { 9.25, PANGO_WEIGHT_NORMAL, 1.26, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_NOTE] = { 7.75, PANGO_WEIGHT_NORMAL, 1.22, 0, FALSE, TRANCHE_INK_QUIET },
  [TRANCHE_TEXT_LABEL] = { 8, PANGO_WEIGHT_NORMAL, 1.1, 0, FALSE, TRANCHE_INK_QUIET },
  [TRANCHE_TEXT_VALUE] = { 9.25, PANGO_WEIGHT_NORMAL, 1.2, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_TABLE_HEAD] = { 7.5, PANGO_WEIGHT_SEMIBOLD, 1.05, 0, FALSE, TRANCHE_INK_ACCENT },
  [TRANCHE_TEXT_CELL] = { 8.5, PANGO_WEIGHT_NORMAL, 1.2, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_CELL_STRONG] = { 8.5, PANGO_WEIGHT_SEMIBOLD, 1.2, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_CELL_QUIET] = { 8.5, PANGO_WEIGHT_NORMAL, 1.2, 0, FALSE, TRANCHE_INK_QUIET },
  [TRANCHE_TEXT_CELL_NUMBER] = { 8.5, PANGO_WEIGHT_NORMAL, 1.2, 0, TRUE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_TOTAL] = { 8.5, PANGO_WEIGHT_SEMIBOLD, 1.2, 0, FALSE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_TOTAL_NUMBER] = { 8.5, PANGO_WEIGHT_SEMIBOLD, 1.2, 0, TRUE, TRANCHE_INK_TEXT },
  [TRANCHE_TEXT_FOOT] = { 7.25, PANGO_WEIGHT_NORMAL, 1.1, 0, FALSE, TRANCHE_INK_QUIET },
  [TRANCHE_TEXT_MARK] = { 120, PANGO_WEIGHT_BOLD, 1, 60, FALSE, TRANCHE_INK_MARK },
};

static guint
shaped_hash (gconstpointer data)
{
  return ((const Shaped *) data)->hash;
}

static gboolean
shaped_equal (gconstpointer data_a, gconstpointer data_b)
{
  const Shaped *a = data_a;
  const Shaped *b = data_b;

  return a->hash == b->hash && a->length == b->length && a->width == b->width
         && a->style == b->style && a->alignment == b->alignment
         && memcmp (a->text, b->text, a->length) == 0;
}

static void
shaped_free (gpointer data)
{
  Shaped *shaped = data;

  g_object_unref (shaped->layout);
  g_free (shaped);
}

static GHashTable *
generation_new (void)
{
  return g_hash_table_new_full (shaped_hash, shaped_equal, NULL, shaped_free);
}

static void
voice_free (gpointer data)
{
  Voice *voice = data;

  g_free (voice->language);
  g_hash_table_unref (voice->young);
  g_hash_table_unref (voice->old);
  g_object_unref (voice->context);
  g_free (voice);
}

/* A font with an axis of optical sizes has one more instance at each size, and cairo embeds those
 * as the font's default: headings would lose their weight. An instance with a name is embedded as
 * it is, once for all sizes. */
static void
ask_for_named_instance (FcPattern *pattern, gpointer data)
{
  FcPatternDel (pattern, FC_VARIABLE);
  FcPatternAddBool (pattern, FC_VARIABLE, FcFalse);
}

static const char *
choose_family (PangoFontMap *fonts)
{
  static const char *const wanted[] = { "Adwaita Sans", "Inter", "Cantarell", "DejaVu Sans" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      if (pango_font_map_get_family (fonts, wanted[i]) != NULL)
        return wanted[i];
    }

  return "Sans";
}

static PangoAttrList *
create_attributes (TrancheTextStyle style)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (styles[style].tabular)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (styles[style].tracking != 0)
    {
      double spacing = styles[style].tracking / 1000.0 * styles[style].size * PANGO_SCALE;

      pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) round (spacing)));
    }

  return attributes;
}

TrancheTypesetter *
tranche_typesetter_new (void)
{
  TrancheTypesetter *typesetter = g_new0 (TrancheTypesetter, 1);

  g_ref_count_init (&typesetter->references);
  typesetter->fonts = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (typesetter->fonts), 72);
  if (PANGO_IS_FC_FONT_MAP (typesetter->fonts))
    pango_fc_font_map_set_default_substitute (PANGO_FC_FONT_MAP (typesetter->fonts),
                                              ask_for_named_instance, NULL, NULL);
  typesetter->family = choose_family (typesetter->fonts);
  typesetter->voices = g_ptr_array_new_with_free_func (voice_free);

  for (guint i = 0; i < TRANCHE_N_TEXT_STYLES; i++)
    {
      PangoFontDescription *description = pango_font_description_new ();

      pango_font_description_set_family_static (description, typesetter->family);
      pango_font_description_set_absolute_size (description, styles[i].size * PANGO_SCALE);
      pango_font_description_set_weight (description, styles[i].weight);
      typesetter->descriptions[i] = description;
      typesetter->attributes[i] = create_attributes (i);
    }

  return typesetter;
}

TrancheTypesetter *
tranche_typesetter_ref (TrancheTypesetter *typesetter)
{
  g_return_val_if_fail (typesetter != NULL, NULL);

  g_ref_count_inc (&typesetter->references);
  return typesetter;
}

void
tranche_typesetter_unref (TrancheTypesetter *typesetter)
{
  g_return_if_fail (typesetter != NULL);

  if (!g_ref_count_dec (&typesetter->references))
    return;

  g_ptr_array_unref (typesetter->voices);
  for (guint i = 0; i < TRANCHE_N_TEXT_STYLES; i++)
    {
      pango_font_description_free (typesetter->descriptions[i]);
      pango_attr_list_unref (typesetter->attributes[i]);
    }
  g_object_unref (typesetter->fonts);
  g_free (typesetter);
}

const char *
tranche_typesetter_get_family (TrancheTypesetter *typesetter)
{
  g_return_val_if_fail (typesetter != NULL, NULL);

  return typesetter->family;
}

TrancheInk
tranche_text_style_get_ink (TrancheTextStyle style)
{
  return styles[style].ink;
}

gboolean
tranche_language_is_right_to_left (const char *language)
{
  static const char *const codes[]
      = { "ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi" };
  gsize length = strcspn (language, "-_.@");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (strlen (codes[i]) == length && g_ascii_strncasecmp (language, codes[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

static Voice *
get_voice (TrancheTypesetter *typesetter, const char *language)
{
  cairo_font_options_t *options;
  Voice *voice;

  for (guint i = 0; i < typesetter->voices->len; i++)
    {
      voice = g_ptr_array_index (typesetter->voices, i);
      if (g_str_equal (voice->language, language))
        return voice;
    }

  if (typesetter->voices->len == MAX_VOICES)
    g_ptr_array_remove_index (typesetter->voices, 0);

  voice = g_new0 (Voice, 1);
  voice->language = g_strdup (language);
  voice->young = generation_new ();
  voice->old = generation_new ();
  voice->context = pango_font_map_create_context (typesetter->fonts);
  if (*language != '\0')
    pango_context_set_language (voice->context, pango_language_from_string (language));
  if (tranche_language_is_right_to_left (language))
    pango_context_set_base_dir (voice->context, PANGO_DIRECTION_RTL);
  else
    pango_context_set_base_dir (voice->context, PANGO_DIRECTION_LTR);

  /* The page is measured in points and drawn at any size: nothing may snap to a grid of pixels. */
  pango_context_set_round_glyph_positions (voice->context, FALSE);
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (voice->context, options);
  cairo_font_options_destroy (options);

  g_ptr_array_add (typesetter->voices, voice);
  return voice;
}

static PangoLayout *
shape (TrancheTypesetter *typesetter,
       Voice *voice,
       TrancheTextStyle style,
       PangoAlignment alignment,
       int width,
       const char *text,
       gsize length)
{
  PangoLayout *layout = pango_layout_new (voice->context);

  pango_layout_set_font_description (layout, typesetter->descriptions[style]);
  pango_layout_set_attributes (layout, typesetter->attributes[style]);
  pango_layout_set_line_spacing (layout, styles[style].leading);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_width (layout, width);
  pango_layout_set_text (layout, text, length);

  return layout;
}

static void
remember (Voice *voice, Shaped *shaped)
{
  if (g_hash_table_size (voice->young) >= GENERATION_ENTRIES)
    {
      g_hash_table_unref (voice->old);
      voice->old = g_steal_pointer (&voice->young);
      voice->young = generation_new ();
    }
  g_hash_table_add (voice->young, shaped);
}

PangoLayout *
tranche_typesetter_shape (TrancheTypesetter *typesetter,
                          const char *language,
                          TrancheTextStyle style,
                          PangoAlignment alignment,
                          double width,
                          const char *text)
{
  Voice *voice = get_voice (typesetter, language);
  Shaped key = {
    .text = text,
    .length = strlen (text),
    .width = width < 0 ? -1 : (int) round (MAX (width, 1) * PANGO_SCALE),
    .style = style,
    .alignment = alignment,
  };
  gpointer found;
  Shaped *shaped;

  if (key.length > CACHED_TEXT_LENGTH)
    return shape (typesetter, voice, style, alignment, key.width, text, key.length);

  key.hash = g_str_hash (text) ^ (guint) key.width * 31 ^ (guint) style * 2654435761u ^ alignment;
  shaped = g_hash_table_lookup (voice->young, &key);
  if (shaped == NULL && g_hash_table_steal_extended (voice->old, &key, &found, NULL))
    {
      shaped = found;
      remember (voice, shaped);
    }
  if (shaped == NULL)
    {
      shaped = g_memdup2 (&key, sizeof key);
      shaped->layout = shape (typesetter, voice, style, alignment, key.width, text, key.length);
      shaped->text = pango_layout_get_text (shaped->layout);
      remember (voice, shaped);
    }

  return g_object_ref (shaped->layout);
}
