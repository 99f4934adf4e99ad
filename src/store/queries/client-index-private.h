/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-index.h"

G_BEGIN_DECLS

/* All columns stand in order of the names. */
struct _TrancheClientIndex
{
  TrancheClientContext *context;
  guint n_clients;

  guint32 *ids;
  guint16 *segments; /* the context's number, 0: none */
  guint32 *owners;   /* the context's number, 0: none */
  TrancheMoney *production;
  TrancheDate *next_dates;

  guint *segment_counts; /* by number */
  guint *owner_counts;

  /* What is searched: each client's words, apart by WORDS_SEPARATOR, ended by WORDS_END. */
  char *words;
  guint32 *word_offsets; /* n_clients + 1 */

  /* Positions in each order that was asked for, made when it is; by sort and direction. */
  GMutex orders_mutex;
  guint32 *orders[TRANCHE_CLIENT_N_SORTS][2];
};

#define TRANCHE_CLIENT_WORDS_SEPARATOR '\x1f'
#define TRANCHE_CLIENT_WORDS_END '\n'

/* Empty, for @context. */
TrancheClientIndex *tranche_client_index_new (TrancheClientContext *context);

/* Once every client has its segment and owner. */
void tranche_client_index_count_values (TrancheClientIndex *index);

/* (transfer none): the positions of all clients in that order; NULL for that of the names. */
const guint32 *tranche_client_index_get_order (TrancheClientIndex *index,
                                               TrancheClientSort sort,
                                               gboolean descending);

G_END_DECLS
