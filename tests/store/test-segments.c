/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#define BEFORE                                                                                     \
  "Prospect 6, Bronze 8, Silver 9, Gold 10 | Annual review meeting, Half-yearly portfolio report," \
  " Quarterly market update, Phone and e-mail support, Tax summary, Insurance review,"             \
  " Estate planning check, Strategy workshop, Priority appointments, Client events"
#define BENEFITS (strchr (BEFORE, '|'))

static void
assert_segments (TrancheDatabase *db, gint64 model_id, const char *segments)
{
  g_autofree char *text = describe (db, model_id);
  g_autofree char *expected = g_strconcat (segments, " ", BENEFITS, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_add (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheSegment) segment
      = g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", model_id, "name", "  Platinum ",
                      "description", "For families", NULL);
  g_autoptr (TrancheSegment) same = g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", model_id,
                                                  "name", "PLATINÚM", "description", "Again", NULL);
  g_autoptr (TrancheSegment) bare
      = g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", model_id, "name", "Bare", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_segments_add (db, segment, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (segment->name, ==, "Platinum");
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9, Gold 10, Platinum 0");

  /* A colour and a mark that nobody has yet. */
  g_assert_cmpint (
      scratch_query (db, "SELECT count (DISTINCT colour) FROM segment WHERE model_id <> 1"), ==, 5);
  g_assert_cmpint (
      scratch_query (db, "SELECT count (DISTINCT mark) FROM segment WHERE model_id <> 1"), ==, 5);

  g_assert_false (tranche_segments_add (db, same, &error));
  expect (&error, TRANCHE_ERROR_CONFLICT,
          "“Name”: another segment of the model, perhaps an inactive one, has it");
  g_assert_false (tranche_segments_add (db, bare, &error));
  expect (&error, TRANCHE_ERROR_INVALID, NULL);

  /* What was made once stays, inactive, also when its making is undone. */
  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9, Gold 10, Platinum 0*");
  g_free (tranche_redo_operation (db, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9, Gold 10, Platinum 0");
}

static void
test_edit (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 gold = find_segment (db, model_id, "Gold");
  g_autoptr (TrancheRecord) segment = load (db, TRANCHE_TYPE_SEGMENT, gold);
  g_autoptr (TrancheRecord) late = load (db, TRANCHE_TYPE_SEGMENT, gold);
  g_autoptr (GError) error = NULL;

  g_object_set (segment, "name", "Premium", "colour", TRANCHE_COLOUR_RED, NULL);
  g_assert_true (tranche_segments_edit (db, TRANCHE_SEGMENT (segment), &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9, Premium 10");
  undo_and_redo (db, model_id, BEFORE);

  g_object_set (late, "name", "Ultimate", NULL);
  g_assert_false (tranche_segments_edit (db, TRANCHE_SEGMENT (late), &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, NULL);
  tranche_record_set_row_version (segment, 4);
  g_object_set (segment, "name", "bronze", NULL);
  g_assert_false (tranche_segments_edit (db, TRANCHE_SEGMENT (segment), &error));
  expect (&error, TRANCHE_ERROR_CONFLICT,
          "“Name”: another segment of the model, perhaps an inactive one, has it");
}

static void
test_move (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 gold = find_segment (db, model_id, "Gold");
  gint64 bronze = find_segment (db, model_id, "Bronze");
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_segments_move (db, gold, bronze, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Gold 10, Bronze 8, Silver 9");
  undo_and_redo (db, model_id, BEFORE);
  g_assert_true (tranche_segments_move (db, bronze, 0, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Gold 10, Silver 9, Bronze 8");
}

static void
test_inactive (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 silver = find_segment (db, model_id, "Silver");
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_segments_set_inactive (db, silver, NULL, TODAY, NULL, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9*, Gold 10");
  undo_and_redo (db, model_id, BEFORE);
  g_assert_true (tranche_segments_set_active (db, silver, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9, Gold 10");
}

/* Who uses it is told first; then clients by hand and the strategy go where they are sent. */
static void
test_retire (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 prospect = find_segment (db, model_id, "Prospect");
  gint64 bronze = find_segment (db, model_id, "Bronze");
  gint64 silver = find_segment (db, model_id, "Silver");
  gint64 gold = find_segment (db, model_id, "Gold");
  TrancheOperation *operation = begin (db);
  gint64 client = add_client (operation, practice.office_id, "Ng");
  gint64 other = add_client (operation, practice.office_id, "Ward");
  const gint64 both[] = { client, other };
  g_autoptr (TrancheSegmentUsage) usage = NULL;
  g_autoptr (GError) error = NULL;
  TrancheSegmentRetirement retirement = { 0 };

  commit (operation);
  add_active_strategy (&practice, bronze, silver, gold);
  tranche_overrides_set_many (db, both, 2, silver, "family", TODAY - 30, TODAY + 30, &error);
  g_assert_no_error (error);

  g_assert_false (tranche_segments_set_inactive (db, silver, NULL, TODAY, &usage, &error));
  expect (&error, TRANCHE_ERROR_REFUSED,
          "“Silver” is in use: 2 clients have it; it is set by hand 2 times; the active strategy "
          "“Ours” uses it");
  g_assert_nonnull (usage);
  g_assert_cmpint (usage->clients, ==, 2);
  g_assert_cmpint (usage->overrides, ==, 2);
  g_assert_cmpstr (usage->strategies[0], ==, "Ours");

  retirement = (TrancheSegmentRetirement) { gold, prospect };
  g_assert_true (tranche_segments_set_inactive (db, silver, &retirement, TODAY, NULL, &error));
  g_assert_no_error (error);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9*, Gold 10");
  assert_text (db,
               "SELECT group_concat (s.name || ' ' || monthly_lower, ', ') FROM (SELECT * FROM"
               " band ORDER BY monthly_lower) b JOIN segment s ON s.id = b.segment_id",
               "Bronze 0, Prospect 50000, Gold 200000");
  assert_text (db,
               "SELECT group_concat (s.name || ' ' || start_date || ' ' || end_date, ', ') FROM"
               " (SELECT * FROM override WHERE party_id = (SELECT min (party_id) FROM override)"
               " ORDER BY start_date) o JOIN segment s ON s.id = o.segment_id",
               "Silver 2026-07-15 2026-08-13, Gold 2026-08-14 2026-09-13");
  undo_and_redo (db, model_id, BEFORE);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 4);
}

/* Neighbours add up; who stands between can't be jumped over; the last one stays. */
static void
test_bands (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 bronze = find_segment (db, model_id, "Bronze");
  gint64 silver = find_segment (db, model_id, "Silver");
  gint64 gold = find_segment (db, model_id, "Gold");
  const TrancheSegmentRetirement to_gold = { 0, gold };
  const TrancheSegmentRetirement out = { 0, 0 };
  g_autoptr (GError) error = NULL;

  add_active_strategy (&practice, bronze, silver, gold);
  g_assert_false (tranche_segments_set_inactive (db, bronze, &to_gold, TODAY, NULL, &error));
  expect (&error, TRANCHE_ERROR_INVALID,
          "“Gold” would be in the strategy “Ours” twice, with another segment between");

  g_assert_true (tranche_segments_set_inactive (db, silver, &to_gold, TODAY, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT max (monthly_lower) FROM band"), ==, 50000);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM band"), ==, 2);
  g_assert_true (tranche_segments_set_inactive (db, gold, &out, TODAY, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (tranche_segments_set_inactive (db, bronze, &out, TODAY, NULL, &error));
  expect (&error, TRANCHE_ERROR_REFUSED,
          "The active strategy “Ours” would be left without a segment");
}

static void
test_never_deleted (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheRecord) gold
      = load (db, TRANCHE_TYPE_SEGMENT, find_segment (db, model_id, "Gold"));
  g_autoptr (TrancheOperation) operation = begin (db);
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_records_remove (operation, gold, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (tranche_database_execute (db, "DELETE FROM segment", &error));
  g_assert_nonnull (error);
}

/* Every picker asks the same question; what it must not offer isn't in its answer. */
static void
test_pickers (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 silver = find_segment (db, model_id, "Silver");
  TrancheOperation *operation = begin (db);
  gint64 client = add_client (operation, practice.office_id, "Ng");
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  tranche_overrides_set (db, client, silver, "family", TODAY, TRANCHE_DATE_NONE, NULL, &error);
  g_assert_no_error (error);
  tranche_segments_set_inactive (db, silver, &(TrancheSegmentRetirement) { 0 }, TODAY, NULL,
                                 &error);
  g_assert_no_error (error);

  choices = tranche_segment_choices_load (db, practice.office_id, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (choices->len, ==, 3);
  for (guint i = 0; i < choices->len; i++)
    g_assert_true (TRANCHE_SEGMENT (choices->pdata[i])->active);

  kept = tranche_segment_choices_load (db, practice.office_id, silver, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 4);
  g_assert_false (TRANCHE_SEGMENT (kept->pdata[3])->active);

  /* The client keeps it, and nobody else gets it: by hand, in a strategy, in an agreement. */
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 1);
  g_assert_false (
      tranche_overrides_set (db, client, silver, "again", TODAY, TRANCHE_DATE_NONE, NULL, &error));
  expect (&error, TRANCHE_ERROR_INVALID, "“Segment”: it is inactive");
  operation = begin (db);
  refuse_insert (operation, BAND (insert (operation, STRATEGY ("Ours")), silver, 0),
                 TRANCHE_ERROR_INVALID, "“Segment”: it is inactive");
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "A-1", "kind",
                               TRANCHE_AGREEMENT_ONGOING, "party-id", client, "office-id",
                               practice.office_id, "segment-id", silver, "start-date", TODAY,
                               "state", TRANCHE_AGREEMENT_DRAFT, NULL),
                 TRANCHE_ERROR_INVALID, "“Segment”: it is inactive");
  tranche_operation_cancel (operation);
}

static void
test_denied (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 gold = find_segment (db, model_id, "Gold");
  gint64 bronze = find_segment (db, model_id, "Bronze");
  g_autoptr (TrancheRecord) segment = load (db, TRANCHE_TYPE_SEGMENT, gold);
  g_autoptr (TrancheSegment) added = g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", model_id,
                                                   "name", "Top", "description", "Best", NULL);
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, add_colleague (&practice, "Ng", ROLE_ADVISER), "Mai Ng");
  g_object_set (segment, "name", "Premium", NULL);
  g_assert_false (tranche_segments_add (db, added, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_segments_edit (db, TRANCHE_SEGMENT (segment), &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_segments_move (db, gold, bronze, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_segments_set_inactive (db, gold, NULL, TODAY, NULL, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_segments_set_active (db, gold, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  assert_segments (db, model_id, "Prospect 6, Bronze 8, Silver 9, Gold 10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/segments/add", test_add);
  scratch_test ("/store/segments/edit", test_edit);
  scratch_test ("/store/segments/move", test_move);
  scratch_test ("/store/segments/inactive", test_inactive);
  scratch_test ("/store/segments/retire", test_retire);
  scratch_test ("/store/segments/bands", test_bands);
  scratch_test ("/store/segments/never-deleted", test_never_deleted);
  scratch_test ("/store/segments/pickers", test_pickers);
  scratch_test ("/store/segments/denied", test_denied);

  return g_test_run ();
}
