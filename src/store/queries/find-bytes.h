/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first place of @bytes in @text, like memmem(), but made for few bytes in tens of megabytes;
 * (nullable) */
const char *tranche_find_bytes (const char *text, gsize length, const char *bytes, gsize n_bytes);

G_END_DECLS
