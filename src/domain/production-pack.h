/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"

G_BEGIN_DECLS

/**
 * TrancheProductionPack:
 *
 * The production of one month for one chunk of clients, packed: each client has a dense slot
 * number, a chunk holds 65,536 of them, and the blob in the file is the chunk's amounts in cents as
 * little-endian 64-bit integers, up to the highest slot used. Slots beyond the blob have no
 * production.
 *
 * Plain data without a thread of its own.
 */
typedef struct
{
  gint64 *amounts; /* in the machine's byte order */
  guint n_slots;
  guint capacity;
} TrancheProductionPack;

#define TRANCHE_PRODUCTION_CHUNK_BITS 16
#define TRANCHE_PRODUCTION_CHUNK_SLOTS (1u << TRANCHE_PRODUCTION_CHUNK_BITS)

/* The chunk a client's slot is in, and its index there. */
static inline guint
tranche_production_slot_get_chunk (guint slot)
{
  return slot >> TRANCHE_PRODUCTION_CHUNK_BITS;
}

static inline guint
tranche_production_slot_get_index (guint slot)
{
  return slot & (TRANCHE_PRODUCTION_CHUNK_SLOTS - 1);
}

/**
 * tranche_production_pack_check_blob:
 *
 * Returns: %FALSE with %TRANCHE_ERROR_CORRUPT unless @length is a number of whole amounts that a
 * chunk can hold
 */
gboolean tranche_production_pack_check_blob (gsize length, GError **error);

/**
 * tranche_production_pack_init:
 * @blob: (nullable): a blob from the file, or %NULL for an empty pack
 *
 * The pack is to be given to tranche_production_pack_clear().
 *
 * Returns: %FALSE with %TRANCHE_ERROR_CORRUPT, the pack empty, if the blob's length can't be
 */
gboolean tranche_production_pack_init (TrancheProductionPack *self,
                                       gconstpointer blob,
                                       gsize length,
                                       GError **error);
void tranche_production_pack_clear (TrancheProductionPack *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrancheProductionPack, tranche_production_pack_clear)

/* 0 beyond the highest slot used. */
TrancheMoney tranche_production_pack_get (const TrancheProductionPack *self, guint index);

/**
 * tranche_production_pack_add:
 * @index: the slot's index in its chunk
 * @amount: cents to add; negative ones take back
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID, the pack unchanged, if the sum doesn't fit or there
 * is no such index
 */
gboolean tranche_production_pack_add (TrancheProductionPack *self,
                                      guint index,
                                      TrancheMoney amount,
                                      GError **error);

/* The blob to write: without the empty slots at its end; NULL if all are empty (the row can go). */
GBytes *tranche_production_pack_to_blob (const TrancheProductionPack *self);

/* One amount straight from a blob: 0 beyond its end. @length has been checked. */
TrancheMoney tranche_production_blob_get (gconstpointer blob, gsize length, guint index);

/**
 * tranche_production_blob_sum_into:
 * @totals: (array length=n_totals): the chunk's part of the clients' totals
 * @months: (nullable) (array length=n_totals): where to count the months with production, up to 255
 *
 * Adds a month's amounts to the totals. @blob needs no alignment.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_CORRUPT if the blob's length can't be or it holds production
 * for slots beyond
 *   @n_totals, or %TRANCHE_ERROR_INVALID if a sum doesn't fit in 64 bits; @totals is of no use then
 */
gboolean tranche_production_blob_sum_into (gconstpointer blob,
                                           gsize length,
                                           TrancheMoney *totals,
                                           guint8 *months,
                                           gsize n_totals,
                                           GError **error);

G_END_DECLS
