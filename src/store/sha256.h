/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRANCHE_SHA256_SIZE 32

/* SHA-256 (FIPS 180-4) of a whole message. Uses the processor's own instructions where it has them:
 * an import seals a change for each client, and hashing would be a third of its time. Any thread.
 */
void tranche_sha256 (const guint8 *data, gsize size, guint8 digest[TRANCHE_SHA256_SIZE]);

G_END_DECLS
