/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_PERMITTED_BUTTON (tranche_permitted_button_get_type ())
G_DECLARE_FINAL_TYPE (TranchePermittedButton,
                      tranche_permitted_button,
                      TRANCHE,
                      PERMITTED_BUTTON,
                      GtkButton)

/**
 * TranchePermittedButton:
 *
 * A button for one of its page's actions that, where the acting member may not, is insensitive and
 * says why in place of its tooltip.
 */

/* Asked on a reader. @obstacle: (out) (nullable): why not, in a sentence for people */
typedef gboolean (*TrancheObstacleFunc) (TrancheDatabase *db,
                                         gint64 member_id,
                                         char **obstacle,
                                         GError **error);

/* Keeps @page's action @name in step with what the acting member may. */
void tranche_permitted_button_watch (TranchePermittedButton *self,
                                     TranchePage *page,
                                     const char *name,
                                     TrancheObstacleFunc find);

G_END_DECLS
