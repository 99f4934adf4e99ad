/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-words.h"

#include <glib/gi18n.h>

char *
tranche_document_words_make_subtitle (guint n_clients,
                                      const TrancheDocumentSet *set,
                                      const TrancheDocumentIssues *issues)
{
  if (issues != NULL && n_clients == 1)
    {
      const TrancheIssuedDocument *issued = g_ptr_array_index (issues->issued, 0);

      return g_strdup_printf (_ ("%s · issued"), issued->number);
    }
  if (issues != NULL)
    return g_strdup_printf (
        ngettext ("%'u document · issued", "%'u documents · issued", issues->issued->len),
        issues->issued->len);
  if (n_clients != 1)
    return g_strdup_printf (ngettext ("%'u client", "%'u clients", n_clients), n_clients);
  if (set != NULL && set->documents->len > 0)
    return g_strdup (tranche_document_get_bookmark (g_ptr_array_index (set->documents, 0)));
  return g_strdup ("");
}

char *
tranche_document_words_make_banner (guint n_clients,
                                    const TrancheDocumentSet *set,
                                    const TrancheDocumentIssues *issues)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (issues != NULL && issues->documents->len < issues->issued->len)
    g_string_append_printf (
        text, _ ("%'u of the %'u issued documents are shown; print and save take all."),
        issues->documents->len, issues->issued->len);
  else if (issues == NULL && n_clients != 1)
    {
      if (set->n_tried < n_clients)
        g_string_append_printf (text,
                                _ ("The first %'u documents are shown; print and save take all."),
                                set->documents->len);
      if (set->documents->len > 0 && set->skipped > 0)
        {
          if (text->len > 0)
            g_string_append_c (text, ' ');
          g_string_append_printf (text,
                                  ngettext ("%'u client has no such agreement.",
                                            "%'u clients have no such agreement.", set->skipped),
                                  set->skipped);
        }
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

void
tranche_document_words_explain_none (const TrancheDocumentSet *set,
                                     TrancheSummaryKind kind,
                                     const char **title,
                                     const char **description)
{
  if (set->unusable > 0)
    {
      *title = _ ("Can’t Be Printed");
      *description
          = _ ("The agreement’s days or fees don’t fit together. Correct them in the agreement.");
      return;
    }

  *title = kind == TRANCHE_SUMMARY_FTA ? _ ("No Fixed Term Agreement") : _ ("No Ongoing Agreement");
  if (kind == TRANCHE_SUMMARY_FDS)
    *description = _ ("Once an ongoing agreement is issued or signed, its yearly "
                      "statement can be printed here.");
  else
    *description
        = _ ("Make an agreement on the client’s page first; its schedule is printed here.");
}
