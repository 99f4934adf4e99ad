/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "jobs/segmentation.h"
#include "store/check.h"

#define MONTH(year, month) TRANCHE_MONTH (year, month)

static TrancheSegmentationResult *
try_run (TrancheDatabase *db,
         TrancheStrategyTarget target,
         const char *date,
         gboolean dry_run,
         GError **error)
{
  TrancheSegmentationRequest request = { 1, target, practice_day (date), dry_run };

  return tranche_segmentation_run (db, &request, NULL, NULL, NULL, error);
}

static TrancheSegmentationResult *
run (TrancheDatabase *db, TrancheStrategyTarget target, const char *date)
{
  g_autoptr (GError) error = NULL;
  TrancheSegmentationResult *result = try_run (db, target, date, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
undo_or_redo (TrancheDatabase *db, gint64 operation_id, gboolean redo, int expected_code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheOperation) operation = NULL;

  operation = tranche_operation_begin (db, redo ? TRANCHE_OPERATION_REDO : TRANCHE_OPERATION_UNDO,
                                       "Undo", &error);
  g_assert_no_error (error);
  if (tranche_run_undo_handler (operation, operation_id, redo, &error))
    tranche_operation_commit (g_steal_pointer (&operation), &error);

  if (expected_code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, TRANCHE_ERROR, expected_code);
}

/* The assignments and runs, as one text to compare. */
static char *
dump (TrancheDatabase *db)
{
  static const char sql[]
      = "SELECT 'a' || party_id || ' ' || coalesce (segment_id, '-') || ' ' || run_id || ' ' || "
        "since"
        " FROM assignment UNION ALL SELECT 'r' || id || ' ' || state FROM run ORDER BY 1";
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, &error);
  GString *text = g_string_new (NULL);

  while (tranche_statement_step (statement, &error))
    g_string_append_printf (text, "%s\n", tranche_statement_get_text (statement, 0, NULL));
  g_assert_no_error (error);
  return g_string_free_and_steal (text);
}

/* PRODUCT.md 3, the first table, literally. */
static void
test_windows (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *date;
    int maximum, buffer;
    TrancheMonth earliest, start, end;
    int available;
  } cases[] = {
    { "2025-08-14", 12, 1, MONTH (2023, 3), MONTH (2024, 8), MONTH (2025, 7), 12 },
    { "2025-08-14", 12, 1, MONTH (2025, 1), MONTH (2024, 8), MONTH (2025, 7), 7 },
    { "2025-08-14", 12, 0, MONTH (2025, 1), MONTH (2024, 9), MONTH (2025, 8), 8 },
    { "2025-08-14", 12, 1, MONTH (2025, 7), MONTH (2024, 8), MONTH (2025, 7), 1 },
    { "2025-08-14", 12, 1, MONTH (2025, 8), 0, 0, 0 },
    { "2025-08-14", 12, 1, TRANCHE_MONTH_NONE, 0, 0, 0 },
    { "2026-01-10", 12, 2, MONTH (2020, 1), MONTH (2024, 12), MONTH (2025, 11), 12 },
    { "2025-08-31", 6, 3, MONTH (2025, 1), MONTH (2024, 12), MONTH (2025, 5), 5 },
  };
  g_autoptr (TrancheDatabase) db = practice_create (scratch);

  practice_add_client (db, 10, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheSegmentationResult) result = NULL;
      g_autoptr (GError) error = NULL;

      practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, cases[i].maximum, cases[i].buffer, 0,
                             50000, 200000);
      scratch_execute (db, "DELETE FROM statement_line");
      scratch_execute (db, "DELETE FROM statement");
      if (cases[i].earliest != TRANCHE_MONTH_NONE)
        practice_add_line (db, 1, 10, cases[i].earliest, 100);
      practice_pack (db);

      result = try_run (db, TRANCHE_TARGET_INDIVIDUAL, cases[i].date, TRUE, &error);
      if (cases[i].available == 0)
        {
          g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
          g_assert_null (result);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpint (result->run->start_month, ==, cases[i].start);
      g_assert_cmpint (result->run->end_month, ==, cases[i].end);
      g_assert_cmpint (result->run->available_months, ==, cases[i].available);
      g_assert_cmpint (tranche_run_get_segment (result->run, 1)->effective_lower, ==,
                       50000 * cases[i].available);
    }
}

/* Bronze [0, 500), Silver [500, 2,000), Gold [2,000, ∞), over 12 months. */
static TrancheDatabase *
create_worked_practice (Scratch *scratch)
{
  static const struct
  {
    gint64 client;
    TrancheMoney total;
  } clients[] = {
    { 10, 599999 }, { 11, 600000 }, { 12, 2399999 }, { 13, 2400000 }, { 14, 0 }, { 15, -5000 },
  };
  TrancheDatabase *db = practice_create (scratch);

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_add_client (db, 20, 2);
  practice_add_line (db, 2, 20, MONTH (2025, 1), 99999999);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      practice_add_client (db, clients[i].client, 1);
      if (clients[i].total == 0)
        continue;
      practice_add_line (db, 1, clients[i].client, MONTH (2024, 8), clients[i].total - 1000);
      practice_add_line (db, 1, clients[i].client, MONTH (2025, 7), 1000);
      /* Neither counts. */
      practice_add_line (db, 1, clients[i].client, MONTH (2024, 7), 7777777);
      practice_add_line (db, 1, clients[i].client, MONTH (2025, 8), 7777777);
    }
  /* Lines that come to nothing are production. */
  practice_add_client (db, 16, 1);
  practice_add_line (db, 1, 16, MONTH (2025, 2), 4000);
  practice_add_line (db, 1, 16, MONTH (2025, 2), -4000);
  practice_pack (db);
  return db;
}

static void
test_worked (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) result = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_autoptr (TrancheRun) kept = NULL;
  g_autoptr (GPtrArray) movers = NULL;
  g_autoptr (GError) error = NULL;
  const TrancheRunMover *mover;

  g_assert_cmpint (practice_get_segment (db, 10), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 11), ==, PRACTICE_SILVER);
  g_assert_cmpint (practice_get_segment (db, 12), ==, PRACTICE_SILVER);
  g_assert_cmpint (practice_get_segment (db, 13), ==, PRACTICE_GOLD);
  g_assert_cmpint (practice_get_segment (db, 14), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 15), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 16), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 20), ==, -1);

  g_assert_cmpint (result->run->parties, ==, 7);
  g_assert_cmpint (result->run->moves, ==, 7);
  g_assert_cmpint (result->run->unsegmented, ==, 0);
  g_assert_cmpint (result->run->no_production, ==, 1);
  g_assert_cmpint (result->run->negative, ==, 1);
  g_assert_cmpint (result->run->production, ==, 599999 + 600000 + 2399999 + 2400000 - 5000);
  g_assert_cmpint (result->office_production, ==, result->run->production);
  g_assert_cmpint (result->earliest_month, ==, MONTH (2024, 7));
  g_assert_cmpint (tranche_run_get_segment (result->run, 0)->parties, ==, 4);
  g_assert_cmpint (tranche_run_get_segment (result->run, 0)->moved_in, ==, 4);
  g_assert_cmpint (tranche_run_get_segment (result->run, 1)->production, ==, 600000 + 2399999);

  kept = tranche_runs_load (db, result->run->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kept->segments->len, ==, 3);
  g_assert_cmpstr (tranche_run_get_segment (kept, 2)->name, ==, "Gold");
  g_assert_cmpint (tranche_run_get_segment (kept, 0)->moved_in, ==, 4);
  g_assert_cmpint (tranche_run_get_segment (kept, 0)->moved_out, ==, 0);
  g_assert_cmpint (kept->moves, ==, 7);
  g_assert_cmpint (kept->date, ==, practice_day ("2025-08-14"));
  g_assert_cmpint (tranche_run_classify (kept, 599999), ==, 0);
  g_assert_cmpint (tranche_run_classify (kept, 600000), ==, 1);

  movers = tranche_runs_list_movers (db, kept->id, 11, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (movers->len, ==, 2);
  mover = g_ptr_array_index (movers, 1);
  g_assert_cmpint (mover->party_id, ==, 13);
  g_assert_cmpstr (mover->name, ==, "Client 13");
  g_assert_false (mover->had_segment);
  g_assert_null (mover->from_name);
  g_assert_cmpstr (mover->to_name, ==, "Gold");
  g_assert_cmpint (mover->total, ==, 2400000);

  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 3"), ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE label ="
                                      " 'Ran segmentation for July 2025: 7 moved'"),
                   ==, 1);
}

static void
test_again (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) first = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_autoptr (TrancheSegmentationResult) second = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-15");
  g_autoptr (TrancheSegmentationResult) third = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (second->run->moves, ==, 0);
  g_assert_cmpint (second->run->id, >, first->run->id);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM assignment_history"), ==, 7);
  g_assert_cmpint (practice_query (db, "SELECT count (*) FROM assignment WHERE run_id = %d",
                                   (int) first->run->id),
                   ==, 7);

  /* One of them earns a cent more. */
  practice_add_line (db, 1, 10, MONTH (2025, 3), 1);
  practice_pack (db);
  third = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-16");
  g_assert_cmpint (third->run->moves, ==, 1);
  g_assert_cmpint (tranche_run_get_segment (third->run, 0)->moved_out, ==, 1);
  g_assert_cmpint (tranche_run_get_segment (third->run, 1)->moved_in, ==, 1);
  g_assert_cmpint (practice_get_segment (db, 10), ==, PRACTICE_SILVER);

  runs = tranche_runs_list (db, 1, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (runs->len, ==, 3);
  g_assert_cmpint (((TrancheRun *) g_ptr_array_index (runs, 0))->id, ==, third->run->id);
}

static void
test_dry_run (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheDatabase) reader = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = try_run (reader, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14", TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (result->dry_run);
  g_assert_cmpint (result->run->id, ==, 0);
  g_assert_cmpint (result->run->moves, ==, 7);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM run"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 3"), ==, 0);
}

static void
test_unsegmented (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) result = NULL;

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 50000, 100000, -1);
  result = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_assert_cmpint (result->run->unsegmented, ==, 4);
  g_assert_cmpint (result->run->unsegmented_production, ==, 599999 - 5000);
  g_assert_cmpint (result->run->negative, ==, 1);
  g_assert_cmpint (practice_get_segment (db, 14), ==, 0);
  g_assert_cmpint (practice_get_segment (db, 13), ==, PRACTICE_SILVER);
  g_assert_cmpint (result->run->production, ==,
                   result->run->unsegmented_production
                       + tranche_run_get_segment (result->run, 0)->production
                       + tranche_run_get_segment (result->run, 1)->production);
}

static void
test_refused (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *spoil;
    const char *mend;
    const char *words;
  } cases[] = {
    { "UPDATE office SET segmentation_enabled = 0", "UPDATE office SET segmentation_enabled = 1",
      "switched off" },
    { "UPDATE strategy SET active = 0", "UPDATE strategy SET active = 1", "no active strategy" },
    { "UPDATE band SET strategy_id = 2", "UPDATE band SET strategy_id = 1", "no segment" },
    { "UPDATE statement SET state = 2 WHERE office_id = 1",
      "UPDATE statement SET state = 1 WHERE office_id = 1", NULL },
    { "UPDATE practice SET segmentation_model_id = 7",
      "UPDATE practice SET segmentation_model_id = NULL", "isn’t in the office’s model" },
  };
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) no_group = NULL;

  scratch_execute (db,
                   "INSERT INTO strategy (id, office_id, name, target) VALUES (2, 2, 'Other', 1)");
  scratch_execute (db, "INSERT INTO segmentation_model (id, level, practice_id, name)"
                       " VALUES (7, 3, 1, 'Own')");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      scratch_execute (db, cases[i].spoil);
      g_assert_null (try_run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14", FALSE, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].words));
      scratch_execute (db, i == 1 ? "UPDATE strategy SET active = 1 WHERE id = 1" : cases[i].mend);
      g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM run"), ==, 0);
      g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM assignment"), ==, 0);
      g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 3"), ==, 0);
    }

  g_assert_null (try_run (db, TRANCHE_TARGET_GROUP, "2025-08-14", FALSE, &no_group));
  g_assert_error (no_group, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);

  result = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_assert_cmpint (result->run->moves, ==, 7);
}

static void
cancel_at_cb (double fraction, const char *what, gpointer user_data)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (db);
  g_autofree char *after = NULL;
  TrancheSegmentationRequest request
      = { 1, TRANCHE_TARGET_INDIVIDUAL, practice_day ("2025-08-14"), FALSE };

  g_assert_null (
      tranche_segmentation_run (db, &request, cancel_at_cb, cancellable, cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  after = dump (db);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 3"), ==, 0);
}

static void
test_undo (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) first = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_autoptr (TrancheSegmentationResult) second = NULL;
  g_autofree char *with_first = dump (db);
  g_autofree char *with_second = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 49999, 300000);
  practice_add_client (db, 17, 1);
  second = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-20");
  g_assert_cmpint (second->run->moves, ==, 3);
  with_second = dump (db);

  /* Not under the later one. */
  undo_or_redo (db, first->run->operation_id, FALSE, TRANCHE_ERROR_CONFLICT);
  undo_or_redo (db, second->run->operation_id, TRUE, TRANCHE_ERROR_CONFLICT);

  undo_or_redo (db, second->run->operation_id, FALSE, -1);
  g_assert_cmpint (practice_get_segment (db, 10), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 17), ==, -1);
  undone = dump (db);
  g_assert_true (g_str_has_prefix (undone, with_first)
                 || strncmp (undone, with_first, strlen (with_first) - 6) == 0);
  undo_or_redo (db, second->run->operation_id, FALSE, TRANCHE_ERROR_CONFLICT);

  undo_or_redo (db, second->run->operation_id, TRUE, -1);
  redone = dump (db);
  g_assert_cmpstr (redone, ==, with_second);

  undo_or_redo (db, second->run->operation_id, FALSE, -1);
  undo_or_redo (db, first->run->operation_id, FALSE, -1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM assignment"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM run WHERE state = 1"), ==, 0);
}

/* Somebody else's write in between isn't overwritten. */
static void
test_undo_conflict (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) first = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  scratch_execute (db, "UPDATE assignment SET segment_id = 1 WHERE party_id = 12");
  before = dump (db);
  undo_or_redo (db, first->run->operation_id, FALSE, TRANCHE_ERROR_CONFLICT);
  after = dump (db);
  g_assert_cmpstr (after, ==, before);
}

static void
test_groups (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_worked_practice (scratch);
  g_autoptr (TrancheSegmentationResult) result = NULL;

  practice_add_strategy (db, 1, TRANCHE_TARGET_GROUP, 12, 1, 0, 50000, 200000);
  practice_add_group (db, 30, 1);
  practice_add_group (db, 31, 1);
  practice_add_group (db, 32, 1);
  practice_add_group (db, 33, 2);
  practice_join (db, 30, 10, TRUE);
  practice_join (db, 30, 11, TRUE);
  /* Also in another one, where it doesn't count. */
  practice_join (db, 31, 11, FALSE);
  practice_join (db, 31, 15, TRUE);
  /* A group of another office, and a client of another office. */
  practice_join (db, 33, 12, TRUE);
  practice_join (db, 31, 20, TRUE);

  result = run (db, TRANCHE_TARGET_GROUP, "2025-08-14");
  g_assert_cmpint (result->run->parties, ==, 3);
  g_assert_cmpint (practice_get_segment (db, 30), ==, PRACTICE_SILVER);
  g_assert_cmpint (practice_get_segment (db, 31), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 32), ==, PRACTICE_BRONZE);
  g_assert_cmpint (practice_get_segment (db, 33), ==, -1);
  g_assert_cmpint (result->run->production, ==, 599999 + 600000 - 5000);
  g_assert_cmpint (result->run->no_production, ==, 1);
  g_assert_cmpint (result->run->negative, ==, 1);
  g_assert_cmpint (result->ungrouped, ==, 4);
  g_assert_cmpint (result->ungrouped_production, ==, 2399999 + 2400000);
  g_assert_cmpint (result->run->production + result->ungrouped_production, ==,
                   result->office_production);
}

static void
assert_altered (TrancheDatabase *db, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings
      = tranche_database_check (db, TRANCHE_CHECK_CHAIN, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, message != NULL);
  if (message != NULL)
    g_assert_cmpstr (((TrancheFinding *) findings->pdata[0])->message, ==, message);
}

/* Who moved, and by which limits, can't be rewritten unseen by somebody with the file in another
 * program. */
static void
test_sealed (Scratch *scratch, gconstpointer data)
{
  static const char of_run[] = "the history of segments was altered: what operation 2 wrote isn’t "
                               "there as it was";
  static const char of_undo[] = "the history of segments was altered: what operation 3 wrote isn’t "
                                "there as it was";
  static const struct
  {
    const char *forge, *back, *message;
  } cases[] = {
    { "UPDATE assignment_history SET to_segment_id = 4 WHERE operation_id = 2 AND party_id = 10",
      "UPDATE assignment_history SET to_segment_id = 3 WHERE operation_id = 2 AND party_id = 10",
      of_run },
    { "UPDATE assignment_history SET effective_date = '2025-08-15' WHERE operation_id = 3",
      "UPDATE assignment_history SET effective_date = '2025-08-14' WHERE operation_id = 3",
      of_undo },
    { "UPDATE run_segment SET monthly_lower = monthly_lower + 1",
      "UPDATE run_segment SET monthly_lower = monthly_lower - 1", of_run },
    { "UPDATE run SET production = production + 1", "UPDATE run SET production = production - 1",
      of_run },
    { "DELETE FROM assignment_history WHERE operation_id = 3", NULL, of_undo },
  };
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheSegmentationResult) result = NULL;

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_add_client (db, 10, 1);
  practice_add_client (db, 11, 1);
  practice_add_line (db, 1, 10, MONTH (2025, 7), 60000);
  practice_pack (db);
  result = run (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  g_assert_cmpint (practice_get_segment (db, 10), ==, PRACTICE_SILVER);
  undo_or_redo (db, 2, FALSE, -1);
  undo_or_redo (db, 2, TRUE, -1);
  assert_altered (db, NULL);

  scratch_execute (db, "DROP TRIGGER assignment_history_no_update");
  scratch_execute (db, "DROP TRIGGER assignment_history_no_delete");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      scratch_execute (db, cases[i].forge);
      assert_altered (db, cases[i].message);
      if (cases[i].back != NULL)
        {
          scratch_execute (db, cases[i].back);
          assert_altered (db, NULL);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/segmentation/windows", test_windows);
  scratch_test ("/jobs/segmentation/worked", test_worked);
  scratch_test ("/jobs/segmentation/again", test_again);
  scratch_test ("/jobs/segmentation/dry-run", test_dry_run);
  scratch_test ("/jobs/segmentation/unsegmented", test_unsegmented);
  scratch_test ("/jobs/segmentation/refused", test_refused);
  scratch_test ("/jobs/segmentation/cancel", test_cancel);
  scratch_test ("/jobs/segmentation/undo", test_undo);
  scratch_test ("/jobs/segmentation/undo-conflict", test_undo_conflict);
  scratch_test ("/jobs/segmentation/groups", test_groups);
  scratch_test ("/jobs/segmentation/sealed", test_sealed);

  return g_test_run ();
}
