/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "domain/explain.h"

static const TrancheBand from_zero[] = {
  { 1, "Bronze", 0 },
  { 2, "Silver", 50000 },
  { 3, "Gold", 200000 },
};

static char *
explain (TrancheBands *bands, TrancheMoney total, int n_production_months, int available)
{
  TrancheExplanation explanation = {
    .total = total,
    .start = TRANCHE_MONTH (2024, 8),
    .end = TRANCHE_MONTH (2025, 7),
    .available = available,
    .maximum = 12,
  };
  TrancheMoney lowers[3];
  int index;

  g_assert_true (tranche_bands_get_effective (bands, available, lowers, NULL));
  index = tranche_bands_classify (lowers, tranche_bands_get_n_bands (bands), total,
                                  n_production_months, &explanation.flags);
  tranche_explanation_set_band (&explanation, bands, index, lowers);
  return tranche_explanation_to_sentence (&explanation);
}

static void
test_sentences (void)
{
  static const struct
  {
    TrancheMoney total;
    int n_production_months;
    int available;
    gboolean without_bronze;
    const char *sentence;
  } cases[] = {
    { 1824000, 12, 12, FALSE,
      "18,240.00 over Aug 2024 – Jul 2025 (12 of 12 months): at least 6,000.00 (Silver), 5,760.00 "
      "short of Gold." },
    { 599999, 3, 12, FALSE,
      "5,999.99 over Aug 2024 – Jul 2025 (12 of 12 months): at least 0.00 (Bronze), 0.01 short of "
      "Silver." },
    { 2400000, 12, 12, FALSE,
      "24,000.00 over Aug 2024 – Jul 2025 (12 of 12 months): at least 24,000.00 (Gold), the "
      "highest "
      "segment." },
    { 350000, 7, 7, FALSE,
      "3,500.00 over Aug 2024 – Jul 2025 (7 of 12 months): at least 3,500.00 (Silver), 10,500.00 "
      "short of Gold." },
    { -12000, 2, 12, FALSE,
      "−120.00 over Aug 2024 – Jul 2025 (12 of 12 months): negative production, so the lowest "
      "segment (Bronze), 6,120.00 short of Silver." },
    { 0, 0, 12, FALSE,
      "No production in the range Aug 2024 – Jul 2025 (12 of 12 months): at least 0.00 (Bronze), "
      "6,000.00 short of Silver." },
    { 0, 2, 12, FALSE,
      "0.00 over Aug 2024 – Jul 2025 (12 of 12 months): at least 0.00 (Bronze), 6,000.00 short of "
      "Silver." },
    { 599999, 2, 12, TRUE,
      "5,999.99 over Aug 2024 – Jul 2025 (12 of 12 months): below the lowest limit, 6,000.00 "
      "(Silver), so unsegmented." },
    { -1, 2, 12, TRUE,
      "−0.01 over Aug 2024 – Jul 2025 (12 of 12 months): negative production, below the lowest "
      "limit, 6,000.00 (Silver), so unsegmented." },
    { 0, 0, 12, TRUE,
      "No production in the range Aug 2024 – Jul 2025 (12 of 12 months): below the lowest limit, "
      "6,000.00 (Silver), so unsegmented." },
    { G_MININT64, 1, 12, FALSE,
      "−92,233,720,368,547,758.08 over Aug 2024 – Jul 2025 (12 of 12 months): negative production, "
      "so the lowest segment (Bronze)." },
  };
  g_autoptr (TrancheBands) all = tranche_bands_new (from_zero, 3, NULL, NULL);
  g_autoptr (TrancheBands) upper = tranche_bands_new (from_zero + 1, 2, NULL, NULL);

  if (setlocale (LC_ALL, "en_AU.utf8") == NULL)
    {
      g_test_skip ("en_AU.utf8 isn’t installed");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = explain (cases[i].without_bronze ? upper : all, cases[i].total,
                                           cases[i].n_production_months, cases[i].available);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }

  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_without_bands (void)
{
  TrancheExplanation explanation = {
    .total = 100,
    .start = TRANCHE_MONTH (2025, 7),
    .end = TRANCHE_MONTH (2025, 7),
    .available = 1,
    .maximum = 1,
  };
  g_autofree char *sentence = tranche_explanation_to_sentence (&explanation);

  g_assert_cmpstr (sentence, ==, "1.00 over Jul 2025 (1 of 1 month): unsegmented.");
}

static void
test_group (void)
{
  TrancheExplanation explanation = {
    .total = 48240,
    .start = TRANCHE_MONTH (2024, 8),
    .end = TRANCHE_MONTH (2025, 7),
    .available = 12,
    .maximum = 12,
    .band_name = "Gold",
    .band_lower = 2400,
  };
  g_autofree char *sentence = tranche_explain_group ("Elliott Family", &explanation);

  g_assert_cmpstr (sentence, ==,
                   "Through the group “Elliott Family”: 482.40 over Aug 2024 – Jul 2025 (12 of 12 "
                   "months): at least 24.00 (Gold), the highest segment.");
}

static void
test_override (void)
{
  g_autofree char *full = tranche_explain_override (
      "Gold", "related to J. Elliott", tranche_date_new (2026, 6, 30), "Silver it is.");
  g_autofree char *until
      = tranche_explain_override ("Gold", "", tranche_date_new (2026, 6, 30), NULL);
  g_autofree char *reason
      = tranche_explain_override ("Gold", "100 % deserved", TRANCHE_DATE_NONE, NULL);
  g_autofree char *bare = tranche_explain_override ("Gold", NULL, TRANCHE_DATE_NONE, NULL);

  g_assert_cmpstr (full, ==,
                   "Set by hand to Gold until 30 Jun 2026 (related to J. Elliott). Otherwise: "
                   "Silver it is.");
  g_assert_cmpstr (until, ==, "Set by hand to Gold until 30 Jun 2026.");
  g_assert_cmpstr (reason, ==, "Set by hand to Gold (100 % deserved).");
  g_assert_cmpstr (bare, ==, "Set by hand to Gold.");
}

static void
test_changed (void)
{
  g_autofree char *moved
      = tranche_explain_changed ("Silver", tranche_date_new (2025, 8, 14), "Gold it is.");
  g_autofree char *unsegmented
      = tranche_explain_changed ("", tranche_date_new (2025, 8, 14), "Gold it is.");
  g_autofree char *unknown
      = tranche_explain_changed (NULL, tranche_date_new (2025, 8, 14), "Gold it is.");

  g_assert_cmpstr (moved, ==,
                   "Silver by the run of 14 Aug 2025, but what it went by has changed. A run would "
                   "now say: Gold it is.");
  g_assert_cmpstr (unsegmented, ==,
                   "Unsegmented by the run of 14 Aug 2025, but what it went by has changed. A run "
                   "would now say: Gold it is.");
  g_assert_cmpstr (unknown, ==, "Not in the run of 14 Aug 2025. A run would now say: Gold it is.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  g_test_add_func ("/domain/explain/sentences", test_sentences);
  g_test_add_func ("/domain/explain/without-bands", test_without_bands);
  g_test_add_func ("/domain/explain/group", test_group);
  g_test_add_func ("/domain/explain/override", test_override);
  g_test_add_func ("/domain/explain/changed", test_changed);

  return g_test_run ();
}
