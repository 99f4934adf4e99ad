/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NIGHT_WATCH (tranche_night_watch_get_type ())
G_DECLARE_FINAL_TYPE (TrancheNightWatch, tranche_night_watch, TRANCHE, NIGHT_WATCH, GObject)

/**
 * TrancheNightWatch:
 *
 * Backs up and segments, every night, the practices that were opened lately, also while no window
 * is open. What a night missed because the machine was off is made good when the program starts, or
 * opens the practice. It keeps the application running while the setting "nightly-in-background" is
 * on, and does nothing otherwise. A night's result is told in the practice's window, where it can
 * be undone; without one by a notification with figures, never names.
 */
TrancheNightWatch *tranche_night_watch_new (GtkApplication *application);

/* Does what is still to be done today, if it is switched on; FALSE if it isn't. */
gboolean tranche_night_watch_look (TrancheNightWatch *self);

/* Until the program is started again: for those who quit it. */
void tranche_night_watch_stop (TrancheNightWatch *self);

G_END_DECLS
