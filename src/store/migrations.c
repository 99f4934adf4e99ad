/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrations.h"
#include "store/database-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define RESOURCE_FOLDER "/io/github/tranche_app/Tranche/sql"

/* A released schema is frozen, and so is its line here. tests/store/test-migrations.c says what a
 * new one has to be. */
static const char *const fingerprints[] = {
  "b720a840ce779c5ec815a00f32f4d601ab5d6cd6aff617413643cc440e91afa9",
  "3beec2090a04609310cea6d2f9bafae2950ec36bd7abae0b0780030e88107118",
};

/* Of the bundle that glib-compile-resources makes a part of this library. */
extern GResource *tranche_sql_get_resource (void);

static char *
load_script (const char *name)
{
  g_autofree char *path = g_build_path ("/", RESOURCE_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (tranche_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  NULL);
  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const TrancheMigrations *
tranche_migrations_get_default (void)
{
  static TrancheMigrations migrations;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_auto (GStrv) names = NULL;
      const char **scripts;
      guint n;

      names = g_resource_enumerate_children (tranche_sql_get_resource (), RESOURCE_FOLDER,
                                             G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert (names != NULL);
      n = g_strv_length (names);
      qsort (names, n, sizeof *names, compare_names);

      scripts = g_new0 (const char *, n + 1);
      for (guint i = 0; i < n; i++)
        {
          /* "0001-foundation.sql": without gaps, so that the place is the version. */
          g_assert (g_ascii_strtoull (names[i], NULL, 10) == i + 1);
          scripts[i] = load_script (names[i]);
        }
      migrations.scripts = scripts;
      migrations.n_scripts = n;
      g_assert (n == G_N_ELEMENTS (fingerprints));
      migrations.fingerprints = fingerprints;
      g_once_init_leave (&once, 1);
    }
  return &migrations;
}

static gboolean
execute_raw (TrancheDatabase *db, const char *sql, GError **error)
{
  int result = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK ? TRUE : tranche_database_set_error (db, result, error);
}

/* One that found a violation would leave a file that can't be written any more. */
static gboolean
check_foreign_keys (TrancheDatabase *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *table
      = tranche_database_query_text (db, "PRAGMA foreign_key_check", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (table != NULL)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                   _ ("rows of “%s” refer to rows that don’t exist"), table);
      return FALSE;
    }
  return TRUE;
}

static gboolean
apply_one (const TrancheMigrations *migrations, TrancheDatabase *db, gint64 version, GError **error)
{
  g_autoptr (TrancheTransaction) transaction = NULL;
  g_autofree char *set_version = NULL;
  gint64 now;

  transaction = tranche_transaction_begin (db, error);
  if (transaction == NULL)
    return FALSE;

  /* Another copy of the program may have been faster. */
  if (!tranche_database_query_int64 (db, "PRAGMA user_version", 0, &now, error))
    return FALSE;
  if (now >= version)
    return TRUE;
  g_assert (now == version - 1);

  set_version = g_strdup_printf ("PRAGMA user_version = %d", (int) version);
  if (!execute_raw (db, migrations->scripts[version - 1], error)
      || !execute_raw (db, set_version, error) || !check_foreign_keys (db, error))
    return FALSE;
  return tranche_transaction_commit (g_steal_pointer (&transaction), error);
}

gboolean
tranche_migrations_apply (const TrancheMigrations *migrations, TrancheDatabase *db, GError **error)
{
  gint64 version;
  gboolean success = TRUE;

  if (!tranche_database_query_int64 (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version >= migrations->n_scripts)
    return TRUE;

  /* A table is rebuilt by copying and dropping it, which must not cascade. The check inside each
   * transaction stands in for the keys; the pragma does nothing inside one. */
  if (!execute_raw (db, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  while (success && version < migrations->n_scripts)
    {
      version++;
      success = apply_one (migrations, db, version, error);
      if (!success)
        g_prefix_error (error, _ ("bringing the file to version %d: "), (int) version);
    }
  tranche_statement_cache_clear (db->cache);

  return execute_raw (db, "PRAGMA foreign_keys = ON", success ? error : NULL) && success;
}
