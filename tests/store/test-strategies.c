/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "store/strategies.h"

static TrancheStrategySetup *
make_setup (gboolean active)
{
  TrancheStrategySetup *setup
      = tranche_strategy_setup_new (1, TRANCHE_TARGET_INDIVIDUAL, "Standard");

  setup->active = active;
  /* In any order, by name or by id. */
  tranche_strategy_setup_add_band (setup, 0, " GOLD ", 200000);
  tranche_strategy_setup_add_band (setup, PRACTICE_BRONZE, NULL, 0);
  tranche_strategy_setup_add_band (setup, 0, "Silver", 50000);
  return setup;
}

static gint64
save (TrancheDatabase *db, const TrancheStrategySetup *setup)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  tranche_strategies_save (db, setup, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  return id;
}

static TrancheStrategySetup *
load (TrancheDatabase *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  TrancheStrategySetup *setup = tranche_strategies_load (db, id, &error);

  g_assert_no_error (error);
  return setup;
}

static void
assert_band (const TrancheStrategySetup *setup, guint index, const char *name, TrancheMoney lower)
{
  const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (setup, index);

  g_assert_cmpstr (band->segment_name, ==, name);
  g_assert_cmpint (band->monthly_lower, ==, lower);
}

static void
assert_refused (TrancheDatabase *db,
                const TrancheStrategySetup *setup,
                TrancheError code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 operations = scratch_query (db, "SELECT count (*) FROM operation");

  g_assert_false (tranche_strategies_save (db, setup, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” isn’t in “%s”", words, error->message);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, operations);
}

static void
test_round_trip (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) loaded = NULL;
  g_autoptr (TrancheStrategySetup) active = NULL;
  g_autoptr (TrancheBands) bands = NULL;
  g_autoptr (GError) error = NULL;
  TrancheMoney lowers[3];

  setup->maximum_months = 6;
  setup->buffer_months = 3;
  loaded = load (db, save (db, setup));
  g_assert_cmpstr (loaded->name, ==, "Standard");
  g_assert_cmpint (loaded->maximum_months, ==, 6);
  g_assert_cmpint (loaded->buffer_months, ==, 3);
  g_assert_true (loaded->active);
  g_assert_cmpint (loaded->bands->len, ==, 3);
  assert_band (loaded, 0, "Bronze", 0);
  assert_band (loaded, 1, "Silver", 50000);
  assert_band (loaded, 2, "Gold", 200000);

  bands = tranche_strategy_setup_make_bands (loaded, &error);
  g_assert_no_error (error);
  g_assert_true (tranche_bands_get_effective (bands, 7, lowers, &error));
  g_assert_cmpint (lowers[1], ==, 350000);
  g_assert_cmpint (lowers[2], ==, 1400000);

  active = tranche_strategies_load_active (db, 1, TRANCHE_TARGET_INDIVIDUAL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (active->id, ==, loaded->id);
  g_assert_null (tranche_strategies_load_active (db, 1, TRANCHE_TARGET_GROUP, &error));
  g_assert_no_error (error);

  /* Nothing differs: nothing is written. */
  {
    gint64 operations = scratch_query (db, "SELECT count (*) FROM operation");

    save (db, loaded);
    g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, operations);
  }
}

static void
test_refused (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) unknown = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) twice = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) equal = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) negative = make_setup (FALSE);
  g_autoptr (TrancheStrategySetup) nameless = make_setup (FALSE);
  g_autoptr (TrancheStrategySetup) months = make_setup (FALSE);
  g_autoptr (TrancheStrategySetup) empty = NULL;

  tranche_strategy_setup_add_band (unknown, 0, "Platinum", 900000);
  assert_refused (db, unknown, TRANCHE_ERROR_INVALID, "“Platinum”");
  assert_refused (db, unknown, TRANCHE_ERROR_INVALID, "“Prospect”, “Bronze”, “Silver”, “Gold”");

  tranche_strategy_setup_add_band (twice, PRACTICE_GOLD, NULL, 900000);
  assert_refused (db, twice, TRANCHE_ERROR_INVALID, NULL);
  tranche_strategy_setup_add_band (equal, 0, "Prospect", 50000);
  assert_refused (db, equal, TRANCHE_ERROR_INVALID, NULL);
  tranche_strategy_setup_add_band (negative, 0, "Prospect", -1);
  assert_refused (db, negative, TRANCHE_ERROR_INVALID, NULL);

  g_free (nameless->name);
  nameless->name = g_strdup ("  ");
  assert_refused (db, nameless, TRANCHE_ERROR_INVALID, NULL);
  months->maximum_months = 0;
  assert_refused (db, months, TRANCHE_ERROR_INVALID, NULL);

  empty = tranche_strategy_setup_new (1, TRANCHE_TARGET_INDIVIDUAL, "Empty");
  empty->active = TRUE;
  assert_refused (db, empty, TRANCHE_ERROR_REFUSED, "at least one");
  empty->active = FALSE;
  save (db, empty);
}

/* Limits that swap, shift or go round, and bands that come and go. */
static void
test_edit (Scratch *scratch, gconstpointer data)
{
  static const TrancheMoney limits[][3] = {
    { 50000, 200000, 300000 }, { 200000, 50000, 0 }, { 0, 200000, 50000 },
    { -1, 0, 50000 },          { 10, -1, 0 },        { 0, 10, 20 },
  };
  static const char *const names[] = { "Bronze", "Silver", "Gold" };
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup = make_setup (TRUE);
  gint64 id = save (db, setup);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (TrancheStrategySetup) edited = load (db, id);
      g_autoptr (TrancheStrategySetup) loaded = NULL;
      guint n = 0;

      g_array_set_size (edited->bands, 0);
      for (guint j = 0; j < 3; j++)
        if (limits[i][j] >= 0)
          tranche_strategy_setup_add_band (edited, 0, names[j], limits[i][j]);
      g_assert_cmpint (save (db, edited), ==, id);

      loaded = load (db, id);
      g_assert_cmpint (loaded->bands->len, ==, edited->bands->len);
      for (guint j = 0; j < 3; j++)
        for (guint k = 0; k < loaded->bands->len; k++)
          {
            const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (loaded, k);

            if (g_strcmp0 (band->segment_name, names[j]) != 0)
              continue;
            g_assert_cmpint (band->monthly_lower, ==, limits[i][j]);
            n++;
          }
      g_assert_cmpint (n, ==, loaded->bands->len);
    }
}

static void
test_lost_update (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup = make_setup (FALSE);
  gint64 id = save (db, setup);
  g_autoptr (TrancheStrategySetup) mine = load (db, id);
  g_autoptr (TrancheStrategySetup) theirs = load (db, id);

  theirs->maximum_months = 3;
  save (db, theirs);
  mine->maximum_months = 4;
  assert_refused (db, mine, TRANCHE_ERROR_CONFLICT, NULL);
}

static void
test_activate (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) group = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) beach = make_setup (TRUE);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = save (db, setup);
  gint64 second = save (db, setup);
  gint64 operations;

  group->target = TRANCHE_TARGET_GROUP;
  beach->office_id = 2;
  save (db, group);
  save (db, beach);
  g_assert_cmpint (practice_query (db, "SELECT active FROM strategy WHERE id = %d", (int) first),
                   ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT sum (active) FROM strategy"), ==, 3);

  operations = scratch_query (db, "SELECT count (*) FROM operation");
  g_assert_true (tranche_strategies_set_active (db, first, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, operations + 1);
  g_assert_cmpint (practice_query (db, "SELECT active FROM strategy WHERE id = %d", (int) first),
                   ==, 1);
  g_assert_cmpint (practice_query (db, "SELECT active FROM strategy WHERE id = %d", (int) second),
                   ==, 0);

  /* Off again, also when what it names is gone. */
  scratch_execute (db, "INSERT INTO segmentation_model (id, level, practice_id, name)"
                       " VALUES (7, 3, 1, 'Own')");
  scratch_execute (db, "UPDATE practice SET segmentation_model_id = 7");
  g_assert_true (tranche_strategies_set_active (db, first, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (tranche_strategies_set_active (db, first, TRUE, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);

  g_clear_error (&error);
  all = tranche_strategies_list (db, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (all->len, ==, 3);
}

/* An office takes the nearest model that was chosen; a strategy of another is mended by its names.
 */
static void
test_model (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup = make_setup (TRUE);
  g_autoptr (TrancheStrategySetup) loaded = NULL;
  gint64 id = save (db, setup);

  scratch_execute (db, "INSERT INTO segmentation_model (id, level, licensee_id, name)"
                       " VALUES (7, 2, 1, 'Own')");
  scratch_execute (db,
                   "INSERT INTO segment (id, model_id, name, folded_name, colour, mark, position)"
                   " VALUES (71, 7, 'Bronze', 'bronze', 1, 1, 1),"
                   " (72, 7, 'Silver', 'silver', 1, 1, 2), (73, 7, 'Gold', 'gold', 1, 1, 3)");
  scratch_execute (db, "UPDATE licensee SET segmentation_model_id = 7");

  loaded = load (db, id);
  g_assert_cmpint (save (db, loaded), ==, id);
  g_assert_cmpint (scratch_query (db, "SELECT min (segment_id) FROM band"), ==, 71);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM band"), ==, 3);

  scratch_execute (db, "UPDATE segment SET active = 0 WHERE id = 73");
  g_clear_pointer (&loaded, tranche_strategy_setup_free);
  loaded = load (db, id);
  g_assert_false (tranche_strategy_setup_get_band (loaded, 2)->segment_active);
  assert_refused (db, loaded, TRANCHE_ERROR_INVALID, "“Bronze”, “Silver”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/strategies/round-trip", test_round_trip);
  scratch_test ("/store/strategies/refused", test_refused);
  scratch_test ("/store/strategies/edit", test_edit);
  scratch_test ("/store/strategies/lost-update", test_lost_update);
  scratch_test ("/store/strategies/activate", test_activate);
  scratch_test ("/store/strategies/model", test_model);

  return g_test_run ();
}
