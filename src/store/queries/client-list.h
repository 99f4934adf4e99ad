/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-context.h"
#include "store/queries/segment-drivers.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Ids of parties are our own and dense; whoever has one beyond this has no file of ours. */
#define TRANCHE_CLIENT_ID_MAX ((gint64) G_MAXUINT32 >> 4)

/**
 * TrancheClientIds:
 * @ids: (array length=n_ids): dense, so that a position is an index
 *
 * Clients in some order.
 */
typedef struct
{
  guint32 *ids;
  guint n_ids;
} TrancheClientIds;

void tranche_client_ids_free (TrancheClientIds *ids);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientIds, tranche_client_ids_free)

/**
 * tranche_client_list_load_ids:
 *
 * The clients of the context's office that its member may see, by name, straight from the index:
 * what the first paint needs.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_CANCELLED or %TRANCHE_ERROR_CORRUPT
 */
TrancheClientIds *tranche_client_list_load_ids (TrancheDatabase *db,
                                                const TrancheClientContext *context,
                                                GCancellable *cancellable,
                                                GError **error);

/**
 * TrancheClientVisitor:
 * @folded: the name's sort key, @length bytes, until the next call
 *
 * Returns: FALSE to stop
 */
typedef gboolean (*TrancheClientVisitor) (guint32 id,
                                          const char *folded,
                                          gsize length,
                                          gpointer user_data);

/* The same clients in the same order, one by one. FALSE with an error only. */
gboolean tranche_client_list_visit (TrancheDatabase *db,
                                    const TrancheClientContext *context,
                                    TrancheClientVisitor visitor,
                                    gpointer user_data,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * TrancheClientFacts:
 * @kind: a TrancheClientKind
 * @reference: the practice's own number of the client, or ""
 * @owner_name: (nullable)
 * @segment_id: the segment that counts, 0: none
 * @segment_name: (nullable)
 * @segment_inactive: kept, but nobody can choose it any more
 * @driver: what decides it
 * @moved: 1 up, -1 down by the latest run, 0 where it stayed, or where a hand set it
 * @production: cents in the context's window
 * @next_date: the next anniversary or end of an agreement of the client, or of its primary group
 *
 * What a row shows of a client. Immutable, any thread.
 */
typedef struct
{
  gint64 id;
  char *name;
  int kind;
  char *reference;
  gint64 owner_id;
  char *owner_name;
  gint64 segment_id;
  char *segment_name;
  int segment_colour;
  int segment_mark;
  gboolean segment_inactive;
  TrancheSegmentDriver driver;
  int moved;
  TrancheMoney production;
  TrancheDate next_date;
} TrancheClientFacts;

TrancheClientFacts *tranche_client_facts_ref (TrancheClientFacts *facts);
void tranche_client_facts_unref (TrancheClientFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientFacts, tranche_client_facts_unref)

gboolean tranche_client_facts_equal (const TrancheClientFacts *a, const TrancheClientFacts *b);

/**
 * tranche_client_rows_load:
 * @ids: the clients of a page
 *
 * Everything the rows of @ids show.
 *
 * Returns: (transfer full) (element-type TrancheClientFacts): in the order of @ids; a client that
 * is no more has %NULL
 */
GPtrArray *tranche_client_rows_load (TrancheDatabase *db,
                                     const TrancheClientContext *context,
                                     const guint32 *ids,
                                     guint n_ids,
                                     GError **error);

G_END_DECLS
