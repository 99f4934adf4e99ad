/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/*
 * The chain that makes the history tamper-evident: each operation and each change carries the
 * SHA-256 of all its fields and of the one before it. An operation's hash also covers the change
 * chain as it stood at its end. The first of each chain follows 32 zero bytes.
 *
 * Fields are hashed with their kind and length in front, so that no two rows give the same bytes.
 * The order and form are part of the file format.
 */

#define TRANCHE_HASH_SIZE 32

typedef struct _TrancheHasher TrancheHasher;

TrancheHasher *tranche_hasher_new (void);
void tranche_hasher_free (TrancheHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheHasher, tranche_hasher_free)

void tranche_hasher_add_int64 (TrancheHasher *hasher, gint64 value);
/* An absent value; 0 for an id column that is NULL. */
void tranche_hasher_add_null (TrancheHasher *hasher);
void tranche_hasher_add_id (TrancheHasher *hasher, gint64 id);
/* NULL is an absent value, other than "". @length -1: up to the NUL. */
void tranche_hasher_add_text (TrancheHasher *hasher, const char *text, gssize length);
void tranche_hasher_add_hash (TrancheHasher *hasher, const guint8 hash[TRANCHE_HASH_SIZE]);
/* Gives the hash of what was added and begins anew. */
void tranche_hasher_finish (TrancheHasher *hasher, guint8 hash[TRANCHE_HASH_SIZE]);

typedef struct
{
  gint64 id;
  gint64 operation_id;
  const char *table_name;
  gint64 row_id;
  gint64 party_id;
  const char *before;
  const char *after;
} TrancheChangeRow;

typedef struct
{
  gint64 id;
  gint64 at;
  gint64 actor_id;
  const char *actor_name;
  gint64 kind;
  const char *label;
  gint64 office_id;
  gint64 affects;
  gint64 undoes;
  gint64 redoes;
  const char *detail;
  gint64 last_change_id;
} TrancheOperationRow;

void tranche_chain_hash_change (TrancheHasher *hasher,
                                const TrancheChangeRow *row,
                                const guint8 previous_hash[TRANCHE_HASH_SIZE],
                                guint8 hash[TRANCHE_HASH_SIZE]);
void tranche_chain_hash_operation (TrancheHasher *hasher,
                                   const TrancheOperationRow *row,
                                   const guint8 last_change_hash[TRANCHE_HASH_SIZE],
                                   const guint8 previous_hash[TRANCHE_HASH_SIZE],
                                   guint8 hash[TRANCHE_HASH_SIZE]);

/**
 * tranche_operation_chain_verify:
 * @problem: (out) (transfer full) (nullable): what is wrong first, in words; NULL: the chain holds
 *
 * Reads both chains once, side by side, in memory for one row of each.
 *
 * Returns: FALSE with @error only where they couldn't be read; CANCELLED
 */
gboolean tranche_operation_chain_verify (TrancheDatabase *db,
                                         GCancellable *cancellable,
                                         char **problem,
                                         GError **error);

G_END_DECLS
