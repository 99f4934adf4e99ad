/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/column-text.h"

#include "domain/record.h"

#include <glib/gi18n.h>

#define LAST_BIT 63

guint64
tranche_column_text_find (sqlite3_stmt *handle)
{
  const int n_columns = sqlite3_column_count (handle);
  guint64 columns = 0;

  for (int i = 0; i < n_columns; i++)
    {
      const char *type = sqlite3_column_decltype (handle, i);

      if (g_strcmp0 (type, "INTEGER") != 0 && g_strcmp0 (type, "BLOB") != 0)
        columns |= G_GUINT64_CONSTANT (1) << MIN (i, LAST_BIT);
    }
  return columns;
}

/* A length makes a NUL in the middle a fault as well. */
static gboolean
is_text (const unsigned char *text, int length)
{
  return length <= TRANCHE_COLUMN_TEXT_MAX
         && g_utf8_validate_len ((const char *) text, length, NULL);
}

gboolean
tranche_column_text_check (sqlite3_stmt *handle, guint64 columns, GError **error)
{
  const int n_columns = columns != 0 ? sqlite3_column_count (handle) : 0;

  for (int i = 0; i < n_columns; i++)
    {
      const unsigned char *text;

      if ((columns >> MIN (i, LAST_BIT) & 1) == 0 || sqlite3_column_type (handle, i) != SQLITE_TEXT)
        continue;
      text = sqlite3_column_text (handle, i);
      if (text != NULL && is_text (text, sqlite3_column_bytes (handle, i)))
        continue;

      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                   _ ("the file is damaged (%s); restore a backup of it"),
                   _ ("a text in it can’t be read"));
      return FALSE;
    }
  return TRUE;
}

static void
answer_is_text (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const unsigned char *text;

  if (sqlite3_value_type (arguments[0]) != SQLITE_TEXT)
    {
      sqlite3_result_int (context, 1);
      return;
    }
  text = sqlite3_value_text (arguments[0]);
  sqlite3_result_int (context, text != NULL && is_text (text, sqlite3_value_bytes (arguments[0])));
}

int
tranche_column_text_register (TrancheDatabase *db)
{
  return sqlite3_create_function_v2 (db->handle, "tranche_is_text", 1,
                                     SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_DETERMINISTIC, NULL,
                                     answer_is_text, NULL, NULL, NULL);
}
