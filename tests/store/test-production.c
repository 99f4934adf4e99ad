/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "store/production.h"

/* Clients 1003, 1006 … from the @first-th to the @last-th, each with the next slot. */
static void
add_clients (TrancheDatabase *db, guint first, guint last)
{
  g_autofree char *parties
      = g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT %u UNION ALL SELECT i + 1 FROM n"
                         " WHERE i < %u) INSERT INTO party (id, kind, display_name, sort_key)"
                         " SELECT 1000 + 3 * i, 1, 'C' || i, 'c' || i FROM n",
                         first, last);
  g_autofree char *clients
      = g_strdup_printf ("INSERT INTO client (id, kind, name, office_id)"
                         " SELECT id, 2, display_name, 901 + id %% 2 FROM party WHERE kind = 1"
                         " AND id BETWEEN 1000 + 3 * %u AND 1000 + 3 * %u ORDER BY id",
                         first, last);

  scratch_execute (db, parties);
  scratch_execute (db, clients);
}

/* Clients in two offices and two chunks, one line in most months of some of them. */
static TrancheDatabase *
create_file (Scratch *scratch)
{
  TrancheDatabase *db = scratch_create (scratch);

  scratch_execute (db, "BEGIN");
  scratch_execute (db, "INSERT INTO licensee (id, name) VALUES (901, 'L')");
  scratch_execute (db, "INSERT INTO practice (id, licensee_id, name) VALUES (901, 901, 'P')");
  scratch_execute (db, "INSERT INTO office (id, practice_id, name, folded_name)"
                       " VALUES (901, 901, 'A', 'a 901'), (902, 901, 'B', 'b 902')");
  add_clients (db, 1, 800);
  scratch_execute (db, "UPDATE client_slot SET slot = 65600 WHERE slot = 800");
  add_clients (db, 801, 2000);
  /* Months 24300 to 24315, and 24459: more than fit in one window. */
  scratch_execute (
      db, "INSERT INTO statement_line (client_id, month, statement_id, line_number,"
          " day, amount) SELECT client_id, 24300 + slot % 16 + (slot % 16 = 15) * 144, 1, slot, 3,"
          " (slot * 7919) % 1000003 - 5000 FROM client_slot WHERE slot % 7 <> 0");
  scratch_execute (db, "INSERT INTO statement_line (client_id, month, statement_id, line_number,"
                       " day, amount) SELECT client_id, 24301, 2, slot, 4, slot FROM client_slot"
                       " WHERE slot % 3 = 0");
  scratch_execute (db, "COMMIT");
  return db;
}

static gint64
get_first_slot (TrancheDatabase *db)
{
  return scratch_query (db, "SELECT min (slot) FROM client_slot WHERE client_id > 1000");
}

static void
add_all_lines (TrancheDatabase *db, int sign)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (TrancheProductionLine));
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (TrancheStatement) select = tranche_database_prepare (
        db,
        "SELECT slot, month, amount FROM statement_line JOIN client_slot USING (client_id)"
        " ORDER BY line_number",
        &error);

    while (tranche_statement_step (select, &error))
      {
        TrancheProductionLine line
            = { tranche_statement_get_int64 (select, 0), tranche_statement_get_int64 (select, 1),
                sign * tranche_statement_get_int64 (select, 2) };

        g_array_append_val (lines, line);
      }
    g_assert_no_error (error);
  }

  scratch_execute (db, "BEGIN");
  g_assert_true (tranche_production_add (db, &g_array_index (lines, TrancheProductionLine, 0),
                                         lines->len, &error));
  g_assert_no_error (error);
  scratch_execute (db, "COMMIT");
}

static void
rebuild (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;

  scratch_execute (db, "BEGIN");
  g_assert_true (tranche_production_rebuild (db, NULL, &error));
  g_assert_no_error (error);
  scratch_execute (db, "COMMIT");
}

static void
assert_verified (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  TrancheProductionDifference difference;

  g_assert_true (tranche_production_verify (db, &difference, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (difference.found);
}

static void
assert_difference (TrancheDatabase *db,
                   gint64 client_id,
                   TrancheMonth month,
                   TrancheMoney packed,
                   TrancheMoney lines)
{
  g_autoptr (GError) error = NULL;
  TrancheProductionDifference difference;

  g_assert_true (tranche_production_verify (db, &difference, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (difference.found);
  g_assert_cmpint (difference.client_id, ==, client_id);
  g_assert_cmpint (difference.month, ==, month);
  g_assert_cmpint (difference.packed, ==, packed);
  g_assert_cmpint (difference.lines, ==, lines);
}

static void
test_add (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  gint64 n_packs;

  add_all_lines (db, 1);
  assert_verified (db);
  n_packs = scratch_query (db, "SELECT count (*) FROM production");
  g_assert_cmpint (n_packs, ==, 2 * 16);

  /* Twice is different; taken away again it is the same; taken away once more nothing is left. */
  add_all_lines (db, 1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM production"), ==, n_packs);
  add_all_lines (db, -1);
  assert_verified (db);
  add_all_lines (db, -1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM production"), ==, 0);
}

static void
test_overflow (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GError) error = NULL;
  TrancheProductionLine lines[] = { { 5, 24300, G_MAXINT64 }, { 5, 24300, 1 } };

  g_assert_false (tranche_production_add (db, lines, 2, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

/* The last slot of one chunk and the first of the next. */
static void
test_border (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  TrancheProductionLine lines[] = { { 65536, 24300, 7 }, { 65535, 24300, 5 } };

  g_assert_true (tranche_production_add (db, lines, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT length (amounts) FROM production"
                                      " WHERE id = 24300 << 16"),
                   ==, 65536 * 8);
  g_assert_cmpint (scratch_query (db, "SELECT substr (amounts, -8) = x'0500000000000000'"
                                      " FROM production WHERE id = 24300 << 16"),
                   ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT amounts = x'0700000000000000' FROM production"
                                      " WHERE id = 24300 << 16 | 1"),
                   ==, 1);
}

static void
test_sum (Scratch *scratch, gconstpointer data)
{
  static const TrancheMonth ranges[][2] = { { 24300, 24459 }, { 24301, 24312 }, { 24000, 24299 } };
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GError) error = NULL;

  add_all_lines (db, 1);
  for (guint r = 0; r < G_N_ELEMENTS (ranges); r++)
    {
      g_autofree TrancheMoney *totals = NULL;
      g_autofree char *sql = NULL;
      g_autofree TrancheMoney *expected = NULL;
      g_autoptr (TrancheStatement) select = NULL;
      guint n_slots;

      g_assert_true (
          tranche_production_sum (db, ranges[r][0], ranges[r][1], &totals, &n_slots, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (n_slots, ==, scratch_query (db, "SELECT max (slot) + 1 FROM client_slot"));

      expected = g_new0 (TrancheMoney, n_slots);
      select = tranche_database_prepare (
          db,
          "SELECT slot, sum (amount) FROM statement_line JOIN client_slot USING (client_id)"
          " WHERE month BETWEEN ?1 AND ?2 GROUP BY slot",
          &error);
      tranche_statement_bind_int64 (select, 1, ranges[r][0]);
      tranche_statement_bind_int64 (select, 2, ranges[r][1]);
      while (tranche_statement_step (select, &error))
        expected[tranche_statement_get_int64 (select, 0)] = tranche_statement_get_int64 (select, 1);
      g_assert_no_error (error);
      g_assert_cmpmem (totals, n_slots * sizeof *totals, expected, n_slots * sizeof *expected);
    }
}

static void
test_cancel (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TrancheMoney *totals = NULL;
  guint n_slots;

  add_all_lines (db, 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      tranche_production_sum (db, 24300, 24400, &totals, &n_slots, cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  g_assert_null (totals);
}

static void
test_verify (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GError) error = NULL;
  gint64 first = get_first_slot (db);
  TrancheProductionLine wrong = { 66000, 24301, 0 };
  gint64 client_id = scratch_query (db, "SELECT client_id FROM client_slot WHERE slot = 66000");
  gint64 truth;

  add_all_lines (db, 1);
  assert_verified (db);
  truth = scratch_query (db, "SELECT sum (amount) FROM statement_line JOIN client_slot"
                             " USING (client_id) WHERE slot = 66000 AND month = 24301");

  /* A cent too much in the second chunk. */
  wrong.amount = 1;
  g_assert_true (tranche_production_add (db, &wrong, 1, &error));
  assert_difference (db, client_id, 24301, truth + 1, truth);
  wrong.amount = -1;
  g_assert_true (tranche_production_add (db, &wrong, 1, &error));
  assert_verified (db);

  /* A month that has no line at all, beyond the first window; then one of nobody. */
  wrong = (TrancheProductionLine) { first, 24700, 12 };
  g_assert_true (tranche_production_add (db, &wrong, 1, &error));
  assert_difference (db, 1003, 24700, 12, 0);
  wrong.amount = -12;
  g_assert_true (tranche_production_add (db, &wrong, 1, &error));
  wrong = (TrancheProductionLine) { 200000, 24302, 12 };
  g_assert_true (tranche_production_add (db, &wrong, 1, &error));
  assert_difference (db, 0, 24302, 12, 0);

  /* A line that was never added. */
  rebuild (db);
  assert_verified (db);
  scratch_execute (db, "INSERT INTO statement_line (client_id, month, statement_id, line_number,"
                       " day, amount) VALUES (1003, 20000, 9, 1, 1, 55)");
  assert_difference (db, 1003, 20000, 0, 55);
  rebuild (db);
  assert_verified (db);
}

static void
test_rebuild (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);

  /* Both ways give the same bytes. */
  add_all_lines (db, 1);
  scratch_execute (db, "CREATE TEMP TABLE kept AS SELECT id, amounts FROM production");
  rebuild (db);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM production"), ==, 32);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM kept JOIN production USING (id)"
                                      " WHERE kept.amounts = production.amounts"),
                   ==, 32);
}

static void
test_months (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GError) error = NULL;
  gint64 client_id = scratch_query (db, "SELECT client_id FROM client_slot WHERE slot % 16 = 1"
                                        " AND slot % 3 = 0 LIMIT 1");
  TrancheMoney months[24];
  TrancheMoney sum = 0;
  TrancheMonth earliest;

  g_assert_true (tranche_production_load_months (db, client_id, 24290, 24290 + 23, months, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (i != 11)
        g_assert_cmpint (months[i], ==, 0);
      sum += months[i];
    }
  g_assert_cmpint (sum, ==, months[11]);
  g_assert_cmpint (sum, !=, 0);

  g_assert_true (tranche_production_get_earliest_month (db, 901, &earliest, &error));
  g_assert_cmpint (earliest, ==, TRANCHE_MONTH_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/production/add", test_add);
  scratch_test ("/store/production/overflow", test_overflow);
  scratch_test ("/store/production/border", test_border);
  scratch_test ("/store/production/sum", test_sum);
  scratch_test ("/store/production/cancel", test_cancel);
  scratch_test ("/store/production/verify", test_verify);
  scratch_test ("/store/production/rebuild", test_rebuild);
  scratch_test ("/store/production/months", test_months);
  return g_test_run ();
}
