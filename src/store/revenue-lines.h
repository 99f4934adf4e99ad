/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/operation.h"

G_BEGIN_DECLS

/*
 * Writing the lines of one revenue statement, in bulk and in the order in which they are kept.
 * Everything runs inside the import's operation, on the connection's thread.
 */

/**
 * TrancheRevenueClient:
 * @reference: as the statement has it; not empty
 * @name: (nullable): what to call the client if it is created
 * @client_id: whose lines these are; 0: not known (yet)
 * @slot: client_slot.slot; 0 with an unknown client
 * @has_lines: whether one counted for the client before
 *
 * A client as a statement names it. Several may turn out to be the same client, by aliases.
 */
typedef struct
{
  const char *reference;
  const char *name;
  gint64 client_id;
  guint32 slot;
  gboolean has_lines;
} TrancheRevenueClient;

/**
 * TrancheRevenueLine:
 * @reference: where its text begins in the batch's references
 * @client: index in the batch's clients
 * @line_number: in the file
 * @month: TrancheMonth
 *
 * Small, because an import holds all of its lines until they are sorted: 24 bytes.
 */
typedef struct
{
  TrancheMoney amount;
  guint32 reference;
  guint32 client;
  guint32 line_number;
  guint16 month;
  guint8 day;
} TrancheRevenueLine;

/**
 * TrancheRevenueBatch:
 * @clients: in ascending order of their references' bytes, each once
 * @references: NUL-terminated texts, the lines' offsets point into it
 * @order: indices of @lines: the first @n_matched are those of known clients, by client id, month
 * and line; behind them the others by line
 */
typedef struct
{
  TrancheRevenueClient *clients;
  guint n_clients;
  const TrancheRevenueLine *lines;
  const char *references;
  const guint32 *order;
  gsize n_lines;
  gsize n_matched;
} TrancheRevenueBatch;

/**
 * tranche_revenue_clients_match:
 * @provider_id: whose statement it is, or 0
 *
 * Finds the office's clients: by their reference, else by what was learned of the provider's
 * references, else by what was learned for any provider. Removed clients aren't found.
 */
gboolean tranche_revenue_clients_match (TrancheDatabase *db,
                                        gint64 office_id,
                                        gint64 provider_id,
                                        TrancheRevenueClient *clients,
                                        guint n_clients,
                                        GError **error);

/**
 * tranche_revenue_clients_create:
 * @n_created: (out): how many
 * @digest: (out) (transfer full): hexadecimal SHA-256 over the references made, each ended by a
 * line feed
 *
 * Makes a client of every one that wasn't found. A statement can bring a hundred thousand: they
 * leave no change each; the operation's detail names their number and digest, and client.created_by
 * tells which they are. A client that an import made and its undo removed comes back rather than a
 * second one of the same reference; where such a reference belongs to a client that somebody
 * removed by hand, it stays unknown.
 */
gboolean tranche_revenue_clients_create (TrancheOperation *operation,
                                         gint64 office_id,
                                         TrancheRevenueClient *clients,
                                         guint n_clients,
                                         guint *n_created,
                                         char **digest,
                                         GError **error);

/* Inserts @n of the matched lines in their order, from @first on. */
gboolean tranche_revenue_lines_insert (TrancheOperation *operation,
                                       gint64 statement_id,
                                       const TrancheRevenueBatch *batch,
                                       gsize first,
                                       gsize n,
                                       GError **error);

/* Inserts the lines without a client; the statement's row must be there. */
gboolean tranche_revenue_lines_insert_unmatched (TrancheOperation *operation,
                                                 gint64 statement_id,
                                                 const TrancheRevenueBatch *batch,
                                                 GError **error);

/* Adds all matched lines to the packed production, and marks whose first ones they are. */
gboolean tranche_revenue_lines_add_production (TrancheOperation *operation,
                                               const TrancheRevenueBatch *batch,
                                               GError **error);

G_END_DECLS
