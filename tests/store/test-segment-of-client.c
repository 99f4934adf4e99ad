/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "domain/entities/client.h"
#include "store/actions/override.h"
#include "store/queries/run-inputs.h"
#include "store/queries/run-parties.h"
#include "store/queries/segment-history.h"
#include "store/queries/segment-members.h"
#include "store/queries/segment-of-client.h"
#include "store/queries/segment-overview.h"
#include "store/records.h"
#include "store/runs.h"
#include "store/strategies.h"
#include "store/undo.h"

#define MONTH(year, month) TRANCHE_MONTH (year, month)

/* A run as the job makes it, as far as assignments go. */
static gint64
assign (TrancheDatabase *db, TrancheStrategyTarget target, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheRunInputs) inputs
      = tranche_run_inputs_load (db, 1, target, practice_day (day), &error);
  g_autoptr (TrancheRunParties) parties = NULL;
  g_autoptr (TrancheRun) run = tranche_run_new ();
  g_autoptr (GArray) moves = NULL;
  g_autofree gint16 *bands = NULL;
  gint64 segments[8];
  guint n_bands;
  TrancheOperation *operation;

  g_assert_no_error (error);
  parties = tranche_run_parties_load (db, 1, target, inputs->window.start, inputs->window.end, NULL,
                                      &error);
  g_assert_no_error (error);

  n_bands = tranche_bands_get_n_bands (inputs->bands);
  for (guint i = 0; i < n_bands; i++)
    {
      const TrancheBand *band = tranche_bands_get_band (inputs->bands, i);
      TrancheRunSegment segment = { .segment_id = band->segment_id,
                                    .name = g_strdup (band->name),
                                    .monthly_lower = band->monthly_lower,
                                    .effective_lower = inputs->lowers[i] };

      segments[i] = band->segment_id;
      g_array_append_val (run->segments, segment);
    }
  bands = g_new0 (gint16, parties->n_parties + 1);
  for (gsize i = 0; i < parties->n_parties; i++)
    bands[i]
        = (gint16) tranche_bands_classify (inputs->lowers, n_bands, parties->totals[i], -1, NULL);
  moves = tranche_runs_find_moves (db, parties->ids, bands, parties->n_parties, segments, NULL,
                                   &error);
  g_assert_no_error (error);

  run->office_id = 1;
  run->strategy_id = inputs->strategy_id;
  run->target = target;
  run->date = inputs->date;
  run->start_month = inputs->window.start;
  run->end_month = inputs->window.end;
  run->available_months = inputs->window.available;
  run->maximum_months = inputs->window.maximum;
  run->buffer_months = inputs->window.buffer;
  run->moves = moves->len;
  operation = tranche_operation_begin (db, TRANCHE_OPERATION_RUN, "Ran", &error);
  g_assert_no_error (error);
  tranche_runs_record (operation, run, moves, &error);
  g_assert_no_error (error);
  tranche_operation_commit (operation, &error);
  g_assert_no_error (error);
  return run->operation_id;
}

static TrancheClientSegment *
load (TrancheDatabase *db, gint64 client_id, const char *day)
{
  g_autoptr (GError) error = NULL;
  TrancheClientSegment *segment
      = tranche_client_segment_load (db, client_id, practice_day (day), &error);

  g_assert_no_error (error);
  return segment;
}

static void
assert_driven (TrancheDatabase *db,
               gint64 client_id,
               const char *day,
               TrancheSegmentDriver driver,
               gint64 segment_id)
{
  g_autoptr (TrancheClientSegment) segment = load (db, client_id, day);

  g_assert_cmpint (segment->driver, ==, driver);
  g_assert_cmpint (segment->segment_id, ==, segment_id);
}

static void
set_override (TrancheDatabase *db,
              gint64 party_id,
              gint64 segment_id,
              const char *start,
              const char *end,
              int expected_code)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tranche_overrides_set (
      db, party_id, segment_id, "related to J. Elliott", practice_day (start),
      end != NULL ? practice_day (end) : TRANCHE_DATE_NONE, NULL, &error);

  if (expected_code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, TRANCHE_ERROR, expected_code);
  g_assert_cmpint (done, ==, expected_code < 0);
}

/* Client 10 brings 18,240.00 a year. */
static TrancheDatabase *
create (Scratch *scratch)
{
  TrancheDatabase *db = practice_create (scratch);

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  for (int id = 10; id < 15; id++)
    practice_add_client (db, id, 1);
  for (int i = 0; i < 12; i++)
    practice_add_line (db, 1, 10, MONTH (2024, 8) + i, 152000);
  practice_add_line (db, 1, 11, MONTH (2024, 9), 100);
  practice_add_line (db, 1, 12, MONTH (2024, 9), 9000000);
  practice_add_line (db, 1, 13, MONTH (2024, 9), -100);
  practice_pack (db);
  return db;
}

static void
test_explained (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheClientSegment) before = load (db, 10, "2025-08-14");
  g_autoptr (TrancheClientSegment) segment = NULL;
  g_autoptr (TrancheClientSegment) missing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (before->driver, ==, TRANCHE_DRIVER_NONE);
  g_assert_null (before->sentence);

  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  segment = load (db, 10, "2025-08-14");
  g_assert_cmpint (segment->driver, ==, TRANCHE_DRIVER_INDIVIDUAL);
  g_assert_cmpstr (segment->segment_name, ==, "Silver");
  g_assert_cmpint (segment->individual.total, ==, 1824000);
  g_assert_cmpint (segment->individual.n_months, ==, 12);
  g_assert_cmpint (segment->individual.months[11], ==, 152000);
  g_assert_cmpint (segment->individual.since, ==, practice_day ("2025-08-14"));
  g_assert_nonnull (strstr (segment->sentence, "(12 of 12 months)"));
  g_assert_nonnull (strstr (segment->sentence, "Silver"));
  g_assert_nonnull (strstr (segment->sentence, "short of Gold"));

  missing = tranche_client_segment_load (db, 999, practice_day ("2025-08-14"), &error);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_assert_null (missing);
}

/* What came after the run must not be told as if the run had known it. */
static void
test_explained_since (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheClientSegment) moved = NULL;
  g_autoptr (TrancheClientSegment) new_client = NULL;

  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  practice_add_client (db, 20, 1);
  practice_add_line (db, 1, 10, MONTH (2025, 7), 9000000);
  practice_pack (db);

  moved = load (db, 10, "2025-08-15");
  g_assert_cmpstr (moved->segment_name, ==, "Silver");
  g_assert_true (g_str_has_prefix (moved->sentence, "Silver by the run of 14 Aug 2025, but"));
  g_assert_nonnull (strstr (moved->sentence, "(Gold), the highest segment"));

  new_client = load (db, 20, "2025-08-15");
  g_assert_cmpint (new_client->driver, ==, TRANCHE_DRIVER_NONE);
  g_assert_true (g_str_has_prefix (new_client->sentence, "Not in the run of 14 Aug 2025. "));
}

/* Gold until 30 Jun 2026 survives runs; from 1 Jul it lapses to what the latest run says. */
static void
test_override (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheClientSegment) segment = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;

  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  set_override (db, 11, PRACTICE_GOLD, "2025-09-01", "2026-06-30", -1);
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-09-14");
  assert_driven (db, 11, "2025-08-31", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_BRONZE);
  assert_driven (db, 11, "2025-09-01", TRANCHE_DRIVER_OVERRIDE, PRACTICE_GOLD);
  assert_driven (db, 11, "2026-06-30", TRANCHE_DRIVER_OVERRIDE, PRACTICE_GOLD);
  assert_driven (db, 11, "2026-07-01", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_BRONZE);

  segment = load (db, 11, "2026-06-30");
  g_assert_cmpstr (segment->override_reason, ==, "related to J. Elliott");
  g_assert_nonnull (strstr (segment->sentence, "Set by hand to Gold until 30 Jun 2026"));
  g_assert_nonnull (strstr (segment->sentence, "Otherwise:"));

  /* Another one takes over, and can be undone. */
  set_override (db, 11, PRACTICE_SILVER, "2026-01-01", NULL, -1);
  assert_driven (db, 11, "2025-12-31", TRANCHE_DRIVER_OVERRIDE, PRACTICE_GOLD);
  assert_driven (db, 11, "2026-06-30", TRANCHE_DRIVER_OVERRIDE, PRACTICE_SILVER);
  undone = tranche_undo_operation (db, 0, &error);
  g_assert_no_error (error);
  assert_driven (db, 11, "2026-06-30", TRANCHE_DRIVER_OVERRIDE, PRACTICE_GOLD);

  /* Ended: not on the day itself any more. */
  g_assert_true (tranche_overrides_end (db, 11, practice_day ("2026-02-01"), &error));
  g_assert_no_error (error);
  assert_driven (db, 11, "2026-01-31", TRANCHE_DRIVER_OVERRIDE, PRACTICE_GOLD);
  assert_driven (db, 11, "2026-02-01", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_BRONZE);
  g_assert_false (tranche_overrides_end (db, 11, practice_day ("2026-02-01"), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static void
test_override_refused (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (GError) error = NULL;

  scratch_execute (db, "INSERT INTO segmentation_model (id, level, practice_id, name)"
                       " VALUES (7, 3, 1, 'Own')");
  scratch_execute (
      db, "INSERT INTO segment (id, model_id, name, folded_name, colour, mark, position, active)"
          " VALUES (71, 7, 'Old', 'old', 1, 1, 1, 0), (72, 7, 'New', 'new', 1, 1, 1, 1)");
  scratch_execute (db, "UPDATE practice SET segmentation_model_id = 7");
  set_override (db, 11, 71, "2025-09-01", NULL, TRANCHE_ERROR_INVALID);
  set_override (db, 11, PRACTICE_GOLD, "2025-09-01", NULL, TRANCHE_ERROR_INVALID);
  set_override (db, 11, 72, "2025-09-01", "2025-08-31", TRANCHE_ERROR_INVALID);
  set_override (db, 11, 99, "2025-09-01", NULL, TRANCHE_ERROR_NOT_FOUND);
  g_assert_false (tranche_overrides_set (db, 11, 72, " ", practice_day ("2025-09-01"),
                                         TRANCHE_DATE_NONE, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 0);
  g_clear_error (&error);

  /* Somebody else took the client away meanwhile. */
  scratch_execute (db, "UPDATE party SET removed = 1 WHERE id = 11");
  g_assert_false (tranche_overrides_set (db, 11, 72, "Because", practice_day ("2025-09-01"),
                                         TRANCHE_DATE_NONE, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* One of many: none of them is set. */
  g_assert_false (tranche_overrides_set_many (db, (gint64[]) { 12, 11 }, 2, 72, "Because",
                                              practice_day ("2025-09-01"), TRANCHE_DATE_NONE,
                                              &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 0);
}

/* override › group › individual */
static void
test_group (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheClientSegment) segment = NULL;

  practice_add_group (db, 30, 1);
  practice_join (db, 30, 11, TRUE);
  practice_join (db, 30, 12, TRUE);
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  assert_driven (db, 11, "2025-08-14", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_BRONZE);

  practice_add_strategy (db, 1, TRANCHE_TARGET_GROUP, 12, 1, 0, 50000, 200000);
  assert_driven (db, 11, "2025-08-14", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_BRONZE);
  assign (db, TRANCHE_TARGET_GROUP, "2025-08-15");
  assert_driven (db, 11, "2025-08-14", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_BRONZE);
  segment = load (db, 11, "2025-08-15");
  g_assert_cmpint (segment->driver, ==, TRANCHE_DRIVER_GROUP);
  g_assert_cmpstr (segment->segment_name, ==, "Gold");
  g_assert_cmpstr (segment->individual.segment_name, ==, "Bronze");
  g_assert_cmpint (segment->group.total, ==, 9000100);
  g_assert_nonnull (strstr (segment->sentence, "“Group 30”"));

  set_override (db, 11, PRACTICE_SILVER, "2025-08-15", NULL, -1);
  assert_driven (db, 11, "2025-08-15", TRANCHE_DRIVER_OVERRIDE, PRACTICE_SILVER);
  assert_driven (db, 12, "2025-08-15", TRANCHE_DRIVER_GROUP, PRACTICE_GOLD);

  /* The group itself set by hand. */
  set_override (db, 30, PRACTICE_BRONZE, "2025-08-16", NULL, -1);
  assert_driven (db, 12, "2025-08-16", TRANCHE_DRIVER_GROUP, PRACTICE_BRONZE);

  scratch_execute (db, "UPDATE strategy SET active = 0 WHERE target = 2");
  assert_driven (db, 12, "2025-08-16", TRANCHE_DRIVER_INDIVIDUAL, PRACTICE_GOLD);
}

static void
assert_members (TrancheDatabase *db, gint64 segment_id, const char *day, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheSegmentMembers) members
      = tranche_segment_members_load (db, 1, segment_id, practice_day (day), NULL, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < members->members->len; i++)
    {
      const TrancheSegmentMember *member
          = &g_array_index (members->members, TrancheSegmentMember, i);

      g_string_append_printf (names, "%d ", (int) member->client_id);
      assert_driven (db, member->client_id, day, member->driver, segment_id);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

/* Any past date, with undone runs, runs for an earlier day and overrides. */
static void
test_past (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheSegmentMembers) members = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-06-10");
  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 100000);
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  set_override (db, 11, PRACTICE_GOLD, "2025-07-01", "2025-07-31", -1);

  assert_members (db, PRACTICE_GOLD, "2025-06-09", "");
  assert_members (db, PRACTICE_GOLD, "2025-06-30", "12 ");
  assert_members (db, PRACTICE_SILVER, "2025-06-30", "10 ");
  assert_members (db, PRACTICE_GOLD, "2025-07-15", "11 12 ");
  assert_members (db, PRACTICE_BRONZE, "2025-07-15", "13 14 ");
  assert_members (db, PRACTICE_GOLD, "2025-08-14", "10 12 ");
  members = tranche_segment_members_load (db, 1, PRACTICE_GOLD, practice_day ("2025-06-30"), NULL,
                                          &error);
  g_assert_no_error (error);
  g_assert_cmpint (tranche_run_get_segment (members->run, 2)->monthly_lower, ==, 200000);

  /* Undone, the second run never was. */
  label = tranche_undo_operation (db, scratch_query (db, "SELECT max (operation_id) FROM run"),
                                  &error);
  g_assert_no_error (error);
  assert_members (db, PRACTICE_GOLD, "2025-08-14", "12 ");
  assert_members (db, PRACTICE_SILVER, "2025-08-14", "10 ");
}

#define MOMENT(day)                                                                                \
  ((gint64) (practice_day (day) - practice_day ("1970-01-01")) * 86400 * G_USEC_PER_SEC)

/* What was so on a day stays so, whatever is removed or switched off after it. */
static void
test_past_stays (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) client = NULL;
  g_autoptr (GError) error = NULL;
  gint64 strategy;

  practice_add_group (db, 30, 1);
  practice_join (db, 30, 11, TRUE);
  practice_join (db, 30, 12, TRUE);
  practice_add_strategy (db, 1, TRANCHE_TARGET_GROUP, 12, 1, 0, 50000, 200000);
  strategy = scratch_query (db, "SELECT id FROM strategy WHERE target = 2");
  tranche_database_set_clock (db, MOMENT ("2025-06-01"));
  tranche_strategies_set_active (db, strategy, FALSE, &error);
  tranche_strategies_set_active (db, strategy, TRUE, &error);
  g_assert_no_error (error);
  tranche_database_set_clock (db, MOMENT ("2025-06-10"));
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-06-10");
  assign (db, TRANCHE_TARGET_GROUP, "2025-06-10");
  assert_members (db, PRACTICE_GOLD, "2025-06-30", "11 12 ");

  tranche_database_set_clock (db, MOMENT ("2025-07-10"));
  tranche_strategies_set_active (db, strategy, FALSE, &error);
  g_assert_no_error (error);
  assert_members (db, PRACTICE_GOLD, "2025-07-10", "12 ");
  assert_members (db, PRACTICE_GOLD, "2025-06-30", "11 12 ");

  tranche_database_set_clock (db, MOMENT ("2025-07-20"));
  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Removed", &error);
  client = tranche_records_load (db, TRANCHE_TYPE_CLIENT, 12, &error);
  g_assert_no_error (error);
  tranche_records_remove (operation, client, &error);
  g_assert_no_error (error);
  tranche_operation_commit (g_steal_pointer (&operation), &error);
  g_assert_no_error (error);
  assert_members (db, PRACTICE_GOLD, "2025-07-20", "");
  assert_members (db, PRACTICE_GOLD, "2025-07-19", "12 ");
  assert_members (db, PRACTICE_GOLD, "2025-06-30", "11 12 ");
}

static void
test_overview (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (TrancheSegmentOverview) overview = NULL;
  g_autoptr (GError) error = NULL;
  const TrancheSegmentOverviewRow *rows;

  practice_add_group (db, 30, 1);
  practice_join (db, 30, 11, TRUE);
  practice_join (db, 30, 12, TRUE);
  practice_add_strategy (db, 1, TRANCHE_TARGET_GROUP, 12, 1, 0, 50000, 200000);
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  assign (db, TRANCHE_TARGET_GROUP, "2025-08-14");
  set_override (db, 13, PRACTICE_SILVER, "2025-08-01", NULL, -1);
  practice_add_client (db, 9, 1);
  practice_add_client (db, 15, 1);
  scratch_execute (db, "UPDATE party SET removed = 1 WHERE id = 14");

  overview = tranche_segment_overview_load (db, 1, practice_day ("2025-08-14"), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (overview->rows->len, ==, 4);
  rows = (const TrancheSegmentOverviewRow *) overview->rows->data;
  g_assert_cmpstr (rows[0].name, ==, "Prospect");
  g_assert_cmpint (rows[0].clients, ==, 0);
  g_assert_cmpint (rows[1].clients, ==, 0);
  g_assert_cmpint (rows[2].clients, ==, 2);
  g_assert_cmpint (rows[2].by_override, ==, 1);
  g_assert_cmpint (rows[2].by_run, ==, 1);
  g_assert_cmpint (rows[2].production, ==, 1824000 - 100);
  g_assert_cmpint (rows[3].clients, ==, 2);
  g_assert_cmpint (rows[3].by_group, ==, 2);
  g_assert_cmpint (rows[3].production, ==, 9000100);
  g_assert_cmpint (overview->unassigned, ==, 2);
  g_assert_cmpint (overview->clients, ==, 6);
  g_assert_cmpint (overview->production, ==, 10824000);
  /* 9,000,100 of 10,824,000 is 83.15 % */
  g_assert_cmpint (rows[3].share, ==, 8315);
}

static void
assert_history (TrancheDatabase *db, gint64 party_id, const char *today, const char *expected)
{
  static const char *const kinds[] = { "run", "undone", "redone", "hand", "ended", "lapsed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events
      = tranche_segment_history_load (db, party_id, practice_day (today), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      const TrancheSegmentEvent *event = g_ptr_array_index (events, i);
      g_autofree char *day = tranche_date_to_string (event->date);

      g_string_append_printf (text, "%s %s %s>%s %s\n", kinds[event->kind], day,
                              event->from_name != NULL ? event->from_name : "-",
                              event->to_name != NULL ? event->to_name : "-", event->actor_name);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

#define CLOCK(day)                                                                                 \
  ((gint64) (practice_day (day) - practice_day ("1970-01-01")) * 86400 * G_USEC_PER_SEC)

static void
test_history (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create (scratch);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  tranche_database_set_actor (db, 0, "Mai Ng");
  tranche_database_set_clock (db, CLOCK ("2025-08-14"));
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-08-14");
  tranche_database_set_clock (db, CLOCK ("2025-08-20"));
  set_override (db, 10, PRACTICE_GOLD, "2025-08-20", "2025-08-31", -1);
  tranche_database_set_clock (db, CLOCK ("2025-09-02"));
  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 5000000, 20000000);
  assign (db, TRANCHE_TARGET_INDIVIDUAL, "2025-09-02");
  tranche_database_set_clock (db, CLOCK ("2025-09-03"));
  label = tranche_undo_operation (db, 0, &error);
  g_assert_no_error (error);
  tranche_database_set_clock (db, CLOCK ("2025-09-04"));
  set_override (db, 10, PRACTICE_BRONZE, "2025-09-04", NULL, -1);
  tranche_database_set_clock (db, CLOCK ("2025-09-08"));
  g_assert_true (tranche_overrides_end (db, 10, practice_day ("2025-09-08"), &error));
  g_assert_no_error (error);

  assert_history (db, 10, "2025-09-08",
                  "ended 2025-09-08 Bronze>- Mai Ng\n"
                  "hand 2025-09-04 ->Bronze Mai Ng\n"
                  "undone 2025-09-02 Bronze>Silver Mai Ng\n"
                  "run 2025-09-02 Silver>Bronze Mai Ng\n"
                  "lapsed 2025-09-01 Gold>- \n"
                  "hand 2025-08-20 ->Gold Mai Ng\n"
                  "run 2025-08-14 ->Silver Mai Ng\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/segment-of-client/explained", test_explained);
  scratch_test ("/store/segment-of-client/explained-since", test_explained_since);
  scratch_test ("/store/segment-of-client/override", test_override);
  scratch_test ("/store/segment-of-client/override-refused", test_override_refused);
  scratch_test ("/store/segment-of-client/group", test_group);
  scratch_test ("/store/segment-history/timeline", test_history);
  scratch_test ("/store/segment-members/past", test_past);
  scratch_test ("/store/segment-members/past-stays", test_past_stays);
  scratch_test ("/store/segment-overview/counts", test_overview);

  return g_test_run ();
}
