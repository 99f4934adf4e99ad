/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_ACTIVITY (tranche_activity_get_type ())
G_DECLARE_FINAL_TYPE (TrancheActivity, tranche_activity, TRANCHE, ACTIVITY, GObject)

/**
 * TrancheActivity:
 *
 * A long job as the window shows it: what it is, how far it got, and how to stop it. It is made on
 * the main thread, told its progress from any thread by tranche_activity_report(), and ended on the
 * main thread.
 *
 * Properties (read on the main thread): title, step (nullable), fraction (0 to 1, or -1),
 * cancellable, done.
 */

/* @title: what it is, in the user's words, without an ellipsis: "Importing Statements". */
TrancheActivity *tranche_activity_new (const char *title);

const char *tranche_activity_get_title (TrancheActivity *self);
const char *tranche_activity_get_step (TrancheActivity *self);
double tranche_activity_get_fraction (TrancheActivity *self);
gboolean tranche_activity_get_done (TrancheActivity *self);

/* (transfer none): give it to the job; cancelling it is what the row's Cancel button does. */
GCancellable *tranche_activity_get_cancellable (TrancheActivity *self);

/**
 * tranche_activity_report:
 * @fraction: 0 to 1, or -1 where the end can't be told
 * @step: (nullable): what is being done, in the user's language
 * @activity: the activity, which the caller keeps alive
 *
 * A TrancheProgressFunc. Any thread. However often it is called, listeners are told once per turn
 * of the main context, of the latest values.
 */
void tranche_activity_report (double fraction, const char *step, gpointer activity);

/* The job has ended, whether it went well or not: whoever shows it takes it away. Main thread. */
void tranche_activity_finish (TrancheActivity *self);

G_END_DECLS
