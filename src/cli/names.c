/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/names.h"

#include "cli/command.h"
#include "domain/text.h"
#include "store/queries/named-ids.h"

#include <glib/gi18n.h>
#include <string.h>

/* More names than that don't help anybody to find the right one. */
#define MOST_NAMES_LISTED 20

/* Longer texts aren't names that somebody mistyped. */
#define LONGEST_COMPARED 60

GPtrArray *
tranche_names_of_ids (const GPtrArray *named_ids)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < named_ids->len; i++)
    g_ptr_array_add (names,
                     g_strdup (((const TrancheNamedId *) g_ptr_array_index (named_ids, i))->name));
  return g_steal_pointer (&names);
}

int
tranche_names_find (const GPtrArray *names, const char *wanted)
{
  g_autofree char *folded = tranche_text_fold (wanted);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *other = tranche_text_fold (g_ptr_array_index (names, i));

      if (g_str_equal (folded, other))
        return (int) i;
    }
  return -1;
}

char *
tranche_names_list (const GPtrArray *names)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, MOST_NAMES_LISTED); i++)
    tranche_text_list_name (list, g_ptr_array_index (names, i));
  if (names->len > MOST_NAMES_LISTED)
    tranche_text_list_item (list, "…");
  return g_string_free_and_steal (g_steal_pointer (&list));
}

/* How many letters have to be changed, put in, taken out or swapped with the next (optimal string
 * alignment). */
static guint
count_changes (const gunichar *a, guint n_a, const gunichar *b, guint n_b)
{
  guint rows[3][LONGEST_COMPARED + 1];

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i - 1) % 3];
      const guint *two_above = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          row[j] = MIN (above[j - 1] + (a[i - 1] != b[j - 1]), MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
        }
    }
  return rows[n_a % 3][n_b];
}

const char *
tranche_names_find_nearest (const GPtrArray *names, const char *wanted)
{
  g_autofree char *folded = tranche_text_fold (wanted);
  g_autofree gunichar *letters = NULL;
  const char *nearest = NULL;
  glong n_letters;
  guint fewest;

  letters = g_utf8_to_ucs4_fast (folded, -1, &n_letters);
  if (n_letters == 0 || n_letters > LONGEST_COMPARED)
    return NULL;

  /* One letter of three, but no more than three of them. */
  fewest = (guint) CLAMP (n_letters / 3, 1, 3) + 1;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *other = tranche_text_fold (name);
      g_autofree gunichar *other_letters = NULL;
      glong n_other;
      guint changes = fewest;

      other_letters = g_utf8_to_ucs4_fast (other, -1, &n_other);
      if (n_letters > 1 && g_str_has_prefix (other, folded))
        changes = 1;
      else if (n_other <= LONGEST_COMPARED)
        changes = count_changes (letters, (guint) n_letters, other_letters, (guint) n_other);
      /* Not what has nothing in common: of two letters one is half of it. */
      if (changes < fewest && (glong) changes < MAX (n_letters, n_other))
        {
          fewest = changes;
          nearest = name;
        }
    }
  return nearest;
}

gboolean
tranche_names_refuse (GError **error,
                      const GPtrArray *names,
                      const char *wanted,
                      const char *format,
                      ...)
{
  const char *nearest = tranche_names_find_nearest (names, wanted);
  g_autofree char *message = NULL;
  g_autofree char *question = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, message);
  if (nearest != NULL)
    {
      question = g_strdup_printf (_ ("Did you mean “%s”?"), nearest);
      tranche_command_add_advice (error, question);
    }
  return FALSE;
}
