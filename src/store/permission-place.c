/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/permission-place.h"

#include <glib/gi18n.h>

const TranchePermissionPlace tranche_permission_anywhere = { .lowest = TRANCHE_ROLE_OFFICE };

gboolean
tranche_permission_place_of_office (TrancheDatabase *db,
                                    gint64 office_id,
                                    TranchePermissionPlace *place,
                                    GError **error)
{
  static const char sql[] = "SELECT o.practice_id, p.licensee_id FROM office o"
                            " JOIN practice p ON p.id = o.practice_id WHERE o.id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;

  *place = tranche_permission_anywhere;
  if (office_id == 0)
    return TRUE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, office_id);
  if (!tranche_statement_step (statement, error))
    {
      if (!tranche_statement_failed (statement))
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such office"));
      return FALSE;
    }

  place->office_id = office_id;
  place->practice_id = tranche_statement_get_int64 (statement, 0);
  place->licensee_id = tranche_statement_get_int64 (statement, 1);
  return TRUE;
}

gboolean
tranche_permission_place_of_party (TrancheDatabase *db,
                                   gint64 party_id,
                                   TranchePermissionPlace *place,
                                   GError **error)
{
  static const char sql[] = "SELECT office_id FROM client WHERE id = ?1"
                            " UNION ALL SELECT office_id FROM client_group WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  gint64 office_id = 0;

  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, party_id);
  if (tranche_statement_step (statement, error))
    office_id = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement)
         && tranche_permission_place_of_office (db, office_id, place, error);
}

gboolean
tranche_permission_place_of_model (TrancheDatabase *db,
                                   gint64 model_id,
                                   TrancheModelLevel *level,
                                   TranchePermissionPlace *place,
                                   GError **error)
{
  static const char sql[] = "SELECT m.level, coalesce (m.practice_id, 0),"
                            " coalesce (m.licensee_id, p.licensee_id, 0) FROM segmentation_model m"
                            " LEFT JOIN practice p ON p.id = m.practice_id WHERE m.id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  *place = tranche_permission_anywhere;
  tranche_statement_bind_int64 (statement, 1, model_id);
  if (!tranche_statement_step (statement, error))
    {
      if (!tranche_statement_failed (statement))
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such segmentation model"));
      return FALSE;
    }

  *level = (TrancheModelLevel) tranche_statement_get_int64 (statement, 0);
  place->practice_id = tranche_statement_get_int64 (statement, 1);
  place->licensee_id = tranche_statement_get_int64 (statement, 2);
  return TRUE;
}

gboolean
tranche_permission_place_need_level (TrancheModelLevel level,
                                     TranchePermissions *permission,
                                     TranchePermissionPlace *place)
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

gboolean
tranche_permission_place_is_reached (const TrancheActingMember *member,
                                     const TranchePermissionPlace *place)
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

char *
tranche_permission_place_explain_reach (const TrancheActingMember *member)
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
