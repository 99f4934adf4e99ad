/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NAMESAKE_ROW (tranche_namesake_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheNamesakeRow,
                      tranche_namesake_row,
                      TRANCHE,
                      NAMESAKE_ROW,
                      AdwPreferencesRow)

/**
 * TrancheNamesakeRow:
 *
 * Says under a name that is typed how many clients have it already; not there while there is none.
 * It forbids nothing: two families may be called Ng.
 */

/* Of the clients that the session's acting member may see. */
void
tranche_namesake_row_look_for (TrancheNamesakeRow *self, TrancheSession *session, const char *name);

G_END_DECLS
