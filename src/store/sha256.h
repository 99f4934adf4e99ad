/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRANCHE_SHA256_SIZE 32

/* SHA-256 (FIPS 180-4) of a whole message. Uses the processor's own instructions where it has them:
 * an import seals a change for each client, and hashing would be a third of its time. Any thread.
 */
void tranche_sha256 (const guint8 *data, gsize size, guint8 digest[TRANCHE_SHA256_SIZE]);

/**
 * TrancheSha256:
 *
 * The same of a message that comes in pieces. On the stack, from begin to end; any thread, one at a
 * time.
 */
typedef struct
{
  /*< private >*/
  GChecksum *portable; /* (owned) (nullable): where the processor can't */
  guint64 size;
  guint32 state[8];
  guint8 rest[64]; /* what doesn't fill a block yet */
} TrancheSha256;

void tranche_sha256_begin (TrancheSha256 *self);
void tranche_sha256_update (TrancheSha256 *self, const guint8 *data, gsize size);
/* Has to be called, if only to give back what @self holds. */
void tranche_sha256_end (TrancheSha256 *self, guint8 digest[TRANCHE_SHA256_SIZE]);

G_END_DECLS
