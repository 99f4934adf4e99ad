/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/operation.h"

G_BEGIN_DECLS

#define TRANCHE_CONTENT_HASH_SIZE 32

/**
 * TrancheRevenueStatement:
 * @provider_id: 0 where none was named
 * @provider_name: (nullable): what it is called today
 * @content_hash: SHA-256 of the file's bytes
 * @first_month: over all lines, known client or not
 * @total: cents over all lines, the unmatched ones included
 * @at: when it was imported, microseconds since 1970
 */
typedef struct
{
  gint64 id;
  gint64 office_id;
  gint64 provider_id;
  char *provider_name;
  char *name;
  guint8 content_hash[TRANCHE_CONTENT_HASH_SIZE];
  TrancheMonth first_month;
  TrancheMonth last_month;
  gint64 line_count;
  TrancheMoney total;
  gint64 unmatched_count;
  TrancheMoney unmatched_total;
  TrancheStatementState state;
  gint64 operation_id;
  gint64 at;
} TrancheRevenueStatement;

void tranche_revenue_statement_free (TrancheRevenueStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheRevenueStatement, tranche_revenue_statement_free)

/**
 * tranche_statements_list:
 * @office_id: of one office, or 0 for all
 *
 * Returns: (transfer full) (element-type TrancheRevenueStatement): the latest first, withdrawn ones
 * too
 */
GPtrArray *tranche_statements_list (TrancheDatabase *db, gint64 office_id, GError **error);

/**
 * tranche_statements_insert:
 * @statement: all but its provider's name and time; its id is 0 for the next one, and then set
 *
 * Part of an import's operation. CONFLICT if the office has a statement of the same content that
 * counts.
 */
gboolean tranche_statements_insert (TrancheOperation *operation,
                                    TrancheRevenueStatement *statement,
                                    GError **error);

/* The id that the next statement gets; steady inside a transaction. */
gboolean tranche_statements_get_next_id (TrancheDatabase *db, gint64 *id, GError **error);

/**
 * tranche_statements_undo_handler:
 *
 * The TrancheUndoHandler of imports. Undo withdraws the statement that @operation_id brought: its
 * lines are put aside, taken from the production, and the clients it made are removed from view
 * unless something else refers to them by now. Redo is the exact inverse. CONFLICT if the statement
 * isn't in the state that it should be in.
 */
gboolean tranche_statements_undo_handler (TrancheOperation *undoing,
                                          gint64 operation_id,
                                          gboolean redo,
                                          GError **error);

G_END_DECLS
