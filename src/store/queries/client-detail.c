/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-detail.h"

#include <glib/gi18n.h>

static void
member_free (gpointer data)
{
  TrancheClientMember *member = data;

  g_free (member->name);
  g_free (member->email);
  g_free (member->phone);
  g_free (member->mobile);
  g_free (member);
}

static void
group_free (gpointer data)
{
  TrancheClientGroupLink *group = data;

  g_free (group->name);
  g_free (group);
}

void
tranche_client_detail_free (TrancheClientDetail *detail)
{
  if (detail == NULL)
    return;

  g_free (detail->name);
  g_free (detail->salutation);
  g_free (detail->reference);
  g_free (detail->office_name);
  g_free (detail->owner_name);
  g_free (detail->stage_name);
  g_free (detail->source_name);
  g_free (detail->email);
  g_free (detail->phone);
  g_free (detail->address);
  g_free (detail->notes);
  g_ptr_array_unref (detail->members);
  g_ptr_array_unref (detail->groups);
  g_free (detail);
}

static gboolean
load_client (TrancheDatabase *db, TrancheClientDetail *detail, GError **error)
{
  static const char sql[]
      = "SELECT p.removed, c.kind, c.name, c.salutation, c.reference, c.office_id, o.name,"
        " coalesce (w.display_name, ''), coalesce (st.name, ''), coalesce (so.name, ''),"
        " c.client_since, c.email, c.phone, c.address, c.notes"
        " FROM client c JOIN party p ON p.id = c.id JOIN office o ON o.id = c.office_id"
        " LEFT JOIN party w ON w.id = c.owner_id LEFT JOIN stage st ON st.id = c.stage_id"
        " LEFT JOIN source so ON so.id = c.source_id WHERE c.id = ?";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, detail->id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such client"));
      return FALSE;
    }

  detail->removed = tranche_statement_get_int64 (statement, 0) != 0;
  detail->kind = (TrancheClientKind) tranche_statement_get_int64 (statement, 1);
  detail->name = tranche_statement_dup_name (statement, 2);
  detail->salutation = tranche_statement_dup_name (statement, 3);
  detail->reference = tranche_statement_dup_name (statement, 4);
  detail->office_id = tranche_statement_get_int64 (statement, 5);
  detail->office_name = tranche_statement_dup_name (statement, 6);
  detail->owner_name = tranche_statement_dup_name (statement, 7);
  detail->stage_name = tranche_statement_dup_name (statement, 8);
  detail->source_name = tranche_statement_dup_name (statement, 9);
  detail->since = tranche_statement_get_date (statement, 10);
  detail->email = tranche_statement_dup_name (statement, 11);
  detail->phone = tranche_statement_dup_name (statement, 12);
  detail->address = tranche_statement_dup_name (statement, 13);
  detail->notes = tranche_statement_dup_name (statement, 14);
  return TRUE;
}

static gboolean
load_members (TrancheDatabase *db, TrancheClientDetail *detail, GError **error)
{
  static const char sql[]
      = "SELECT m.person_id, p.display_name, m.role, n.birth_date, n.email, n.phone, n.mobile,"
        " m.start_date, m.end_date FROM membership m JOIN person n ON n.id = m.person_id"
        " JOIN party p ON p.id = m.person_id WHERE m.client_id = ?"
        " ORDER BY m.end_date IS NOT NULL, m.role, n.birth_date, p.sort_key, m.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, detail->id);
  while (tranche_statement_step (statement, &local_error))
    {
      TrancheClientMember *member = g_new0 (TrancheClientMember, 1);

      member->person_id = tranche_statement_get_int64 (statement, 0);
      member->name = tranche_statement_dup_name (statement, 1);
      member->role = (TrancheMemberRole) tranche_statement_get_int64 (statement, 2);
      member->birth_date = tranche_statement_get_date (statement, 3);
      member->email = tranche_statement_dup_name (statement, 4);
      member->phone = tranche_statement_dup_name (statement, 5);
      member->mobile = tranche_statement_dup_name (statement, 6);
      member->start = tranche_statement_get_date (statement, 7);
      member->end = tranche_statement_get_date (statement, 8);
      g_ptr_array_add (detail->members, member);
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
load_groups (TrancheDatabase *db, TrancheClientDetail *detail, GError **error)
{
  static const char sql[]
      = "SELECT g.id, g.name, g.kind, m.is_primary,"
        " (SELECT count (*) FROM group_membership n JOIN party q ON q.id = n.client_id"
        "  WHERE n.group_id = g.id AND q.removed = 0)"
        " FROM group_membership m JOIN client_group g ON g.id = m.group_id"
        " JOIN party p ON p.id = g.id AND p.removed = 0"
        " WHERE m.client_id = ? ORDER BY m.is_primary DESC, p.sort_key, g.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, detail->id);
  while (tranche_statement_step (statement, &local_error))
    {
      TrancheClientGroupLink *group = g_new0 (TrancheClientGroupLink, 1);

      group->group_id = tranche_statement_get_int64 (statement, 0);
      group->name = tranche_statement_dup_name (statement, 1);
      group->kind = (TrancheGroupKind) tranche_statement_get_int64 (statement, 2);
      group->is_primary = tranche_statement_get_int64 (statement, 3) != 0;
      group->n_clients = tranche_statement_get_int64 (statement, 4);
      g_ptr_array_add (detail->groups, group);
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

TrancheClientDetail *
tranche_client_detail_load (TrancheDatabase *db, gint64 client_id, GError **error)
{
  g_autoptr (TrancheClientDetail) detail = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  detail = g_new0 (TrancheClientDetail, 1);
  detail->id = client_id;
  detail->members = g_ptr_array_new_with_free_func (member_free);
  detail->groups = g_ptr_array_new_with_free_func (group_free);
  if (!load_client (db, detail, error) || !load_members (db, detail, error)
      || !load_groups (db, detail, error))
    return NULL;

  return g_steal_pointer (&detail);
}
