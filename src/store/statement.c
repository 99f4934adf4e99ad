/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-private.h"

#include "store/column-text.h"

#include <glib/gi18n.h>

/*
 * A connection keeps the statements it prepared, the latest used first. A borrowed one is out of
 * the list, so it is never thrown away under its borrower; borrowing the same text again meanwhile
 * prepares a second one, which goes when it is handed back.
 */

struct _TrancheStatement
{
  TrancheDatabase *db;
  sqlite3_stmt *handle;
  GList link;        /* in the cache's list while not borrowed */
  gboolean cached;   /* known to the cache by its text */
  gboolean stepping; /* stepped, and neither at its end nor reset */
  gboolean ended;    /* at its end; stepping on would start anew by itself */
  gboolean failed;   /* the latest step was neither a row nor the end */
  int bind_result;   /* the first binding that failed */
  guint64 texts;     /* of which columns a row is checked: see column-text.h */
};

struct _TrancheStatementCache
{
  GHashTable *by_text; /* sqlite3_sql() → TrancheStatement; both live as long as the statement */
  GQueue idle;         /* the latest used first */
  guint n_borrowed;
};

static void
statement_free (TrancheStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

TrancheStatementCache *
tranche_statement_cache_new (void)
{
  TrancheStatementCache *cache = g_new0 (TrancheStatementCache, 1);

  cache->by_text = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&cache->idle);
  return cache;
}

static void
cache_drop_oldest (TrancheStatementCache *cache)
{
  GList *link = g_queue_pop_tail_link (&cache->idle);
  TrancheStatement *statement = link->data;

  g_hash_table_remove (cache->by_text, sqlite3_sql (statement->handle));
  statement_free (statement);
}

/* Statements of a schema that is about to change, or of a connection about to close. */
void
tranche_statement_cache_clear (TrancheStatementCache *cache)
{
  while (!g_queue_is_empty (&cache->idle))
    cache_drop_oldest (cache);
}

void
tranche_statement_cache_free (TrancheStatementCache *cache)
{
  tranche_statement_cache_clear (cache);
  g_hash_table_unref (cache->by_text);
  g_free (cache);
}

guint
tranche_statement_cache_get_n_borrowed (TrancheStatementCache *cache)
{
  return cache->n_borrowed;
}

guint
tranche_statement_cache_get_n_cached (TrancheStatementCache *cache)
{
  return g_hash_table_size (cache->by_text);
}

TrancheStatement *
tranche_database_prepare (TrancheDatabase *db, const char *sql, GError **error)
{
  TrancheStatementCache *cache;
  TrancheStatement *statement;
  sqlite3_stmt *handle = NULL;
  const char *tail = NULL;
  int result;

  tranche_database_assert_owner (db);
  g_return_val_if_fail (sql != NULL, NULL);

  cache = db->cache;
  statement = g_hash_table_lookup (cache->by_text, sql);
  if (statement != NULL && statement->link.data != NULL)
    {
      g_queue_unlink (&cache->idle, &statement->link);
      statement->link.data = NULL;
      cache->n_borrowed++;
      return statement;
    }

  result = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, &tail);
  if (result != SQLITE_OK)
    {
      tranche_database_set_error (db, result, error);
      return NULL;
    }
  /* Text behind the first statement would silently not run. */
  g_assert (handle != NULL && tail[strspn (tail, " \n\t;")] == '\0');

  if (statement == NULL && g_hash_table_size (cache->by_text) >= TRANCHE_STATEMENT_CACHE_SIZE
      && !g_queue_is_empty (&cache->idle))
    cache_drop_oldest (cache);

  statement = g_new0 (TrancheStatement, 1);
  statement->db = db;
  statement->handle = handle;
  statement->texts = tranche_column_text_find (handle);
  if (!g_hash_table_contains (cache->by_text, sql))
    {
      statement->cached = TRUE;
      g_hash_table_insert (cache->by_text, (gpointer) sqlite3_sql (handle), statement);
    }
  cache->n_borrowed++;
  return statement;
}

void
tranche_statement_release (TrancheStatement *statement)
{
  TrancheStatementCache *cache;

  if (statement == NULL)
    return;

  tranche_database_assert_owner (statement->db);
  cache = statement->db->cache;
  cache->n_borrowed--;

  if (!statement->cached)
    {
      statement_free (statement);
      return;
    }

  tranche_statement_reset (statement);
  /* What was bound may be personal, large, or about to be freed. */
  sqlite3_clear_bindings (statement->handle);
  statement->bind_result = SQLITE_OK;
  statement->failed = FALSE;
  statement->link.data = statement;
  g_queue_push_head_link (&cache->idle, &statement->link);
  while (cache->idle.length > TRANCHE_STATEMENT_CACHE_SIZE)
    cache_drop_oldest (cache);
}

/* Binding counts as starting anew; in the middle of the rows it is a mistake. */
static sqlite3_stmt *
get_for_binding (TrancheStatement *statement)
{
  tranche_database_assert_owner (statement->db);
  g_assert (!statement->stepping);
  statement->ended = FALSE;
  return statement->handle;
}

static void
note_binding (TrancheStatement *statement, int result)
{
  if (G_UNLIKELY (result != SQLITE_OK) && statement->bind_result == SQLITE_OK)
    statement->bind_result = result;
}

void
tranche_statement_bind_null (TrancheStatement *statement, int parameter)
{
  note_binding (statement, sqlite3_bind_null (get_for_binding (statement), parameter));
}

void
tranche_statement_bind_int64 (TrancheStatement *statement, int parameter, gint64 value)
{
  note_binding (statement, sqlite3_bind_int64 (get_for_binding (statement), parameter, value));
}

void
tranche_statement_bind_text (TrancheStatement *statement, int parameter, const char *text)
{
  note_binding (statement, sqlite3_bind_text (get_for_binding (statement), parameter, text, -1,
                                              SQLITE_TRANSIENT));
}

void
tranche_statement_bind_text_static (TrancheStatement *statement,
                                    int parameter,
                                    const char *text,
                                    gssize length)
{
  sqlite3_stmt *handle = get_for_binding (statement);

  if (length < 0)
    note_binding (statement, sqlite3_bind_text (handle, parameter, text, -1, SQLITE_STATIC));
  else
    note_binding (statement, sqlite3_bind_text64 (handle, parameter, text, (sqlite3_uint64) length,
                                                  SQLITE_STATIC, SQLITE_UTF8));
}

void
tranche_statement_bind_blob (TrancheStatement *statement,
                             int parameter,
                             gconstpointer data,
                             gsize size)
{
  /* No bytes are an empty blob, not NULL. */
  note_binding (statement, sqlite3_bind_blob64 (get_for_binding (statement), parameter,
                                                size > 0 ? data : "", size, SQLITE_TRANSIENT));
}

void
tranche_statement_bind_blob_static (TrancheStatement *statement,
                                    int parameter,
                                    gconstpointer data,
                                    gsize size)
{
  note_binding (statement, sqlite3_bind_blob64 (get_for_binding (statement), parameter,
                                                size > 0 ? data : "", size, SQLITE_STATIC));
}

void
tranche_statement_bind_date (TrancheStatement *statement, int parameter, TrancheDate date)
{
  char text[TRANCHE_DATE_TEXT_LENGTH + 1];

  if (date == TRANCHE_DATE_NONE)
    {
      tranche_statement_bind_null (statement, parameter);
      return;
    }
  tranche_date_write (date, text);
  tranche_statement_bind_text (statement, parameter, text);
}

void
tranche_statement_bind_id (TrancheStatement *statement, int parameter, gint64 id)
{
  if (id == 0)
    tranche_statement_bind_null (statement, parameter);
  else
    tranche_statement_bind_int64 (statement, parameter, id);
}

TrancheDatabase *
tranche_statement_get_database (TrancheStatement *statement)
{
  return statement->db;
}

/* What has to be right before the first row; after it, it stays so. FALSE: there is no row, for an
 * error or because the end was reached before. */
static gboolean
check_before_rows (TrancheStatement *statement, GError **error)
{
  TrancheDatabase *db = statement->db;

  tranche_database_assert_owner (db);

  if (statement->ended)
    return FALSE;
  if (G_UNLIKELY (statement->bind_result != SQLITE_OK))
    return tranche_database_set_error (db, statement->bind_result, error);
  /* After some failures (disk full, I/O) SQLite rolls back by itself; whatever came then would be
   * committed one by one behind the back of the transaction. */
  if (G_UNLIKELY (db->transaction != NULL && sqlite3_get_autocommit (db->handle)))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED,
                           _ ("the transaction was already rolled back after an earlier error"));
      return FALSE;
    }
  return TRUE;
}

gboolean
tranche_statement_step (TrancheStatement *statement, GError **error)
{
  int result;

  if (!statement->stepping && !check_before_rows (statement, error))
    {
      statement->failed = !statement->ended;
      return FALSE;
    }

  result = sqlite3_step (statement->handle);
  statement->stepping = result == SQLITE_ROW;
  statement->failed = result != SQLITE_ROW && result != SQLITE_DONE;
  if (result == SQLITE_ROW)
    {
      if (G_LIKELY (tranche_column_text_check (statement->handle, statement->texts, error)))
        return TRUE;
      statement->stepping = FALSE;
      statement->failed = TRUE;
    }
  else if (statement->failed)
    {
      tranche_database_set_error (statement->db, result, error);
    }

  statement->ended = TRUE;
  sqlite3_reset (statement->handle);
  return FALSE;
}

gboolean
tranche_statement_failed (TrancheStatement *statement)
{
  tranche_database_assert_owner (statement->db);
  return statement->failed;
}

gboolean
tranche_statement_run (TrancheStatement *statement, GError **error)
{
  statement->ended = FALSE;
  while (tranche_statement_step (statement, error))
    continue;
  statement->ended = FALSE;
  return !statement->failed;
}

void
tranche_statement_reset (TrancheStatement *statement)
{
  tranche_database_assert_owner (statement->db);
  sqlite3_reset (statement->handle);
  statement->stepping = FALSE;
  statement->ended = FALSE;
}

gboolean
tranche_statement_is_null (TrancheStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

gint64
tranche_statement_get_int64 (TrancheStatement *statement, int column)
{
  g_assert (statement->stepping);
  return sqlite3_column_int64 (statement->handle, column);
}

const char *
tranche_statement_get_text (TrancheStatement *statement, int column, gsize *length)
{
  const char *text;

  g_assert (statement->stepping);
  text = (const char *) sqlite3_column_text (statement->handle, column);
  if (length != NULL)
    *length = (gsize) sqlite3_column_bytes (statement->handle, column);
  return text;
}

char *
tranche_statement_dup_text (TrancheStatement *statement, int column)
{
  return g_strdup (tranche_statement_get_text (statement, column, NULL));
}

char *
tranche_statement_dup_name (TrancheStatement *statement, int column)
{
  const char *text = tranche_statement_get_text (statement, column, NULL);

  return g_strdup (text != NULL ? text : "");
}

gconstpointer
tranche_statement_get_blob (TrancheStatement *statement, int column, gsize *size)
{
  gconstpointer data;

  g_assert (statement->stepping);
  data = sqlite3_column_blob (statement->handle, column);
  if (size != NULL)
    *size = (gsize) sqlite3_column_bytes (statement->handle, column);
  return data;
}

TrancheDate
tranche_statement_get_date (TrancheStatement *statement, int column)
{
  gsize length;
  const char *text = tranche_statement_get_text (statement, column, &length);

  return text != NULL ? tranche_date_parse_bytes (text, length) : TRANCHE_DATE_NONE;
}
