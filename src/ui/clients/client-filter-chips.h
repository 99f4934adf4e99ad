/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-index.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_FILTER_CHIPS (tranche_client_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientFilterChips,
                      tranche_client_filter_chips,
                      TRANCHE,
                      CLIENT_FILTER_CHIPS,
                      AdwBin)

/**
 * TrancheClientFilterChips:
 *
 * What a list of clients is filtered by, each to be taken away by a click; out of sight without a
 * filter.
 *
 * Signals:
 *  - removed (gboolean is_owner, gint64 id): the filter by an owner, or else by a segment
 */

/* @context: (nullable) */
void tranche_client_filter_chips_update (TrancheClientFilterChips *self,
                                         TrancheClientContext *context,
                                         const TrancheClientQuery *query);

G_END_DECLS
