/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-list.h"

/* How many rows go by between two looks at the cancellable. */
#define ROWS_A_LOOK 0xffff

/* A bit a party id. */
typedef struct
{
  guint8 *bits;
  gsize size;
} IdSet;

static void
id_set_clear (IdSet *set)
{
  g_clear_pointer (&set->bits, g_free);
  set->size = 0;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdSet, id_set_clear)

static void
id_set_add (IdSet *set, gint64 id)
{
  gsize byte = (gsize) id >> 3;

  if (byte >= set->size)
    {
      gsize size = MAX (byte + 1, set->size * 2);

      set->bits = g_realloc (set->bits, size);
      memset (set->bits + set->size, 0, size - set->size);
      set->size = size;
    }
  set->bits[byte] |= 1u << (id & 7);
}

static gboolean
id_set_has (const IdSet *set, gint64 id)
{
  gsize byte = (gsize) id >> 3;

  return byte < set->size && (set->bits[byte] >> (id & 7) & 1) != 0;
}

void
tranche_client_ids_free (TrancheClientIds *ids)
{
  if (ids == NULL)
    return;

  g_free (ids->ids);
  g_free (ids);
}

static gboolean
check_id (gint64 id, GError **error)
{
  if (id > 0 && id <= TRANCHE_CLIENT_ID_MAX)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
               "A client’s id, %" G_GINT64_FORMAT ", can’t be", id);
  return FALSE;
}

static gboolean
add_ids (TrancheStatement *statement, IdSet *set, GError **error)
{
  GError *local_error = NULL;

  while (tranche_statement_step (statement, &local_error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      if (!check_id (id, error))
        return FALSE;
      id_set_add (set, id);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

/* Most files have one office, and then the index over the names says it all. */
static gboolean
load_office (TrancheDatabase *db,
             const TrancheClientContext *context,
             IdSet *set,
             gboolean *limited,
             GError **error)
{
  static const char sql[]
      = "SELECT client_id FROM client_slot WHERE office_id = ?1 AND removed = 0";
  g_autoptr (TrancheStatement) statement = NULL;
  gint64 elsewhere;

  if (!tranche_database_query_int64 (db, "SELECT count (*) FROM office", 0, &elsewhere, error))
    return FALSE;

  *limited = elsewhere > 1;
  if (!*limited)
    return TRUE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, context->office_id);
  return add_ids (statement, set, error);
}

static gboolean
load_owned (TrancheDatabase *db,
            const TrancheClientContext *context,
            IdSet *set,
            gboolean *limited,
            GError **error)
{
  static const char sql[] = "SELECT id FROM client WHERE owner_id = ?1";
  g_autoptr (GArray) owners = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  gboolean sees_all;

  owners = tranche_client_context_list_visible_owners (db, context->member_id, &sees_all, error);
  if (owners == NULL)
    return FALSE;

  *limited = !sees_all;
  if (!*limited)
    return TRUE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < owners->len; i++)
    {
      tranche_statement_bind_int64 (statement, 1, g_array_index (owners, gint64, i));
      if (!add_ids (statement, set, error))
        return FALSE;
      tranche_statement_reset (statement);
    }

  return TRUE;
}

gboolean
tranche_client_list_visit (TrancheDatabase *db,
                           const TrancheClientContext *context,
                           TrancheClientVisitor visitor,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error)
{
  static const char sql[] = "SELECT id, sort_key FROM party WHERE kind = 1 AND removed = 0"
                            " ORDER BY sort_key, id";
  g_autoptr (TrancheStatement) statement = NULL;
  g_auto (IdSet) office = { 0 };
  g_auto (IdSet) owned = { 0 };
  GError *local_error = NULL;
  gboolean is_office_limited;
  gboolean is_owner_limited;
  guint n_rows = 0;

  g_return_val_if_fail (db != NULL && context != NULL && visitor != NULL, FALSE);

  if (!load_office (db, context, &office, &is_office_limited, error)
      || !load_owned (db, context, &owned, &is_owner_limited, error))
    return FALSE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  while (tranche_statement_step (statement, &local_error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);
      const char *folded;
      gsize length;

      if ((++n_rows & ROWS_A_LOOK) == 0 && g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, "Cancelled");
          return FALSE;
        }
      if (!check_id (id, error))
        return FALSE;
      if ((is_office_limited && !id_set_has (&office, id))
          || (is_owner_limited && !id_set_has (&owned, id)))
        continue;

      folded = tranche_statement_get_text (statement, 1, &length);
      if (!visitor ((guint32) id, folded, length, user_data))
        break;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
collect_id (guint32 id, const char *folded, gsize length, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, id);
  return TRUE;
}

TrancheClientIds *
tranche_client_list_load_ids (TrancheDatabase *db,
                              const TrancheClientContext *context,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (guint32));
  TrancheClientIds *ids;

  if (!tranche_client_list_visit (db, context, collect_id, array, cancellable, error))
    return NULL;

  ids = g_new0 (TrancheClientIds, 1);
  ids->n_ids = array->len;
  ids->ids = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&array), FALSE);
  return ids;
}
