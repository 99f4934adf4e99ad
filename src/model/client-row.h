/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-list.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_ROW (tranche_client_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientRow, tranche_client_row, TRANCHE, CLIENT_ROW, GObject)

/**
 * TrancheClientRow:
 *
 * A client as a list shows it. It is there at once and fills itself when its page has been read.
 * Main thread.
 *
 * Signals:
 *  - changed: what it shows is another now.
 */

/* (transfer none) (nullable): NULL until they have come. */
const TrancheClientFacts *tranche_client_row_get_facts (TrancheClientRow *self);

gint64 tranche_client_row_get_id (TrancheClientRow *self);

/* For lists: @rows (id → row) has the row as long as it lives, without holding it. */
TrancheClientRow *tranche_client_row_new_in (GHashTable *rows, gint64 id);

/* For lists. Emits changed unless it shows the same already. */
void tranche_client_row_set_facts (TrancheClientRow *self, TrancheClientFacts *facts);

G_END_DECLS
