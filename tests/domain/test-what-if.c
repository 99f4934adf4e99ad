/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/bands.h"
#include "domain/error.h"
#include "domain/what-if.h"

#define N_BANDS_MAX 6
#define N_SEGMENTS_MAX 9

typedef struct
{
  guint n_parties;
  guint n_bands;
  guint n_segments;
  TrancheMoney *totals;
  guint8 *current;
  TrancheMoney lowers[N_BANDS_MAX];
} Sample;

static void
sample_clear (Sample *sample)
{
  g_clear_pointer (&sample->totals, g_free);
  g_clear_pointer (&sample->current, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static void
draw_limits (Sample *sample)
{
  TrancheMoney limit = g_test_rand_int_range (0, 2) == 0 ? 0 : g_test_rand_int_range (1, 30);

  for (guint i = 0; i < sample->n_bands; i++)
    {
      sample->lowers[i] = limit;
      limit += g_test_rand_int_range (1, 40);
    }
}

/* Small amounts, so that many totals lie exactly on a limit; some negative, some huge. */
static void
draw_sample (Sample *sample)
{
  sample->n_parties = g_test_rand_int_range (0, 400);
  sample->n_bands = g_test_rand_int_range (1, N_BANDS_MAX + 1);
  sample->n_segments = sample->n_bands + g_test_rand_int_range (1, 4);
  sample->totals = g_new0 (TrancheMoney, sample->n_parties + 1);
  sample->current = g_new0 (guint8, sample->n_parties + 1);
  draw_limits (sample);

  for (guint i = 0; i < sample->n_parties; i++)
    {
      int kind = g_test_rand_int_range (0, 20);

      sample->totals[i] = g_test_rand_int_range (-20, 150);
      if (kind == 0)
        sample->totals[i] = sample->lowers[g_test_rand_int_range (0, sample->n_bands)];
      else if (kind == 1)
        sample->totals[i] *= G_GINT64_CONSTANT (100000000000);
      sample->current[i] = g_test_rand_int_range (0, sample->n_segments);
    }
}

/* The slow way: each party by itself, by the classification the run uses. */
static guint
apply_naively (const Sample *sample,
               TrancheWhatIfBand *bands,
               guint moves[N_SEGMENTS_MAX][N_BANDS_MAX + 1])
{
  guint n_movers = 0;

  memset (bands, 0, (N_BANDS_MAX + 1) * sizeof *bands);
  memset (moves, 0, sizeof (guint) * N_SEGMENTS_MAX * (N_BANDS_MAX + 1));
  for (guint i = 0; i < sample->n_parties; i++)
    {
      int band
          = tranche_bands_classify (sample->lowers, sample->n_bands, sample->totals[i], 1, NULL);
      guint to = band == TRANCHE_BAND_UNSEGMENTED ? sample->n_bands : (guint) band;
      guint from = sample->current[i];

      bands[to].n_parties++;
      bands[to].production += sample->totals[i];
      if (from <= sample->n_bands)
        bands[from].n_before++;
      if (from == to)
        continue;

      n_movers++;
      moves[from][to]++;
      bands[to].n_in++;
      if (from <= sample->n_bands)
        bands[from].n_out++;
    }

  return n_movers;
}

static void
check_movers (const Sample *sample, TrancheWhatIf *what_if, guint n_expected)
{
  g_autofree TrancheWhatIfMover *movers = g_new (TrancheWhatIfMover, n_expected + 1);
  g_autofree guint8 *seen = g_new0 (guint8, sample->n_parties + 1);
  guint offset = n_expected / 3;
  guint n_part;

  g_assert_cmpuint (tranche_what_if_list_movers (what_if, sample->lowers, TRANCHE_WHAT_IF_ANY,
                                                 TRANCHE_WHAT_IF_ANY, 0, movers, n_expected + 1),
                    ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    {
      const TrancheWhatIfMover *mover = &movers[i];
      int band = tranche_bands_classify (sample->lowers, sample->n_bands, mover->total, 1, NULL);

      g_assert_cmpuint (mover->party, <, sample->n_parties);
      g_assert_false (seen[mover->party]);
      seen[mover->party] = TRUE;
      g_assert_cmpint (mover->total, ==, sample->totals[mover->party]);
      g_assert_cmpuint (mover->from, ==, sample->current[mover->party]);
      g_assert_cmpuint (mover->to, ==,
                        band == TRANCHE_BAND_UNSEGMENTED ? sample->n_bands : (guint) band);
      g_assert_cmpuint (mover->from, !=, mover->to);
      if (i > 0 && movers[i - 1].from == mover->from && movers[i - 1].to == mover->to)
        g_assert_cmpint (movers[i - 1].total, >=, mover->total);
    }

  /* A page from the middle is the same as the middle of all. */
  {
    g_autofree TrancheWhatIfMover *page = g_new (TrancheWhatIfMover, n_expected + 1);

    n_part = tranche_what_if_list_movers (what_if, sample->lowers, TRANCHE_WHAT_IF_ANY,
                                          TRANCHE_WHAT_IF_ANY, offset, page, 7);
    g_assert_cmpuint (n_part, ==, MIN (7, n_expected - offset));
    for (guint i = 0; i < n_part; i++)
      g_assert_cmpuint (page[i].party, ==, movers[offset + i].party);
  }
}

static void
test_against_reference (void)
{
  for (int round = 0; round < 300; round++)
    {
      g_auto (Sample) sample = { 0 };
      g_autoptr (TrancheWhatIf) what_if = NULL;
      g_autoptr (GError) error = NULL;

      draw_sample (&sample);
      what_if = tranche_what_if_new (sample.totals, sample.current, sample.n_parties,
                                     sample.n_bands, sample.n_segments, &error);
      g_assert_no_error (error);
      g_assert_nonnull (what_if);

      for (int move = 0; move < 5; move++)
        {
          TrancheWhatIfBand bands[N_BANDS_MAX + 1];
          TrancheWhatIfBand expected[N_BANDS_MAX + 1];
          guint moves[N_SEGMENTS_MAX][N_BANDS_MAX + 1];
          guint n_expected = apply_naively (&sample, expected, moves);

          g_assert_cmpuint (tranche_what_if_apply (what_if, sample.lowers, bands), ==, n_expected);
          for (guint i = 0; i <= sample.n_bands; i++)
            {
              g_assert_cmpuint (bands[i].n_before, ==, expected[i].n_before);
              g_assert_cmpuint (bands[i].n_parties, ==, expected[i].n_parties);
              g_assert_cmpuint (bands[i].n_in, ==, expected[i].n_in);
              g_assert_cmpuint (bands[i].n_out, ==, expected[i].n_out);
              g_assert_cmpint (bands[i].production, ==, expected[i].production);
            }

          for (guint from = 0; from < sample.n_segments; from++)
            for (guint to = 0; to <= sample.n_bands; to++)
              g_assert_cmpuint (tranche_what_if_count_movers (what_if, sample.lowers, from, to), ==,
                                moves[from][to]);

          check_movers (&sample, what_if, n_expected);
          draw_limits (&sample);
        }
    }
}

static void
test_worked (void)
{
  static const TrancheMoney totals[] = { 599999, 600000, 2399999, 2400000, -100, 0, 1824000 };
  static const guint8 current[] = { 1, 0, 1, 2, 0, 3, 1 };
  static const TrancheMoney lowers[] = { 0, 600000, 2400000 };
  g_autoptr (TrancheWhatIf) what_if = tranche_what_if_new (totals, current, 7, 3, 4, NULL);
  TrancheWhatIfBand bands[4];

  g_assert_cmpuint (tranche_what_if_get_n_parties (what_if), ==, 7);
  g_assert_cmpuint (tranche_what_if_get_n_bands (what_if), ==, 3);
  g_assert_cmpint (tranche_what_if_get_production (what_if), ==, 7823898);
  g_assert_cmpuint (tranche_what_if_apply (what_if, lowers, bands), ==, 3);
  g_assert_cmpuint (bands[0].n_parties, ==, 3);
  g_assert_cmpuint (bands[1].n_parties, ==, 3);
  g_assert_cmpuint (bands[2].n_parties, ==, 1);
  g_assert_cmpuint (bands[3].n_parties, ==, 0);
  g_assert_cmpuint (bands[3].n_out, ==, 1);
  g_assert_cmpint (bands[1].production, ==, 4823999);
  g_assert_cmpint (bands[0].share, ==, 767);
  g_assert_cmpint (bands[1].share, ==, 6166);
  g_assert_cmpint (bands[2].share, ==, 3068);
}

static void
test_shares (void)
{
  static const TrancheMoney totals[] = { -300, 200, 400 };
  static const guint8 current[] = { 0, 0, 0 };
  static const TrancheMoney lowers[] = { 0, 300 };
  g_autoptr (TrancheWhatIf) positive = tranche_what_if_new (totals, current, 3, 2, 3, NULL);
  g_autoptr (TrancheWhatIf) negative = tranche_what_if_new (totals, current, 2, 2, 3, NULL);
  g_autoptr (TrancheWhatIf) empty = tranche_what_if_new (NULL, NULL, 0, 2, 3, NULL);
  TrancheWhatIfBand bands[3];

  tranche_what_if_apply (positive, lowers, bands);
  g_assert_cmpint (bands[0].share, ==, -3333);
  g_assert_cmpint (bands[1].share, ==, 13333);
  tranche_what_if_apply (negative, lowers, bands);
  g_assert_cmpint (bands[0].share, ==, TRANCHE_WHAT_IF_NO_SHARE);
  g_assert_cmpuint (tranche_what_if_apply (empty, lowers, bands), ==, 0);
  g_assert_cmpint (bands[0].share, ==, TRANCHE_WHAT_IF_NO_SHARE);
}

static void
test_refused (void)
{
  static const TrancheMoney large[] = { G_MAXINT64, 1 };
  static const TrancheMoney opposite[] = { G_MAXINT64, -1 };
  static const TrancheMoney smallest[] = { G_MININT64, 0 };
  static const TrancheMoney largest[] = { G_MAXINT64, 0 };
  static const guint8 current[] = { 0, 1 };
  static const guint8 unknown[] = { 0, 2 };
  static const TrancheMoney *const too_large[] = { large, opposite, smallest };
  g_autoptr (TrancheWhatIf) what_if = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++)
    {
      g_autoptr (GError) large_error = NULL;

      g_assert_null (tranche_what_if_new (too_large[i], current, 2, 1, 2, &large_error));
      g_assert_error (large_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
    }

  g_assert_null (tranche_what_if_new (largest, unknown, 2, 1, 2, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);

  what_if = tranche_what_if_new (largest, current, 2, 1, 2, NULL);
  g_assert_nonnull (what_if);
  g_assert_cmpint (tranche_what_if_get_production (what_if), ==, G_MAXINT64);
}

static void
test_histogram (void)
{
  for (int round = 0; round < 200; round++)
    {
      guint n_parties = g_test_rand_int_range (0, 200);
      g_autofree TrancheMoney *totals = g_new0 (TrancheMoney, n_parties + 1);
      g_autofree guint8 *current = g_new0 (guint8, n_parties + 1);
      g_autoptr (TrancheWhatIf) what_if = NULL;
      g_autoptr (GArray) buckets = NULL;
      guint n_counted = 0;

      for (guint i = 0; i < n_parties; i++)
        {
          totals[i] = g_test_rand_int_range (-1000, 1000000) >> g_test_rand_int_range (0, 20);
          current[i] = g_test_rand_int_range (0, 3);
        }

      what_if = tranche_what_if_new (totals, current, n_parties, 2, 3, NULL);
      buckets = tranche_what_if_get_histogram (what_if);
      g_assert_cmpuint (buckets->len, >=, 2);
      g_assert_cmpint (g_array_index (buckets, TrancheWhatIfBucket, 0).lower, ==, G_MININT64);
      g_assert_cmpint (g_array_index (buckets, TrancheWhatIfBucket, 1).lower, ==, 0);

      for (guint b = 0; b < buckets->len; b++)
        {
          const TrancheWhatIfBucket *bucket = &g_array_index (buckets, TrancheWhatIfBucket, b);
          guint expected = 0;

          if (b > 0)
            g_assert_cmpint (bucket->lower, ==, (bucket - 1)->upper);
          for (guint i = 0; i < n_parties; i++)
            expected += totals[i] >= bucket->lower && totals[i] < bucket->upper;
          g_assert_cmpuint (bucket->n_parties, ==, expected);
          n_counted += expected;
        }

      g_assert_cmpuint (n_counted, ==, n_parties);
    }
}

static void
test_histogram_ends (void)
{
  static const TrancheMoney largest[] = { G_MAXINT64 };
  static const TrancheMoney steps[] = { 100, 999 };
  static const guint8 current[] = { 0, 0 };
  g_autoptr (TrancheWhatIf) high = tranche_what_if_new (largest, current, 1, 1, 2, NULL);
  g_autoptr (TrancheWhatIf) low = tranche_what_if_new (steps, current, 2, 1, 2, NULL);
  g_autoptr (GArray) high_buckets = tranche_what_if_get_histogram (high);
  g_autoptr (GArray) low_buckets = tranche_what_if_get_histogram (low);
  const TrancheWhatIfBucket *last
      = &g_array_index (high_buckets, TrancheWhatIfBucket, high_buckets->len - 1);

  g_assert_cmpuint (high_buckets->len, ==, 3);
  g_assert_cmpint (last->lower, ==, G_GINT64_CONSTANT (8000000000000000000));
  g_assert_cmpint (last->upper, ==, G_MAXINT64);
  g_assert_cmpuint (last->n_parties, ==, 1);

  /* 1.00 opens the first step, 9.99 ends up below the 10.00. */
  g_assert_cmpuint (low_buckets->len, ==, 12);
  g_assert_cmpuint (g_array_index (low_buckets, TrancheWhatIfBucket, 2).n_parties, ==, 1);
  g_assert_cmpint (g_array_index (low_buckets, TrancheWhatIfBucket, 11).lower, ==, 800);
  g_assert_cmpint (g_array_index (low_buckets, TrancheWhatIfBucket, 11).upper, ==, 1000);
  g_assert_cmpuint (g_array_index (low_buckets, TrancheWhatIfBucket, 11).n_parties, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/what-if/against-reference", test_against_reference);
  g_test_add_func ("/domain/what-if/worked", test_worked);
  g_test_add_func ("/domain/what-if/shares", test_shares);
  g_test_add_func ("/domain/what-if/refused", test_refused);
  g_test_add_func ("/domain/what-if/histogram", test_histogram);
  g_test_add_func ("/domain/what-if/histogram-ends", test_histogram_ends);

  return g_test_run ();
}
