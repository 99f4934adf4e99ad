/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For what takes long beside SQLite's statements, which stop by themselves: FALSE with
 * TRANCHE_ERROR_CANCELLED once @cancellable (nullable) is cancelled. Any thread. */
gboolean tranche_check_cancelled (GCancellable *cancellable, GError **error);

G_END_DECLS
