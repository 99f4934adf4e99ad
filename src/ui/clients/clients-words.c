/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/clients-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

char *
tranche_clients_words_describe_count (guint n_items,
                                      guint n_clients,
                                      guint n_selected,
                                      guint n_hidden)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_items == n_clients)
    g_string_append_printf (text, ngettext ("%'u client", "%'u clients", n_items), n_items);
  else
    /* Translators: how many are found, and of how many */
    g_string_append_printf (text, ngettext ("%'u of %'u client", "%'u of %'u clients", n_clients),
                            n_items, n_clients);
  if (n_selected > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%'u selected", "%'u selected", n_selected),
                              n_selected);
      if (n_hidden > 0)
        /* Translators: how many of the selected clients the search or the filter leaves out */
        g_string_append_printf (text, ngettext (" (%'u not shown)", " (%'u not shown)", n_hidden),
                                n_hidden);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
tranche_clients_words_describe_notice (const TrancheClientNotice *notice)
{
  if (notice->n_statements > 0)
    return g_strdup_printf (ngettext ("%'" PRId64 " statement since the last run",
                                      "%'" PRId64 " statements since the last run",
                                      (gulong) notice->n_statements),
                            notice->n_statements);
  if (notice->reasons & TRANCHE_AFFECTS_LIMITS)
    return g_strdup (_ ("The limits have changed since the last run"));
  if (notice->reasons & TRANCHE_AFFECTS_PRODUCTION)
    return g_strdup (_ ("Production has changed since the last run"));
  if (notice->reasons & TRANCHE_AFFECTS_MEMBERSHIP)
    return g_strdup (_ ("Clients or groups have changed since the last run"));
  return g_strdup (_ ("Settings have changed since the last run"));
}
