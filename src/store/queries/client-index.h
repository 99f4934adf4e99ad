/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-list.h"

G_BEGIN_DECLS

/**
 * TrancheClientIndex:
 *
 * The clients of an office as dense columns in order of their names, for sorting, filtering and
 * searching without a question to the file: some 35 bytes a client and its searchable words. Built
 * in about a second for a million clients. Immutable, any thread.
 */
typedef struct _TrancheClientIndex TrancheClientIndex;

/**
 * tranche_client_index_load:
 *
 * To be read in one snapshot with @context.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_CANCELLED, %TRANCHE_ERROR_CORRUPT or
 * %TRANCHE_ERROR_INVALID
 */
TrancheClientIndex *tranche_client_index_load (TrancheDatabase *db,
                                               TrancheClientContext *context,
                                               GCancellable *cancellable,
                                               GError **error);
TrancheClientIndex *tranche_client_index_ref (TrancheClientIndex *index);
void tranche_client_index_unref (TrancheClientIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientIndex, tranche_client_index_unref)

guint tranche_client_index_get_n_clients (TrancheClientIndex *index);

/* (transfer none) */
TrancheClientContext *tranche_client_index_get_context (TrancheClientIndex *index);

/* How many have that segment or owner, by the context's number; 0: none. */
guint tranche_client_index_count_segment (TrancheClientIndex *index, guint number);
guint tranche_client_index_count_owner (TrancheClientIndex *index, guint number);

/* The bytes that it takes, for measurements. */
gsize tranche_client_index_get_size (TrancheClientIndex *index);

typedef enum
{
  TRANCHE_CLIENT_SORT_NAME,
  TRANCHE_CLIENT_SORT_SEGMENT,
  TRANCHE_CLIENT_SORT_OWNER,
  TRANCHE_CLIENT_SORT_PRODUCTION,
  TRANCHE_CLIENT_SORT_NEXT_DATE,
  TRANCHE_CLIENT_N_SORTS,
} TrancheClientSort;

/**
 * TrancheClientQuery:
 * @search: (nullable): words that must all be somewhere in a client's name, salutation or reference
 * @segment_ids: (nullable) (element-type gint64): only these; 0 stands for no segment
 * @owner_ids: (nullable) (element-type gint64): only these; 0 stands for no owner
 * @descending: reversed; clients that are alike stay in order of their names, and those without a
 * segment, an owner or a date come last both ways
 */
typedef struct
{
  char *search;
  GArray *segment_ids;
  GArray *owner_ids;
  TrancheClientSort sort;
  gboolean descending;
} TrancheClientQuery;

TrancheClientQuery *tranche_client_query_new (void);
TrancheClientQuery *tranche_client_query_copy (const TrancheClientQuery *query);
gboolean tranche_client_query_equal (const TrancheClientQuery *a, const TrancheClientQuery *b);

/* Whether it leaves any client out. */
gboolean tranche_client_query_is_filtered (const TrancheClientQuery *query);
void tranche_client_query_free (TrancheClientQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientQuery, tranche_client_query_free)

/**
 * TrancheClientMatches:
 *
 * The answer to a query: who, in which order. Immutable, any thread.
 */
typedef struct _TrancheClientMatches TrancheClientMatches;

/**
 * tranche_client_index_match:
 * @previous: (nullable): an earlier answer of the same index; where the query only narrows its
 * search, few matches are looked through again instead of everything
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_CANCELLED
 */
TrancheClientMatches *tranche_client_index_match (TrancheClientIndex *index,
                                                  const TrancheClientQuery *query,
                                                  TrancheClientMatches *previous,
                                                  GCancellable *cancellable,
                                                  GError **error);
TrancheClientMatches *tranche_client_matches_ref (TrancheClientMatches *matches);
void tranche_client_matches_unref (TrancheClientMatches *matches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientMatches, tranche_client_matches_unref)

/* (transfer none) (array length=n_ids): party ids in order. */
const guint32 *tranche_client_matches_get_ids (TrancheClientMatches *matches, guint *n_ids);

G_END_DECLS
