/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "jobs/segmentation.h"
#include "jobs/what-if-loader.h"

/* What it foresees is what the run then does. */
static void
test_foresight (Scratch *scratch, gconstpointer data)
{
  static const TrancheMoney totals[] = { 0, -100, 599999, 600000, 2399999, 2400000, 700 };
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (TrancheWhatIfData) before = NULL;
  g_autoptr (TrancheWhatIfData) after = NULL;
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrancheSegmentationRequest request
      = { 1, TRANCHE_TARGET_INDIVIDUAL, practice_day ("2025-08-14"), FALSE };
  TrancheWhatIfBand bands[4];
  gint64 id;

  id = practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      practice_add_client (db, 10 + i, 1);
      if (totals[i] != 0)
        practice_add_line (db, 1, 10 + i, TRANCHE_MONTH (2024, 8), totals[i]);
    }
  practice_pack (db);

  setup = tranche_strategies_load (db, id, &error);
  g_assert_no_error (error);
  before = tranche_what_if_load (db, setup, request.date, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->n_parties, ==, G_N_ELEMENTS (totals));
  g_assert_cmpint (before->party_ids[0], ==, 10);
  g_assert_cmpint (before->segment_ids[2], ==, PRACTICE_GOLD);
  g_assert_cmpint (tranche_what_if_apply (before->what_if, before->inputs->lowers, bands), ==,
                   G_N_ELEMENTS (totals));

  result = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->run->moves, ==, G_N_ELEMENTS (totals));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (bands[i].n_parties, ==, tranche_run_get_segment (result->run, i)->parties);
      g_assert_cmpint (bands[i].production, ==,
                       tranche_run_get_segment (result->run, i)->production);
      g_assert_cmpint (bands[i].n_before, ==, 0);
    }

  after = tranche_what_if_load (db, setup, request.date, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tranche_what_if_apply (after->what_if, after->inputs->lowers, bands), ==, 0);
  g_assert_cmpint (bands[1].n_before, ==, 2);
}

/* A strategy that names other segments than those that clients have now. */
static void
test_other_segments (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheStrategySetup) setup
      = tranche_strategy_setup_new (1, TRANCHE_TARGET_INDIVIDUAL, "Other");
  g_autoptr (TrancheWhatIfData) loaded = NULL;
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrancheSegmentationRequest request
      = { 1, TRANCHE_TARGET_INDIVIDUAL, practice_day ("2025-08-14"), FALSE };
  TrancheWhatIfBand bands[2];

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_add_client (db, 10, 1);
  practice_add_line (db, 1, 10, TRANCHE_MONTH (2024, 8), 2400000);
  practice_pack (db);
  result = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  tranche_strategy_setup_add_band (setup, 1, "Prospect", 0);
  loaded = tranche_what_if_load (db, setup, request.date, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (loaded->n_segments, ==, 4);
  g_assert_cmpint (loaded->segment_ids[3], ==, PRACTICE_GOLD);
  g_assert_cmpint (tranche_what_if_apply (loaded->what_if, loaded->inputs->lowers, bands), ==, 1);
  g_assert_cmpint (bands[0].n_in, ==, 1);

  g_clear_pointer (&loaded, tranche_what_if_data_free);
  loaded = tranche_what_if_load (db, setup, practice_day ("2024-01-14"), NULL, &error);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/what-if-loader/foresight", test_foresight);
  scratch_test ("/jobs/what-if-loader/other-segments", test_other_segments);

  return g_test_run ();
}
