/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "jobs/segmentation.h"

#define MONTH(year, month) TRANCHE_MONTH (year, month)

/* One client, with statements from August 2024 on. */
static TrancheDatabase *
create_practice (Scratch *scratch)
{
  TrancheDatabase *db = practice_create (scratch);

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_add_client (db, 10, 1);
  practice_add_line (db, 1, 10, MONTH (2024, 8), 600000);
  practice_pack (db);
  return db;
}

/* The run's operation. */
static gint64
run (TrancheDatabase *db, const char *date)
{
  g_autoptr (GError) error = NULL;
  TrancheSegmentationRequest request
      = { .office_id = 1, .target = TRANCHE_TARGET_INDIVIDUAL, .date = practice_day (date) };
  g_autoptr (TrancheSegmentationResult) result
      = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result->run->operation_id;
}

static void
undo (TrancheDatabase *db, gint64 operation_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheOperation) operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_UNDO, "Undo", &error);

  g_assert_no_error (error);
  tranche_run_undo_handler (operation, operation_id, FALSE, &error);
  g_assert_no_error (error);
  tranche_operation_commit (g_steal_pointer (&operation), &error);
  g_assert_no_error (error);
}

static gboolean
is_due (TrancheDatabase *db, const char *today)
{
  g_autoptr (GError) error = NULL;
  gboolean due;

  tranche_segmentation_is_due (db, 1, TRANCHE_TARGET_INDIVIDUAL, practice_day (today), &due,
                               &error);
  g_assert_no_error (error);
  return due;
}

static void
test_due (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_practice (scratch);
  g_autoptr (GArray) due = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (is_due (db, "2025-08-14"));
  /* Nothing could be segmented then. */
  g_assert_false (is_due (db, "2024-08-14"));

  due = tranche_segmentation_list_due (db, practice_day ("2025-08-14"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (due->len, ==, 1);
  g_assert_cmpint (g_array_index (due, TrancheSegmentationRequest, 0).office_id, ==, 1);

  /* What was undone today isn't done again by itself. */
  undo (db, run (db, "2025-08-14"));
  g_assert_false (is_due (db, "2025-08-14"));
  g_assert_true (is_due (db, "2025-08-15"));

  /* One for a day to come, to see what it brings, doesn't stop the nights until then. */
  run (db, "2025-12-31");
  g_assert_true (is_due (db, "2025-08-15"));
}

static void
test_switched_off (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_practice (scratch);

  scratch_execute (db, "INSERT INTO setting (key, value) VALUES ('segmentation.nightly', '0')");
  g_assert_false (is_due (db, "2025-08-15"));
  scratch_execute (db, "INSERT INTO setting (office_id, key, value)"
                       " VALUES (1, 'segmentation.nightly', '1')");
  g_assert_true (is_due (db, "2025-08-15"));
  scratch_execute (db, "UPDATE office SET segmentation_enabled = 0 WHERE id = 1");
  g_assert_false (is_due (db, "2025-08-15"));
}

/* @last: the day of the run since which one was missed, or NULL for none */
static void
assert_missed (TrancheDatabase *db, const char *today, const char *last)
{
  g_autoptr (GError) error = NULL;
  TrancheDate found;

  tranche_segmentation_find_missed (db, 1, 0, practice_day (today), &found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, last != NULL ? practice_day (last) : TRANCHE_DATE_NONE);
}

static void
test_missed (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_practice (scratch);

  /* Never segmented: nothing is missed, though it is due. */
  assert_missed (db, "2025-08-14", NULL);
  run (db, "2025-08-14");
  assert_missed (db, "2025-08-14", NULL);
  /* Another day of the same month decides the same; another month doesn't. */
  assert_missed (db, "2025-08-31", NULL);
  assert_missed (db, "2025-09-01", "2025-08-14");
  /* Opened on a day before it, by a clock that is wrong or a file that was sent. */
  assert_missed (db, "2025-07-01", NULL);

  /* A change decides otherwise on the next day; what was run on the same one is up to people. */
  practice_operate (db, 1, TRANCHE_AFFECTS_PRODUCTION);
  assert_missed (db, "2025-08-14", NULL);
  assert_missed (db, "2025-08-15", "2025-08-14");
  run (db, "2025-08-15");
  assert_missed (db, "2025-08-16", NULL);

  /* Undone, the one before it stands, since which something changed. */
  undo (db, run (db, "2025-09-02"));
  assert_missed (db, "2025-09-02", NULL);
  assert_missed (db, "2025-09-03", "2025-08-15");

  scratch_execute (db, "UPDATE office SET segmentation_enabled = 0 WHERE id = 1");
  assert_missed (db, "2025-09-03", NULL);
}

/* Somebody whose role may not run segmentation, isn't told what to run. */
static void
test_missed_by_role (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_practice (scratch);
  g_autoptr (GError) error = NULL;
  TrancheDate found;

  run (db, "2025-08-14");
  practice_execute (db, "INSERT INTO party (id, kind, display_name, sort_key)"
                        " VALUES (90, 5, 'Ng', 'ng'), (91, 5, 'Fox', 'fox')");
  practice_execute (db, "INSERT INTO team_member (id, family_name, role_id, office_id)"
                        " SELECT 90, 'Ng', id, 1 FROM role WHERE permissions & 32 = 0 LIMIT 1");
  practice_execute (db, "INSERT INTO team_member (id, family_name, role_id, office_id)"
                        " SELECT 91, 'Fox', id, 1 FROM role WHERE permissions & 32 <> 0 LIMIT 1");
  tranche_segmentation_find_missed (db, 1, 90, practice_day ("2025-09-01"), &found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, TRANCHE_DATE_NONE);
  tranche_segmentation_find_missed (db, 1, 91, practice_day ("2025-09-01"), &found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, practice_day ("2025-08-14"));
}

static void
test_missed_groups (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_practice (scratch);
  TrancheSegmentationRequest request
      = { .office_id = 1, .target = TRANCHE_TARGET_GROUP, .date = practice_day ("2025-07-10") };
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;

  practice_add_strategy (db, 1, TRANCHE_TARGET_GROUP, 12, 1, 0, 50000, 200000);
  practice_add_group (db, 50, 1);
  practice_join (db, 50, 10, TRUE);
  result = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  run (db, "2025-08-14");
  assert_missed (db, "2025-08-15", "2025-07-10");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/segmentation-nightly/due", test_due);
  scratch_test ("/jobs/segmentation-nightly/switched-off", test_switched_off);
  scratch_test ("/jobs/segmentation-nightly/missed", test_missed);
  scratch_test ("/jobs/segmentation-nightly/missed-by-role", test_missed_by_role);
  scratch_test ("/jobs/segmentation-nightly/missed-groups", test_missed_groups);

  return g_test_run ();
}
