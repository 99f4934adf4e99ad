/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "store/queries/client-package.h"
#include "store/queries/model-history.h"
#include "store/queries/segment-of-client.h"
#include "store/runs.h"

#define BENEFITS                                                                                   \
  " | Annual review meeting, Half-yearly portfolio report, Quarterly market update, Phone and "    \
  "e-mail support, Tax summary, Insurance review, Estate planning check, Strategy workshop, "      \
  "Priority appointments, Client events"
#define BUILT_IN "Prospect 6, Bronze 8, Silver 9, Gold 10" BENEFITS

/* The example: the lowest of four segments has six of the ten benefits, the highest all ten. */
static void
test_built_in (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheModelContent) content = load_content (db, 1);

  g_assert_cmpuint (content->segments->len, ==, 4);
  g_assert_cmpuint (content->benefits->len, ==, 10);
  g_assert_cmpuint (tranche_model_content_count_benefits (content, 0), ==, 6);
  g_assert_cmpuint (tranche_model_content_count_benefits (content, 3), ==, 10);
  g_assert_cmpint (content->model->level, ==, TRANCHE_MODEL_BUILT_IN);
}

/* Read-only for everybody, by every way there is. */
static void
test_read_only (Scratch *scratch, gconstpointer data)
{
  static const char *const statements[] = {
    "INSERT INTO segment (model_id, name, folded_name, colour, mark, position)"
    " VALUES (1, 'X', 'x', 1, 1, 9)",
    "UPDATE segment SET name = 'X' WHERE id = 4",
    "UPDATE segment SET active = 0 WHERE model_id = 1",
    "DELETE FROM segment WHERE id = 1",
    "INSERT INTO benefit (model_id, name, frequency, position) VALUES (1, 'X', 1, 1)",
    "UPDATE benefit SET removed = 1 WHERE id = 1",
    "UPDATE benefit SET position = 5 WHERE model_id = 1",
    "DELETE FROM benefit WHERE id = 1",
    "INSERT INTO segment_benefit (segment_id, benefit_id) VALUES (1, 2)",
    "UPDATE segment_benefit SET benefit_id = 2 WHERE segment_id = 1 AND benefit_id = 1",
    "DELETE FROM segment_benefit",
    "INSERT INTO segmentation_model (level, name) VALUES (1, 'Second')",
    "UPDATE segmentation_model SET name = 'X' WHERE id = 1",
    "UPDATE segmentation_model SET removed = 1 WHERE id = 1",
    "DELETE FROM segmentation_model WHERE id = 1",
    "REPLACE INTO segment (id, model_id, name, folded_name, colour, mark, position)"
    " VALUES (4, 1, 'X', 'x', 1, 1, 9)",
    "REPLACE INTO segmentation_model (id, level, name) VALUES (1, 1, 'X')",
    "UPDATE OR REPLACE benefit SET id = 2 WHERE id = 1",
  };
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheRecord) gold = load (db, TRANCHE_TYPE_SEGMENT, 4);
  g_autoptr (TrancheRecord) review = load (db, TRANCHE_TYPE_BENEFIT, 1);
  g_autoptr (TrancheSegment) added = g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", (gint64) 1,
                                                   "name", "Top", "description", "Best", NULL);
  g_autoptr (TrancheBenefit) extra = g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", (gint64) 1,
                                                   "name", "More", "frequency", 1, NULL);
  static const char message[]
      = "The built-in segmentation model can’t be changed; duplicate it first";
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_segments_add (db, added, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_object_set (gold, "name", "X", NULL);
  g_assert_false (tranche_segments_edit (db, TRANCHE_SEGMENT (gold), &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_segments_move (db, 4, 1, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_segments_set_inactive (db, 4, NULL, TODAY, NULL, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_benefits_add (db, extra, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_object_set (review, "name", "X", NULL);
  g_assert_false (tranche_benefits_edit (db, TRANCHE_BENEFIT (review), &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_benefits_remove (db, 1, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_benefits_move (db, 1, 0, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_matrix_set_cell (db, 1, 1, FALSE, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_matrix_set_row (db, 2, TRUE, FALSE, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_matrix_set_column (db, 1, TRUE, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);
  g_assert_false (tranche_models_rename (db, 1, "X", &error));
  expect (&error, TRANCHE_ERROR_REFUSED, message);

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_assert_false (tranche_database_execute (db, statements[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  text = describe (db, 1);
  g_assert_cmpstr (text, ==, BUILT_IN);
}

static TrancheModelUse *
load_use (Practice *practice)
{
  g_autoptr (GError) error = NULL;
  TrancheModelUse *use = tranche_model_use_load (practice->db, practice->office_id, 0, &error);

  g_assert_no_error (error);
  return use;
}

/* The nearest level that has chosen decides. */
static void
test_levels (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 theirs = duplicate_model (&practice, 1, TRANCHE_MODEL_LICENSEE);
  gint64 ours = duplicate_model (&practice, theirs, TRANCHE_MODEL_PRACTICE);
  g_autoptr (TrancheModelUse) nobody = load_use (&practice);
  g_autoptr (TrancheModelUse) licensee = NULL;
  g_autoptr (TrancheModelUse) own = NULL;
  g_autoptr (TrancheModelUse) again = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nobody->model_id, ==, 1);
  g_assert_cmpstr (nobody->sentence, ==,
                   "“Tranche Standard”, the built-in model, because neither the practice Coast "
                   "Advice nor the licensee Coast Licence has chosen one");
  g_assert_nonnull (nobody->edit_obstacle);

  choose_model (&practice, TRANCHE_MODEL_LICENSEE, theirs);
  licensee = load_use (&practice);
  g_assert_cmpint (licensee->model_id, ==, theirs);
  g_assert_cmpint (licensee->chosen_by, ==, TRANCHE_MODEL_LICENSEE);
  g_assert_cmpstr (licensee->model_name, ==, "Tranche Standard (Coast Licence)");
  g_assert_null (licensee->edit_obstacle);

  choose_model (&practice, TRANCHE_MODEL_PRACTICE, ours);
  own = load_use (&practice);
  g_assert_cmpint (own->model_id, ==, ours);
  g_assert_cmpstr (own->sentence, ==,
                   "“Tranche Standard (Coast Licence) (Coast Advice)”, because the practice Coast "
                   "Advice has chosen it");

  choose_model (&practice, TRANCHE_MODEL_PRACTICE, 0);
  again = load_use (&practice);
  g_assert_cmpint (again->model_id, ==, theirs);

  models = tranche_models_list (db, practice.office_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 3);
  g_assert_true (((TrancheModelSummary *) models->pdata[1])->used);
}

static void
test_duplicate (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 first = duplicate_model (&practice, 1, TRANCHE_MODEL_PRACTICE);
  gint64 second = duplicate_model (&practice, 1, TRANCHE_MODEL_PRACTICE);
  g_autofree char *text = describe (db, first);
  g_autoptr (TrancheModelContent) content = load_content (db, second);
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, BUILT_IN);
  g_assert_cmpstr (content->model->name, ==, "Tranche Standard (Coast Advice) 2");

  /* It is gone from the choices, and back in them. */
  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);
  models = tranche_models_list (db, practice.office_id, &error);
  g_assert_cmpuint (models->len, ==, 2);
  g_clear_pointer (&models, g_ptr_array_unref);
  g_free (tranche_redo_operation (db, &error));
  g_assert_no_error (error);
  models = tranche_models_list (db, practice.office_id, &error);
  g_assert_cmpuint (models->len, ==, 3);
  g_clear_pointer (&text, g_free);
  text = describe (db, second);
  g_assert_cmpstr (text, ==, BUILT_IN);
}

/* Which models a level may take. */
static void
test_foreign (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 ours = duplicate_model (&practice, 1, TRANCHE_MODEL_PRACTICE);
  TrancheOperation *operation = begin (db);
  gint64 other = insert (operation, g_object_new (TRANCHE_TYPE_PRACTICE, "name", "Hills",
                                                  "licensee-id", practice.licensee_id, NULL));
  gint64 office = add_office (operation, other, "Hills");
  g_autoptr (TrancheModelSwitch) plan = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  plan = tranche_model_switch_plan (db, TRANCHE_MODEL_PRACTICE, office, ours, TODAY, &error);
  g_assert_null (plan);
  expect (&error, TRANCHE_ERROR_INVALID,
          "Hills can’t choose the model “Tranche Standard (Coast Advice)”");
  plan = tranche_model_switch_plan (db, TRANCHE_MODEL_LICENSEE, practice.office_id, ours, TODAY,
                                    &error);
  g_assert_null (plan);
  expect (&error, TRANCHE_ERROR_INVALID, NULL);
  plan = tranche_model_switch_plan (db, TRANCHE_MODEL_PRACTICE, office, 4711, TODAY, &error);
  g_assert_null (plan);
  expect (&error, TRANCHE_ERROR_NOT_FOUND, NULL);
}

/* What a run over clients with the built-in segments would have left. */
static void
record_run (Practice *practice,
            gint64 strategy_id,
            const gint64 *clients,
            const gint64 *segments,
            guint n,
            TrancheDate date)
{
  static const TrancheRunSegment bands[] = {
    { .segment_id = 2, .name = (char *) "Bronze" },
    { .segment_id = 3,
      .name = (char *) "Silver",
      .monthly_lower = 50000,
      .effective_lower = 600000 },
    { .segment_id = 4,
      .name = (char *) "Gold",
      .monthly_lower = 200000,
      .effective_lower = 2400000 },
  };
  g_autoptr (TrancheRun) run = tranche_run_new ();
  g_autoptr (GArray) moves = g_array_new (FALSE, TRUE, sizeof (TrancheRunMove));
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation
      = tranche_operation_begin (practice->db, TRANCHE_OPERATION_RUN, "Run", &error);

  g_assert_no_error (error);
  run->office_id = practice->office_id;
  run->strategy_id = strategy_id;
  run->target = TRANCHE_TARGET_INDIVIDUAL;
  run->date = date;
  run->start_month = 2026 * 12;
  run->end_month = 2026 * 12 + 5;
  run->available_months = 6;
  run->maximum_months = 12;
  run->state = TRANCHE_RUN_DONE;
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      TrancheRunSegment segment = bands[i];

      segment.name = g_strdup (segment.name);
      g_array_append_val (run->segments, segment);
    }
  for (guint i = 0; i < n; i++)
    {
      TrancheRunMove move = { .party_id = clients[i], .to_segment_id = segments[i] };

      g_array_append_val (moves, move);
    }
  tranche_runs_record (operation, run, moves, &error);
  g_assert_no_error (error);
  commit (operation);
}

static char *
name_segment_on (TrancheDatabase *db, gint64 client_id, TrancheDate date)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientSegment) segment
      = tranche_client_segment_load (db, client_id, date, &error);
  g_autoptr (TrancheRecord) own = NULL;

  g_assert_no_error (error);
  own = load (db, TRANCHE_TYPE_SEGMENT, segment->segment_id);
  return g_strdup_printf ("%s %s", segment->segment_name,
                          TRANCHE_SEGMENT (own)->model_id == 1 ? "built-in" : "own");
}

/* The old segments go over into the new ones: by hand, in the strategy and in what runs gave. */
static void
test_switch (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 ours = duplicate_model (&practice, 1, TRANCHE_MODEL_PRACTICE);
  gint64 gold = find_segment (db, ours, "Gold");
  g_autoptr (TrancheRecord) renamed = load (db, TRANCHE_TYPE_SEGMENT, gold);
  TrancheOperation *operation = begin (db);
  gint64 ng = add_client (operation, practice.office_id, "Ng");
  gint64 ward = add_client (operation, practice.office_id, "Ward");
  gint64 agreement
      = insert (operation, g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "A-1", "kind",
                                         TRANCHE_AGREEMENT_ONGOING, "party-id", ng, "office-id",
                                         practice.office_id, "segment-id", (gint64) 3, "start-date",
                                         TODAY - 90, "state", TRANCHE_AGREEMENT_SIGNED, NULL));
  gint64 strategy;
  g_autoptr (TrancheModelSwitch) plan = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  g_object_set (renamed, "name", "Premium", NULL);
  tranche_segments_edit (db, TRANCHE_SEGMENT (renamed), &error);
  g_assert_no_error (error);
  strategy = add_active_strategy (&practice, 2, 3, 4);
  record_run (&practice, strategy, (const gint64[]) { ng, ward }, (const gint64[]) { 3, 4 }, 2,
              TODAY - 30);
  tranche_overrides_set (db, ward, 2, "asked for it", TODAY - 10, TRANCHE_DATE_NONE, NULL, &error);
  g_assert_no_error (error);

  plan = tranche_model_switch_plan (db, TRANCHE_MODEL_PRACTICE, practice.office_id, ours, TODAY,
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->offices, ==, 1);
  g_assert_cmpint (plan->clients, ==, 2);
  g_assert_cmpint (plan->agreements, ==, 1);
  g_assert_cmpuint (plan->mappings->len, ==, 4);
  g_assert_false (tranche_model_switch_is_complete (plan));
  g_assert_false (tranche_models_choose (db, plan, TODAY, &error));
  expect (&error, TRANCHE_ERROR_REFUSED,
          "Segments in use have no successor in “Tranche Standard (Coast Advice)”: “Gold” (0)");

  for (guint i = 0; i < plan->mappings->len; i++)
    {
      TrancheModelMapping *mapping = plan->mappings->pdata[i];

      if (mapping->to_id == 0)
        mapping->to_id = gold;
    }
  g_assert_true (tranche_model_switch_is_complete (plan));
  g_assert_true (tranche_models_choose (db, plan, TODAY, &error));
  g_assert_no_error (error);

  assert_text (db,
               "SELECT group_concat (name, ', ') FROM (SELECT s.name FROM band b JOIN segment s"
               " ON s.id = b.segment_id WHERE s.model_id <> 1 ORDER BY b.monthly_lower)",
               "Bronze, Silver, Premium");
  before = name_segment_on (db, ng, TODAY - 1);
  after = name_segment_on (db, ng, TODAY);
  g_assert_cmpstr (before, ==, "Silver built-in");
  g_assert_cmpstr (after, ==, "Silver own");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT segment_id FROM agreement"), ==, 3);
  g_assert_cmpint (agreement, >, 0);

  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);
  undone = name_segment_on (db, ng, TODAY);
  g_assert_cmpstr (undone, ==, "Silver built-in");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM assignment a JOIN segment s"
                                      " ON s.id = a.segment_id WHERE s.model_id <> 1"),
                   ==, 0);
  g_free (tranche_redo_operation (db, &error));
  g_assert_no_error (error);
  redone = name_segment_on (db, ng, TODAY);
  g_assert_cmpstr (redone, ==, "Silver own");
}

/* A copy that is used at once is one step, back and forth; one that can't be used isn't made. */
static void
test_duplicate_and_choose (Scratch *scratch, gconstpointer data)
{
  static const char label[] = "Segmentation model “Tranche Standard” duplicated as “Ours”";
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheOperation *operation = begin (db);
  gint64 ng = add_client (operation, practice.office_id, "Ng");
  gint64 strategy;
  gint64 copy = 0;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  strategy = add_active_strategy (&practice, 2, 3, 4);
  record_run (&practice, strategy, (const gint64[]) { ng }, (const gint64[]) { 3 }, 1, TODAY - 30);

  g_assert_true (tranche_models_duplicate_and_choose (
      db, 1, TRANCHE_MODEL_PRACTICE, practice.office_id, "Ours", TODAY, &copy, &error));
  g_assert_no_error (error);
  now = name_segment_on (db, ng, TODAY);
  g_assert_cmpstr (now, ==, "Silver own");

  undone = tranche_undo_operation (db, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, label);
  before = name_segment_on (db, ng, TODAY);
  g_assert_cmpstr (before, ==, "Silver built-in");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM segmentation_model"
                                      " WHERE removed = 0 AND level <> 1"),
                   ==, 0);
  redone = tranche_redo_operation (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (redone, ==, label);
  again = name_segment_on (db, ng, TODAY);
  g_assert_cmpstr (again, ==, "Silver own");

  /* Silver is in use, and inactive, so is its copy. */
  g_assert_true (tranche_segments_set_inactive (db, find_segment (db, copy, "Silver"),
                                                &(TrancheSegmentRetirement) { 0 }, TODAY, NULL,
                                                &error));
  g_assert_false (tranche_models_duplicate_and_choose (
      db, copy, TRANCHE_MODEL_PRACTICE, practice.office_id, "Another", TODAY, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM segmentation_model WHERE name = 'Another'"), ==, 0);
}

/* Both sides tell that they differ. */
static void
test_package (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 silver = find_segment (db, model_id, "Silver");
  gint64 gold = find_segment (db, model_id, "Gold");
  TrancheOperation *operation = begin (db);
  gint64 client = add_client (operation, practice.office_id, "Ng");
  g_autoptr (TrancheClientPackage) package = NULL;
  g_autoptr (TrancheClientPackage) inactive = NULL;
  g_autoptr (GError) error = NULL;

  insert (operation,
          g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "A-1", "kind", TRANCHE_AGREEMENT_ONGOING,
                        "party-id", client, "office-id", practice.office_id, "segment-id", gold,
                        "start-date", TODAY, "state", TRANCHE_AGREEMENT_DRAFT, NULL));
  commit (operation);
  tranche_overrides_set (db, client, silver, "family", TODAY, TRANCHE_DATE_NONE, NULL, &error);
  g_assert_no_error (error);

  package = tranche_client_package_load (db, client, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (package->segment_id, ==, silver);
  g_assert_cmpint (package->default_segment_id, ==, silver);
  g_assert_true (package->differs);
  g_assert_cmpuint (package->agreements->len, ==, 1);

  tranche_segments_set_inactive (db, silver, &(TrancheSegmentRetirement) { 0 }, TODAY, NULL,
                                 &error);
  g_assert_no_error (error);
  inactive = tranche_client_package_load (db, client, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (inactive->segment_id, ==, silver);
  g_assert_false (inactive->segment_active);
  g_assert_cmpint (inactive->default_segment_id, ==, 0);
}

static void
test_history (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheRecord) gold = NULL;
  g_autoptr (TrancheModelContent) past = NULL;
  g_autoptr (TrancheModelContent) nothing = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  TrancheModelEvent *event;

  model_id = set_up_model (scratch, &practice);
  db = practice.db;
  tranche_database_set_clock (db, g_get_real_time () + (gint64) G_USEC_PER_SEC * 3600);
  gold = load (db, TRANCHE_TYPE_SEGMENT, find_segment (db, model_id, "Gold"));
  g_object_set (gold, "name", "Premium", NULL);
  tranche_segments_edit (db, TRANCHE_SEGMENT (gold), &error);
  g_assert_no_error (error);
  tranche_matrix_set_cell (db, find_benefit (db, model_id, "Tax summary"),
                           find_segment (db, model_id, "Prospect"), TRUE, &error);
  g_assert_no_error (error);
  tranche_benefits_remove (db, find_benefit (db, model_id, "Client events"), &error);
  g_assert_no_error (error);

  past = tranche_model_content_load_at (
      db, model_id, g_get_real_time () + (gint64) G_USEC_PER_SEC * 1800, &error);
  g_assert_no_error (error);
  text = describe_content (past);
  g_assert_cmpstr (text, ==, BUILT_IN);
  nothing = tranche_model_content_load_at (db, model_id, 0, &error);
  g_assert_no_error (error);
  g_assert_null (nothing->model);
  g_assert_cmpuint (nothing->segments->len, ==, 0);

  events = tranche_model_history_load (db, model_id, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 4);
  event = events->pdata[0];
  g_assert_cmpstr (event->label, ==, "Benefit “Client events” removed");
  g_assert_cmpstr (event->sentences[0], ==, "Benefit “Client events”: removed");
  event = events->pdata[1];
  joined = g_strjoinv ("\n", event->sentences);
  g_assert_cmpstr (joined, ==, "Segment “Prospect”: given “Tax summary”");
  event = events->pdata[2];
  g_assert_cmpstr (event->sentences[0], ==, "Segment “Premium”: “Name” was “Gold”, is “Premium”");
  g_assert_null (event->sentences[1]);

  /* What was undone is history too, and the model is what it was before it. */
  label = tranche_undo_operation (db, 0, &error);
  g_assert_no_error (error);
  g_clear_pointer (&events, g_ptr_array_unref);
  events = tranche_model_history_load (db, model_id, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  event = events->pdata[0];
  g_assert_cmpstr (event->sentences[0], ==, "Benefit “Client events”: added");
}

static void
test_denied (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 theirs = duplicate_model (&practice, 1, TRANCHE_MODEL_LICENSEE);
  gint64 manager = add_colleague (&practice, "Ng", ROLE_PRACTICE_MANAGER);
  gint64 adviser = add_colleague (&practice, "Ward", ROLE_ADVISER);
  g_autoptr (TrancheModelSwitch) plan = NULL;
  g_autoptr (TrancheModelUse) use = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, manager, "Mai Ng");
  g_assert_false (tranche_models_duplicate (db, 1, TRANCHE_MODEL_LICENSEE, practice.office_id, NULL,
                                            NULL, &error));
  expect (&error, TRANCHE_ERROR_DENIED,
          "Your role “Practice manager” may not edit the licensee’s segmentation model; this may: "
          "“Licensee administrator”");
  g_assert_false (tranche_models_rename (db, theirs, "Mine", &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_true (tranche_models_duplicate (db, 1, TRANCHE_MODEL_PRACTICE, practice.office_id,
                                           "Ours", NULL, &error));
  g_assert_no_error (error);

  tranche_database_set_actor (db, adviser, "Mai Ward");
  plan = tranche_model_switch_plan (db, TRANCHE_MODEL_PRACTICE, practice.office_id, theirs, TODAY,
                                    &error);
  g_assert_no_error (error);
  g_assert_false (tranche_models_choose (db, plan, TODAY, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  use = tranche_model_use_load (db, practice.office_id, adviser, &error);
  g_assert_no_error (error);
  g_assert_nonnull (use->practice_obstacle);
  g_assert_nonnull (use->licensee_obstacle);
}

/* A model is chosen by its name. */
static void
test_names (Scratch *scratch, gconstpointer data)
{
  static const char taken[] = "“Name”: another segmentation model has it";
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 theirs = duplicate_model (&practice, 1, TRANCHE_MODEL_LICENSEE);
  gint64 ours = duplicate_model (&practice, 1, TRANCHE_MODEL_PRACTICE);
  gint64 again = duplicate_model (&practice, 1, TRANCHE_MODEL_PRACTICE);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (TrancheRecord) model = load (db, TRANCHE_TYPE_SEGMENTATION_MODEL, ours);
  g_autoptr (TrancheRecord) other = load (db, TRANCHE_TYPE_SEGMENTATION_MODEL, again);
  g_autoptr (GError) error = NULL;

  g_object_get (model, "name", &first, NULL);
  g_object_get (other, "name", &second, NULL);
  g_assert_cmpstr (first, ==, "Tranche Standard (Coast Advice)");
  g_assert_cmpstr (second, ==, "Tranche Standard (Coast Advice) 2");

  g_assert_false (tranche_models_rename (db, ours, "tranche  STANDARD", &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, taken);
  g_assert_false (tranche_models_rename (db, ours, second, &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, taken);
  g_assert_false (tranche_models_rename (db, theirs, first, &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, taken);
  g_assert_false (tranche_models_duplicate (db, 1, TRANCHE_MODEL_PRACTICE, practice.office_id,
                                            "Tranche Standard (coast licence)", NULL, &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, taken);
  g_assert_false (tranche_models_duplicate (db, 1, TRANCHE_MODEL_LICENSEE, practice.office_id,
                                            first, NULL, &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, taken);
  g_assert_false (tranche_models_rename (db, ours, " ", &error));
  expect (&error, TRANCHE_ERROR_INVALID, "“Name” is needed");

  /* Its own name in other letters is nobody else's. */
  g_assert_true (tranche_models_rename (db, ours, "TRANCHE standard (Coast Advice)", &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/models/built-in", test_built_in);
  scratch_test ("/store/models/read-only", test_read_only);
  scratch_test ("/store/models/levels", test_levels);
  scratch_test ("/store/models/duplicate", test_duplicate);
  scratch_test ("/store/models/foreign", test_foreign);
  scratch_test ("/store/models/switch", test_switch);
  scratch_test ("/store/models/duplicate-and-choose", test_duplicate_and_choose);
  scratch_test ("/store/models/package", test_package);
  scratch_test ("/store/models/history", test_history);
  scratch_test ("/store/models/denied", test_denied);

  scratch_test ("/store/models/names", test_names);
  return g_test_run ();
}
