/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/error.h"
#include "domain/production-pack.h"

static void
test_slots (void)
{
  g_assert_cmpuint (tranche_production_slot_get_chunk (0), ==, 0);
  g_assert_cmpuint (tranche_production_slot_get_chunk (65535), ==, 0);
  g_assert_cmpuint (tranche_production_slot_get_chunk (65536), ==, 1);
  g_assert_cmpuint (tranche_production_slot_get_index (65535), ==, 65535);
  g_assert_cmpuint (tranche_production_slot_get_index (65536 * 3 + 7), ==, 7);
}

static void
test_round_trip (void)
{
  static const guint8 expected[] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0x2e, 0xfb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  };
  g_auto (TrancheProductionPack) pack = { 0 };
  g_auto (TrancheProductionPack) back = { 0 };
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  gconstpointer data;

  g_assert_true (tranche_production_pack_init (&pack, NULL, 0, &error));
  g_assert_null (tranche_production_pack_to_blob (&pack));

  /* A slot that was used and is empty again doesn't lengthen the blob. */
  g_assert_true (tranche_production_pack_add (&pack, 1, -1234, &error));
  g_assert_true (tranche_production_pack_add (&pack, 900, 5, &error));
  g_assert_true (tranche_production_pack_add (&pack, 900, -5, &error));
  g_assert_no_error (error);
  blob = tranche_production_pack_to_blob (&pack);
  data = g_bytes_get_data (blob, &length);
  g_assert_cmpmem (data, length, expected, sizeof expected);

  g_assert_true (tranche_production_pack_init (&back, data, length, &error));
  g_assert_cmpint (tranche_production_pack_get (&back, 0), ==, 0);
  g_assert_cmpint (tranche_production_pack_get (&back, 1), ==, -1234);
  g_assert_cmpint (tranche_production_pack_get (&back, 2), ==, 0);
  g_assert_cmpint (tranche_production_pack_get (&back, G_MAXUINT), ==, 0);
  g_assert_cmpint (tranche_production_blob_get (data, length, 1), ==, -1234);
  g_assert_cmpint (tranche_production_blob_get (data, length, 2), ==, 0);

  g_assert_true (tranche_production_pack_add (&back, 1, 1234, &error));
  empty = tranche_production_pack_to_blob (&back);
  g_assert_null (empty);
}

static void
test_limits (void)
{
  g_auto (TrancheProductionPack) pack = { 0 };
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_production_pack_add (&pack, 65535, G_MAXINT64, &error));
  blob = tranche_production_pack_to_blob (&pack);
  g_assert_cmpuint (g_bytes_get_size (blob), ==, 65536 * 8);

  g_assert_false (tranche_production_pack_add (&pack, 65535, 1, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpint (tranche_production_pack_get (&pack, 65535), ==, G_MAXINT64);
  g_clear_error (&error);

  g_assert_false (tranche_production_pack_add (&pack, 65536, 1, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

static void
test_hostile_length (void)
{
  static const gsize bad[] = { 1, 7, 9, 65536 * 8 + 8, 65536 * 8 + 1, G_MAXSIZE, G_MAXSIZE - 7 };
  guint8 bytes[16] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) init_error = NULL;
      g_autoptr (GError) sum_error = NULL;
      g_auto (TrancheProductionPack) pack = { 0 };
      TrancheMoney totals[2] = { 0 };

      g_assert_false (tranche_production_pack_check_blob (bad[i], &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
      g_assert_false (tranche_production_pack_init (&pack, bytes, bad[i], &init_error));
      g_assert_error (init_error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
      g_assert_false (
          tranche_production_blob_sum_into (bytes, bad[i], totals, NULL, 2, &sum_error));
      g_assert_error (sum_error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
    }
}

static void
test_sum (void)
{
  enum
  {
    N_SLOTS = 1003
  };
  g_autofree TrancheMoney *totals = g_new0 (TrancheMoney, N_SLOTS);
  g_autofree TrancheMoney *expected = g_new0 (TrancheMoney, N_SLOTS);
  g_autofree guint8 *months = g_new0 (guint8, N_SLOTS);
  g_autofree guint8 *expected_months = g_new0 (guint8, N_SLOTS);
  g_autoptr (GError) error = NULL;

  for (int month = 0; month < 24; month++)
    {
      g_auto (TrancheProductionPack) pack = { 0 };
      g_autoptr (GBytes) blob = NULL;
      g_autofree char *shifted = NULL;
      guint n_used = g_test_rand_int_range (1, N_SLOTS + 1);

      for (guint i = 0; i < n_used; i++)
        {
          TrancheMoney amount = g_test_rand_int_range (0, 3) == 0 ? 0 : g_test_rand_int ();

          g_assert_true (tranche_production_pack_add (&pack, i, amount, NULL));
          expected[i] += amount;
          expected_months[i] += amount != 0;
        }

      /* A month without any production has no blob. */
      blob = tranche_production_pack_to_blob (&pack);
      if (blob == NULL)
        continue;

      /* At an odd address, as it can come from a file. */
      shifted = g_malloc (g_bytes_get_size (blob) + 1);
      memcpy (shifted + 1, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob));
      g_assert_true (tranche_production_blob_sum_into (shifted + 1, g_bytes_get_size (blob), totals,
                                                       months, N_SLOTS, &error));
      g_assert_no_error (error);
    }

  g_assert_cmpmem (totals, N_SLOTS * sizeof *totals, expected, N_SLOTS * sizeof *expected);
  g_assert_cmpmem (months, N_SLOTS, expected_months, N_SLOTS);
}

static void
test_sum_overflow (void)
{
  static const struct
  {
    TrancheMoney total;
    TrancheMoney amount;
    gboolean fits;
  } cases[] = {
    { G_MAXINT64, 1, FALSE },          { G_MININT64, -1, FALSE },
    { G_MAXINT64, -1, TRUE },          { G_MININT64, G_MAXINT64, TRUE },
    { G_MAXINT64, G_MAXINT64, FALSE }, { G_MININT64, G_MININT64, FALSE },
    { G_MAXINT64 - 1, 1, TRUE },       { 0, G_MININT64, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint position = 0; position < 9; position++)
      {
        gint64 amounts[9] = { 1, -1, 1, -1, 1, -1, 1, -1, 1 };
        TrancheMoney totals[9] = { 0 };
        g_autoptr (GError) error = NULL;

        amounts[position] = GINT64_TO_LE (cases[i].amount);
        totals[position] = cases[i].total;
        g_assert_cmpint (
            tranche_production_blob_sum_into (amounts, sizeof amounts, totals, NULL, 9, &error), ==,
            cases[i].fits);
        if (cases[i].fits)
          g_assert_no_error (error);
        else
          g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      }
}

static void
test_sum_too_many (void)
{
  gint64 amounts[3] = { 1, 2, 3 };
  TrancheMoney totals[2] = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      tranche_production_blob_sum_into (amounts, sizeof amounts, totals, NULL, 2, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
  g_assert_cmpint (totals[0], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/production-pack/slots", test_slots);
  g_test_add_func ("/domain/production-pack/round-trip", test_round_trip);
  g_test_add_func ("/domain/production-pack/limits", test_limits);
  g_test_add_func ("/domain/production-pack/hostile-length", test_hostile_length);
  g_test_add_func ("/domain/production-pack/sum", test_sum);
  g_test_add_func ("/domain/production-pack/sum-overflow", test_sum_overflow);
  g_test_add_func ("/domain/production-pack/sum-too-many", test_sum_too_many);

  return g_test_run ();
}
