/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/window.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_UNDO_ACTIONS (tranche_undo_actions_get_type ())
G_DECLARE_FINAL_TYPE (TrancheUndoActions, tranche_undo_actions, TRANCHE, UNDO_ACTIONS, GObject)

/**
 * TrancheUndoActions:
 *
 * The window's actions undo, redo and undo-operation, and the part of its menu that says what they
 * would undo. They exist as long as this does.
 */
TrancheUndoActions *
tranche_undo_actions_new (TrancheWindow *window, TrancheStore *store, GMenu *menu_section);

/* Takes the actions and the menu items away. */
void tranche_undo_actions_remove (TrancheUndoActions *self);

G_END_DECLS
