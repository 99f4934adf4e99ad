/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/check.h"

#include "domain/month.h"
#include "store/chain.h"
#include "store/database-private.h"
#include "store/production.h"
#include "store/runs.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_FINDINGS 100

typedef struct
{
  TrancheDatabase *db;
  GCancellable *cancellable;
  GPtrArray *findings;
} Check;

typedef gboolean (*CheckFunc) (Check *check, GError **error);

void
tranche_finding_free (TrancheFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->message);
  g_free (finding);
}

/* Takes @message. */
static void
add_finding (Check *check, TrancheCheckFlags flag, char *message)
{
  TrancheFinding *finding = g_new0 (TrancheFinding, 1);

  finding->check = flag;
  finding->message = message;
  g_ptr_array_add (check->findings, finding);
}

/* One finding a row of @sql: @words, translated, with a %s for each of up to three columns; without
 * @words the first column as it is. */
static gboolean
add_rows (Check *check, TrancheCheckFlags flag, const char *sql, const char *words, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (check->db, sql, error);
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  while (n < MAX_FINDINGS && tranche_statement_step (statement, error))
    {
      g_autofree char *first = tranche_statement_dup_text (statement, 0);

      /* What integrity_check says of a sound file. */
      if (words == NULL && g_str_equal (first, "ok"))
        continue;
      if (words != NULL)
        {
          g_autofree char *second = tranche_statement_dup_text (statement, 1);
          g_autofree char *third = tranche_statement_dup_text (statement, 2);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          add_finding (check, flag, g_strdup_printf (words, first, second, third));
#pragma GCC diagnostic pop
        }
      else
        {
          add_finding (check, flag, g_steal_pointer (&first));
        }
      n++;
    }
  return !tranche_statement_failed (statement);
}

/* What no check of SQLite's looks at: it takes any bytes for text, and a day that is none for one
 * that isn't known. Rows are named by the first column of their table: most by their own number, a
 * statement's lines by what they belong to. */
static gboolean
check_texts (Check *check, GError **error)
{
  static const char sql[]
      = "SELECT printf ('SELECT \"%w\", %Q, NULL FROM \"%w\" WHERE NOT (%s)', (SELECT i.name"
        " FROM pragma_table_info (t.name) AS i WHERE i.cid = 0), t.name, t.name,"
        " group_concat (printf (CASE WHEN instr (s.sql, c.name || ' = date (') > 0"
        " THEN '\"%w\" IS date (\"%w\")' ELSE 'tranche_is_text (\"%w\")' END, c.name, c.name),"
        " ' AND '))"
        " FROM pragma_table_list AS t JOIN sqlite_schema AS s ON s.name = t.name"
        " JOIN pragma_table_info (t.name) AS c"
        " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
        " AND c.type = 'TEXT' GROUP BY t.name ORDER BY t.name";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (check->db, sql, error);

  if (statement == NULL)
    return FALSE;
  while (tranche_statement_step (statement, error))
    {
      const char *query = g_intern_string (tranche_statement_get_text (statement, 0, NULL));

      if (!add_rows (check, TRANCHE_CHECK_PAGES, query,
                     /* Translators: a row’s number, and the name of a table */
                     _ ("row %s of “%s” holds text that isn’t valid"), error))
        return FALSE;
    }
  return !tranche_statement_failed (statement);
}

static gboolean
check_pages (Check *check, GError **error)
{
  return add_rows (check, TRANCHE_CHECK_PAGES, "PRAGMA integrity_check (100)", NULL, error)
         && check_texts (check, error);
}

static gboolean
check_references (Check *check, GError **error)
{
  /* Lines have no foreign keys: they would cost more than the insert. */
  static const struct
  {
    const char *sql;
    const char *words;
  } queries[] = {
    { "SELECT coalesce (rowid, '?'), \"table\", parent FROM pragma_foreign_key_check",
      /* Translators: a row’s number, and the names of two tables */
      N_ ("row %s of “%s” refers to a row of “%s” that doesn’t exist") },
    { "SELECT client_id, '', '' FROM (SELECT DISTINCT client_id FROM statement_line)"
      " WHERE client_id NOT IN (SELECT id FROM client)",
      N_ ("statement lines refer to client %s, which doesn’t exist") },
    { "SELECT statement_id, '', '' FROM (SELECT DISTINCT statement_id FROM statement_line)"
      " WHERE statement_id NOT IN (SELECT id FROM statement)",
      N_ ("statement lines refer to statement %s, which doesn’t exist") },
    { "SELECT id, '', '' FROM statement WHERE state = 2"
      " AND id IN (SELECT DISTINCT statement_id FROM statement_line)",
      N_ ("statement %s was withdrawn but its lines still count") },
    { "SELECT id, '', '' FROM client WHERE id NOT IN (SELECT client_id FROM client_slot)",
      N_ ("client %s has no slot") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (!add_rows (check, TRANCHE_CHECK_REFERENCES, queries[i].sql, _ (queries[i].words), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_chain (Check *check, GError **error)
{
  g_autofree char *problem = NULL;
  gint64 altered;

  if (!tranche_operation_chain_verify (check->db, check->cancellable, &problem, error))
    return FALSE;
  if (problem != NULL)
    add_finding (check, TRANCHE_CHECK_CHAIN,
                 g_strdup_printf (_ ("the history was altered: %s"), problem));

  if (!tranche_runs_verify (check->db, &altered, error))
    return FALSE;
  if (altered != 0)
    add_finding (check, TRANCHE_CHECK_CHAIN,
                 g_strdup_printf (_ ("the history of segments was altered: what operation %" PRId64
                                     " wrote isn’t there as it was"),
                                  altered));
  return TRUE;
}

/* What the lines of one statement are, wherever they stand. */
typedef struct
{
  gint64 n_lines;
  TrancheMoney total;
  gboolean too_large;
} LineSum;

/* @sql gives a statement's id and a line's amount. */
static gboolean
add_lines (Check *check, const char *sql, GHashTable *sums, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (check->db, sql, error);

  if (statement == NULL)
    return FALSE;
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);
      LineSum *sum = g_hash_table_lookup (sums, &id);

      if (sum == NULL)
        {
          sum = g_new0 (LineSum, 1);
          g_hash_table_insert (sums, g_memdup2 (&id, sizeof id), sum);
        }
      sum->n_lines++;
      sum->too_large
          = !tranche_money_add (sum->total, tranche_statement_get_int64 (statement, 1), &sum->total)
            || sum->too_large;
    }
  return !tranche_statement_failed (statement);
}

/* Lines leave no changes: their number and total, and the file they came from, are in the detail of
 * the import, and so in the chain. */
static gboolean
compare_statements (Check *check, GHashTable *sums, GError **error)
{
  static const char sql[]
      = "SELECT s.id, s.line_count, s.total, o.kind <> 2 OR CASE WHEN json_valid (o.detail) THEN"
        " o.detail ->> '$.statement' IS s.id AND o.detail ->> '$.lines' IS s.line_count"
        " AND o.detail ->> '$.total' IS s.total"
        " AND o.detail ->> '$.file_sha256' IS lower (hex (s.content_hash)) END"
        " FROM statement s JOIN operation o ON o.id = s.operation_id ORDER BY s.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (check->db, sql, error);

  if (statement == NULL)
    return FALSE;
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);
      const LineSum *sum = g_hash_table_lookup (sums, &id);
      const LineSum none = { 0 };

      if (sum == NULL)
        sum = &none;
      if (tranche_statement_get_int64 (statement, 3) == 0)
        add_finding (check, TRANCHE_CHECK_PRODUCTION,
                     g_strdup_printf (_ ("statement %" PRId64 " isn’t what was imported"), id));
      else if (sum->too_large || sum->n_lines != tranche_statement_get_int64 (statement, 1)
               || sum->total != tranche_statement_get_int64 (statement, 2))
        add_finding (
            check, TRANCHE_CHECK_PRODUCTION,
            g_strdup_printf (
                _ ("the lines of statement %" PRId64 " aren’t those that were imported"), id));
    }
  if (tranche_statement_failed (statement))
    return FALSE;
  return add_rows (check, TRANCHE_CHECK_PRODUCTION,
                   "SELECT id, '', ''"
                   " FROM operation WHERE kind = 2 AND CASE WHEN json_valid (detail) THEN"
                   " detail ->> '$.statement' END IS NOT NULL"
                   " AND id NOT IN (SELECT operation_id FROM statement)",
                   _ ("the statement of operation %s isn’t there any more"), error);
}

static gboolean
check_statements (Check *check, GError **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return add_lines (check, "SELECT statement_id, amount FROM statement_line", sums, error)
         && add_lines (check, "SELECT statement_id, amount FROM unmatched_line", sums, error)
         && add_lines (check, "SELECT statement_id, amount FROM withdrawn_line", sums, error)
         && compare_statements (check, sums, error);
}

static gboolean
check_production (Check *check, GError **error)
{
  TrancheProductionDifference difference = { 0 };
  g_autofree char *month = NULL;
  g_autofree char *packed = NULL;
  g_autofree char *lines = NULL;

  if (!check_statements (check, error)
      || !add_rows (check, TRANCHE_CHECK_PRODUCTION,
                    "SELECT client_id, '', '' FROM client_slot AS s WHERE has_lines <>"
                    " EXISTS (SELECT 1 FROM statement_line AS l WHERE l.client_id = s.client_id)",
                    /* Translators: %s is a client’s number */
                    _ ("the mark that says whether client %s has statement lines is wrong"), error)
      || !tranche_production_verify (check->db, &difference, check->cancellable, error))
    return FALSE;
  if (!difference.found)
    return TRUE;

  month = tranche_month_format (difference.month);
  packed = tranche_money_format (difference.packed);
  lines = tranche_money_format (difference.lines);
  add_finding (check, TRANCHE_CHECK_PRODUCTION,
               g_strdup_printf (
                   _ ("the total of client %" PRId64 " in %s is %s, but its lines add up to %s"),
                   difference.client_id, month, packed, lines));
  return TRUE;
}

static gboolean
check_documents (Check *check, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  /* Its change is in the chain; its row isn't. */
  statement = tranche_database_prepare (
      check->db,
      "SELECT d.id, c.after ->> '$.sha256', d.bytes, d.number IS c.after ->> '$.number'"
      " AND d.title IS c.after ->> '$.title' AND d.party_id IS c.party_id"
      " AND d.issued_on IS c.after ->> '$.issued_on'"
      " AND d.period_start IS c.after ->> '$.period_start'"
      " AND d.period_end IS c.after ->> '$.period_end' AND lower (hex (d.hash)) IS c.after ->> "
      "'$.sha256'"
      " FROM issued_document d LEFT JOIN change c ON c.table_name = 'issued_document'"
      " AND c.row_id = d.id AND json_valid (c.after) ORDER BY d.id",
      error);
  if (statement == NULL)
    return FALSE;
  while (tranche_statement_step (statement, error))
    {
      gsize size;
      gconstpointer bytes = tranche_statement_get_blob (statement, 2, &size);

      g_checksum_reset (checksum);
      g_checksum_update (checksum, bytes, (gssize) size);
      if (g_strcmp0 (g_checksum_get_string (checksum),
                     tranche_statement_get_text (statement, 1, NULL))
              != 0
          || tranche_statement_get_int64 (statement, 3) == 0)
        add_finding (check, TRANCHE_CHECK_DOCUMENTS,
                     g_strdup_printf (_ ("issued document %" PRId64 " isn’t what was issued"),
                                      tranche_statement_get_int64 (statement, 0)));
    }
  if (tranche_statement_failed (statement))
    return FALSE;
  return add_rows (check, TRANCHE_CHECK_DOCUMENTS,
                   "SELECT row_id, '', '' FROM change"
                   " WHERE table_name = 'issued_document'"
                   " AND row_id NOT IN (SELECT id FROM issued_document)",
                   _ ("issued document %s isn’t there any more"), error);
}

/* Damage that stops one check is a finding; the others still run. */
static gboolean
run_check (Check *check, TrancheCheckFlags flag, CheckFunc func, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  tranche_database_set_cancellable (check->db, check->cancellable);
  if (func (check, &local_error))
    return TRUE;
  if (!g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  add_finding (check, flag, g_strdup (local_error->message));
  return TRUE;
}

GPtrArray *
tranche_database_check (TrancheDatabase *db,
                        TrancheCheckFlags flags,
                        TrancheCheckProgress progress,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error)
{
  static const struct
  {
    TrancheCheckFlags flag;
    CheckFunc func;
  } checks[] = {
    { TRANCHE_CHECK_PAGES, check_pages },         { TRANCHE_CHECK_REFERENCES, check_references },
    { TRANCHE_CHECK_CHAIN, check_chain },         { TRANCHE_CHECK_PRODUCTION, check_production },
    { TRANCHE_CHECK_DOCUMENTS, check_documents },
  };
  g_autoptr (TrancheTransaction) snapshot = NULL;
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_finding_free);
  g_autoptr (GCancellable) previous = NULL;
  Check check = { db, cancellable, findings };
  gboolean success = TRUE;
  guint n_steps = 0;
  guint step = 0;

  tranche_database_assert_owner (db);

  if (db->mode == TRANCHE_DATABASE_READ_ONLY && db->transaction == NULL)
    {
      snapshot = tranche_transaction_begin (db, error);
      if (snapshot == NULL)
        return NULL;
    }

  previous = db->cancellable != NULL ? g_object_ref (db->cancellable) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    n_steps += (flags & checks[i].flag) != 0;
  for (guint i = 0; success && i < G_N_ELEMENTS (checks); i++)
    {
      if ((flags & checks[i].flag) == 0)
        continue;
      if (progress != NULL)
        progress (checks[i].flag, step, n_steps, user_data);
      step++;
      success = run_check (&check, checks[i].flag, checks[i].func, error);
    }
  tranche_database_set_cancellable (db, previous);

  return success ? g_steal_pointer (&findings) : NULL;
}
