/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/permissions-private.h"

#include "domain/entities/entities.h"
#include "domain/text.h"
#include "store/sharing.h"

#include <glib/gi18n.h>

/* Where something belongs; 0: that doesn't matter. @lowest: the level that its permission needs at
 * least. */
typedef struct
{
  TrancheRoleLevel lowest;
  gint64 office_id;
  gint64 practice_id;
  gint64 licensee_id;
} Place;

static const Place anywhere = { .lowest = TRANCHE_ROLE_OFFICE };

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

/* Steps a query of one row: @found is FALSE where it gives none. */
static gboolean
step_once (TrancheStatement *statement, gboolean *found, GError **error)
{
  *found = tranche_statement_step (statement, error);
  return !tranche_statement_failed (statement);
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
  gboolean found;

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
  if (!step_once (statement, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
                           _ ("Who acts isn’t an active member of the team"));
      return NULL;
    }

  member->role_name = tranche_statement_dup_text (statement, 0);
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

static gboolean
reaches (const TrancheActingMember *member, const Place *place)
{
  switch (member->level)
    {
    case TRANCHE_ROLE_LICENSEE:
      return place->licensee_id == 0 || place->licensee_id == member->licensee_id;
    case TRANCHE_ROLE_PRACTICE:
      return place->practice_id == 0 || place->practice_id == member->practice_id;
    case TRANCHE_ROLE_OFFICE:
    default:
      return place->office_id == 0 || place->office_id == member->office_id;
    }
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

static char *
explain_reach (const TrancheActingMember *member)
{
  switch (member->level)
    {
    case TRANCHE_ROLE_LICENSEE:
      return g_strdup_printf (_ ("Your role “%s” acts for your own licensee only"),
                              member->role_name);
    case TRANCHE_ROLE_PRACTICE:
      return g_strdup_printf (_ ("Your role “%s” acts in your own practice only"),
                              member->role_name);
    case TRANCHE_ROLE_OFFICE:
    default:
      return g_strdup_printf (_ ("Your role “%s” acts in your own office only"), member->role_name);
    }
}

static gboolean
find_obstacle (TrancheDatabase *db,
               gint64 member_id,
               TranchePermissions permission,
               const Place *place,
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
      if (!reaches (member, place))
        *obstacle = explain_reach (member);
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

static gboolean
require (TrancheDatabase *db, TranchePermissions permission, const Place *place, GError **error)
{
  g_autofree char *obstacle = NULL;

  if (!find_obstacle (db, tranche_database_get_actor (db), permission, place, &obstacle, error))
    return FALSE;
  if (obstacle == NULL)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED, obstacle);
  return FALSE;
}

static gboolean
place_of_office (TrancheDatabase *db, gint64 office_id, Place *place, GError **error)
{
  static const char sql[] = "SELECT o.practice_id, p.licensee_id FROM office o"
                            " JOIN practice p ON p.id = o.practice_id WHERE o.id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  gboolean found;

  *place = anywhere;
  if (office_id == 0)
    return TRUE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, office_id);
  if (!step_once (statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           _ ("There is no such office"));
      return FALSE;
    }

  place->office_id = office_id;
  place->practice_id = tranche_statement_get_int64 (statement, 0);
  place->licensee_id = tranche_statement_get_int64 (statement, 1);
  return TRUE;
}

/* What editing something of a level needs; FALSE for the built-in one. */
static gboolean
get_level_permission (TrancheModelLevel level, TranchePermissions *permission, Place *place)
{
  /* Only the level's own identity decides, whichever office it is looked at from. */
  place->office_id = 0;
  switch (level)
    {
    case TRANCHE_MODEL_LICENSEE:
      *permission = TRANCHE_PERMISSION_EDIT_LICENSEE_MODEL;
      place->lowest = TRANCHE_ROLE_LICENSEE;
      place->practice_id = 0;
      return TRUE;
    case TRANCHE_MODEL_PRACTICE:
      *permission = TRANCHE_PERMISSION_EDIT_PRACTICE_MODEL;
      place->lowest = TRANCHE_ROLE_PRACTICE;
      return TRUE;
    case TRANCHE_MODEL_BUILT_IN:
    default:
      return FALSE;
    }
}

static gboolean
place_of_model (TrancheDatabase *db,
                gint64 model_id,
                TrancheModelLevel *level,
                Place *place,
                GError **error)
{
  static const char sql[] = "SELECT m.level, coalesce (m.practice_id, 0),"
                            " coalesce (m.licensee_id, p.licensee_id, 0) FROM segmentation_model m"
                            " LEFT JOIN practice p ON p.id = m.practice_id WHERE m.id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;

  *place = anywhere;
  tranche_statement_bind_int64 (statement, 1, model_id);
  if (!step_once (statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           _ ("There is no such segmentation model"));
      return FALSE;
    }

  *level = (TrancheModelLevel) tranche_statement_get_int64 (statement, 0);
  place->practice_id = tranche_statement_get_int64 (statement, 1);
  place->licensee_id = tranche_statement_get_int64 (statement, 2);
  return TRUE;
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

  return require (db, permission, &anywhere, error);
}

gboolean
tranche_permissions_require_in_office (TrancheDatabase *db,
                                       TranchePermissions permission,
                                       gint64 office_id,
                                       GError **error)
{
  Place place;

  g_return_val_if_fail (db != NULL, FALSE);

  return tranche_database_get_actor (db) == 0
         || (place_of_office (db, office_id, &place, error)
             && require (db, permission, &place, error));
}

gboolean
tranche_permissions_require_model (TrancheDatabase *db, gint64 model_id, GError **error)
{
  TranchePermissions permission;
  TrancheModelLevel level;
  Place place;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!place_of_model (db, model_id, &level, &place, error))
    return FALSE;
  if (!get_level_permission (level, &permission, &place))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED, get_built_in_message ());
      return FALSE;
    }
  return require (db, permission, &place, error);
}

gboolean
tranche_permissions_require_level (TrancheDatabase *db,
                                   TrancheModelLevel level,
                                   gint64 office_id,
                                   GError **error)
{
  TranchePermissions permission;
  Place place;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!place_of_office (db, office_id, &place, error))
    return FALSE;
  if (!get_level_permission (level, &permission, &place))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED, get_built_in_message ());
      return FALSE;
    }
  return require (db, permission, &place, error);
}

gboolean
tranche_permissions_find_obstacle (TrancheDatabase *db,
                                   gint64 member_id,
                                   TranchePermissions permission,
                                   gint64 office_id,
                                   char **obstacle,
                                   GError **error)
{
  Place place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  return place_of_office (db, office_id, &place, error)
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
  Place place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  if (!place_of_model (db, model_id, &level, &place, error))
    return FALSE;
  if (!get_level_permission (level, &permission, &place))
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
  Place place;

  g_return_val_if_fail (db != NULL && obstacle != NULL, FALSE);

  if (!place_of_office (db, office_id, &place, error))
    return FALSE;
  if (!get_level_permission (level, &permission, &place))
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
      const char *member = tranche_statement_get_text (statement, 1, NULL);
      g_autofree char *folded = tranche_text_fold (member);

      if (g_str_equal (folded, wanted))
        {
          *member_id = tranche_statement_get_int64 (statement, 0);
          if (display_name != NULL)
            *display_name = g_strdup (member);
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

/* Writes of records ------------------------------------------------------------ */

static gint64
ask (TrancheDatabase *db, const char *sql, gint64 id)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, NULL);

  if (statement == NULL)
    return 0;
  tranche_statement_bind_int64 (statement, 1, id);
  return tranche_statement_step (statement, NULL) ? tranche_statement_get_int64 (statement, 0) : 0;
}

static gboolean
require_model_record (TrancheDatabase *db, TrancheSegmentationModel *model, GError **error)
{
  static const char sql[] = "SELECT licensee_id FROM practice WHERE id = ?1";
  TranchePermissions permission;
  Place place = anywhere;

  place.practice_id = model->practice_id;
  place.licensee_id
      = model->licensee_id != 0 ? model->licensee_id : ask (db, sql, model->practice_id);
  if (!get_level_permission (model->level, &permission, &place))
    return TRUE; /* the trigger says why */
  return require (db, permission, &place, error);
}

/* Its choice of a model is what its level's permission is for; the rest of it is settings. */
static gboolean
require_owner (TrancheDatabase *db, TrancheRecord *record, TrancheRecord *stored, GError **error)
{
  const TrancheField *field = tranche_record_find_field (record, "segmentation-model-id");
  TranchePermissions permission;
  Place place = anywhere;
  gboolean practice = TRANCHE_IS_PRACTICE (record);

  if (stored == NULL || tranche_field_equal (field, record, stored))
    return require (db, TRANCHE_PERMISSION_MANAGE_SETTINGS, &anywhere, error);

  place.practice_id = practice ? tranche_record_get_id (record) : 0;
  place.licensee_id
      = practice ? TRANCHE_PRACTICE (record)->licensee_id : tranche_record_get_id (record);
  get_level_permission (practice ? TRANCHE_MODEL_PRACTICE : TRANCHE_MODEL_LICENSEE, &permission,
                        &place);
  return require (db, permission, &place, error);
}

static gboolean
require_strategy (TrancheDatabase *db, gint64 office_id, GError **error)
{
  return tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_EDIT_STRATEGY, office_id,
                                                error);
}

/* What the rest of the tables need, wherever it belongs. */
static TranchePermissions
get_table_permission (TrancheRecord *record)
{
  static const struct
  {
    const char *table_name;
    TranchePermissions permission;
  } tables[] = {
    { "override", TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND },
    { "agreement", TRANCHE_PERMISSION_EDIT_AGREEMENTS },
    { "entitlement", TRANCHE_PERMISSION_EDIT_AGREEMENTS },
    { "fee", TRANCHE_PERMISSION_EDIT_AGREEMENTS },
    { "signatory", TRANCHE_PERMISSION_EDIT_AGREEMENTS },
    { "delivery", TRANCHE_PERMISSION_EDIT_AGREEMENTS },
    { "team_member", TRANCHE_PERMISSION_MANAGE_TEAM },
    { "role", TRANCHE_PERMISSION_MANAGE_TEAM },
    { "office", TRANCHE_PERMISSION_MANAGE_SETTINGS },
    { "setting", TRANCHE_PERMISSION_MANAGE_SETTINGS },
    { "stage", TRANCHE_PERMISSION_MANAGE_SETTINGS },
    { "source", TRANCHE_PERMISSION_MANAGE_SETTINGS },
    { "relationship_type", TRANCHE_PERMISSION_MANAGE_SETTINGS },
    { "client", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "person", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "membership", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "client_group", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "group_membership", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "relationship", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "provider", TRANCHE_PERMISSION_EDIT_CLIENTS },
    { "client_alias", TRANCHE_PERMISSION_IMPORT },
  };
  const char *table_name = TRANCHE_RECORD_GET_CLASS (record)->table_name;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].table_name, table_name))
      return tables[i].permission;

  /* A table that nobody thought of needs the most. */
  return TRANCHE_PERMISSION_EDIT_LICENSEE_MODEL;
}

gboolean
tranche_permissions_check_write (TrancheOperation *operation,
                                 TrancheRecord *record,
                                 TrancheRecord *stored,
                                 GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  TranchePermissions permission;

  if (tranche_database_get_actor (db) == 0 || tranche_operation_is_authorised (operation))
    return TRUE;

  if (TRANCHE_IS_SEGMENTATION_MODEL (record))
    return require_model_record (db, TRANCHE_SEGMENTATION_MODEL (record), error);
  if (TRANCHE_IS_SEGMENT (record))
    return tranche_permissions_require_model (db, TRANCHE_SEGMENT (record)->model_id, error);
  if (TRANCHE_IS_BENEFIT (record))
    return tranche_permissions_require_model (db, TRANCHE_BENEFIT (record)->model_id, error);
  if (TRANCHE_IS_SEGMENT_BENEFIT (record))
    return tranche_permissions_require_model (db,
                                              ask (db, "SELECT model_id FROM segment WHERE id = ?1",
                                                   TRANCHE_SEGMENT_BENEFIT (record)->segment_id),
                                              error);
  if (TRANCHE_IS_PRACTICE (record) || TRANCHE_IS_LICENSEE (record))
    return require_owner (db, record, stored, error);
  if (TRANCHE_IS_STRATEGY (record))
    return require_strategy (db, TRANCHE_STRATEGY (record)->office_id, error);
  if (TRANCHE_IS_STRATEGY_BAND (record))
    return require_strategy (db,
                             ask (db, "SELECT office_id FROM strategy WHERE id = ?1",
                                  TRANCHE_STRATEGY_BAND (record)->strategy_id),
                             error);

  permission = get_table_permission (record);
  return tranche_permissions_require (db, permission, error)
         && (!TRANCHE_IS_OVERRIDE (record)
             || tranche_sharing_require_for_actor (db, TRANCHE_OVERRIDE (record)->party_id, error))
         && tranche_permissions_check_grant (db, record, stored, error);
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
    return tranche_permissions_require (db, TRANCHE_PERMISSION_IMPORT, error);
  if (kind == TRANCHE_OPERATION_ISSUE)
    return tranche_permissions_require (db, TRANCHE_PERMISSION_ISSUE_DOCUMENTS, error);
  return TRUE;
}
