/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sharing.h"

#include "domain/codes.h"
#include "store/operation.h"

#include <glib/gi18n.h>

/* UNION, not UNION ALL: a circle of reports ends. */
#define BELOW                                                                                      \
  "WITH RECURSIVE below (id) AS (SELECT ?1 UNION"                                                  \
  " SELECT t.id FROM team_member t JOIN below b ON t.reports_to = b.id)"

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

gboolean
tranche_sharing_require (TrancheDatabase *db, gint64 member_id, gint64 party_id, GError **error)
{
  /* A row where it may not be seen. Kind 1 is a client, 3 a group. */
  static const char sql[]
      = BELOW " SELECT 1 FROM party p WHERE p.id = ?2 AND p.kind IN (1, 3) AND NOT EXISTS ("
              "SELECT 1 FROM client c WHERE c.owner_id IN (SELECT id FROM below)"
              " AND (c.id = ?2 OR (p.kind = 3 AND c.id IN"
              " (SELECT client_id FROM group_membership WHERE group_id = ?2))))";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean sees_all;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!check_role (db, member_id, &sees_all, error))
    return FALSE;
  if (sees_all)
    return TRUE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, member_id);
  tranche_statement_bind_int64 (statement, 2, party_id);
  if (tranche_statement_step (statement, &local_error))
    g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
                         _ ("The client is another team member’s"));
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
tranche_sharing_require_for_actor (TrancheDatabase *db, gint64 party_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return tranche_sharing_require (db, tranche_database_get_actor (db), party_id, error);
}
