/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Practice files with bytes changed, cut out and doubled: opening and reading them ends in a
 * message or in data, never in a crash. */
#include "tests/fuzz/read-everything.h"

#include "domain/error.h"
#include "jobs/sample.h"
#include "jobs/segmentation.h"
#include "store/check.h"
#include "store/queries/operation-log.h"
#include "store/queries/segment-of-client.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROUNDS 120
/* Larger than what is checked as a whole each time it is opened. */
#define CLIENTS 400
#define SEED 20250814

static void
remove_file (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/* Somewhere in the file; often in its head, in the schema, or at the start of a page, where a byte
 * means most. */
static gsize
pick (GRand *random, gsize length)
{
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      return g_rand_int_range (random, 0, 100);
    case 1:
      return g_rand_int_range (random, 0, MIN (length, 65536));
    case 2:
      return MIN (length - 1, (gsize) g_rand_int_range (random, 0, length / 8192) * 8192
                                  + g_rand_int_range (random, 0, 16));
    default:
      return g_rand_int_range (random, 0, length);
    }
}

static void
mutate (GRand *random, GByteArray *bytes)
{
  guint n = g_rand_int_range (random, 1, 3);

  for (guint i = 0; i < n; i++)
    {
      gsize at = pick (random, bytes->len);
      gsize from = pick (random, bytes->len);
      gsize length = g_rand_int_range (random, 1, 600);

      length = MIN (length, bytes->len - MAX (at, from));
      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          bytes->data[at] = g_rand_int (random);
          break;
        case 1:
          bytes->data[at] ^= 1u << g_rand_int_range (random, 0, 8);
          break;
        case 2:
          memmove (bytes->data + at, bytes->data + from, length);
          break;
        case 3:
          memset (bytes->data + at, g_rand_boolean (random) ? 0xff : 0, length);
          break;
        default:
          if (bytes->len > 20000)
            g_byte_array_set_size (bytes, bytes->len - g_rand_int_range (random, 1, 9000));
          break;
        }
    }
}

static gboolean
read_all (const char *path)
{
  GError *error = NULL;
  g_autoptr (TrancheDatabase) db = tranche_database_open (path, TRANCHE_DATABASE_READ_ONLY, &error);
  if (db == NULL)
    {
      assert_ours (&error);
      return FALSE;
    }

  READ (GPtrArray, tranche_database_check (db, TRANCHE_CHECK_ALL, NULL, NULL, NULL, &fault));
  read_everything (db, tranche_date_new (2025, 8, 14));
  for (gint64 id = 1; id < 20; id++)
    read_client (db, id, tranche_date_new (2025, 8, 14));
  return TRUE;
}

static void
write_once (const char *path)
{
  GError *error = NULL;
  g_autoptr (TrancheDatabase) db
      = tranche_database_open (path, TRANCHE_DATABASE_READ_WRITE, &error);
  g_autoptr (TrancheSegmentationResult) result = NULL;
  const TrancheSegmentationRequest request = {
    .office_id = 1,
    .target = TRANCHE_TARGET_INDIVIDUAL,
    .date = tranche_date_new (2025, 9, 14),
  };

  if (db != NULL)
    result = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);
  assert_ours (&error);
}

static void
test_mutated (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tranche-fuzz-XXXXXX", &error);
  g_autofree char *whole = g_build_filename (folder, "whole.tranche", NULL);
  g_autofree char *path = g_build_filename (folder, "mutated.tranche", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  const TrancheSampleOptions options
      = { .clients = CLIENTS, .months = 14, .seed = 1, .today = tranche_date_new (2025, 8, 14) };
  gsize length = 0;
  guint opened = 0;

  g_assert_no_error (error);
  tranche_sample_create (whole, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (whole, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_true (read_all (whole));

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length);

      g_byte_array_append (bytes, (const guint8 *) content, length);
      mutate (random, bytes);
      g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
      g_assert_no_error (error);
      opened += read_all (path);
      write_once (path);
      remove_file (path);
    }
  g_test_message ("%u of %u opened in spite of it", opened, ROUNDS);
  g_assert_cmpuint (opened, <, ROUNDS);

  remove_file (whole);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/file/mutated", test_mutated);
  return g_test_run ();
}
