/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/schema.h"
#include "store/database-private.h"

#include <glib/gi18n.h>

/* The statistics that PRAGMA optimize keeps are SQLite's own, come and go, and can't be made by
 * anybody else (names that begin with sqlite_ are reserved). */
#define SCHEMA_QUERY                                                                               \
  "SELECT type || char (31) || name || char (31) || tbl_name || char (31) || coalesce (sql, '')"   \
  "  FROM sqlite_schema WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name"

/* One text per object, in order, hashed. Reading the schema runs nothing of it. */
static int
compute_fingerprint (sqlite3 *handle, char **fingerprint)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (handle, SCHEMA_QUERY, -1, &statement, NULL);

  while (result == SQLITE_OK && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      /* With its NUL, so that two objects don't read as one. */
      g_checksum_update (checksum, sqlite3_column_text (statement, 0),
                         sqlite3_column_bytes (statement, 0) + 1);
      result = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  if (result != SQLITE_DONE)
    return result;
  *fingerprint = g_strdup (g_checksum_get_string (checksum));
  return SQLITE_OK;
}

char *
tranche_schema_make_fingerprint (const TrancheMigrations *migrations, guint version)
{
  sqlite3 *handle = NULL;
  char *fingerprint = NULL;
  int result;

  result = sqlite3_open_v2 (":memory:", &handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  for (guint i = 0; result == SQLITE_OK && i < version; i++)
    result = sqlite3_exec (handle, migrations->scripts[i], NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = compute_fingerprint (handle, &fingerprint);
  sqlite3_close (handle);
  return result == SQLITE_OK ? fingerprint : NULL;
}

/* Made once per version and process, and shared by all connections. */
static char *
dup_expected (const TrancheMigrations *migrations, guint version)
{
  static GMutex mutex;
  static GHashTable
      *known; /* script of that version → fingerprint; the program's own scripts live for ever */
  g_autoptr (GMutexLocker) locker = NULL;
  char *fingerprint;

  if (migrations != tranche_migrations_get_default ())
    return tranche_schema_make_fingerprint (migrations, version);

  locker = g_mutex_locker_new (&mutex);
  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  fingerprint = g_hash_table_lookup (known, migrations->scripts[version - 1]);
  if (fingerprint == NULL)
    {
      fingerprint = tranche_schema_make_fingerprint (migrations, version);
      if (fingerprint != NULL)
        g_hash_table_insert (known, (gpointer) migrations->scripts[version - 1], fingerprint);
    }
  return g_strdup (fingerprint);
}

gboolean
tranche_schema_verify (TrancheDatabase *db,
                       const TrancheMigrations *migrations,
                       guint version,
                       GError **error)
{
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;
  int result;

  tranche_database_assert_owner (db);

  result = compute_fingerprint (db->handle, &found);
  if (result != SQLITE_OK)
    return tranche_database_set_error (db, result, error);

  /* To make it takes longer than all the rest of opening a file; another SQLite may word it
   * differently. */
  if (migrations->fingerprints != NULL
      && g_str_equal (found, migrations->fingerprints[version - 1]))
    return TRUE;

  expected = dup_expected (migrations, version);
  if (g_strcmp0 (found, expected) != 0)
    {
      g_set_error_literal (
          error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
          _ ("the file was altered by another program: its tables aren’t those of a practice "
             "file of its version; restore a backup of it"));
      return FALSE;
    }
  return TRUE;
}
