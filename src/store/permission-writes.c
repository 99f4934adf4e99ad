/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/permissions-private.h"

#include "domain/entities/entities.h"
#include "store/sharing.h"

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
  TranchePermissionPlace place = tranche_permission_anywhere;

  place.practice_id = model->practice_id;
  place.licensee_id
      = model->licensee_id != 0 ? model->licensee_id : ask (db, sql, model->practice_id);
  if (!tranche_permission_place_need_level (model->level, &permission, &place))
    return TRUE; /* the trigger says why */
  return tranche_permissions_require_at (db, permission, &place, error);
}

/* Its choice of a model is what its level's permission is for; the rest of it is settings. */
static gboolean
require_owner (TrancheDatabase *db, TrancheRecord *record, TrancheRecord *stored, GError **error)
{
  const TrancheField *field = tranche_record_find_field (record, "segmentation-model-id");
  TranchePermissions permission;
  TranchePermissionPlace place = tranche_permission_anywhere;
  gboolean practice = TRANCHE_IS_PRACTICE (record);

  if (stored == NULL || tranche_field_equal (field, record, stored))
    return tranche_permissions_require_at (db, TRANCHE_PERMISSION_MANAGE_SETTINGS,
                                           &tranche_permission_anywhere, error);

  place.practice_id = practice ? tranche_record_get_id (record) : 0;
  place.licensee_id
      = practice ? TRANCHE_PRACTICE (record)->licensee_id : tranche_record_get_id (record);
  tranche_permission_place_need_level (practice ? TRANCHE_MODEL_PRACTICE : TRANCHE_MODEL_LICENSEE,
                                       &permission, &place);
  return tranche_permissions_require_at (db, permission, &place, error);
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

/* The agreement that the row is a part of; 0: it is no part of one. */
static gint64
get_agreement_id (TrancheRecord *record)
{
  if (TRANCHE_IS_ENTITLEMENT (record))
    return TRANCHE_ENTITLEMENT (record)->agreement_id;
  if (TRANCHE_IS_SIGNATORY (record))
    return TRANCHE_SIGNATORY (record)->agreement_id;
  if (TRANCHE_IS_FEE (record))
    return TRANCHE_FEE (record)->agreement_id;
  return 0;
}

/* The first column, 0 without a row. */
static gboolean
find (TrancheDatabase *db, const char *sql, gint64 id, gint64 *value, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  *value = 0;
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, id);
  if (tranche_statement_step (statement, error))
    *value = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}

/* Whose client the row is about; 0: nobody's in particular. A client that is new isn't there yet,
 * and a group that is emptied or filled again has no client who could be asked for. */
static gboolean
find_party (TrancheDatabase *db, TrancheRecord *record, gint64 *party_id, GError **error)
{
  gint64 agreement_id = get_agreement_id (record);

  if (agreement_id != 0)
    return find (db, "SELECT party_id FROM agreement WHERE id = ?1", agreement_id, party_id, error);

  *party_id = 0;
  if (TRANCHE_IS_CLIENT (record) || TRANCHE_IS_PERSON (record) || TRANCHE_IS_MEMBERSHIP (record)
      || TRANCHE_IS_GROUP_MEMBERSHIP (record) || TRANCHE_IS_AGREEMENT (record)
      || TRANCHE_IS_DELIVERY (record) || TRANCHE_IS_OVERRIDE (record))
    *party_id = tranche_record_get_party_id (record);
  return TRUE;
}

/* A link says something about both of its ends. */
static gboolean
require_seen (TrancheDatabase *db, TrancheRecord *record, gint64 party_id, GError **error)
{
  if (TRANCHE_IS_RELATIONSHIP (record))
    return tranche_sharing_require_for_actor (db, TRANCHE_RELATIONSHIP (record)->from_party_id,
                                              error)
           && tranche_sharing_require_for_actor (db, TRANCHE_RELATIONSHIP (record)->to_party_id,
                                                 error);
  return party_id == 0 || tranche_sharing_require_for_actor (db, party_id, error);
}

/* Where the row itself says that it belongs. */
static gboolean
find_place (TrancheDatabase *db,
            TrancheRecord *record,
            TranchePermissionPlace *place,
            GError **error)
{
  const TrancheField *office = tranche_record_find_field (record, "office-id");
  gint64 licensee_id;

  *place = tranche_permission_anywhere;
  if (office != NULL)
    return tranche_permission_place_of_office (db, tranche_record_get_integer (record, office),
                                               place, error);
  if (!TRANCHE_IS_OFFICE (record))
    return TRUE;

  if (!find (db, "SELECT licensee_id FROM practice WHERE id = ?1",
             TRANCHE_OFFICE (record)->practice_id, &licensee_id, error))
    return FALSE;
  place->licensee_id = licensee_id;
  place->practice_id = TRANCHE_OFFICE (record)->practice_id;
  place->office_id = tranche_record_get_id (record);
  return TRUE;
}

/* The permission that the row's table needs, whose client it is about, and how far the role
 * reaches: to where the client is, and to where the row says it is. */
static gboolean
require_row (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  TranchePermissions permission = get_table_permission (record);
  TranchePermissionPlace place;
  gint64 party_id;

  return tranche_permissions_require (db, permission, error)
         && find_party (db, record, &party_id, error) && require_seen (db, record, party_id, error)
         && tranche_permissions_require_for_party (db, permission, party_id, error)
         && find_place (db, record, &place, error)
         && tranche_permissions_require_at (db, permission, &place, error);
}

gboolean
tranche_permissions_check_write (TrancheOperation *operation,
                                 TrancheRecord *record,
                                 TrancheRecord *stored,
                                 GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
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

  return require_row (db, record, error)
         && tranche_permissions_check_grant (db, record, stored, error);
}
