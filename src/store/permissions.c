/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/permissions-private.h"

#include "domain/text.h"

#include <glib/gi18n.h>

static const struct
{
  TranchePermissions permission;
  const char *name;
} names[] = {
  /* Translators: these go into “Your role “Adviser” may not …”. */
  { TRANCHE_PERMISSION_SEE_ALL_CLIENTS, N_ ("see all clients") },
  { TRANCHE_PERMISSION_EDIT_CLIENTS, N_ ("edit clients") },
  { TRANCHE_PERMISSION_EDIT_PRACTICE_MODEL, N_ ("edit the practice’s segmentation model") },
  { TRANCHE_PERMISSION_EDIT_LICENSEE_MODEL, N_ ("edit the licensee’s segmentation model") },
  { TRANCHE_PERMISSION_EDIT_STRATEGY, N_ ("edit strategies") },
  { TRANCHE_PERMISSION_RUN_SEGMENTATION, N_ ("run segmentation") },
  { TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND, N_ ("set a segment by hand") },
  { TRANCHE_PERMISSION_IMPORT, N_ ("import") },
  { TRANCHE_PERMISSION_EDIT_AGREEMENTS, N_ ("edit agreements") },
  { TRANCHE_PERMISSION_ISSUE_DOCUMENTS, N_ ("issue documents") },
  { TRANCHE_PERMISSION_MANAGE_TEAM, N_ ("change the team") },
  { TRANCHE_PERMISSION_MANAGE_SETTINGS, N_ ("change settings") },
  { TRANCHE_PERMISSION_READ_AUDIT_TRAIL, N_ ("read the audit trail") },
};

const char *
tranche_permission_get_name (TranchePermissions permission)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].permission == permission)
      return _ (names[i].name);

  g_return_val_if_reached ("");
}

TrancheActingMember *
tranche_acting_member_load (TrancheDatabase *db, gint64 member_id, GError **error)
{
  static const char sql[]
      = "SELECT r.name, r.level, r.permissions, t.office_id, o.practice_id, p.licensee_id"
        " FROM team_member t JOIN party y ON y.id = t.id JOIN role r ON r.id = t.role_id"
        " JOIN office o ON o.id = t.office_id JOIN practice p ON p.id = o.practice_id"
        " WHERE t.id = ?1 AND t.active = 1 AND y.removed = 0";
  g_autoptr (TrancheActingMember) member = g_new0 (TrancheActingMember, 1);
  g_autoptr (TrancheStatement) statement = NULL;

  member->member_id = member_id;
  if (member_id == 0)
    {
      member->level = TRANCHE_ROLE_LICENSEE;
      member->permissions = (TranchePermissions) ~0;
      return g_steal_pointer (&member);
    }

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, member_id);
  if (!tranche_statement_step (statement, error))
    {
      if (!tranche_statement_failed (statement))
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
                             _ ("Who acts isn’t an active member of the team"));
      return NULL;
    }

  member->role_name = tranche_statement_dup_name (statement, 0);
  member->level = (TrancheRoleLevel) tranche_statement_get_int64 (statement, 1);
  member->permissions = (TranchePermissions) tranche_statement_get_int64 (statement, 2);
  member->office_id = tranche_statement_get_int64 (statement, 3);
  member->practice_id = tranche_statement_get_int64 (statement, 4);
  member->licensee_id = tranche_statement_get_int64 (statement, 5);
  return g_steal_pointer (&member);
}

void
tranche_acting_member_free (TrancheActingMember *member)
{
  if (member == NULL)
    return;

  g_free (member->role_name);
  g_free (member);
}

/* “Licensee administrator”, “Practice manager” */
static char *
list_roles (TrancheDatabase *db,
            TranchePermissions permission,
            TrancheRoleLevel lowest,
            GError **error)
{
  static const char sql[] = "SELECT name FROM role WHERE permissions & ?1 <> 0 AND level <= ?2"
                            " ORDER BY level, name";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GString) list = g_string_new (NULL);

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, permission);
  tranche_statement_bind_int64 (statement, 2, lowest);
  while (tranche_statement_step (statement, error))
    tranche_text_list_name (list, tranche_statement_get_text (statement, 0, NULL));
  if (tranche_statement_failed (statement))
    return NULL;

  return g_string_free_and_steal (g_steal_pointer (&list));
}

static gboolean
find_obstacle (TrancheDatabase *db,
               gint64 member_id,
               TranchePermissions permission,
               const TranchePermissionPlace *place,
               char **obstacle,
               GError **error)
{
  g_autoptr (TrancheActingMember) member = NULL;
  g_autofree char *roles = NULL;
  g_autoptr (GError) local_error = NULL;

  *obstacle = NULL;
  if (member_id == 0)
    return TRUE;

  member = tranche_acting_member_load (db, member_id, &local_error);
  if (member == NULL)
    {
      if (!g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      *obstacle = g_strdup (local_error->message);
      return TRUE;
    }

  if ((member->permissions & permission) != 0 && member->level <= place->lowest)
    {
      if (!tranche_permission_place_is_reached (member, place))
        *obstacle = tranche_permission_place_explain_reach (member);
      return TRUE;
    }

  roles = list_roles (db, permission, place->lowest, error);
  if (roles == NULL)
    return FALSE;

  if (*roles != '\0')
    /* Translators: a role, what it may not do ("edit strategies"), the roles that may */
    *obstacle = g_strdup_printf (_ ("Your role “%s” may not %s; this may: %s"), member->role_name,
                                 tranche_permission_get_name (permission), roles);
  else
    *obstacle = g_strdup_printf (_ ("Your role “%s” may not %s, and no role may"),
                                 member->role_name, tranche_permission_get_name (permission));
  return TRUE;
}

gboolean
tranche_permissions_require_at (TrancheDatabase *db,
                                TranchePermissions permission,
                                const TranchePermissionPlace *place,
                                GError **error)
{
  g_autofree char *obstacle = NULL;

  if (!find_obstacle (db, tranche_database_get_actor (db), permission, place, &obstacle, error))
    return FALSE;
  if (obstacle == NULL)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED, obstacle);
  return FALSE;
}

static const char *
get_built_in_message (void)
{
  return _ ("The built-in segmentation model can’t be changed; duplicate it first");
}

gboolean
tranche_permissions_require (TrancheDatabase *db, TranchePermissions permission, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return tranche_permissions_require_at (db, permission, &tranche_permission_anywhere, error);
}

gboolean
tranche_permissions_require_in_office (TrancheDatabase *db,
                                       TranchePermissions permission,
                                       gint64 office_id,
                                       GError **error)
{
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL, FALSE);

  return tranche_database_get_actor (db) == 0
         || (tranche_permission_place_of_office (db, office_id, &place, error)
             && tranche_permissions_require_at (db, permission, &place, error));
}

gboolean
tranche_permissions_require_for_party (TrancheDatabase *db,
                                       TranchePermissions permission,
                                       gint64 party_id,
                                       GError **error)
{
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL, FALSE);

  return tranche_database_get_actor (db) == 0
         || (tranche_permission_place_of_party (db, party_id, &place, error)
             && tranche_permissions_require_at (db, permission, &place, error));
}

gboolean
tranche_permissions_require_model (TrancheDatabase *db, gint64 model_id, GError **error)
{
  TranchePermissions permission;
  TrancheModelLevel level;
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!tranche_permission_place_of_model (db, model_id, &level, &place, error))
    return FALSE;
  if (!tranche_permission_place_need_level (level, &permission, &place))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED, get_built_in_message ());
      return FALSE;
    }
  return tranche_permissions_require_at (db, permission, &place, error);
}

gboolean
tranche_permissions_require_level (TrancheDatabase *db,
                                   TrancheModelLevel level,
                                   gint64 office_id,
                                   GError **error)
{
  TranchePermissions permission;
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!tranche_permission_place_of_office (db, office_id, &place, error))
    return FALSE;
  if (!tranche_permission_place_need_level (level, &permission, &place))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED, get_built_in_message ());
      return FALSE;
    }
  return tranche_permissions_require_at (db, permission, &place, error);
}

gboolean
tranche_permissions_find_obstacle (TrancheDatabase *db,
                                   gint64 member_id,
                                   TranchePermissions permission,
                                   gint64 office_id,
                                   char **obstacle,
                                   GError **error)
{
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  return tranche_permission_place_of_office (db, office_id, &place, error)
         && find_obstacle (db, member_id, permission, &place, obstacle, error);
}

gboolean
tranche_permissions_find_party_obstacle (TrancheDatabase *db,
                                         gint64 member_id,
                                         TranchePermissions permission,
                                         gint64 party_id,
                                         char **obstacle,
                                         GError **error)
{
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  return tranche_permission_place_of_party (db, party_id, &place, error)
         && find_obstacle (db, member_id, permission, &place, obstacle, error);
}

gboolean
tranche_permissions_find_model_obstacle (TrancheDatabase *db,
                                         gint64 member_id,
                                         gint64 model_id,
                                         char **obstacle,
                                         GError **error)
{
  TranchePermissions permission;
  TrancheModelLevel level;
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  if (!tranche_permission_place_of_model (db, model_id, &level, &place, error))
    return FALSE;
  if (!tranche_permission_place_need_level (level, &permission, &place))
    {
      *obstacle = g_strdup (get_built_in_message ());
      return TRUE;
    }
  return find_obstacle (db, member_id, permission, &place, obstacle, error);
}

gboolean
tranche_permissions_find_level_obstacle (TrancheDatabase *db,
                                         gint64 member_id,
                                         TrancheModelLevel level,
                                         gint64 office_id,
                                         char **obstacle,
                                         GError **error)
{
  TranchePermissions permission;
  TranchePermissionPlace place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  if (!tranche_permission_place_of_office (db, office_id, &place, error))
    return FALSE;
  if (!tranche_permission_place_need_level (level, &permission, &place))
    {
      *obstacle = g_strdup (get_built_in_message ());
      return TRUE;
    }
  return find_obstacle (db, member_id, permission, &place, obstacle, error);
}

/* Looks through the whole team: there are no more of them than people in an office, and their names
 * have no folded column. */
gboolean
tranche_permissions_find_member (TrancheDatabase *db,
                                 const char *name,
                                 gint64 *member_id,
                                 char **display_name,
                                 GError **error)
{
  static const char sql[]
      = "SELECT t.id, p.display_name FROM team_member t JOIN party p ON p.id = t.id"
        " WHERE t.active = 1 AND p.removed = 0 ORDER BY p.sort_key, t.id";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (db != NULL && name != NULL && member_id != NULL, FALSE);

  *member_id = 0;
  wanted = tranche_text_fold (name);
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  while (tranche_statement_step (statement, error))
    {
      g_autofree char *member = tranche_statement_dup_name (statement, 1);
      g_autofree char *folded = tranche_text_fold (member);

      if (g_str_equal (folded, wanted))
        {
          *member_id = tranche_statement_get_int64 (statement, 0);
          if (display_name != NULL)
            *display_name = g_steal_pointer (&member);
          return TRUE;
        }
      tranche_text_list_name (list, member);
    }
  if (tranche_statement_failed (statement))
    return FALSE;
  if (list->len == 0)
    {
      if (display_name != NULL)
        *display_name = g_strdup (name);
      return TRUE;
    }

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
               _ ("There is no team member “%s”; there is %s"), name, list->str);
  return FALSE;
}

gboolean
tranche_permissions_check_kind (TrancheDatabase *db,
                                TrancheOperationKind kind,
                                gint64 office_id,
                                GError **error)
{
  if (kind == TRANCHE_OPERATION_RUN)
    return tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_RUN_SEGMENTATION,
                                                  office_id, error);
  if (kind == TRANCHE_OPERATION_IMPORT)
    return tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_IMPORT, office_id, error);
  if (kind == TRANCHE_OPERATION_ISSUE)
    return tranche_permissions_require (db, TRANCHE_PERMISSION_ISSUE_DOCUMENTS, error);
  return TRUE;
}
