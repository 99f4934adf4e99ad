/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/chain.h"
#include "store/database-private.h"
#include "store/operation-private.h"

static TrancheOperation *
begin (TrancheDatabase *db, const char *label)
{
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, label, &error);

  g_assert_no_error (error);
  return operation;
}

static void
add_change (TrancheOperation *operation, gint64 row_id, const char *before, const char *after)
{
  g_autoptr (GError) error = NULL;

  tranche_operation_add_change (operation, "stage", row_id, 0, before, after, &error);
  g_assert_no_error (error);
}

static void
commit (TrancheOperation *operation)
{
  g_autoptr (GError) error = NULL;

  tranche_operation_commit (operation, &error);
  g_assert_no_error (error);
}

static char *
verify (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  char *problem = NULL;

  tranche_operation_chain_verify (db, NULL, &problem, &error);
  g_assert_no_error (error);
  return problem;
}

static void
assert_chain_holds (TrancheDatabase *db)
{
  g_autofree char *problem = verify (db);

  g_assert_cmpstr (problem, ==, NULL);
}

static void
make_history (TrancheDatabase *db)
{
  for (guint i = 1; i <= 3; i++)
    {
      TrancheOperation *operation = begin (db, "Stage added");

      g_assert_cmpint (tranche_operation_get_id (operation), ==, i);
      add_change (operation, i, NULL, "{\"id\":1}");
      add_change (operation, i, "{\"id\":1}", "{\"id\":2}");
      commit (operation);
    }
}

static void
test_commit (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  TrancheOperation *operation;

  tranche_database_set_actor (db, 7, "Mai Ng");
  tranche_database_set_clock (db, 1755129600000000);
  operation = begin (db, "Stage added");
  g_assert_cmpint (tranche_operation_get_time (operation), ==, 1755129600000000);
  tranche_operation_add_affects (operation, TRANCHE_AFFECTS_LIMITS);
  tranche_operation_add_affects (operation, TRANCHE_AFFECTS_SETTINGS);
  tranche_operation_set_office (operation, 3);
  add_change (operation, 1, NULL, "{}");
  commit (operation);

  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM operation WHERE id = 1 AND at = 1755129600000000"
                         " AND actor_id = 7 AND actor_name = 'Mai Ng' AND kind = 1"
                         " AND label = 'Stage added' AND office_id = 3 AND affects = 12"
                         " AND last_change_id = 1 AND previous_hash = zeroblob (32)"),
      ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM change WHERE operation_id = 1"), ==,
                   1);
  assert_chain_holds (db);
}

static void
test_empty (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  TrancheOperation *operation = begin (db, "Nothing");

  commit (operation);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, 0);

  /* Its number is free again. */
  operation = begin (db, "Figures only");
  g_assert_cmpint (tranche_operation_get_id (operation), ==, 1);
  tranche_operation_set_detail (operation, "{\"lines\":3}");
  commit (operation);
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM operation WHERE last_change_id IS NULL"), ==, 1);
  assert_chain_holds (db);
}

static void
test_roll_back (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  {
    g_autoptr (TrancheOperation) operation = begin (db, "Lost");

    scratch_execute (db, "INSERT INTO stage (name, position) VALUES ('a', 1)");
    add_change (operation, 1, NULL, "{}");
  }
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM stage WHERE name = 'a'"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM change"), ==, 0);
  make_history (db);
  assert_chain_holds (db);
}

/* A foreign key that is checked at the end: the error reaches the caller, nothing stays. */
static void
test_commit_fails (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation = begin (db, "Run");

  scratch_execute (
      db, "INSERT INTO assignment_history (operation_id, party_id, effective_date, had_segment,"
          " has_segment) VALUES (99, 1, '2025-01-01', 0, 1)");
  tranche_operation_set_detail (operation, "{}");
  g_assert_false (tranche_operation_commit (operation, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM assignment_history"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, 0);
  make_history (db);
}

static void
test_read_only (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_close (scratch_create (scratch));
  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_null (tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "No", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY);
}

/* Whoever goes round the program is found out. */
static void
test_tampering (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *problem;
  } cases[] = {
    { "UPDATE change SET after = '{\"id\":3}' WHERE id = 4", "change 4 was altered" },
    { "UPDATE change SET before = NULL WHERE id = 2", "change 2 was altered" },
    { "UPDATE change SET party_id = 5 WHERE id = 1", "change 1 was altered" },
    { "UPDATE change SET operation_id = 1 WHERE id = 3", "change 3 was altered" },
    { "DELETE FROM change WHERE id = 3", "change 3 is missing" },
    { "DELETE FROM change WHERE id = 6", "change 6 is missing" },
    { "UPDATE operation SET actor_name = 'x' WHERE id = 2", "operation 2 was altered" },
    { "UPDATE operation SET at = at + 1 WHERE id = 3", "operation 3 was altered" },
    { "UPDATE operation SET hash = zeroblob (32) WHERE id = 1", "operation 1 was altered" },
    { "DELETE FROM operation WHERE id = 2", "operation 2 is missing" },
    { "DELETE FROM operation WHERE id = 3", "change 5 belongs to no operation" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheDatabase *db = scratch_create (scratch);
      g_autofree char *problem = NULL;

      make_history (db);
      assert_chain_holds (db);
      scratch_execute (db, "PRAGMA foreign_keys = OFF");
      scratch_execute (db, "DROP TRIGGER operation_no_update");
      scratch_execute (db, "DROP TRIGGER operation_no_delete");
      scratch_execute (db, "DROP TRIGGER change_no_update");
      scratch_execute (db, "DROP TRIGGER change_no_delete");
      scratch_execute (db, cases[i].sql);
      problem = verify (db);
      g_assert_cmpstr (problem, ==, cases[i].problem);
      tranche_database_close (db);
      g_unlink (scratch->path);
    }
}

static void
test_append_only (Scratch *scratch, gconstpointer data)
{
  static const char *const statements[] = {
    "UPDATE operation SET label = 'x'",
    "DELETE FROM operation",
    "UPDATE change SET after = NULL",
    "DELETE FROM change",
    "REPLACE INTO change (id, operation_id, table_name, row_id, previous_hash, hash)"
    " VALUES (1, 1, 'x', 1, zeroblob (32), zeroblob (32))",
  };
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  make_history (db);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tranche_database_execute (db, statements[i], &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
    }
  assert_chain_holds (db);
}

/* Values that would run together without their lengths. */
static void
test_unambiguous (void)
{
  static const struct
  {
    const char *before;
    const char *after;
  } pairs[] = { { "ab", "c" }, { "a", "bc" },   { NULL, "abc" },
                { "", "abc" }, { "abc", NULL }, { "abc", "" } };
  g_autoptr (TrancheHasher) hasher = tranche_hasher_new ();
  guint8 hashes[G_N_ELEMENTS (pairs)][TRANCHE_HASH_SIZE];
  guint8 previous[TRANCHE_HASH_SIZE] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      TrancheChangeRow row = { .id = 1,
                               .operation_id = 1,
                               .table_name = "t",
                               .row_id = 1,
                               .before = pairs[i].before,
                               .after = pairs[i].after };

      tranche_chain_hash_change (hasher, &row, previous, hashes[i]);
      for (guint j = 0; j < i; j++)
        g_assert_true (memcmp (hashes[i], hashes[j], TRANCHE_HASH_SIZE) != 0);
    }
}

/* The form of the hash is part of the file format: what a file of today says must hold in ten
 * years. */
static void
test_known_hash (void)
{
  g_autoptr (TrancheHasher) hasher = tranche_hasher_new ();
  guint8 previous[TRANCHE_HASH_SIZE] = { 0 };
  guint8 hash[TRANCHE_HASH_SIZE];
  g_autoptr (GString) hex = g_string_new (NULL);
  TrancheChangeRow row
      = { .id = 1, .operation_id = 2, .table_name = "client", .row_id = 3, .after = "{}" };

  tranche_chain_hash_change (hasher, &row, previous, hash);
  for (guint i = 0; i < TRANCHE_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  /* python3: hashlib.sha256 (i(1) + i(2) + t("client") + i(3) + b"n" + b"n" + t("{}") + b"h" +
   * bytes (32)) with i = b"i" + eight bytes, t = b"t" + length in eight bytes + text */
  g_assert_cmpstr (hex->str, ==,
                   "91fe97292e928ff3543d1d3cf5470110702f4ebf1b4fc1f4bfcdf9a5417beaa0");
}

static void
test_touches (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GPtrArray) touches = NULL;
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation;
  TrancheTouches *first;
  TrancheTouches *second;
  gint64 id = 41;

  tranche_database_collect_touches (db);
  operation = begin (db, "One");
  tranche_operation_add_change (operation, "client", 41, 41, NULL, "{}", &error);
  tranche_operation_add_change (operation, "membership", 9, 41, NULL, "{}", &error);
  commit (operation);

  operation = begin (db, "Many");
  for (gint64 i = 1; i <= TRANCHE_TOUCHES_MAX + 1; i++)
    tranche_operation_touch (operation, "assignment", i);
  tranche_operation_set_detail (operation, "{}");
  commit (operation);

  tranche_operation_cancel (begin (db, "Cancelled"));

  touches = tranche_database_take_touches (db);
  g_assert_cmpuint (touches->len, ==, 2);
  first = g_ptr_array_index (touches, 0);
  g_assert_cmpint (first->operation_id, ==, 1);
  g_assert_cmpuint (first->tables->len, ==, 2);
  g_assert_false (first->many_parties);
  g_assert_cmpuint (g_hash_table_size (first->party_ids), ==, 1);
  g_assert_true (g_hash_table_contains (first->party_ids, &id));
  second = g_ptr_array_index (touches, 1);
  g_assert_true (second->many_parties);
  g_assert_cmpuint (g_hash_table_size (second->party_ids), ==, 0);
}

static void
test_verify_cancelled (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  TrancheOperation *operation = begin (db, "Long");

  for (gint64 i = 1; i <= 5000; i++)
    add_change (operation, i, NULL, "{}");
  commit (operation);
  g_cancellable_cancel (cancellable);
  g_assert_false (tranche_operation_chain_verify (db, cancellable, &problem, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/operation/commit", test_commit);
  scratch_test ("/store/operation/empty", test_empty);
  scratch_test ("/store/operation/roll-back", test_roll_back);
  scratch_test ("/store/operation/commit-fails", test_commit_fails);
  scratch_test ("/store/operation/read-only", test_read_only);
  scratch_test ("/store/operation/touches", test_touches);
  scratch_test ("/store/chain/tampering", test_tampering);
  scratch_test ("/store/chain/append-only", test_append_only);
  scratch_test ("/store/chain/verify-cancelled", test_verify_cancelled);
  g_test_add_func ("/store/chain/unambiguous", test_unambiguous);
  g_test_add_func ("/store/chain/known-hash", test_known_hash);
  return g_test_run ();
}
