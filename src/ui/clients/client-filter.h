/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/client-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_FILTER (tranche_client_filter_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientFilter,
                      tranche_client_filter,
                      TRANCHE,
                      CLIENT_FILTER,
                      GtkPopover)

/**
 * TrancheClientFilter:
 *
 * The popover in which people choose whose and which segments' clients they see. Says beside each
 * choice how many it has.
 *
 * Signals:
 *  - changed: another choice was made; read it with the functions below.
 */

/* (nullable) (transfer full) (element-type gint64): as in TrancheClientQuery; NULL: all */
GArray *tranche_client_filter_get_segment_ids (TrancheClientFilter *self);
GArray *tranche_client_filter_get_owner_ids (TrancheClientFilter *self);

/* Shows what there is to choose, with the choices of @query made. */
void tranche_client_filter_update (TrancheClientFilter *self,
                                   TrancheClientIndex *index,
                                   const TrancheClientQuery *query);

G_END_DECLS
