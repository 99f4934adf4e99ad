/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/model-edit.h"

#include "domain/entities/benefit.h"
#include "store/permissions.h"
#include "store/records.h"

#include <glib/gi18n.h>

TrancheOperation *
tranche_model_edit_begin (TrancheDatabase *db, gint64 model_id, GError **error)
{
  g_autoptr (TrancheOperation) operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);

  if (operation == NULL || !tranche_permissions_require_model (db, model_id, error))
    return NULL;
  return g_steal_pointer (&operation);
}

TrancheOperation *
tranche_model_edit_open (TrancheDatabase *db,
                         GType type,
                         gint64 id,
                         TrancheRecord **record,
                         GError **error)
{
  g_autoptr (TrancheRecord) loaded = tranche_records_load (db, type, id, error);
  g_autoptr (TrancheOperation) operation = NULL;
  gint64 model_id;

  if (loaded == NULL)
    return NULL;
  if (TRANCHE_IS_BENEFIT (loaded) && TRANCHE_BENEFIT (loaded)->removed)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, _ ("“%s” was removed"),
                   TRANCHE_BENEFIT (loaded)->name);
      return NULL;
    }

  g_object_get (loaded, "model-id", &model_id, NULL);
  operation = tranche_model_edit_begin (db, model_id, error);
  if (operation == NULL)
    return NULL;
  *record = g_steal_pointer (&loaded);
  return g_steal_pointer (&operation);
}

gboolean
tranche_model_edit_commit (TrancheOperation *operation, char *label, GError **error)
{
  g_autofree char *owned = label;

  tranche_operation_set_label (operation, owned);
  return tranche_operation_commit (operation, error);
}

void
tranche_model_edit_strip (gpointer record)
{
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  g_object_get (record, "name", &name, "description", &description, NULL);
  g_object_set (record, "name", g_strstrip (name), "description", g_strstrip (description), NULL);
}

gint64
tranche_model_edit_find_last (GPtrArray *records)
{
  gint64 last = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gint64 position;

      g_object_get (g_ptr_array_index (records, i), "position", &position, NULL);
      last = MAX (last, position);
    }
  return last;
}

/* Where it stands; the length of the list for one that isn't in it. */
static guint
find_place (GPtrArray *records, gint64 id)
{
  guint place = 0;

  while (place < records->len && tranche_record_get_id (g_ptr_array_index (records, place)) != id)
    place++;
  return place;
}

gboolean
tranche_model_edit_move (TrancheOperation *operation,
                         GPtrArray *records,
                         gint64 id,
                         gint64 before_id,
                         GError **error)
{
  guint place = find_place (records, id);
  gpointer moving = g_ptr_array_steal_index (records, place);

  g_ptr_array_insert (records, (int) find_place (records, before_id), moving);
  for (guint i = 0; i < records->len; i++)
    {
      g_object_set (g_ptr_array_index (records, i), "position", (gint64) i + 1, NULL);
      if (!tranche_records_update (operation, g_ptr_array_index (records, i), error))
        return FALSE;
    }
  return TRUE;
}
