/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sha256.h"

/* Every length around the blocks' borders, against GLib's own. */
static void
test_lengths (void)
{
  guint8 data[400];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) g_test_rand_int_range (0, 256);
  for (gsize size = 0; size <= sizeof data; size++)
    {
      g_autoptr (GString) hex = g_string_new (NULL);
      g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
      guint8 digest[TRANCHE_SHA256_SIZE];

      tranche_sha256 (data, size, digest);
      for (guint i = 0; i < sizeof digest; i++)
        g_string_append_printf (hex, "%02x", digest[i]);
      g_assert_cmpstr (hex->str, ==, expected);
    }
}

/* In pieces of any size, also none, it is the same as in one. */
static void
test_pieces (void)
{
  guint8 data[1000];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) g_test_rand_int_range (0, 256);
  for (guint round = 0; round < 200; round++)
    {
      gsize size = (gsize) g_test_rand_int_range (0, sizeof data + 1);
      guint8 expected[TRANCHE_SHA256_SIZE];
      guint8 digest[TRANCHE_SHA256_SIZE];
      TrancheSha256 pieces;

      tranche_sha256 (data, size, expected);
      tranche_sha256_begin (&pieces);
      for (gsize at = 0, n; at < size; at += n)
        {
          n = (gsize) g_test_rand_int_range (0, 150);
          n = MIN (n, size - at);
          tranche_sha256_update (&pieces, data + at, n);
        }
      tranche_sha256_end (&pieces, digest);
      g_assert_cmpmem (digest, sizeof digest, expected, sizeof expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sha256/lengths", test_lengths);
  g_test_add_func ("/store/sha256/pieces", test_pieces);
  return g_test_run ();
}
