/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/check.h"
#include "store/database-private.h"
#include "store/operation.h"

static GPtrArray *
run_check (TrancheDatabase *db, TrancheCheckFlags flags)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = tranche_database_check (db, flags, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static void
assert_finds (TrancheDatabase *db, TrancheCheckFlags flag, const char *message)
{
  g_autoptr (GPtrArray) findings = run_check (db, TRANCHE_CHECK_ALL);
  TrancheFinding *finding;

  g_assert_cmpuint (findings->len, >, 0);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpuint (finding->check, ==, flag);
  g_assert_cmpstr (finding->message, ==, message);
}

static void
run_many (TrancheDatabase *db, const char *const *statements)
{
  for (; *statements != NULL; statements++)
    scratch_execute (db, *statements);
}

static void
note_progress (TrancheCheckFlags check, guint step, guint n_steps, gpointer user_data)
{
  guint *seen = user_data;

  g_assert_cmpuint (step, <, n_steps);
  *seen |= check;
}

static void
test_clean (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) writer = scratch_create (scratch);
  g_autoptr (TrancheDatabase) reader = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  guint seen = 0;

  findings = tranche_database_check (writer, TRANCHE_CHECK_ALL, note_progress, &seen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (seen, ==, TRANCHE_CHECK_ALL);

  g_clear_pointer (&findings, g_ptr_array_unref);
  seen = 0;
  findings
      = tranche_database_check (reader, TRANCHE_CHECK_CHAIN, note_progress, &seen, NULL, &error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (seen, ==, TRANCHE_CHECK_CHAIN);
}

static void
test_dangling (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  scratch_execute (db, "PRAGMA foreign_keys = OFF");
  scratch_execute (db, "INSERT INTO practice (id, licensee_id, name) VALUES (1, 99, 'Elm Street')");
  assert_finds (db, TRANCHE_CHECK_REFERENCES,
                "row 1 of “practice” refers to a row of “licensee” that doesn’t exist");
}

static void
test_dangling_lines (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  scratch_execute (
      db, "INSERT INTO statement_line (client_id, month, statement_id, line_number, day, amount)"
          " VALUES (41, 24300, 7, 2, 1, 1250)");
  assert_finds (db, TRANCHE_CHECK_REFERENCES,
                "statement lines refer to client 41, which doesn’t exist");
}

static void
test_production (Scratch *scratch, gconstpointer data)
{
  static const char *const statements[] = {
    "INSERT INTO operation (id, at, actor_name, kind, label, previous_hash, hash)"
    " VALUES (1, 0, '', 1, '', zeroblob (32), zeroblob (32))",
    "INSERT INTO licensee (id, name) VALUES (1, 'Harbour')",
    "INSERT INTO practice (id, licensee_id, name) VALUES (1, 1, 'Elm Street')",
    "INSERT INTO office (id, practice_id, name, folded_name) VALUES (1, 1, 'City', 'city')",
    "INSERT INTO party (id, kind, display_name, sort_key) VALUES (41, 1, 'Ng', 'ng')",
    "INSERT INTO client (id, kind, name, office_id) VALUES (41, 1, 'Ng', 1)",
    "INSERT INTO statement (id, office_id, name, content_hash, first_month, last_month, "
    "line_count, total,"
    " unmatched_count, unmatched_total, operation_id) VALUES (7, 1, 's', zeroblob (32), 24300, "
    "24300, 1, 1250, 0,"
    " 0, 1)",
    "INSERT INTO statement_line (client_id, month, statement_id, line_number, day, amount)"
    " VALUES (41, 24300, 7, 2, 1, 1250)",
    "UPDATE client_slot SET has_lines = 1 WHERE client_id = 41",
    NULL,
  };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GPtrArray) findings = NULL;
  TrancheFinding *finding;

  run_many (db, statements);
  findings
      = run_check (db, TRANCHE_CHECK_PRODUCTION | TRANCHE_CHECK_REFERENCES | TRANCHE_CHECK_PAGES);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpuint (finding->check, ==, TRANCHE_CHECK_PRODUCTION);
  g_assert_cmpstr (finding->message, ==,
                   "the total of client 41 in Jan 2025 is 0.00, but its lines add up to 12.50");
}

static void
test_chain (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  scratch_execute (db,
                   "INSERT INTO operation (id, at, actor_name, kind, label, previous_hash, hash)"
                   " VALUES (1, 0, '', 1, 'forged', zeroblob (32), zeroblob (32))");
  assert_finds (db, TRANCHE_CHECK_CHAIN, "the history was altered: operation 1 was altered");
}

static void
test_document (Scratch *scratch, gconstpointer data)
{
  static const char *const statements[] = {
    "INSERT INTO party (id, kind, display_name, sort_key) VALUES (1, 2, 'Ng', 'ng')",
    "PRAGMA foreign_keys = OFF",
    "INSERT INTO issued_document (id, number, kind, title, party_id, issued_on, operation_id, "
    "pages, hash, bytes)"
    " VALUES (3, 'D-1', 1, 't', 1, '2025-08-14', 1, 1, zeroblob (32), x'25504446')",
    NULL,
  };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GPtrArray) findings = NULL;
  TrancheFinding *finding;

  run_many (db, statements);
  findings = run_check (db, TRANCHE_CHECK_DOCUMENTS);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->message, ==, "issued document 3 isn’t what was issued");
}

/* An index that lacks a row: only the full check sees it. */
static void
test_pages (Scratch *scratch, gconstpointer data)
{
  static const char *const damage[] = {
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = 'CREATE INDEX benefit_by_model ON benefit (position, model_id)'"
    " WHERE name = 'benefit_by_model'",
    NULL,
  };
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  db = scratch_create (scratch);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  run_many (db, damage);
  scratch_execute (db, "PRAGMA writable_schema = RESET");
  findings = run_check (db, TRANCHE_CHECK_PAGES);
  g_assert_cmpuint (findings->len, >, 0);
}

/* SQLite takes any bytes for text; we don't. */
static void
test_texts (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *message;
  } cases[] = {
    { "UPDATE stage SET name = CAST (x'4eff67' AS TEXT) WHERE id = 2",
      "row 2 of “stage” holds text that isn’t valid" },
    { "UPDATE relationship_type SET reverse_phrase = 'be' || char (0) || 'fore' WHERE id = 3",
      "row 3 of “relationship_type” holds text that isn’t valid" },
    { "UPDATE source SET name = CAST (zeroblob (600000) AS TEXT) WHERE id = 1",
      "row 1 of “source” holds text that isn’t valid" },
    { "UPDATE source SET name = replace (hex (zeroblob (300000)), '00', 'Ng') WHERE id = 1",
      "row 1 of “source” holds text that isn’t valid" },
    { "INSERT INTO override (id, party_id, segment_id, reason, start_date) VALUES"
      " (9, 1, 4, 'Because', 'someday')",
      "row 9 of “override” holds text that isn’t valid" },
    { "INSERT INTO unmatched_line (statement_id, line_number, client_reference, month, day, amount)"
      " VALUES (7, 2, CAST (x'ff' AS TEXT), 1, 1, 1)",
      "row 7 of “unmatched_line” holds text that isn’t valid" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheDatabase) db = scratch_create (scratch);

      scratch_execute (db, "PRAGMA foreign_keys = OFF");
      scratch_execute (db, cases[i].sql);
      assert_finds (db, TRANCHE_CHECK_PAGES, cases[i].message);
      g_clear_pointer (&db, tranche_database_close);
      g_assert_cmpint (g_unlink (scratch->path), ==, 0);
    }
}

static void
test_cancelled (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  scratch_execute (
      db, "INSERT INTO stage (name, position) WITH RECURSIVE n (i) AS"
          " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT 'x' || i, 1 FROM n");
  g_cancellable_cancel (cancellable);
  g_assert_null (tranche_database_check (db, TRANCHE_CHECK_ALL, NULL, NULL, cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/check/clean", test_clean);
  scratch_test ("/store/check/dangling", test_dangling);
  scratch_test ("/store/check/dangling-lines", test_dangling_lines);
  scratch_test ("/store/check/production", test_production);
  scratch_test ("/store/check/chain", test_chain);
  scratch_test ("/store/check/document", test_document);
  scratch_test ("/store/check/pages", test_pages);
  scratch_test ("/store/check/texts", test_texts);
  scratch_test ("/store/check/cancelled", test_cancelled);
  return g_test_run ();
}
