/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-private.h"

#include <errno.h>
#include <glib/gi18n.h>

/* What the system said where SQLite only says "I/O error" or "unable to open". */
static TrancheError
code_from_system (int system_errno, TrancheError fallback)
{
  switch (system_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return TRANCHE_ERROR_NO_SPACE;
    case EROFS:
      return TRANCHE_ERROR_READ_ONLY;
    case EACCES:
    case EPERM:
      return TRANCHE_ERROR_DENIED;
    case ENOENT:
    case ENOTDIR:
      return TRANCHE_ERROR_NOT_FOUND;
    default:
      return fallback;
    }
}

static TrancheError
code_from_constraint (int result)
{
  switch (result)
    {
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE:
      return TRANCHE_ERROR_INVALID;
    case SQLITE_CONSTRAINT_TRIGGER:
      /* raise (ABORT, …) of the schema's own triggers: a rule forbids it, and the text says which.
       */
      return TRANCHE_ERROR_REFUSED;
    default:
      return TRANCHE_ERROR_CONFLICT;
    }
}

/* Amounts that can't be added up were never written by us: each write is checked for overflow. */
static gboolean
is_overflow (sqlite3 *handle, int result)
{
  return result == SQLITE_ERROR && handle != NULL
         && g_str_equal (sqlite3_errmsg (handle), "integer overflow");
}

static TrancheError
code_from_result (int result, int system_errno)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return TRANCHE_ERROR_BUSY;
    case SQLITE_INTERRUPT:
      return TRANCHE_ERROR_CANCELLED;
    case SQLITE_FULL:
      return TRANCHE_ERROR_NO_SPACE;
    case SQLITE_READONLY:
      return TRANCHE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return code_from_system (system_errno, TRANCHE_ERROR_FAILED);
    case SQLITE_IOERR:
      /* A quota says so this way. Otherwise the disk failed, and the errno may be of an earlier
       * call. */
      return code_from_system (system_errno, TRANCHE_ERROR_FAILED) == TRANCHE_ERROR_NO_SPACE
                 ? TRANCHE_ERROR_NO_SPACE
                 : TRANCHE_ERROR_FAILED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return TRANCHE_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
      return code_from_constraint (result);
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return TRANCHE_ERROR_INVALID;
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return TRANCHE_ERROR_DENIED;
    default:
      return TRANCHE_ERROR_FAILED;
    }
}

/* What to do about it, where SQLite's own words don't help anybody. */
static const char *
get_advice (TrancheError code)
{
  switch ((int) code)
    {
    case TRANCHE_ERROR_BUSY:
      return _ ("another program is writing to the file; try again when it has finished");
    case TRANCHE_ERROR_CANCELLED:
      return _ ("cancelled");
    case TRANCHE_ERROR_NO_SPACE:
      return _ ("the disk is full; nothing was changed. Free some space and try again");
    case TRANCHE_ERROR_READ_ONLY:
      return _ ("the file or its folder can’t be written; nothing was changed");
    case TRANCHE_ERROR_DENIED:
      return _ (
          "the system doesn’t allow it; check who may read and write the file and its folder");
    default:
      return NULL;
    }
}

gboolean
tranche_sqlite_set_error (sqlite3 *handle, int result, GError **error)
{
  int system_errno = handle != NULL ? sqlite3_system_errno (handle) : 0;
  TrancheError code = is_overflow (handle, result) ? TRANCHE_ERROR_CORRUPT
                                                   : code_from_result (result, system_errno);
  const char *advice = get_advice (code);
  g_autofree char *message = NULL;

  /* The connection's message belongs to its latest failure; a misuse is ours and has none. It may
   * quote bytes of a damaged file. */
  if (handle != NULL && sqlite3_extended_errcode (handle) == result)
    message = g_utf8_make_valid (sqlite3_errmsg (handle), -1);
  else
    message = g_strdup (sqlite3_errstr (result));

  if (advice != NULL)
    g_set_error_literal (error, TRANCHE_ERROR, code, advice);
  else if (code == TRANCHE_ERROR_CORRUPT)
    g_set_error (error, TRANCHE_ERROR, code, _ ("the file is damaged (%s); restore a backup of it"),
                 message);
  else
    g_set_error_literal (error, TRANCHE_ERROR, code, message);
  return FALSE;
}

gboolean
tranche_database_set_error (TrancheDatabase *db, int result, GError **error)
{
  return tranche_sqlite_set_error (db->handle, result, error);
}
