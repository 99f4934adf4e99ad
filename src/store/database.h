/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "domain/error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrancheDatabase:
 *
 * One connection to a practice file, with its cache of prepared statements. It belongs to one
 * thread at a time; every function asserts that it is called on the thread that owns it. Only
 * src/store knows that it is SQLite.
 */
typedef struct _TrancheDatabase TrancheDatabase;

/**
 * TrancheStatement:
 *
 * A prepared statement borrowed from its connection's cache. Declare it with
 * g_autoptr (TrancheStatement): leaving the scope resets it, clears its bindings and hands it back.
 */
typedef struct _TrancheStatement TrancheStatement;

typedef enum
{
  TRANCHE_DATABASE_READ_WRITE,
  TRANCHE_DATABASE_READ_ONLY,
} TrancheDatabaseMode;

/* Makes a new practice file with the newest schema and its built-in content. Refuses to touch an
 * existing file (CONFLICT); leaves nothing behind when it fails. */
TrancheDatabase *tranche_database_create (const char *path, GError **error);

typedef gboolean (*TrancheDatabaseFillFunc) (TrancheDatabase *db,
                                             gpointer user_data,
                                             GError **error);

/* Makes a new practice file with more in it: the file gets its name when @fill has succeeded and
 * all is on the disk. Whatever happens before that, a killed process included, there is no file of
 * that name. @fill is called in this thread. Errors as tranche_database_create(), and @fill's. */
gboolean tranche_database_create_filled (const char *path,
                                         TrancheDatabaseFillFunc fill,
                                         gpointer user_data,
                                         GError **error);

/* Opens and checks an existing file: CORRUPT if it is damaged or not ours, TOO_NEW, READ_ONLY,
 * BUSY, NOT_FOUND, NO_SPACE. In read-write mode an older file is first backed up beside itself and
 * then brought up to date. */
TrancheDatabase *tranche_database_open (const char *path, TrancheDatabaseMode mode, GError **error);

/* Checkpoints (read-write) and closes. Statements must have been handed back. */
void tranche_database_close (TrancheDatabase *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheDatabase, tranche_database_close)

const char *tranche_database_get_path (TrancheDatabase *db);

/* Makes the calling thread the owner. Only a connection that nobody uses may be moved. */
void tranche_database_take_over (TrancheDatabase *db);

/* While set, a cancelled @cancellable interrupts whatever statement runs; it then fails with
 * CANCELLED. */
void tranche_database_set_cancellable (TrancheDatabase *db, GCancellable *cancellable);

/* Statements. @sql must be a string constant or live as long as the connection uses it: the cache
 * is by text. */
TrancheStatement *tranche_database_prepare (TrancheDatabase *db, const char *sql, GError **error);
gboolean tranche_database_execute (TrancheDatabase *db, const char *sql, GError **error);
gint64 tranche_database_get_last_row_id (TrancheDatabase *db);
gint64 tranche_database_get_changed_rows (TrancheDatabase *db);

/* A query that gives one integer; @fallback where it gives no row or NULL. */
gboolean tranche_database_query_int64 (TrancheDatabase *db,
                                       const char *sql,
                                       gint64 fallback,
                                       gint64 *value,
                                       GError **error);

void tranche_statement_release (TrancheStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheStatement, tranche_statement_release)

/* Parameters count from 1, as in SQL. Text and blobs are copied unless the name says static: then
 * they must stay until the statement is reset. */
void tranche_statement_bind_null (TrancheStatement *statement, int parameter);
void tranche_statement_bind_int64 (TrancheStatement *statement, int parameter, gint64 value);
void tranche_statement_bind_text (TrancheStatement *statement, int parameter, const char *text);
void tranche_statement_bind_text_static (TrancheStatement *statement,
                                         int parameter,
                                         const char *text,
                                         gssize length);
void tranche_statement_bind_blob (TrancheStatement *statement,
                                  int parameter,
                                  gconstpointer data,
                                  gsize size);
void tranche_statement_bind_blob_static (TrancheStatement *statement,
                                         int parameter,
                                         gconstpointer data,
                                         gsize size);
/* TRANCHE_DATE_NONE binds NULL; otherwise "YYYY-MM-DD". */
void tranche_statement_bind_date (TrancheStatement *statement, int parameter, TrancheDate date);
/* 0 binds NULL: ids are never 0. */
void tranche_statement_bind_id (TrancheStatement *statement, int parameter, gint64 id);

/* Steps to the next row. Returns FALSE at the end with @error unset, or on failure with it set;
 * tranche_statement_failed() tells one from the other, also where nobody asked for the error:
 *   while (tranche_statement_step (s, error)) …
 *   return !tranche_statement_failed (s); */
gboolean tranche_statement_step (TrancheStatement *statement, GError **error);
gboolean tranche_statement_failed (TrancheStatement *statement);

/* Runs a statement that gives no rows, and resets it (bindings stay). */
gboolean tranche_statement_run (TrancheStatement *statement, GError **error);
void tranche_statement_reset (TrancheStatement *statement);

/* Columns count from 0. Text and blobs are valid until the next step. A text is UTF-8 without a
 * NUL, whatever the file holds: a row with any other is CORRUPT to tranche_statement_step(). NULL
 * where the column is NULL. */
gboolean tranche_statement_is_null (TrancheStatement *statement, int column);
gint64 tranche_statement_get_int64 (TrancheStatement *statement, int column);
const char *tranche_statement_get_text (TrancheStatement *statement, int column, gsize *length);
char *tranche_statement_dup_text (TrancheStatement *statement, int column);
/* Of a column that is never NULL but in a damaged file: an empty text instead. */
char *tranche_statement_dup_name (TrancheStatement *statement, int column);
gconstpointer tranche_statement_get_blob (TrancheStatement *statement, int column, gsize *size);
TrancheDate tranche_statement_get_date (TrancheStatement *statement, int column);

/**
 * TrancheTransaction:
 *
 * BEGIN IMMEDIATE (or, on a read-only connection, a snapshot) as a scope guard: leaving the scope
 * without tranche_transaction_commit() rolls back. Transactions don't nest.
 */
typedef struct _TrancheTransaction TrancheTransaction;

TrancheTransaction *tranche_transaction_begin (TrancheDatabase *db, GError **error);
/* Takes @transaction in every case; when the commit fails everything is rolled back and the error
 * says why. */
gboolean tranche_transaction_commit (TrancheTransaction *transaction, GError **error);
void tranche_transaction_roll_back (TrancheTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheTransaction, tranche_transaction_roll_back)

G_END_DECLS
