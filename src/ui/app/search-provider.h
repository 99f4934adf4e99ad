/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEARCH_PROVIDER (tranche_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSearchProvider,
                      tranche_search_provider,
                      TRANCHE,
                      SEARCH_PROVIDER,
                      GObject)

/**
 * TrancheSearchProvider:
 *
 * Lets the desktop's search find clients (org.gnome.Shell.SearchProvider2). Off until somebody
 * switches the setting "search-clients" on: a name on the screen tells that somebody is a client.
 * It looks in the practice that is open, as its acting member sees it, else in the one that was
 * open last. Where that takes long or can't be read, nothing is found.
 */
TrancheSearchProvider *tranche_search_provider_new (GtkApplication *application);

/* At @path/SearchProvider, where the program's .search-provider.ini says. */
gboolean tranche_search_provider_export (TrancheSearchProvider *self,
                                         GDBusConnection *connection,
                                         const char *path,
                                         GError **error);
void tranche_search_provider_unexport (TrancheSearchProvider *self, GDBusConnection *connection);

G_END_DECLS
