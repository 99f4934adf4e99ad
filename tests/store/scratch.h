/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

#include <glib/gstdio.h>

/* A folder of its own for each test, removed with everything in it. */
typedef struct
{
  char *folder;
  char *path; /* of a practice file that isn't there yet */
} Scratch;

static inline void
scratch_set_up (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  scratch->folder = g_dir_make_tmp ("tranche-XXXXXX", &error);
  g_assert_no_error (error);
  scratch->path = g_build_filename (scratch->folder, "Practice.tranche", NULL);
}

static inline void
scratch_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          scratch_empty (path);
          g_rmdir (path);
        }
      else
        {
          g_unlink (path);
        }
    }
}

static inline void
scratch_tear_down (Scratch *scratch, gconstpointer data)
{
  g_chmod (scratch->folder, 0700);
  scratch_empty (scratch->folder);
  g_assert_cmpint (g_rmdir (scratch->folder), ==, 0);
  g_free (scratch->folder);
  g_free (scratch->path);
}

static inline guint
scratch_count_files (Scratch *scratch)
{
  g_autoptr (GDir) dir = g_dir_open (scratch->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline TrancheDatabase *
scratch_create (Scratch *scratch)
{
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db = tranche_database_create (scratch->path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);
  return db;
}

static inline TrancheDatabase *
scratch_open (Scratch *scratch, TrancheDatabaseMode mode)
{
  g_autoptr (GError) error = NULL;
  TrancheDatabase *db = tranche_database_open (scratch->path, mode, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);
  return db;
}

static inline void
scratch_execute (TrancheDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gboolean success = tranche_database_execute (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (success);
}

static inline gint64
scratch_query (TrancheDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tranche_database_query_int64 (db, sql, G_MININT64, &value, &error);
  g_assert_no_error (error);
  return value;
}

#define scratch_test(path_, func_)                                                                 \
  g_test_add (path_, Scratch, NULL, scratch_set_up, func_, scratch_tear_down)
