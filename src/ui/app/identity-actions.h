/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/practice-context.h"
#include "ui/app/window.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_IDENTITY_ACTIONS (tranche_identity_actions_get_type ())
G_DECLARE_FINAL_TYPE (TrancheIdentityActions,
                      tranche_identity_actions,
                      TRANCHE,
                      IDENTITY_ACTIONS,
                      GObject)

/**
 * TrancheIdentityActions:
 *
 * Which office is looked at and who acts: the window's stateful actions office and acting, the menu
 * that offers them, and the session they set. Begins with the first of each.
 */
TrancheIdentityActions *tranche_identity_actions_new (TrancheWindow *window,
                                                      TrancheSession *session,
                                                      const TranchePracticeContext *context);

/* (transfer none) */
GMenuModel *tranche_identity_actions_get_menu (TrancheIdentityActions *self);

/* Takes the actions away. */
void tranche_identity_actions_remove (TrancheIdentityActions *self);

G_END_DECLS
