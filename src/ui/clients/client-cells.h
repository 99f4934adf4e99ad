/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * How clients look in lists: a factory for each column, one for the two-line rows of narrow
 * windows. Rows fill themselves when they have been read, and follow what changes. @session is
 * asked for the day.
 */

typedef enum
{
  TRANCHE_CLIENT_CELL_NAME,
  TRANCHE_CLIENT_CELL_SEGMENT,
  TRANCHE_CLIENT_CELL_OWNER,
  TRANCHE_CLIENT_CELL_PRODUCTION,
  TRANCHE_CLIENT_CELL_NEXT_DATE,
  TRANCHE_CLIENT_CELL_TWO_LINES,
} TrancheClientCell;

/* (transfer full) */
GtkListItemFactory *tranche_client_cell_factory_new (TrancheClientCell cell,
                                                     TrancheSession *session);

/* (transfer full): what makes a column view's rows say to assistive technology what they show. */
GtkListItemFactory *tranche_client_row_factory_new (void);

G_END_DECLS
