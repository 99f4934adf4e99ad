/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-list.h"

G_BEGIN_DECLS

/* Rows that are read together; a screen shows one or two pages. */
#define TRANCHE_CLIENT_PAGE_ROWS 64

/**
 * TrancheClientPages:
 *
 * The rows read last, by client, a few thousand of them; the page used longest ago goes first. Main
 * thread.
 */
typedef struct _TrancheClientPages TrancheClientPages;

TrancheClientPages *tranche_client_pages_new (guint max_pages);
void tranche_client_pages_free (TrancheClientPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientPages, tranche_client_pages_free)

/* (transfer none) (nullable); its page counts as used. */
TrancheClientFacts *tranche_client_pages_find (TrancheClientPages *pages, gint64 id);

/* @rows: (element-type TrancheClientFacts): may hold NULL */
void tranche_client_pages_add (TrancheClientPages *pages, GPtrArray *rows);

void tranche_client_pages_clear (TrancheClientPages *pages);
guint tranche_client_pages_get_n_pages (TrancheClientPages *pages);

G_END_DECLS
