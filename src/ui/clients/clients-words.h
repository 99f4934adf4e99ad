/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-notice.h"

G_BEGIN_DECLS

/* The sentences at the edges of the clients list; (transfer full). */

/* "38 of 1,204 clients · 2 selected (1 not shown)" */
char *tranche_clients_words_describe_count (guint n_items,
                                            guint n_clients,
                                            guint n_selected,
                                            guint n_hidden);

/* What the banner says of a run that the file has moved on from. */
char *tranche_clients_words_describe_notice (const TrancheClientNotice *notice);

G_END_DECLS
