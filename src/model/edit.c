/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/edit.h"

#include "store/undo.h"

typedef struct
{
  TrancheEditFunc func;
  gpointer data;
  GDestroyNotify data_free;
} Edit;

static void
edit_free (Edit *edit)
{
  if (edit->data_free != NULL)
    edit->data_free (edit->data);
  g_free (edit);
}

static gboolean
find_latest (TrancheDatabase *db, gint64 *latest, GError **error)
{
  g_autoptr (TrancheUndoState) state = tranche_undo_state_load (db, error);

  if (state == NULL)
    return FALSE;
  *latest = state->undo_id;
  return TRUE;
}

static gboolean
run_on_writer (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Edit *edit = data;
  gint64 before = 0;
  gint64 after = 0;

  if (!find_latest (db, &before, error) || !edit->func (db, edit->data, error)
      || !find_latest (db, &after, error))
    return FALSE;

  *result = g_new (gint64, 1);
  *(gint64 *) *result = after != before ? after : 0;
  return TRUE;
}

void
tranche_edit_async (TrancheStore *store,
                    TrancheEditFunc func,
                    gpointer data,
                    GDestroyNotify data_free,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  Edit *edit;

  g_return_if_fail (TRANCHE_IS_STORE (store));
  g_return_if_fail (func != NULL);

  edit = g_new (Edit, 1);
  *edit = (Edit) { func, data, data_free };
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, run_on_writer, edit,
                             (GDestroyNotify) edit_free, g_free, cancellable, callback, user_data);
}

gboolean
tranche_edit_finish (TrancheStore *store,
                     GAsyncResult *result,
                     gint64 *operation_id,
                     GError **error)
{
  g_autofree gint64 *id = tranche_store_finish (store, result, error);

  if (id == NULL)
    return FALSE;
  if (operation_id != NULL)
    *operation_id = *id;
  return TRUE;
}
