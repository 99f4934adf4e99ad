/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/document-private.h"

#include <string.h>

/* Pango takes quadratic time over a word that it must break somewhere inside (16 s for 10,000
 * letters in a narrow column), so words longer than any real one get invisible places to break at.
 */
#define MAX_WORD_LENGTH 48

/* C0, DEL and C1 but the line feed; also the separators that would end a paragraph for Pango
 * without being seen. */
static gboolean
is_unprintable (gunichar character)
{
  return (character < 0x20 && character != '\n') || (character >= 0x7f && character < 0xa0)
         || character == 0x2028 || character == 0x2029 || character == 0xfeff;
}

/* Where a line may break anyway, or a script that breaks between its letters begins. */
static gboolean
ends_word (gunichar character)
{
  return character == ' ' || character == '\n' || character == '-' || character == 0x200b
         || (character >= 0x2e80 && character < 0xfb00);
}

/* Nearly all text is printable ASCII in short words and needs one look only. */
static gboolean
is_plain (const char *text)
{
  guint n_letters = 0;

  for (const char *byte = text; *byte != '\0'; byte++)
    {
      if ((guchar) *byte < 0x20 || (guchar) *byte >= 0x7f)
        return FALSE;
      n_letters = *byte == ' ' ? 0 : n_letters + 1;
      if (n_letters > MAX_WORD_LENGTH)
        return FALSE;
    }

  return TRUE;
}

GString *
tranche_document_mend_text (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) mended = NULL;
  guint n_letters = 0;

  if (is_plain (text))
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  mended = g_string_sized_new (strlen (valid));
  for (const char *next = valid; *next != '\0'; next = g_utf8_next_char (next))
    {
      gunichar character = g_utf8_get_char (next);

      /* "\r\n" is one line end */
      if (character == '\r' && next[1] == '\n')
        continue;
      if (is_unprintable (character))
        character = ' ';

      n_letters = ends_word (character) ? 0 : n_letters + 1;
      if (n_letters > MAX_WORD_LENGTH
          && (!g_unichar_ismark (character) || n_letters > 2 * MAX_WORD_LENGTH))
        {
          g_string_append_unichar (mended, 0x200b);
          n_letters = 1;
        }
      g_string_append_unichar (mended, character);
    }

  return g_steal_pointer (&mended);
}
