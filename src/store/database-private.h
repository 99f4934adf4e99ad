/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"
#include "store/migrations.h"

#include <pthread.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "TRNC": in the header of every practice file. */
#define TRANCHE_FILE_APPLICATION_ID 0x54524E43

typedef struct _TrancheStatementCache TrancheStatementCache;
typedef struct _TrancheCollector TrancheCollector;

struct _TrancheDatabase
{
  sqlite3 *handle;
  char *path; /* resolved: no symbolic links in it */
  TrancheDatabaseMode mode;
  gboolean registered; /* counted among the process's open files */

  /* The one thread that may call. */
  pthread_t owner;

  GCancellable *cancellable;
  TrancheStatementCache *cache;
  TrancheTransaction *transaction;
  TrancheCollector *collector; /* for whom rows are being collected; see collect-private.h */

  /* Who acts, and when: see operation.h. */
  gint64 actor_id;
  char *actor_name;
  gint64 clock;

  /* What the operations committed on this connection touched, for whoever listens; see
   * operation-private.h. */
  GPtrArray *committed_touches;
};

#define tranche_database_assert_owner(db)                                                          \
  g_assert ((db) != NULL && pthread_equal ((db)->owner, pthread_self ()))

/* tranche_database_open() with the migrations as a parameter, so that their machinery is tested
 * with others. */
TrancheDatabase *tranche_database_open_with (const char *path,
                                             TrancheDatabaseMode mode,
                                             const TrancheMigrations *migrations,
                                             GError **error);
TrancheDatabase *tranche_database_create_with (const char *path,
                                               const TrancheMigrations *migrations,
                                               GError **error);

/* For reading only, whatever its version is, as long as it is known: only good for copying the
 * file. */
TrancheDatabase *tranche_database_open_for_copy (const char *path, GError **error);

/* How long a statement waits for another program's write, in milliseconds. */
void tranche_database_set_patience (TrancheDatabase *db, int milliseconds);

/* Sets the connection's options and reads the important ones back; before any BEGIN. */
gboolean tranche_database_configure (TrancheDatabase *db, GError **error);

/* Whether this process has the file at the resolved @path open. */
gboolean tranche_database_is_open_here (const char *path);

/* Turns the latest failure of @db into a GError by what the caller can do about it. Always FALSE.
 */
gboolean tranche_database_set_error (TrancheDatabase *db, int result, GError **error);
gboolean tranche_sqlite_set_error (sqlite3 *handle, int result, GError **error);

/* The first column of the first row as text, or NULL with or without @error; (transfer full). */
char *tranche_database_query_text (TrancheDatabase *db, const char *sql, GError **error);

/* `PRAGMA quick_check` (or integrity_check): CORRUPT with its first finding. */
gboolean tranche_database_quick_check (TrancheDatabase *db, GError **error);

TrancheStatementCache *tranche_statement_cache_new (void);
void tranche_statement_cache_clear (TrancheStatementCache *cache);
void tranche_statement_cache_free (TrancheStatementCache *cache);
TrancheDatabase *tranche_statement_get_database (TrancheStatement *statement);
guint tranche_statement_cache_get_n_borrowed (TrancheStatementCache *cache);
guint tranche_statement_cache_get_n_cached (TrancheStatementCache *cache);

#define TRANCHE_STATEMENT_CACHE_SIZE 96

G_END_DECLS
