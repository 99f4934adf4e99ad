/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/window.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_APPLICATION (tranche_application_get_type ())
G_DECLARE_FINAL_TYPE (TrancheApplication, tranche_application, TRANCHE, APPLICATION, AdwApplication)

/* Started without a file, it opens the one that was open last; else the start page. A window per
 * file. */
TrancheApplication *tranche_application_new (void);

/**
 * tranche_application_request:
 * @path: (nullable): the practice file; %NULL: the one that is open, or was last
 * @action: of the window, without “win.”
 * @target: (nullable): taken if floating
 *
 * Brings a window with the practice to the front, opening the file if need be, and activates an
 * action there: see tranche_window_request().
 *
 * Returns: (transfer none): the window
 */
TrancheWindow *tranche_application_request (TrancheApplication *self,
                                            const char *path,
                                            const char *action,
                                            GVariant *target);

/* A window has opened a practice: a night that it missed is made good, or offered. */
void tranche_application_make_good (TrancheApplication *self, TrancheWindow *window);

/* (transfer none) (nullable): the window that has @path, by whatever name the file goes. */
TrancheWindow *tranche_application_find_window (TrancheApplication *self, const char *path);

G_END_DECLS
