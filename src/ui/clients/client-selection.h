/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/client-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_SELECTION (tranche_client_selection_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientSelection,
                      tranche_client_selection,
                      TRANCHE,
                      CLIENT_SELECTION,
                      GObject)

/**
 * TrancheClientSelection:
 *
 * Which clients of a list are selected, by who they are and not by where they stand: so another
 * order, a search and a commit leave the selection as it is. Unlike GtkMultiSelection it asks the
 * list for no item.
 *
 * Properties: n-selected.
 */
TrancheClientSelection *tranche_client_selection_new (TrancheClientList *list);

guint tranche_client_selection_get_n_selected (TrancheClientSelection *self);

/* (transfer full) (element-type gint64): in the order of the list, then those that it doesn't show
 * now. */
GArray *tranche_client_selection_list_ids (TrancheClientSelection *self);

/* How many of the selected aren't in the list now. */
guint tranche_client_selection_count_hidden (TrancheClientSelection *self);

G_END_DECLS
