/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/record-restore.h"

#include "domain/entities/segment.h"
#include "store/records-private.h"

#include <glib/gi18n.h>

/* How a row that others may refer to for ever counts as gone though it is there: a segment is made
 * inactive, what has a field "removed" is marked. NULL: the row can be deleted, or is a party. */
static const TrancheField *
find_mark (TrancheRecord *stored)
{
  return TRANCHE_IS_SEGMENT (stored) ? tranche_record_find_field (stored, "active")
                                     : tranche_record_find_field (stored, "removed");
}

static gboolean
check_hidden (TrancheDatabase *db, TrancheRecord *stored, gboolean *hidden, GError **error)
{
  const TrancheField *mark = find_mark (stored);

  if (mark == NULL)
    return tranche_records_is_removed (db, stored, hidden, error);

  *hidden = (tranche_record_get_integer (stored, mark) != 0) != TRANCHE_IS_SEGMENT (stored);
  return TRUE;
}

static gboolean
is_as_expected (TrancheRecord *stored, gboolean hidden, const char *expected)
{
  g_autoptr (TrancheRecord) record = NULL;

  if (expected == NULL)
    return stored == NULL || hidden;
  if (stored == NULL || (hidden && find_mark (stored) == NULL))
    return FALSE;

  record = tranche_record_copy (stored);
  return tranche_record_read_json (record, expected, NULL) && tranche_record_equal (record, stored);
}

/* (transfer full): the row as wanted, over the values that it has now */
static TrancheRecord *
read_wanted (const char *table_name,
             gint64 row_id,
             TrancheRecord *stored,
             const char *wanted,
             GError **error)
{
  g_autoptr (TrancheRecord) record = NULL;

  record
      = stored != NULL ? tranche_record_copy (stored) : tranche_record_new_for_table (table_name);
  if (!tranche_record_read_json (record, wanted, error))
    return NULL;

  tranche_record_set_id (record, row_id);
  return g_steal_pointer (&record);
}

static gboolean
take_away (TrancheOperation *operation, TrancheRecord *stored, GError **error)
{
  const TrancheField *mark = find_mark (stored);
  const TrancheField *active = tranche_record_find_field (stored, "active");
  g_autoptr (TrancheRecord) marked = NULL;

  if (mark == NULL)
    return tranche_records_write_remove (operation, stored, error);

  marked = tranche_record_copy (stored);
  if (mark != active)
    tranche_record_set_integer (marked, mark, TRUE);
  if (active != NULL)
    tranche_record_set_integer (marked, active, FALSE);
  return tranche_record_equal (marked, stored)
         || tranche_records_write_update (operation, marked, stored, error);
}

gboolean
tranche_record_restore (TrancheOperation *operation,
                        const char *table_name,
                        gint64 row_id,
                        const char *expected,
                        const char *wanted,
                        GError **error)
{
  g_autoptr (TrancheRecord) blank = NULL;
  g_autoptr (TrancheRecord) stored = NULL;
  g_autoptr (TrancheRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;
  TrancheDatabase *db;
  gboolean hidden = FALSE;

  g_return_val_if_fail (operation != NULL && table_name != NULL, FALSE);

  db = tranche_operation_get_database (operation);
  blank = tranche_record_new_for_table (table_name);
  if (blank == NULL)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                   _ ("There are no records named “%s”"), table_name);
      return FALSE;
    }

  stored = tranche_records_load (db, G_OBJECT_TYPE (blank), row_id, &local_error);
  if (stored == NULL && !g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (stored != NULL && !check_hidden (db, stored, &hidden, error))
    return FALSE;

  if (!is_as_expected (stored, hidden, expected))
    {
      g_autofree char *name = stored != NULL ? tranche_record_dup_display_name (stored) : NULL;

      if (name != NULL && *name != '\0')
        g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT, _ ("“%s” has changed since"),
                     name);
      else
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                             _ ("What it concerns has changed since"));
      return FALSE;
    }

  if (wanted == NULL)
    return expected == NULL || take_away (operation, stored, error);

  record = read_wanted (table_name, row_id, stored, wanted, error);
  if (record == NULL)
    return FALSE;
  if (stored == NULL)
    return tranche_records_write_insert (operation, record, error);
  if (hidden && tranche_record_get_party_kind (stored) != 0)
    return tranche_records_write_return (operation, record, stored, error);

  return tranche_record_equal (record, stored)
         || tranche_records_write_update (operation, record, stored, error);
}
