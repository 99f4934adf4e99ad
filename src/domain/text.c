/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Latin-1 to the combining marks, and Latin Extended Additional */
#define N_LATIN_FOLDS (0x370 - 0x80 + 0x100)

typedef struct
{
  guint8 length;
  char bytes[7];
} LatinFold;

/* Most names are plain ASCII, and a file of a million of them is folded when it is opened. @folded
 * has room for as many bytes. FALSE as soon as a byte isn't ASCII. */
static gboolean
fold_ascii_into (const char *text, gsize length, char *folded, gsize *folded_length)
{
  char *out = folded;
  gboolean blank = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = text[i];

      if (c >= 0x80)
        return FALSE;

      if (c == ' ' || (c >= '\t' && c <= '\r'))
        {
          blank = out != folded;
          continue;
        }

      if (blank)
        *out++ = ' ';
      blank = FALSE;
      *out++ = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

  *folded_length = out - folded;
  return TRUE;
}

static char *
fold_ascii (const char *text, gsize length)
{
  g_autofree char *folded = g_malloc (length + 1);
  gsize folded_length;

  if (!fold_ascii_into (text, length, folded, &folded_length))
    return NULL;

  folded[folded_length] = '\0';
  return g_steal_pointer (&folded);
}

/* Lower case too: g_utf8_casefold() alone swaps the two cases of Cherokee each time. */
static char *
strip_marks (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *stripped = g_string_sized_new (strlen (decomposed));

  for (const char *iter = decomposed; *iter != '\0'; iter = g_utf8_next_char (iter))
    {
      gunichar c = g_utf8_get_char (iter);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (stripped, g_unichar_tolower (c));
    }

  return g_string_free_and_steal (stripped);
}

/* GLib doesn't count the vertical tab. */
static gboolean
is_blank (gunichar c)
{
  return c == '\v' || g_unichar_isspace (c);
}

static char *
collapse_blanks (const char *text)
{
  GString *collapsed = g_string_sized_new (strlen (text));
  gboolean blank = FALSE;

  for (const char *iter = text; *iter != '\0'; iter = g_utf8_next_char (iter))
    {
      gunichar c = g_utf8_get_char (iter);

      if (is_blank (c))
        {
          blank = collapsed->len > 0;
          continue;
        }

      if (blank)
        g_string_append_c (collapsed, ' ');
      blank = FALSE;
      g_string_append_unichar (collapsed, c);
    }

  return g_string_free_and_steal (collapsed);
}

/* Marks off and case folded, blanks left as they are. Each character is folded by itself, whatever
 * its neighbours. */
static char *
fold_characters (const char *text)
{
  g_autofree char *bare = strip_marks (text);
  g_autofree char *lower = g_utf8_casefold (bare, -1);

  /* Folding case can bring forth characters that decompose again. */
  return strip_marks (lower);
}

/* Where a character of the Latin scripts is in the table, or -1. */
static int
get_latin_index (gunichar c)
{
  if (c >= 0x80 && c < 0x370)
    return c - 0x80;
  if (c >= 0x1e00 && c < 0x1f00)
    return c - 0x1e00 + (0x370 - 0x80);

  return -1;
}

static const LatinFold *
get_latin_folds (void)
{
  static LatinFold folds[N_LATIN_FOLDS];
  static gsize initialised = 0;

  if (g_once_init_enter (&initialised))
    {
      for (gunichar c = 0x80; c < 0x1f00; c++)
        {
          int index = get_latin_index (c);
          char text[8] = { 0 };
          g_autofree char *folded = NULL;

          if (index < 0)
            continue;

          g_unichar_to_utf8 (c, text);
          folded = fold_characters (text);
          folds[index].length = strlen (folded);
          g_assert (folds[index].length <= sizeof folds[index].bytes);
          memcpy (folds[index].bytes, folded, folds[index].length);
        }
      g_once_init_leave (&initialised, 1);
    }

  return folds;
}

/* European and Vietnamese names from a table, several times as fast as the general way; NULL if
 * there are other characters too. */
static char *
fold_latin (const char *text)
{
  const LatinFold *folds = get_latin_folds ();
  g_autoptr (GString) folded = g_string_sized_new (strlen (text) + 8);

  for (const char *iter = text; *iter != '\0'; iter = g_utf8_next_char (iter))
    {
      int index;

      if ((guchar) *iter < 0x80)
        {
          g_string_append_c (folded, g_ascii_tolower (*iter));
          continue;
        }

      index = get_latin_index (g_utf8_get_char (iter));
      if (index < 0)
        return NULL;
      g_string_append_len (folded, folds[index].bytes, folds[index].length);
    }

  return g_string_free_and_steal (g_steal_pointer (&folded));
}

char *
tranche_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *characters = NULL;
  char *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = fold_ascii (text, strlen (text));
  if (folded != NULL)
    return folded;

  valid = g_utf8_make_valid (text, -1);
  characters = fold_latin (valid);
  if (characters == NULL)
    characters = fold_characters (valid);

  /* Without its marks a name is often plain. */
  folded = fold_ascii (characters, strlen (characters));
  return folded != NULL ? folded : collapse_blanks (characters);
}

void
tranche_text_fold_append (const char *text, gsize length, GByteArray *bytes)
{
  guint before;
  gsize folded_length;
  g_autofree char *copy = NULL;
  g_autofree char *folded = NULL;

  g_return_if_fail (text != NULL && bytes != NULL);
  g_return_if_fail (length < G_MAXUINT - bytes->len);

  before = bytes->len;
  g_byte_array_set_size (bytes, before + length);
  if (fold_ascii_into (text, length, (char *) bytes->data + before, &folded_length))
    {
      g_byte_array_set_size (bytes, before + folded_length);
      return;
    }

  copy = g_strndup (text, length);
  folded = tranche_text_fold (copy);
  g_byte_array_set_size (bytes, before);
  g_byte_array_append (bytes, (const guint8 *) folded, strlen (folded));
}

void
tranche_text_list_item (GString *list, const char *item)
{
  g_return_if_fail (list != NULL && item != NULL);

  if (list->len > 0)
    /* Translators: stands between the parts of a list */
    g_string_append (list, C_ ("list", ", "));
  g_string_append (list, item);
}

void
tranche_text_list_name (GString *list, const char *name)
{
  /* Translators: a name in a list of names, in quotes */
  g_autofree char *quoted = g_strdup_printf (C_ ("list", "“%s”"), name);

  tranche_text_list_item (list, quoted);
}
