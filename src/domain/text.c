/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/text.h"

#include <string.h>

/* Most names are plain ASCII, and a file of a million of them is folded when it is opened. Returns
 * NULL as soon as a byte isn't ASCII. */
static char *
fold_ascii (const char *text, gsize length)
{
  g_autofree char *folded = g_malloc (length + 1);
  char *out = folded;
  gboolean blank = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = text[i];

      if (c >= 0x80)
        return NULL;

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

  *out = '\0';
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

char *
tranche_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *bare_again = NULL;
  char *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = fold_ascii (text, strlen (text));
  if (folded != NULL)
    return folded;

  valid = g_utf8_make_valid (text, -1);
  bare = strip_marks (valid);
  lower = g_utf8_casefold (bare, -1);

  /* Folding case can bring forth characters that decompose again. */
  bare_again = strip_marks (lower);
  return collapse_blanks (bare_again);
}
