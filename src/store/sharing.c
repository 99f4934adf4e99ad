/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sharing-private.h"

#include "domain/codes.h"
#include "store/operation.h"

#include <glib/gi18n.h>

#define BELOW TRANCHE_SQL_BELOW

/* Whether a role allows to see all clients; a member that isn't there sees nothing. */
static gboolean
check_role (TrancheDatabase *db, gint64 member_id, gboolean *sees_all, GError **error)
{
  static const char sql[]
      = "SELECT r.permissions FROM team_member t JOIN role r ON r.id = t.role_id"
        " WHERE t.id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;

  *sees_all = member_id == 0;
  if (*sees_all)
    return TRUE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, member_id);
  *sees_all = tranche_statement_step (statement, error)
              && (tranche_statement_get_int64 (statement, 0) & TRANCHE_PERMISSION_SEE_ALL_CLIENTS);
  return !tranche_statement_failed (statement);
}

GArray *
tranche_sharing_list_owners (TrancheDatabase *db,
                             gint64 member_id,
                             gboolean *sees_all,
                             GError **error)
{
  static const char sql[] = BELOW " SELECT id FROM below";
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL && sees_all != NULL, NULL);

  if (!check_role (db, member_id, sees_all, error))
    return NULL;
  if (*sees_all)
    return g_steal_pointer (&ids);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, member_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&ids);
}

static gboolean
check_owner (TrancheDatabase *db,
             gint64 member_id,
             gint64 party_id,
             gboolean *is_anothers,
             GError **error)
{
  static const char sql[] = BELOW " SELECT " TRANCHE_SQL_IS_ANOTHERS ("?2");
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  *is_anothers = FALSE;
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, member_id);
  tranche_statement_bind_int64 (statement, 2, party_id);
  if (tranche_statement_step (statement, error))
    *is_anothers = tranche_statement_get_int64 (statement, 0) != 0;
  return !tranche_statement_failed (statement);
}

gboolean
tranche_sharing_require (TrancheDatabase *db, gint64 member_id, gint64 party_id, GError **error)
{
  gboolean sees_all;
  gboolean is_anothers;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!check_role (db, member_id, &sees_all, error))
    return FALSE;
  if (sees_all)
    return TRUE;
  if (!check_owner (db, member_id, party_id, &is_anothers, error))
    return FALSE;
  if (!is_anothers)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
                       _ ("The client is another team member’s"));
  return FALSE;
}

gboolean
tranche_sharing_require_for_actor (TrancheDatabase *db, gint64 party_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return tranche_sharing_require (db, tranche_database_get_actor (db), party_id, error);
}
