/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/production-pack.h"
#include "store/production.h"

G_BEGIN_DECLS

/* Packs one by one, as rows of the table production; for production*.c only. */

static inline gint64
tranche_production_make_pack_id (TrancheMonth month, guint chunk)
{
  return (gint64) month << TRANCHE_PRODUCTION_CHUNK_BITS | chunk;
}

/* @slot (out): the last one of all clients, 0 without any. CORRUPT where it is beyond what a file
 * can grow to: everything that is counted by slot is allocated up to it. */
gboolean tranche_production_get_last_slot (TrancheDatabase *db, gint64 *slot, GError **error);

/* @found (out, optional): whether the file has that pack. */
gboolean tranche_production_load_pack (TrancheDatabase *db,
                                       gint64 id,
                                       TrancheProductionPack *pack,
                                       gboolean *found,
                                       GError **error);

/* @exists: whether the file has that pack already. */
gboolean tranche_production_save_pack (TrancheDatabase *db,
                                       gint64 id,
                                       const TrancheProductionPack *pack,
                                       gboolean exists,
                                       GError **error);

G_END_DECLS
