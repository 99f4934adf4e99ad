/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/find-bytes.h"

#include <string.h>

/* Few letters, so that there are many near misses; every length around the ends of blocks, in
 * memory of exactly that size. */
static void
test_like_memmem (void)
{
  for (gsize length = 0; length < 100; length++)
    for (guint i = 0; i < 200; i++)
      {
        g_autofree char *text = g_malloc (MAX (length, 1));
        char bytes[24];
        gsize n_bytes = g_test_rand_int_range (1, i % 3 == 0 ? 24 : 4);

        for (gsize j = 0; j < length; j++)
          text[j] = "ab\n\xc3"[g_test_rand_int_range (0, i % 2 == 0 ? 2 : 4)];
        for (gsize j = 0; j < n_bytes; j++)
          bytes[j] = "ab\n\xc3"[g_test_rand_int_range (0, i % 2 == 0 ? 2 : 4)];
        if (i % 5 == 0 && n_bytes <= length)
          memcpy (bytes, text + length - n_bytes, n_bytes);

        g_assert_true (tranche_find_bytes (text, length, bytes, n_bytes)
                       == memmem (text, length, bytes, n_bytes));
      }
}

static void
test_every_place (void)
{
  char text[80];

  for (gsize place = 0; place <= sizeof text - 5; place++)
    {
      memset (text, 's', sizeof text);
      memcpy (text + place, "smith", 5);
      g_assert_true (tranche_find_bytes (text, sizeof text, "smith", 5) == text + place);
      g_assert_null (tranche_find_bytes (text, place + 4, "smith", 5));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/find-bytes/like-memmem", test_like_memmem);
  g_test_add_func ("/store/find-bytes/every-place", test_every_place);
  return g_test_run ();
}
