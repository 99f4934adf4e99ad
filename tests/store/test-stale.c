/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "domain/entities/client.h"
#include "store/queries/stale.h"
#include "store/records.h"
#include "store/strategies.h"
#include "store/undo.h"

static gint64
add_run (TrancheDatabase *db, gint64 office_id)
{
  gint64 operation_id = practice_operate (db, office_id, TRANCHE_AFFECTS_NOTHING);

  practice_execute (db,
                    "INSERT INTO run (operation_id, office_id, strategy_id, target, run_date,"
                    " start_month, end_month, available_months, maximum_months, buffer_months,"
                    " parties, production, moves, unsegmented, unsegmented_production,"
                    " no_production, negative) SELECT %d, %d, min (id), 1, '2025-08-14', 24295,"
                    " 24306, 12, 12, 1, 0, 0, 0, 0, 0, 0, 0 FROM strategy",
                    (int) operation_id, (int) office_id);
  return operation_id;
}

static TrancheStale *
load (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  TrancheStale *stale = tranche_stale_load (db, 1, TRANCHE_TARGET_INDIVIDUAL, &error);

  g_assert_no_error (error);
  return stale;
}

static void
assert_stale (TrancheDatabase *db, TrancheAffects reasons)
{
  g_autoptr (TrancheStale) stale = load (db);

  g_assert_true (stale->has_run);
  g_assert_cmpint (stale->reasons, ==, reasons);
  g_assert_cmpint (stale->is_stale, ==, reasons != 0);
}

static void
test_reasons (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStale) never = load (db);
  g_autoptr (TrancheStale) stale = NULL;

  g_assert_false (never->has_run);
  g_assert_false (never->is_stale);

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_operate (db, 1, TRANCHE_AFFECTS_PRODUCTION);
  add_run (db, 1);
  assert_stale (db, 0);
  practice_operate (db, 1, TRANCHE_AFFECTS_NOTHING);
  practice_operate (db, 2, TRANCHE_AFFECTS_PRODUCTION);
  assert_stale (db, 0);

  tranche_database_set_clock (db, 1755129600000000);
  practice_operate (db, 1, TRANCHE_AFFECTS_PRODUCTION);
  tranche_database_set_clock (db, 1755129700000000);
  practice_operate (db, 0, TRANCHE_AFFECTS_SETTINGS);
  stale = load (db);
  g_assert_cmpint (stale->since, ==, 1755129600000000);
  g_assert_cmpstr (stale->label, ==, "Something");
  assert_stale (db, TRANCHE_AFFECTS_PRODUCTION | TRANCHE_AFFECTS_SETTINGS);

  add_run (db, 1);
  assert_stale (db, 0);
}

static void
undo (TrancheDatabase *db, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label
      = redo ? tranche_redo_operation (db, &error) : tranche_undo_operation (db, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
}

/* A change undone is no change, and a change from before the run undone is one. */
static void
test_undone (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup
      = tranche_strategy_setup_new (1, TRANCHE_TARGET_INDIVIDUAL, "Standard");
  g_autoptr (GError) error = NULL;

  tranche_strategy_setup_add_band (setup, PRACTICE_BRONZE, NULL, 0);
  tranche_strategies_save (db, setup, &setup->id, &error);
  g_assert_no_error (error);
  add_run (db, 1);
  assert_stale (db, 0);

  setup->maximum_months = 6;
  tranche_strategies_save (db, setup, NULL, &error);
  g_assert_no_error (error);
  assert_stale (db, TRANCHE_AFFECTS_LIMITS);
  undo (db, FALSE);
  assert_stale (db, 0);
  undo (db, TRUE);
  assert_stale (db, TRANCHE_AFFECTS_LIMITS);

  add_run (db, 1);
  assert_stale (db, 0);
  {
    g_autofree char *label = tranche_undo_operation (
        db, scratch_query (db, "SELECT max (id) FROM operation WHERE affects <> 0 AND kind = 1"),
        &error);

    g_assert_no_error (error);
  }
  assert_stale (db, TRANCHE_AFFECTS_LIMITS);
  undo (db, TRUE);
  assert_stale (db, 0);
}

static void
save_client (TrancheDatabase *db, TrancheRecord *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheOperation) operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Edited", &error);

  g_assert_no_error (error);
  tranche_records_update (operation, client, &error);
  g_assert_no_error (error);
  tranche_operation_commit (g_steal_pointer (&operation), &error);
  g_assert_no_error (error);
}

/* A new phone number changes no segment; another office, or the end of the client, does. */
static void
test_client_fields (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheRecord) client = NULL;
  g_autoptr (TrancheOperation) removal = NULL;
  g_autoptr (GError) error = NULL;

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_add_client (db, 10, 1);
  add_run (db, 1);

  client = tranche_records_load (db, TRANCHE_TYPE_CLIENT, 10, &error);
  g_assert_no_error (error);
  g_object_set (client, "phone", "02 5550 1234", "name", "Ng Household", "notes", "Likes tea",
                "reference", "C10", "kind", TRANCHE_CLIENT_TRUST, NULL);
  save_client (db, client);
  assert_stale (db, 0);
  undo (db, FALSE);
  undo (db, TRUE);
  assert_stale (db, 0);

  g_clear_object (&client);
  client = tranche_records_load (db, TRANCHE_TYPE_CLIENT, 10, &error);
  g_object_set (client, "office-id", (gint64) 2, NULL);
  save_client (db, client);
  assert_stale (db, TRANCHE_AFFECTS_MEMBERSHIP);

  add_run (db, 1);
  assert_stale (db, 0);
  removal = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Removed", &error);
  tranche_records_remove (removal, client, &error);
  g_assert_no_error (error);
  tranche_operation_commit (g_steal_pointer (&removal), &error);
  assert_stale (db, TRANCHE_AFFECTS_MEMBERSHIP);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/stale/reasons", test_reasons);
  scratch_test ("/store/stale/undone", test_undone);
  scratch_test ("/store/stale/client-fields", test_client_fields);

  return g_test_run ();
}
