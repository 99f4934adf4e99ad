/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/window.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_RUN_ACTIONS (tranche_run_actions_get_type ())
G_DECLARE_FINAL_TYPE (TrancheRunActions, tranche_run_actions, TRANCHE, RUN_ACTIONS, GObject)

/**
 * TrancheRunActions:
 *
 * The window's actions run-segmentation, which segments the session's office by the strategies that
 * are active, and show-run (x: the run's id). A run shows its progress as an activity; its result
 * is a toast that can undo it and open it; a refusal is a sentence that says what to do.
 */
TrancheRunActions *tranche_run_actions_new (TrancheWindow *window, TrancheSession *session);

/* A toast with what it came to, which can undo it and open it; and a notification while the window
 * isn't looked at. */
void tranche_run_actions_show_result (TrancheRunActions *self, const TrancheRun *run);

/* Takes the actions away, and cancels a run that isn't done. */
void tranche_run_actions_remove (TrancheRunActions *self);

G_END_DECLS
