/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/records-private.h"

#include <glib/gi18n.h>

/* Statement texts of one entity. They are made once and live as long as the program, because the
 * connections' caches keep statements by their text. */
typedef struct
{
  char *insert; /* ?1 id, then the fields */
  char *update; /* ?1 id, ?2 the version it must have, then the fields */
  char *remove; /* ?1 id, ?2 the version it must have */
  char *select; /* up to the table's name: id, row_version, then the fields */
  char *load;   /* ?1 id */
} RecordSql;

/* The first column that belongs to a field in RecordSql.select. */
#define FIRST_COLUMN 2

static RecordSql *
make_sql (TrancheRecordClass *klass)
{
  RecordSql *sql = g_new0 (RecordSql, 1);
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) assignments = g_string_new (NULL);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_string_append_printf (columns, ", %s", klass->fields[i].column);
      g_string_append_printf (values, ", ?%u", i + 2);
      g_string_append_printf (assignments, "%s = ?%u, ", klass->fields[i].column, i + 3);
    }

  sql->insert = g_strdup_printf ("INSERT INTO %s (id%s) VALUES (?1%s)", klass->table_name,
                                 columns->str, values->str);
  sql->update = g_strdup_printf ("UPDATE %s SET %srow_version = row_version + 1"
                                 " WHERE id = ?1 AND row_version = ?2",
                                 klass->table_name, assignments->str);
  sql->remove
      = g_strdup_printf ("DELETE FROM %s WHERE id = ?1 AND row_version = ?2", klass->table_name);
  sql->select
      = g_strdup_printf ("SELECT id, row_version%s FROM %s", columns->str, klass->table_name);
  sql->load = g_strdup_printf ("%s WHERE id = ?1", sql->select);
  return sql;
}

static const RecordSql *
get_sql (TrancheRecordClass *klass)
{
  static GMutex mutex;
  static GHashTable *by_class;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  RecordSql *sql;

  if (by_class == NULL)
    by_class = g_hash_table_new (NULL, NULL);

  sql = g_hash_table_lookup (by_class, klass);
  if (sql == NULL)
    {
      sql = make_sql (klass);
      g_hash_table_insert (by_class, klass, sql);
    }

  return sql;
}

static void
bind_field (TrancheStatement *statement,
            int parameter,
            TrancheRecord *record,
            const TrancheField *field)
{
  gint64 value;

  if (field->kind == TRANCHE_FIELD_KIND_TEXT)
    {
      tranche_statement_bind_text (statement, parameter, tranche_record_get_text (record, field));
      return;
    }

  value = tranche_record_get_integer (record, field);
  if (field->kind == TRANCHE_FIELD_KIND_DATE)
    tranche_statement_bind_date (statement, parameter, value);
  else if (field->kind == TRANCHE_FIELD_KIND_ID)
    tranche_statement_bind_id (statement, parameter, value);
  else if (field->kind == TRANCHE_FIELD_KIND_COUNT && value < 0)
    tranche_statement_bind_null (statement, parameter);
  else
    tranche_statement_bind_int64 (statement, parameter, value);
}

static void
bind_fields (TrancheStatement *statement, int first_parameter, TrancheRecord *record)
{
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    bind_field (statement, first_parameter + i, record, &klass->fields[i]);
}

static TrancheRecord *
read_row (TrancheStatement *statement, GType type)
{
  TrancheRecord *record = g_object_new (type, NULL);
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (record);

  tranche_record_set_id (record, tranche_statement_get_int64 (statement, 0));
  tranche_record_set_row_version (record, tranche_statement_get_int64 (statement, 1));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];
      int column = FIRST_COLUMN + i;

      if (field->kind == TRANCHE_FIELD_KIND_TEXT)
        tranche_record_set_text (record, field,
                                 tranche_statement_get_text (statement, column, NULL));
      else if (field->kind == TRANCHE_FIELD_KIND_DATE)
        tranche_record_set_integer (record, field, tranche_statement_get_date (statement, column));
      else if (field->kind == TRANCHE_FIELD_KIND_COUNT
               && tranche_statement_is_null (statement, column))
        tranche_record_set_integer (record, field, -1);
      else
        tranche_record_set_integer (record, field, tranche_statement_get_int64 (statement, column));
    }

  return record;
}

/* Parties
 * ------------------------------------------------------------------------------------------ */

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
  g_autoptr (GError) local_error = NULL;

  *removed = FALSE;
  if (!is_party (record))
    return TRUE;

  statement = tranche_database_prepare (db, "SELECT removed FROM party WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  if (tranche_statement_step (statement, &local_error))
    *removed = tranche_statement_get_int64 (statement, 0) != 0;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Changes
 * ------------------------------------------------------------------------------------------ */

/* What hangs on an agreement belongs to the history of the agreement's party. */
static gboolean
find_history_party (TrancheDatabase *db, TrancheRecord *record, gint64 *party_id, GError **error)
{
  const TrancheField *agreement = tranche_record_find_field (record, "agreement-id");
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  *party_id = tranche_record_get_party_id (record);
  if (*party_id != 0 || agreement == NULL)
    return TRUE;

  statement = tranche_database_prepare (db, "SELECT party_id FROM agreement WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_integer (record, agreement));
  if (tranche_statement_step (statement, &local_error))
    *party_id = tranche_statement_get_int64 (statement, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
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

/* Writes
 * ------------------------------------------------------------------------------------------- */

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

  statement
      = tranche_database_prepare (db, get_sql (TRANCHE_RECORD_GET_CLASS (record))->insert, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  bind_fields (statement, 2, record);
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

  statement
      = tranche_database_prepare (db, get_sql (TRANCHE_RECORD_GET_CLASS (record))->update, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_id (statement, 1, tranche_record_get_id (record));
  tranche_statement_bind_int64 (statement, 2, version);
  bind_fields (statement, 3, record);
  if (!tranche_statement_run (statement, error))
    {
      tranche_record_rules_reword (record, FALSE, error);
      return FALSE;
    }

  tranche_record_set_row_version (record, version + 1);
  return TRUE;
}

gboolean
tranche_records_write_update (TrancheOperation *operation,
                              TrancheRecord *record,
                              TrancheRecord *stored,
                              GError **error)
{
  return update_row (tranche_operation_get_database (operation), record, stored, error)
         && (!is_party (record) || update_party (operation, record, error))
         && add_change (operation, stored, record, error);
}

gboolean
tranche_records_write_return (TrancheOperation *operation,
                              TrancheRecord *record,
                              TrancheRecord *stored,
                              GError **error)
{
  return update_row (tranche_operation_get_database (operation), record, stored, error)
         && update_party (operation, record, error)
         && mark_party (operation, tranche_record_get_id (record), FALSE, error)
         && add_change (operation, NULL, record, error);
}

static gboolean
delete_row (TrancheDatabase *db, TrancheRecord *stored, GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;

  statement
      = tranche_database_prepare (db, get_sql (TRANCHE_RECORD_GET_CLASS (stored))->remove, error);
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
  gboolean gone = is_party (stored)
                      ? mark_party (operation, tranche_record_get_id (stored), TRUE, error)
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

  g_return_val_if_fail (operation != NULL, FALSE);
  g_return_val_if_fail (TRANCHE_IS_RECORD (record), FALSE);

  stored = load_unchanged (tranche_operation_get_database (operation), record, error);
  if (stored == NULL)
    return FALSE;

  removed = tranche_record_find_field (record, "removed");
  if (removed == NULL)
    return tranche_records_write_remove (operation, stored, error);

  marked = tranche_record_copy (stored);
  tranche_record_set_integer (marked, removed, TRUE);
  return tranche_record_equal (marked, stored)
         || tranche_records_write_update (operation, marked, stored, error);
}

/* Reads
 * -------------------------------------------------------------------------------------------- */

TrancheRecord *
tranche_records_load (TrancheDatabase *db, GType type, gint64 id, GError **error)
{
  g_autoptr (GTypeClass) klass = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (g_type_is_a (type, TRANCHE_TYPE_RECORD), NULL);

  klass = g_type_class_ref (type);
  statement = tranche_database_prepare (db, get_sql ((TrancheRecordClass *) klass)->load, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_id (statement, 1, id);
  if (tranche_statement_step (statement, &local_error))
    return read_row (statement, type);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                         _ ("What you are looking for isn’t there any more"));
  return NULL;
}

/* The text lives on, as the cache of statements asks for; callers pass constants, so there are few
 * of them. */
static const char *
make_list_sql (TrancheRecordClass *klass, const char *where, const char *order)
{
  g_autoptr (GString) sql = g_string_new (get_sql (klass)->select);

  g_string_append_printf (sql, " WHERE (%s)", where != NULL ? where : "1");
  if (g_object_class_find_property (G_OBJECT_CLASS (klass), "removed") != NULL)
    g_string_append (sql, " AND removed = 0");
  if (klass->party_kind != 0)
    g_string_append_printf (sql,
                            " AND (SELECT party.removed FROM party WHERE party.id = %s.id) = 0",
                            klass->table_name);
  g_string_append_printf (sql, " ORDER BY %s", order != NULL ? order : "id");
  return g_intern_string (sql->str);
}

GPtrArray *
tranche_records_list (TrancheDatabase *db,
                      GType type,
                      const char *where,
                      const char *order,
                      const gint64 *values,
                      guint n_values,
                      GError **error)
{
  g_autoptr (GTypeClass) klass = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (g_type_is_a (type, TRANCHE_TYPE_RECORD), NULL);
  g_return_val_if_fail (n_values == 0 || (where != NULL && values != NULL), NULL);

  klass = g_type_class_ref (type);
  statement = tranche_database_prepare (
      db, make_list_sql ((TrancheRecordClass *) klass, where, order), error);
  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < n_values; i++)
    tranche_statement_bind_int64 (statement, i + 1, values[i]);

  records = g_ptr_array_new_with_free_func (g_object_unref);
  while (tranche_statement_step (statement, &local_error))
    g_ptr_array_add (records, read_row (statement, type));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&records);
}
