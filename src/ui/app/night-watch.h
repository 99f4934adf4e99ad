/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NIGHT_WATCH (tranche_night_watch_get_type ())
G_DECLARE_FINAL_TYPE (TrancheNightWatch, tranche_night_watch, TRANCHE, NIGHT_WATCH, GObject)

/**
 * TrancheNightWatch:
 *
 * Backs up and segments, every night, the practice that was open last, also while no window is
 * open. What a night missed because the machine was off is made good when the program starts. It
 * keeps the application running while the setting "nightly-in-background" is on, and does nothing
 * otherwise. The night's result is told by a notification with figures, never names.
 */
TrancheNightWatch *tranche_night_watch_new (GtkApplication *application);

/* Until the program is started again: for those who quit it. */
void tranche_night_watch_stop (TrancheNightWatch *self);

G_END_DECLS
