/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * tranche_overrides_set:
 * @party_id: a client or a client group
 * @reason: why, in the user's words; required
 * @start: its first day
 * @end: its last day, or %TRANCHE_DATE_NONE for until it is ended
 * @id: (out) (optional)
 *
 * Sets a segment by hand, in one operation that can be undone. It wins over runs on every day from
 * @start to @end, and lapses to what the latest run says on the day after. What was set before is
 * shortened to the day before @start, or taken away if it would begin later.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID for an inactive segment or one of another model, no
 * reason, or an end before the start
 */
gboolean tranche_overrides_set (TrancheDatabase *db,
                                gint64 party_id,
                                gint64 segment_id,
                                const char *reason,
                                TrancheDate start,
                                TrancheDate end,
                                gint64 *id,
                                GError **error);

/* The same for many at once, in one operation: all of them or none. */
gboolean tranche_overrides_set_many (TrancheDatabase *db,
                                     const gint64 *party_ids,
                                     guint n_parties,
                                     gint64 segment_id,
                                     const char *reason,
                                     TrancheDate start,
                                     TrancheDate end,
                                     GError **error);

/**
 * tranche_overrides_end:
 * @today: the first day that it doesn't count any more
 *
 * Ends what is set by hand for a party, and takes away what would begin later.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_NOT_FOUND if nothing is set by hand
 */
gboolean
tranche_overrides_end (TrancheDatabase *db, gint64 party_id, TrancheDate today, GError **error);

/* Ends them for many at once, in one operation; those without are passed over. NOT_FOUND if none
 * has one. @n_ended: (out) (optional) */
gboolean tranche_overrides_end_many (TrancheDatabase *db,
                                     const gint64 *party_ids,
                                     guint n_parties,
                                     TrancheDate today,
                                     guint *n_ended,
                                     GError **error);

G_END_DECLS
