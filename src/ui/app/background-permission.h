/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrancheBackgroundAnswer:
 * @TRANCHE_BACKGROUND_GRANTED: it may run without a window, and is started with the session (or,
 * where that was asked, isn't any more)
 * @TRANCHE_BACKGROUND_REFUSED: the user or the desktop's settings said no
 * @TRANCHE_BACKGROUND_NO_PORTAL: this desktop has nobody who could be asked
 * @TRANCHE_BACKGROUND_FAILED: the question came to nothing
 */
typedef enum
{
  TRANCHE_BACKGROUND_GRANTED,
  TRANCHE_BACKGROUND_REFUSED,
  TRANCHE_BACKGROUND_NO_PORTAL,
  TRANCHE_BACKGROUND_FAILED,
} TrancheBackgroundAnswer;

/**
 * tranche_background_request_async:
 * @autostart: whether the program is to be started with the session, without a window
 *
 * Asks the desktop, by the portal org.freedesktop.portal.Background, whether the program may run
 * while no window is open. The desktop may ask the user, who takes what time they need.
 */
void tranche_background_request_async (gboolean autostart,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/* @error: set with FAILED only: nobody answered, or it was cancelled. */
TrancheBackgroundAnswer tranche_background_request_finish (GAsyncResult *result, GError **error);

/* (transfer full): the name of the systemd timer's instance for a file, as systemd-escape(1) makes
 * it: "tranche-nightly@home-me-Elliott\x20\x26\x20Co.tranche.timer". */
char *tranche_background_dup_timer_name (const char *path);

G_END_DECLS
