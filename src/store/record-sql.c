/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/records-private.h"

#include <glib/gi18n.h>

/* The first column that belongs to a field in TrancheRecordSql.select. */
#define FIRST_COLUMN 2

static TrancheRecordSql *
make_sql (TrancheRecordClass *klass)
{
  TrancheRecordSql *sql = g_new0 (TrancheRecordSql, 1);
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

const TrancheRecordSql *
tranche_record_sql_get (TrancheRecordClass *klass)
{
  static GMutex mutex;
  static GHashTable *by_class;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  TrancheRecordSql *sql;

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

void
tranche_record_sql_bind (TrancheStatement *statement, int first_parameter, TrancheRecord *record)
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

TrancheRecord *
tranche_records_load (TrancheDatabase *db, GType type, gint64 id, GError **error)
{
  g_autoptr (GTypeClass) klass = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (g_type_is_a (type, TRANCHE_TYPE_RECORD), NULL);

  klass = g_type_class_ref (type);
  statement = tranche_database_prepare (
      db, tranche_record_sql_get ((TrancheRecordClass *) klass)->load, error);
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
  g_autoptr (GString) sql = g_string_new (tranche_record_sql_get (klass)->select);

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
  while (tranche_statement_step (statement, error))
    g_ptr_array_add (records, read_row (statement, type));
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&records);
}
