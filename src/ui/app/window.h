/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/segmentation.h"
#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_WINDOW (tranche_window_get_type ())
G_DECLARE_FINAL_TYPE (TrancheWindow, tranche_window, TRANCHE, WINDOW, AdwApplicationWindow)

/**
 * TrancheWindow:
 *
 * One practice file, or none yet: the start page, "opening", a problem, or the practice itself.
 * What pages want of the window is the second half of this header.
 *
 * Actions pages may use: win.undo, win.redo, win.undo-operation (x: operation id).
 */
TrancheWindow *tranche_window_new (GtkApplication *application);

/* Opens @path here, or raises the window that has it. A window that has a file already opens
 * another one. */
void tranche_window_open_path (TrancheWindow *self, const char *path);

/**
 * tranche_window_request:
 * @action: of the window, without “win.”
 * @target: (nullable): taken if floating
 *
 * Activates an action that needs a practice: at once, or when the one that is being opened is
 * there. Without a practice the window says that one has to be opened first.
 */
void tranche_window_request (TrancheWindow *self, const char *action, GVariant *target);

/* (nullable): the file that is open or being opened. */
const char *tranche_window_get_path (TrancheWindow *self);

/* (nullable): NULL unless a practice is open. */
TrancheSession *tranche_window_get_session (TrancheWindow *self);

/* What a run came to that nobody watched: see tranche_run_actions_show_result(). */
void tranche_window_show_run (TrancheWindow *self, const TrancheRun *run);

/* For pages
 * -------------------------------------------------------------------------------------------- */

/* What happened, in the past tense and naming the thing: "Client “Ng” removed". Plain text. */
void tranche_window_add_toast (TrancheWindow *self, const char *title);

/* The same with an Undo button for @operation_id (0: the latest operation). */
void tranche_window_add_undo_toast (TrancheWindow *self, const char *title, gint64 operation_id);

/**
 * tranche_window_show_error:
 * @summary: what didn't go through: "Couldn’t save the client"
 *
 * For what has no field to stand beside. Says in the user's words what to do next; cancelled ones
 * show nothing.
 */
void tranche_window_show_error (TrancheWindow *self, const char *summary, const GError *error);

/* Goes to a section, and in it to an item where @item_id isn't 0. */
void tranche_window_go_to (TrancheWindow *self, const char *section_id, gint64 item_id);

/**
 * tranche_window_notify:
 * @title: "Segmentation finished"
 * @body: (nullable): figures, never names or other personal data
 *
 * The end of a long job: a toast when the window is looked at, else a notification of the desktop.
 */
void tranche_window_notify (TrancheWindow *self, const char *title, const char *body);

/* The same for a job that says by itself in the window how it ended: nothing, and FALSE, while the
 * window is looked at or notifications are switched off. */
gboolean
tranche_window_send_notification (TrancheWindow *self, const char *title, const char *body);

G_END_DECLS
