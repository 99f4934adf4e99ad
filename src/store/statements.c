/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/statements.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/operation-private.h"
#include "store/permissions.h"
#include "store/production.h"

#define SUMS_MAX (256 * 1024)

/* Clients that only the import with the operation ?1 knows: nobody edited them, nothing refers to
 * them. */
#define UNTOUCHED                                                                                  \
  " (SELECT c.id FROM client AS c WHERE c.created_by = ?1"                                         \
  " AND NOT " TRANCHE_SQL_HAS_STANDING_CHANGE (                                                    \
      "c.id") " AND NOT EXISTS (SELECT 1 FROM statement_line AS o WHERE o.client_id = c.id)"       \
              " AND NOT EXISTS (SELECT 1 FROM membership AS o WHERE o.client_id = c.id)"           \
              " AND NOT EXISTS (SELECT 1 FROM group_membership AS o WHERE o.client_id = c.id)"     \
              " AND NOT EXISTS (SELECT 1 FROM relationship AS o WHERE o.from_party_id = c.id)"     \
              " AND NOT EXISTS (SELECT 1 FROM relationship AS o WHERE o.to_party_id = c.id)"       \
              " AND NOT EXISTS (SELECT 1 FROM client_alias AS o WHERE o.client_id = c.id)"         \
              " AND NOT EXISTS (SELECT 1 FROM override AS o WHERE o.party_id = c.id)"              \
              " AND NOT EXISTS (SELECT 1 FROM agreement AS o WHERE o.party_id = c.id)"             \
              " AND NOT EXISTS (SELECT 1 FROM delivery AS o WHERE o.party_id = c.id)"              \
              " AND NOT EXISTS (SELECT 1 FROM issued_document AS o WHERE o.party_id = c.id))"

void
tranche_revenue_statement_free (TrancheRevenueStatement *self)
{
  g_free (self->provider_name);
  g_free (self->name);
  g_free (self);
}

static TrancheRevenueStatement *
read_statement (TrancheStatement *row)
{
  TrancheRevenueStatement *self = g_new0 (TrancheRevenueStatement, 1);
  gsize size;
  gconstpointer hash;

  self->id = tranche_statement_get_int64 (row, 0);
  self->office_id = tranche_statement_get_int64 (row, 1);
  self->provider_id = tranche_statement_get_int64 (row, 2);
  self->provider_name = tranche_statement_dup_text (row, 3);
  self->name = tranche_statement_dup_text (row, 4);
  hash = tranche_statement_get_blob (row, 5, &size);
  memcpy (self->content_hash, hash, MIN (size, sizeof self->content_hash));
  self->first_month = tranche_statement_get_int64 (row, 6);
  self->last_month = tranche_statement_get_int64 (row, 7);
  self->line_count = tranche_statement_get_int64 (row, 8);
  self->total = tranche_statement_get_int64 (row, 9);
  self->unmatched_count = tranche_statement_get_int64 (row, 10);
  self->unmatched_total = tranche_statement_get_int64 (row, 11);
  self->state = tranche_statement_get_int64 (row, 12);
  self->operation_id = tranche_statement_get_int64 (row, 13);
  self->at = tranche_statement_get_int64 (row, 14);
  return self;
}

GPtrArray *
tranche_statements_list (TrancheDatabase *db, gint64 office_id, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TrancheStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = tranche_database_prepare (
      db,
      "SELECT s.id, s.office_id, s.provider_id, p.name, s.name, s.content_hash, s.first_month,"
      " s.last_month, s.line_count, s.total, s.unmatched_count, s.unmatched_total, s.state,"
      " s.operation_id, o.at FROM statement AS s LEFT JOIN provider AS p ON p.id = s.provider_id"
      " LEFT JOIN operation AS o ON o.id = s.operation_id"
      " WHERE ?1 IN (0, s.office_id) ORDER BY s.id DESC",
      error);
  if (select == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_revenue_statement_free);
  tranche_statement_bind_int64 (select, 1, office_id);
  while (tranche_statement_step (select, error))
    g_ptr_array_add (list, read_statement (select));

  if (tranche_statement_failed (select))
    return NULL;

  return g_steal_pointer (&list);
}

/* CONFLICT if the same bytes count already. */
static gboolean
check_content (TrancheDatabase *db, gint64 office_id, const guint8 *content_hash, GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;

  select = tranche_database_prepare (
      db, "SELECT name FROM statement WHERE office_id = ?1 AND content_hash = ?2 AND state = 1",
      error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, office_id);
  tranche_statement_bind_blob (select, 2, content_hash, TRANCHE_CONTENT_HASH_SIZE);
  if (tranche_statement_step (select, error))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                   _ ("The same file was imported before, as “%s”"),
                   tranche_statement_get_text (select, 0, NULL));
      return FALSE;
    }
  return !tranche_statement_failed (select);
}

gboolean
tranche_statements_get_next_id (TrancheDatabase *db, gint64 *id, GError **error)
{
  return tranche_database_query_int64 (db, "SELECT max (id) + 1 FROM statement", 1, id, error);
}

gboolean
tranche_statements_insert (TrancheOperation *operation,
                           TrancheRevenueStatement *statement,
                           GError **error)
{
  g_autoptr (TrancheStatement) insert = NULL;
  TrancheDatabase *db;

  g_return_val_if_fail (operation != NULL && statement != NULL, FALSE);

  db = tranche_operation_get_database (operation);
  if (!tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_IMPORT, statement->office_id,
                                              error)
      || !check_content (db, statement->office_id, statement->content_hash, error))
    return FALSE;

  insert = tranche_database_prepare (
      db,
      "INSERT INTO statement (id, office_id, provider_id, name, content_hash, first_month,"
      " last_month, line_count, total, unmatched_count, unmatched_total, state, operation_id)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
      error);
  if (insert == NULL)
    return FALSE;

  tranche_statement_bind_id (insert, 1, statement->id);
  tranche_statement_bind_int64 (insert, 2, statement->office_id);
  tranche_statement_bind_id (insert, 3, statement->provider_id);
  tranche_statement_bind_text (insert, 4, statement->name);
  tranche_statement_bind_blob (insert, 5, statement->content_hash, TRANCHE_CONTENT_HASH_SIZE);
  tranche_statement_bind_int64 (insert, 6, statement->first_month);
  tranche_statement_bind_int64 (insert, 7, statement->last_month);
  tranche_statement_bind_int64 (insert, 8, statement->line_count);
  tranche_statement_bind_int64 (insert, 9, statement->total);
  tranche_statement_bind_int64 (insert, 10, statement->unmatched_count);
  tranche_statement_bind_int64 (insert, 11, statement->unmatched_total);
  tranche_statement_bind_int64 (insert, 12, statement->state);
  tranche_statement_bind_int64 (insert, 13, tranche_operation_get_id (operation));
  if (!tranche_statement_run (insert, error))
    return FALSE;

  statement->id = tranche_database_get_last_row_id (db);
  statement->operation_id = tranche_operation_get_id (operation);
  tranche_operation_touch (operation, "statement", statement->id);
  return TRUE;
}

/* The statement of an import, which must be in @state now. */
static gboolean
find_statement (TrancheDatabase *db,
                gint64 operation_id,
                TrancheStatementState state,
                gint64 *statement_id,
                GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;

  select = tranche_database_prepare (
      db, "SELECT id FROM statement WHERE operation_id = ?1 AND state = ?2", error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, operation_id);
  tranche_statement_bind_int64 (select, 2, state);
  if (!tranche_statement_step (select, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                             _ ("The statement isn’t as the import left it"));
      return FALSE;
    }

  *statement_id = tranche_statement_get_int64 (select, 0);
  return TRUE;
}

/* Runs @sql with ?1 = @first and, where it has one, ?2 = @second. */
static gboolean
run (TrancheDatabase *db, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, first);
  if (second != 0)
    tranche_statement_bind_int64 (statement, 2, second);
  return tranche_statement_run (statement, error);
}

/* Adds the lines put aside to the production, or (@sign −1) takes them from it. */
static gboolean
add_production (TrancheDatabase *db, gint64 statement_id, int sign, GError **error)
{
  g_autofree TrancheProductionLine *sums = g_new (TrancheProductionLine, SUMS_MAX);
  g_autoptr (TrancheStatement) select = NULL;
  gsize n_sums = 0;

  select = tranche_database_prepare (
      db,
      "SELECT s.slot, l.month, l.amount FROM withdrawn_line AS l"
      " CROSS JOIN client_slot AS s ON s.client_id = l.client_id WHERE l.statement_id = ?1",
      error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, statement_id);
  while (tranche_statement_step (select, error))
    {
      if (n_sums == SUMS_MAX)
        {
          if (!tranche_production_add (db, sums, n_sums, error))
            return FALSE;
          n_sums = 0;
        }
      sums[n_sums++] = (TrancheProductionLine) {
        tranche_statement_get_int64 (select, 0),
        tranche_statement_get_int64 (select, 1),
        sign * tranche_statement_get_int64 (select, 2),
      };
    }
  if (tranche_statement_failed (select))
    return FALSE;

  return tranche_production_add (db, sums, n_sums, error);
}

static gboolean
withdraw (TrancheDatabase *db, gint64 operation_id, gint64 statement_id, GError **error)
{
  return run (db,
              "INSERT INTO withdrawn_line (statement_id, client_id, month, line_number, day,"
              " amount, reference) SELECT statement_id, client_id, month, line_number, day, amount,"
              " reference FROM statement_line WHERE statement_id = ?1",
              statement_id, 0, error)
         && add_production (db, statement_id, -1, error)
         && run (db,
                 "DELETE FROM statement_line WHERE (client_id, month, statement_id, line_number)"
                 " IN (SELECT client_id, month, statement_id, line_number FROM withdrawn_line"
                 " WHERE statement_id = ?1)",
                 statement_id, 0, error)
         && tranche_production_mark_clients (db, statement_id, error)
         && run (db, "UPDATE statement SET state = ?2 WHERE id = ?1", statement_id,
                 TRANCHE_STATEMENT_WITHDRAWN, error)
         && run (db, "UPDATE party SET removed = 1 WHERE removed = 0 AND id IN" UNTOUCHED,
                 operation_id, 0, error);
}

static gboolean
bring_back (TrancheDatabase *db, gint64 operation_id, gint64 statement_id, GError **error)
{
  /* The clients first: while their lines are still aside, the same ones are untouched as before. */
  return run (db, "UPDATE party SET removed = 0 WHERE removed = 1 AND id IN" UNTOUCHED,
              operation_id, 0, error)
         && run (db, "UPDATE statement SET state = ?2 WHERE id = ?1", statement_id,
                 TRANCHE_STATEMENT_COUNTED, error)
         && run (db,
                 "INSERT INTO statement_line (client_id, month, statement_id, line_number, day,"
                 " amount, reference) SELECT client_id, month, statement_id, line_number, day,"
                 " amount, reference FROM withdrawn_line WHERE statement_id = ?1",
                 statement_id, 0, error)
         && add_production (db, statement_id, 1, error)
         && tranche_production_mark_clients (db, statement_id, error)
         && run (db, "DELETE FROM withdrawn_line WHERE statement_id = ?1", statement_id, 0, error);
}

gboolean
tranche_statements_undo_handler (TrancheOperation *undoing,
                                 gint64 operation_id,
                                 gboolean redo,
                                 GError **error)
{
  TrancheDatabase *db;
  gint64 statement_id;

  g_return_val_if_fail (undoing != NULL, FALSE);

  db = tranche_operation_get_database (undoing);
  if (!find_statement (db, operation_id,
                       redo ? TRANCHE_STATEMENT_WITHDRAWN : TRANCHE_STATEMENT_COUNTED,
                       &statement_id, error)
      || !(redo ? bring_back : withdraw) (db, operation_id, statement_id, error))
    return FALSE;

  tranche_operation_add_affects (undoing, TRANCHE_AFFECTS_PRODUCTION);
  tranche_operation_touch (undoing, "statement", statement_id);
  tranche_operation_touch (undoing, "statement_line", 0);
  tranche_operation_touch (undoing, "client", 0);
  return TRUE;
}
