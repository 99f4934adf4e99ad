/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrancheProgressFunc:
 * @fraction: 0 to 1, or -1 where the end can't be told
 * @what: (nullable): what is being done, in the user's language
 *
 * Told now and then by a long job, on the thread that does it. It may be called from a worker: the
 * window's own function only stores the values and lets the main context show them.
 */
typedef void (*TrancheProgressFunc) (double fraction, const char *what, gpointer user_data);

G_END_DECLS
