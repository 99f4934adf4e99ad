/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/database.h"

G_BEGIN_DECLS

/*
 * Production: what statement lines bring, per client and month, packed for the segmentation run.
 *
 * statement_line is the truth. The table production holds the same sums once more: for every month
 * and every 65,536 client slots one blob of 64-bit cents, so that a run adds up a million clients
 * in one pass without looking at a line. Whoever adds or takes away lines calls
 * tranche_production_add() in the same transaction; tranche_production_verify() finds where the two
 * differ, and tranche_production_rebuild() mends it.
 *
 * In the same way client_slot.has_lines says of each client whether it has any line.
 *
 * All functions run on the connection's thread.
 */

/**
 * TrancheProductionLine:
 * @slot: client_slot.slot
 * @amount: cents; negative to take away
 */
typedef struct
{
  guint32 slot;
  TrancheMonth month;
  TrancheMoney amount;
} TrancheProductionLine;

/**
 * TrancheProductionDifference:
 * @found: whether the packs and the lines differ anywhere
 * @client_id: the first client that differs, by slot within the month; 0 where the slot is nobody's
 * @packed: what the packs say
 * @lines: what the lines say
 */
typedef struct
{
  gboolean found;
  gint64 client_id;
  TrancheMonth month;
  TrancheMoney packed;
  TrancheMoney lines;
} TrancheProductionDifference;

/**
 * tranche_production_add:
 * @lines: in any order; cheapest when those of one chunk stand together
 *
 * Adds @n_lines amounts to the packs. Part of the caller's transaction.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID if a client's month doesn't fit in 64 bits
 */
gboolean tranche_production_add (TrancheDatabase *db,
                                 const TrancheProductionLine *lines,
                                 gsize n_lines,
                                 GError **error);

/**
 * tranche_production_sum:
 * @start: first month of the range
 * @end: last month, included
 * @totals_by_slot: (out) (transfer full) (array length=n_slots): cents of every client of the file,
 * indexed by client_slot.slot; free with g_free()
 * @n_slots: (out): the largest slot + 1; the slot 0 is nobody's
 *
 * Adds up a range for all clients in one streaming pass over the packs, at 8 bytes a client of
 * memory. Which office a slot belongs to, and whether its client is removed, stands in client_slot.
 * Run it in the same snapshot as what is read of client_slot.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_CANCELLED, or %TRANCHE_ERROR_INVALID if a total doesn't fit
 * in 64 bits
 */
gboolean tranche_production_sum (TrancheDatabase *db,
                                 TrancheMonth start,
                                 TrancheMonth end,
                                 TrancheMoney **totals_by_slot,
                                 guint *n_slots,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * tranche_production_load_months:
 * @months: (out caller-allocates) (array): one amount a month, @end − @start + 1 of them
 *
 * One client's months, for its page. Read from its lines, which lie together.
 */
gboolean tranche_production_load_months (TrancheDatabase *db,
                                         gint64 client_id,
                                         TrancheMonth start,
                                         TrancheMonth end,
                                         TrancheMoney *months,
                                         GError **error);

/**
 * tranche_production_get_earliest_month:
 * @month: (out): the first month of the office's counted statements, %TRANCHE_MONTH_NONE if it has
 * none
 */
gboolean tranche_production_get_earliest_month (TrancheDatabase *db,
                                                gint64 office_id,
                                                TrancheMonth *month,
                                                GError **error);

/* Marks again which of the clients of a statement's lines that are, or were until now, put aside
 * have lines that count. Part of the caller's transaction. */
gboolean tranche_production_mark_clients (TrancheDatabase *db, gint64 statement_id, GError **error);

/* Makes the packs and the clients' marks again from the lines. Part of the caller's transaction. */
gboolean
tranche_production_rebuild (TrancheDatabase *db, GCancellable *cancellable, GError **error);

/* Compares packs and lines month by month; @difference (out) is the first that differs. */
gboolean tranche_production_verify (TrancheDatabase *db,
                                    TrancheProductionDifference *difference,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
