/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/letterhead.h"

#include <glib/gi18n.h>

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
append (GString *string, const char *separator, const char *text)
{
  if (!says (text))
    return;

  if (string->len > 0)
    g_string_append (string, separator);
  g_string_append (string, text);
}

void
tranche_practice_head_clear (TranchePracticeHead *head)
{
  g_return_if_fail (head != NULL);

  g_clear_pointer (&head->practice, g_free);
  g_clear_pointer (&head->practice_details, g_free);
  g_clear_pointer (&head->licensee, g_free);
  g_clear_pointer (&head->licence_number, g_free);
  g_clear_pointer (&head->office, g_free);
  g_clear_pointer (&head->address, g_free);
  g_clear_pointer (&head->phone, g_free);
  g_clear_pointer (&head->email, g_free);
  g_clear_pointer (&head->website, g_free);
  g_clear_pointer (&head->logo, g_bytes_unref);
}

void
tranche_practice_head_print (const TranchePracticeHead *head, TrancheDocument *document)
{
  static const char part[] = "  ·  ";
  g_autoptr (GString) details = g_string_new (NULL);
  g_autoptr (GString) licence = g_string_new (NULL);
  g_autoptr (GString) contact = g_string_new (NULL);
  g_autoptr (GString) online = g_string_new (NULL);
  TrancheLetterhead letterhead;

  append (details, "\n", head->practice_details);
  /* Where practice, licensee and office are one, the name stands once. */
  if (g_strcmp0 (head->licensee, head->practice) != 0)
    append (licence, part, head->licensee);
  if (says (head->licence_number))
    {
      g_autofree char *number = g_strdup_printf (_ ("Licence %s"), head->licence_number);

      append (licence, part, number);
    }
  append (details, "\n", licence->str);

  if (g_strcmp0 (head->office, head->practice) != 0)
    append (contact, "\n", head->office);
  append (contact, "\n", head->address);
  append (contact, "\n", head->phone);
  append (online, part, head->email);
  append (online, part, head->website);
  append (contact, "\n", online->str);

  if (!says (head->practice) && details->len == 0 && contact->len == 0)
    return;

  letterhead = (TrancheLetterhead) {
    .practice = head->practice,
    .details = details->str,
    .contact = contact->str,
    .logo = head->logo,
  };
  tranche_document_add_letterhead (document, &letterhead);
}
