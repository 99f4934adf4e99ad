/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/permissions-private.h"

#include "domain/entities/role.h"
#include "domain/entities/team-member.h"

#include <glib/gi18n.h>

/* Whether everything that @role_id allows, at its level, is allowed to @member too. */
static gboolean
holds_role (TrancheDatabase *db,
            const TrancheActingMember *member,
            gint64 role_id,
            gboolean *holds,
            GError **error)
{
  static const char sql[]
      = "SELECT level >= ?2 AND (permissions & ~?3) = 0 FROM role WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, role_id);
  tranche_statement_bind_int64 (statement, 2, member->level);
  tranche_statement_bind_int64 (statement, 3, member->permissions);
  *holds = !tranche_statement_step (statement, error)
           || tranche_statement_get_int64 (statement, 0) != 0;
  return !tranche_statement_failed (statement);
}

static gboolean
check_record (TrancheDatabase *db,
              const TrancheActingMember *member,
              TrancheRecord *record,
              gboolean *holds,
              GError **error)
{
  *holds = TRUE;
  if (record == NULL)
    return TRUE;
  if (TRANCHE_IS_TEAM_MEMBER (record))
    return holds_role (db, member, TRANCHE_TEAM_MEMBER (record)->role_id, holds, error);

  *holds = TRANCHE_ROLE (record)->level >= (int) member->level
           && (TRANCHE_ROLE (record)->permissions & ~(gint64) member->permissions) == 0;
  return TRUE;
}

gboolean
tranche_permissions_check_grant (TrancheDatabase *db,
                                 TrancheRecord *record,
                                 TrancheRecord *stored,
                                 GError **error)
{
  g_autoptr (TrancheActingMember) member = NULL;
  gboolean holds_new;
  gboolean holds_old;

  if (!TRANCHE_IS_ROLE (record) && !TRANCHE_IS_TEAM_MEMBER (record))
    return TRUE;

  member = tranche_acting_member_load (db, tranche_database_get_actor (db), error);
  if (member == NULL || !check_record (db, member, record, &holds_new, error)
      || !check_record (db, member, stored, &holds_old, error))
    return FALSE;
  if (holds_new && holds_old)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
               _ ("Your role “%s” may not give or take rights that it doesn’t have itself"),
               member->role_name);
  return FALSE;
}
