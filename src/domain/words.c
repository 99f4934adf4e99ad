/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/words.h"

#include <glib/gi18n.h>

static gboolean
breaks_line (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '\n' || c == '\r' || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static gboolean
has_control (const char *text, gboolean lines)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && !(lines && (breaks_line (c) || c == '\t')))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_line_break (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (breaks_line (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Marks of direction and joiners alone leave nothing to see. */
static gboolean
has_something_to_see (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

const char *
tranche_words_find_name_fault (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (has_line_break (text))
    return N_ ("“%s” has to stand in one line");
  if (has_control (text, FALSE))
    return N_ ("“%s” holds something that isn’t text");
  if (g_utf8_strlen (text, -1) > TRANCHE_WORDS_NAME_MAX)
    return N_ ("“%s” is longer than 200 letters");
  if (*text != '\0' && !has_something_to_see (text))
    return N_ ("“%s” is needed");
  return NULL;
}

const char *
tranche_words_find_description_fault (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (has_control (text, TRUE))
    return N_ ("“%s” holds something that isn’t text");
  if (g_utf8_strlen (text, -1) > TRANCHE_WORDS_DESCRIPTION_MAX)
    return N_ ("“%s” is longer than 4,000 letters");
  return NULL;
}
