/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/bands.h"
#include "domain/error.h"

static const TrancheBand worked_bands[] = {
  { 1, "Bronze", 0 },
  { 2, "Silver", 50000 },
  { 3, "Gold", 200000 },
};

static TrancheBands *
make_bands (void)
{
  g_autoptr (GError) error = NULL;
  TrancheBands *bands = tranche_bands_new (worked_bands, 3, NULL, &error);

  g_assert_no_error (error);
  return bands;
}

static void
test_worked_limits (void)
{
  static const struct
  {
    int months;
    TrancheMoney silver;
    TrancheMoney gold;
  } rows[] = { { 12, 600000, 2400000 }, { 7, 350000, 1400000 }, { 1, 50000, 200000 } };
  static const struct
  {
    TrancheMoney total;
    const char *segment;
  } totals[] = {
    { 0, "Bronze" },       { 1, "Bronze" },       { 599999, "Bronze" },     { 600000, "Silver" },
    { 600001, "Silver" },  { 2399999, "Silver" }, { 2400000, "Gold" },      { G_MAXINT64, "Gold" },
    { 1824000, "Silver" }, { -1, "Bronze" },      { G_MININT64, "Bronze" },
  };
  g_autoptr (TrancheBands) bands = make_bands ();
  TrancheMoney lowers[3];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (tranche_bands_get_effective (bands, rows[i].months, lowers, NULL));
      g_assert_cmpint (lowers[0], ==, 0);
      g_assert_cmpint (lowers[1], ==, rows[i].silver);
      g_assert_cmpint (lowers[2], ==, rows[i].gold);
    }

  g_assert_true (tranche_bands_get_effective (bands, 12, lowers, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      TrancheBandFlags flags = 77;
      int index = tranche_bands_classify (lowers, 3, totals[i].total, 3, &flags);

      g_assert_cmpint (index, >=, 0);
      g_assert_cmpstr (tranche_bands_get_band (bands, index)->name, ==, totals[i].segment);
      g_assert_cmpint (flags, ==, totals[i].total < 0 ? TRANCHE_BAND_NEGATIVE : 0);
    }
}

static void
test_flags (void)
{
  static const TrancheMoney above_zero[] = { 100, 200 };
  static const TrancheMoney from_zero[] = { 0, 200 };
  TrancheBandFlags flags;

  g_assert_cmpint (tranche_bands_classify (above_zero, 2, 99, 1, &flags), ==,
                   TRANCHE_BAND_UNSEGMENTED);
  g_assert_cmpint (flags, ==, 0);
  g_assert_cmpint (tranche_bands_classify (above_zero, 2, -5, 1, &flags), ==,
                   TRANCHE_BAND_UNSEGMENTED);
  g_assert_cmpint (flags, ==, TRANCHE_BAND_NEGATIVE);
  g_assert_cmpint (tranche_bands_classify (above_zero, 2, 100, 1, NULL), ==, 0);
  g_assert_cmpint (tranche_bands_classify (from_zero, 2, 0, 0, &flags), ==, 0);
  g_assert_cmpint (flags, ==, TRANCHE_BAND_NO_PRODUCTION);
  g_assert_cmpint (tranche_bands_classify (from_zero, 2, 0, 2, &flags), ==, 0);
  g_assert_cmpint (flags, ==, 0);
  g_assert_cmpint (tranche_bands_classify (from_zero, 2, 0, -1, &flags), ==, 0);
  g_assert_cmpint (flags, ==, TRANCHE_BAND_NO_PRODUCTION);
  g_assert_cmpint (tranche_bands_classify (from_zero, 2, 5, -1, &flags), ==, 0);
  g_assert_cmpint (flags, ==, 0);
  g_assert_cmpint (tranche_bands_classify (NULL, 0, 5, 1, &flags), ==, TRANCHE_BAND_UNSEGMENTED);
}

/* The search agrees with a walk through the limits. */
static void
test_search (void)
{
  for (int round = 0; round < 2000; round++)
    {
      TrancheMoney lowers[12];
      guint n_bands = g_test_rand_int_range (1, G_N_ELEMENTS (lowers));
      TrancheMoney limit = g_test_rand_int_range (0, 3);

      for (guint i = 0; i < n_bands; i++)
        {
          lowers[i] = limit;
          limit += g_test_rand_int_range (1, 4);
        }

      for (TrancheMoney total = -2; total < limit + 2; total++)
        {
          int expected = -1;

          for (guint i = 0; i < n_bands; i++)
            if (total >= lowers[i] && (i + 1 == n_bands || total < lowers[i + 1]))
              expected = i;
          g_assert_cmpint (tranche_bands_search (lowers, n_bands, total), ==, expected);
        }
    }
}

static void
test_refused (void)
{
  static const struct
  {
    TrancheBand bands[3];
    guint n_bands;
    guint bad_band;
    const char *named;
  } cases[] = {
    { { { 0 } }, 0, 0, "at least one" },
    { { { 1, "Bronze", -1 } }, 1, 0, "“Bronze”" },
    { { { 1, "Bronze", G_MAXINT64 } }, 1, 0, "“Bronze”" },
    { { { 1, "Bronze", 0 }, { 2, "Silver", 0 } }, 2, 1, "“Silver”" },
    { { { 1, "Bronze", 0 }, { 2, "Silver", 500 }, { 3, "Gold", 400 } }, 3, 2, "“Gold”" },
    { { { 1, "Bronze", 0 }, { 2, "Silver", 500 }, { 1, "Gold", 900 } }, 3, 2, "“Gold”" },
    { { { 1, NULL, 5 }, { 2, NULL, 5 } }, 2, 1, "begins at 0.05" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint bad_band = 77;

      g_assert_null (tranche_bands_new (cases[i].bands, cases[i].n_bands, &bad_band, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_cmpuint (bad_band, ==, cases[i].bad_band);
      g_assert_nonnull (strstr (error->message, cases[i].named));
    }

  g_assert_null (tranche_bands_new (NULL, 0, NULL, NULL));
}

static void
test_edit (void)
{
  g_autoptr (TrancheBands) bands = make_bands ();
  g_autoptr (TrancheBands) moved = NULL;
  g_autoptr (TrancheBands) raised = NULL;
  g_autoptr (GError) error = NULL;
  TrancheMoney upper = 77;

  g_assert_true (tranche_bands_get_monthly_upper (bands, 1, &upper));
  g_assert_cmpint (upper, ==, 200000);
  g_assert_false (tranche_bands_get_monthly_upper (bands, 2, &upper));

  /* Silver's upper limit takes Gold's lower one along; the old bands stay. */
  moved = tranche_bands_with_upper (bands, 1, 150000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tranche_bands_get_band (moved, 2)->monthly_lower, ==, 150000);
  g_assert_cmpstr (tranche_bands_get_band (moved, 2)->name, ==, "Gold");
  g_assert_cmpint (tranche_bands_get_band (bands, 2)->monthly_lower, ==, 200000);

  raised = tranche_bands_with_lower (bands, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tranche_bands_get_band (raised, 0)->monthly_lower, ==, 100);

  g_assert_null (tranche_bands_with_upper (bands, 1, 50000, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“Silver” must be above 500.00"));
  g_clear_error (&error);

  g_assert_null (tranche_bands_with_upper (bands, 0, 200000, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (tranche_bands_with_upper (bands, 2, 900000, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (tranche_bands_with_lower (bands, 0, -1, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);

  g_assert_cmpint (tranche_bands_find_segment (bands, 3), ==, 2);
  g_assert_cmpint (tranche_bands_find_segment (bands, 4), ==, TRANCHE_BAND_UNSEGMENTED);
}

static void
test_overflow (void)
{
  static const TrancheBand large[] = { { 1, "Bronze", 0 }, { 2, "Gold", TRANCHE_MONEY_MAX } };
  g_autoptr (TrancheBands) bands = tranche_bands_new (large, 2, NULL, NULL);
  g_autoptr (GError) error = NULL;
  TrancheMoney lowers[2];

  g_assert_nonnull (bands);
  g_assert_true (tranche_bands_get_effective (bands, 120, lowers, NULL));
  g_assert_cmpint (lowers[1], ==, TRANCHE_MONEY_MAX * 120);
  g_assert_false (tranche_bands_get_effective (bands, G_MAXINT, lowers, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“Gold”"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/bands/worked-limits", test_worked_limits);
  g_test_add_func ("/domain/bands/flags", test_flags);
  g_test_add_func ("/domain/bands/search", test_search);
  g_test_add_func ("/domain/bands/refused", test_refused);
  g_test_add_func ("/domain/bands/edit", test_edit);
  g_test_add_func ("/domain/bands/overflow", test_overflow);

  return g_test_run ();
}
