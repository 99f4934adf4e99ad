/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/records-private.h"

#include "store/permissions-private.h"

#include <glib/gi18n.h>

static gboolean
is_party (TrancheRecord *record)
{
  return tranche_record_get_party_kind (record) != 0;
}

static void
bind_party (TrancheStatement *statement, TrancheRecord *record)
{
  g_autofree char *display_name = tranche_record_dup_display_name (record);
  g_autofree char *sort_key = tranche_record_dup_sort_key (record);

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  tranche_statement_bind_int64 (statement, 2, tranche_record_get_party_kind (record));
  tranche_statement_bind_text (statement, 3, display_name);
  tranche_statement_bind_text (statement, 4, sort_key);
}

static gboolean
insert_party (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (
      db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;

  bind_party (statement, record);
  if (!tranche_statement_run (statement, error))
    return FALSE;

  tranche_record_set_id (record, tranche_database_get_last_row_id (db));
  return TRUE;
}

static gboolean
update_party (TrancheOperation *operation, TrancheRecord *record, GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (
      db,
      "UPDATE party SET kind = ?2, display_name = ?3, sort_key = ?4"
      " WHERE id = ?1 AND (kind <> ?2 OR display_name <> ?3 OR sort_key <> ?4)",
      error);
  if (statement == NULL)
    return FALSE;

  bind_party (statement, record);
  if (!tranche_statement_run (statement, error))
    return FALSE;

  if (tranche_database_get_changed_rows (db) > 0)
    tranche_operation_touch (operation, "party", tranche_record_get_id (record));
  return TRUE;
}

static gboolean
mark_party (TrancheOperation *operation, gint64 id, gboolean removed, GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (db, "UPDATE party SET removed = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, id);
  tranche_statement_bind_int64 (statement, 2, removed);
  if (!tranche_statement_run (statement, error))
    return FALSE;

  tranche_operation_touch (operation, "party", id);
  return TRUE;
}

/* A party whose own row couldn't be written would be one of nothing. */
static void
take_party_back (TrancheDatabase *db, TrancheRecord *record, gint64 id_before)
{
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (db, "DELETE FROM party WHERE id = ?1", NULL);
  if (statement != NULL)
    {
      tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
      tranche_statement_run (statement, NULL);
    }

  tranche_record_set_id (record, id_before);
}

gboolean
tranche_records_is_removed (TrancheDatabase *db,
                            TrancheRecord *record,
                            gboolean *removed,
                            GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;

  *removed = FALSE;
  if (!is_party (record))
    return TRUE;

  statement = tranche_database_prepare (db, "SELECT removed FROM party WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  if (tranche_statement_step (statement, error))
    *removed = tranche_statement_get_int64 (statement, 0) != 0;
  return !tranche_statement_failed (statement);
}

/* What hangs on an agreement belongs to the history of the agreement's party. */
static gboolean
find_history_party (TrancheDatabase *db, TrancheRecord *record, gint64 *party_id, GError **error)
{
  const TrancheField *agreement = tranche_record_find_field (record, "agreement-id");
  g_autoptr (TrancheStatement) statement = NULL;

  *party_id = tranche_record_get_party_id (record);
  if (*party_id != 0 || agreement == NULL)
    return TRUE;

  statement = tranche_database_prepare (db, "SELECT party_id FROM agreement WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_integer (record, agreement));
  if (tranche_statement_step (statement, error))
    *party_id = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}

static gboolean
affects_runs (TrancheRecord *before, TrancheRecord *after)
{
  TrancheRecordClass *klass;

  if (before == NULL || after == NULL)
    return TRUE;

  klass = TRANCHE_RECORD_GET_CLASS (after);
  for (guint i = 0; i < klass->n_fields; i++)
    if ((klass->fields[i].flags & TRANCHE_FIELD_AFFECTS) != 0
        && !tranche_field_equal (&klass->fields[i], before, after))
      return TRUE;

  return FALSE;
}

static gboolean
add_change (TrancheOperation *operation,
            TrancheRecord *before,
            TrancheRecord *after,
            GError **error)
{
  TrancheRecord *record = after != NULL ? after : before;
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (record);
  g_autofree char *before_json = before != NULL ? tranche_record_to_json (before) : NULL;
  g_autofree char *after_json = after != NULL ? tranche_record_to_json (after) : NULL;
  gint64 id = tranche_record_get_id (record);
  gint64 party_id;

  if (!find_history_party (tranche_operation_get_database (operation), record, &party_id, error)
      || !tranche_operation_add_change (operation, klass->table_name, id, party_id, before_json,
                                        after_json, error))
    return FALSE;

  if (klass->affects != 0 && affects_runs (before, after))
    tranche_operation_add_affects (operation, klass->affects);
  tranche_operation_touch (operation, klass->table_name, id);
  return TRUE;
}

static void
set_conflict (TrancheRecord *record, const char *message, GError **error)
{
  g_autofree char *name = tranche_record_dup_display_name (record);

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT, message);
  if (*name != '\0')
    g_prefix_error (error, "“%s”: ", name);
}

static gboolean
insert_row (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (
      db, tranche_record_sql_get (TRANCHE_RECORD_GET_CLASS (record))->insert, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  tranche_record_sql_bind (statement, 2, record);
  if (!tranche_statement_run (statement, error))
    {
      tranche_record_rules_reword (record, FALSE, error);
      return FALSE;
    }

  if (!is_party (record))
    tranche_record_set_id (record, tranche_database_get_last_row_id (db));
  tranche_record_set_row_version (record, 1);
  return TRUE;
}

gboolean
tranche_records_write_insert (TrancheOperation *operation, TrancheRecord *record, GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  gint64 id = tranche_record_get_id (record);

  if (!tranche_permissions_check_write (operation, record, NULL, error))
    return FALSE;
  if (is_party (record) && !insert_party (db, record, error))
    return FALSE;

  if (!insert_row (db, record, error))
    {
      if (is_party (record))
        take_party_back (db, record, id);
      return FALSE;
    }

  if (is_party (record))
    tranche_operation_touch (operation, "party", tranche_record_get_id (record));
  return add_change (operation, NULL, record, error);
}

static gboolean
update_row (TrancheDatabase *db, TrancheRecord *record, TrancheRecord *stored, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;
  gint64 version = tranche_record_get_row_version (stored);

  statement = tranche_database_prepare (
      db, tranche_record_sql_get (TRANCHE_RECORD_GET_CLASS (record))->update, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  tranche_statement_bind_int64 (statement, 2, version);
  tranche_record_sql_bind (statement, 3, record);
  if (!tranche_statement_run (statement, error))
    {
      tranche_record_rules_reword (record, FALSE, error);
      return FALSE;
    }

  tranche_record_set_row_version (record, version + 1);
  return TRUE;
}

/* Who moves a row from one place to another has to be allowed in both. */
static gboolean
may_rewrite (TrancheOperation *operation,
             TrancheRecord *record,
             TrancheRecord *stored,
             GError **error)
{
  return tranche_permissions_check_write (operation, stored, record, error)
         && tranche_permissions_check_write (operation, record, stored, error);
}

gboolean
tranche_records_write_update (TrancheOperation *operation,
                              TrancheRecord *record,
                              TrancheRecord *stored,
                              GError **error)
{
  return may_rewrite (operation, record, stored, error)
         && update_row (tranche_operation_get_database (operation), record, stored, error)
         && (!is_party (record) || update_party (operation, record, error))
         && add_change (operation, stored, record, error);
}

gboolean
tranche_records_write_return (TrancheOperation *operation,
                              TrancheRecord *record,
                              TrancheRecord *stored,
                              GError **error)
{
  return may_rewrite (operation, record, stored, error)
         && update_row (tranche_operation_get_database (operation), record, stored, error)
         && update_party (operation, record, error)
         && mark_party (operation, tranche_record_get_id (record), FALSE, error)
         && add_change (operation, NULL, record, error);
}

static gboolean
delete_row (TrancheDatabase *db, TrancheRecord *stored, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (
      db, tranche_record_sql_get (TRANCHE_RECORD_GET_CLASS (stored))->remove, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (stored));
  tranche_statement_bind_int64 (statement, 2, tranche_record_get_row_version (stored));
  if (tranche_statement_run (statement, error))
    return TRUE;

  tranche_record_rules_reword (stored, TRUE, error);
  return FALSE;
}

gboolean
tranche_records_write_remove (TrancheOperation *operation, TrancheRecord *stored, GError **error)
{
  gboolean gone;

  if (!tranche_permissions_check_write (operation, stored, NULL, error))
    return FALSE;

  gone = is_party (stored) ? mark_party (operation, tranche_record_get_id (stored), TRUE, error)
                           : delete_row (tranche_operation_get_database (operation), stored, error);
  return gone && add_change (operation, stored, NULL, error);
}

/* The row as it is now, which has to be the one that the caller knows. */
static TrancheRecord *
load_unchanged (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  g_autoptr (TrancheRecord) stored = NULL;
  gboolean removed;

  stored = tranche_records_load (db, G_OBJECT_TYPE (record), tranche_record_get_id (record), error);
  if (stored == NULL || !tranche_records_is_removed (db, stored, &removed, error))
    return NULL;

  if (removed)
    {
      set_conflict (stored, _ ("it was removed meanwhile"), error);
      return NULL;
    }
  if (tranche_record_get_row_version (stored) != tranche_record_get_row_version (record))
    {
      set_conflict (stored, _ ("it was changed meanwhile"), error);
      return NULL;
    }

  return g_steal_pointer (&stored);
}

gboolean
tranche_records_insert (TrancheOperation *operation, TrancheRecord *record, GError **error)
{
  TrancheDatabase *db;
  const TrancheField *created_by;

  g_return_val_if_fail (operation != NULL, FALSE);
  g_return_val_if_fail (TRANCHE_IS_RECORD (record), FALSE);
  g_return_val_if_fail (tranche_record_get_id (record) == 0, FALSE);

  db = tranche_operation_get_database (operation);
  created_by = tranche_record_find_field (record, "created-by");
  if (created_by != NULL)
    tranche_record_set_integer (record, created_by, tranche_operation_get_id (operation));

  return tranche_record_validate (record, NULL, error)
         && tranche_record_rules_check (db, record, NULL, error)
         && tranche_records_write_insert (operation, record, error);
}

gboolean
tranche_records_update (TrancheOperation *operation, TrancheRecord *record, GError **error)
{
  g_autoptr (TrancheRecord) stored = NULL;
  TrancheDatabase *db;

  g_return_val_if_fail (operation != NULL, FALSE);
  g_return_val_if_fail (TRANCHE_IS_RECORD (record), FALSE);

  db = tranche_operation_get_database (operation);
  if (!tranche_record_validate (record, NULL, error))
    return FALSE;

  stored = load_unchanged (db, record, error);
  if (stored == NULL)
    return FALSE;
  if (tranche_record_equal (record, stored))
    return TRUE;

  return tranche_record_rules_check (db, record, stored, error)
         && tranche_records_write_update (operation, record, stored, error);
}

gboolean
tranche_records_remove (TrancheOperation *operation, TrancheRecord *record, GError **error)
{
  g_autoptr (TrancheRecord) stored = NULL;
  g_autoptr (TrancheRecord) marked = NULL;
  const TrancheField *removed;
  TrancheDatabase *db;

  g_return_val_if_fail (operation != NULL, FALSE);
  g_return_val_if_fail (TRANCHE_IS_RECORD (record), FALSE);

  db = tranche_operation_get_database (operation);
  stored = load_unchanged (db, record, error);
  if (stored == NULL || !tranche_record_rules_check_removal (db, stored, error))
    return FALSE;

  removed = tranche_record_find_field (record, "removed");
  if (removed == NULL)
    return tranche_records_write_remove (operation, stored, error);

  marked = tranche_record_copy (stored);
  tranche_record_set_integer (marked, removed, TRUE);
  return tranche_record_equal (marked, stored)
         || tranche_records_write_update (operation, marked, stored, error);
}
