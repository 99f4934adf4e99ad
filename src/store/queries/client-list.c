/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-list.h"

#include "store/cancelled.h"
#include "store/collect-private.h"
#include "store/sharing.h"

#include <glib/gi18n.h>
#include <inttypes.h>

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
               _ ("A client’s id, %" PRId64 ", can’t be"), id);
  return FALSE;
}

static gboolean
add_ids (TrancheStatement *statement, IdSet *set, GError **error)
{
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      if (!check_id (id, error))
        return FALSE;
      id_set_add (set, id);
    }

  return !tranche_statement_failed (statement);
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

  owners = tranche_sharing_list_owners (db, context->member_id, &sees_all, error);
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

/* Who may be seen: everybody of the file, or whoever is in the sets. */
typedef struct
{
  IdSet office;
  IdSet owned;
  gboolean is_office_limited;
  gboolean is_owner_limited;
} Scope;

static void
scope_clear (Scope *scope)
{
  id_set_clear (&scope->office);
  id_set_clear (&scope->owned);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scope, scope_clear)

static gboolean
load_scope (TrancheDatabase *db, const TrancheClientContext *context, Scope *scope, GError **error)
{
  return load_office (db, context, &scope->office, &scope->is_office_limited, error)
         && load_owned (db, context, &scope->owned, &scope->is_owner_limited, error);
}

static inline gboolean
is_in_scope (const Scope *scope, gint64 id)
{
  return (!scope->is_office_limited || id_set_has (&scope->office, id))
         && (!scope->is_owner_limited || id_set_has (&scope->owned, id));
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
  g_auto (Scope) scope = { 0 };
  guint n_rows = 0;

  g_return_val_if_fail (db != NULL && context != NULL && visitor != NULL, FALSE);

  if (!load_scope (db, context, &scope, error))
    return FALSE;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);
      const char *folded;
      gsize length;

      if (((++n_rows & ROWS_A_LOOK) == 0 && !tranche_check_cancelled (cancellable, error))
          || !check_id (id, error))
        return FALSE;
      if (!is_in_scope (&scope, id))
        continue;

      folded = tranche_statement_get_text (statement, 1, &length);
      if (!visitor ((guint32) id, folded, length, user_data))
        break;
    }

  return !tranche_statement_failed (statement);
}

typedef struct
{
  Scope scope;
  GArray *ids; /* of guint32 */
  GCancellable *cancellable;
} Collection;

static void
collection_clear (Collection *collection)
{
  scope_clear (&collection->scope);
  g_clear_pointer (&collection->ids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Collection, collection_clear)

static gboolean
collect_ids_cb (const gint64 *values, gsize n_rows, gpointer user_data, GError **error)
{
  Collection *collection = user_data;
  guint n = collection->ids->len;
  guint32 *ids;

  if (!tranche_check_cancelled (collection->cancellable, error))
    return FALSE;

  g_array_set_size (collection->ids, n + n_rows);
  ids = (guint32 *) (gpointer) collection->ids->data;
  for (gsize i = 0; i < n_rows; i++)
    {
      if (!check_id (values[i], error))
        return FALSE;
      if (is_in_scope (&collection->scope, values[i]))
        ids[n++] = (guint32) values[i];
    }
  g_array_set_size (collection->ids, n);
  return TRUE;
}

static void
reverse (guint32 *ids, guint n_ids)
{
  for (guint i = 0; i < n_ids / 2; i++)
    {
      guint32 other = ids[n_ids - 1 - i];

      ids[n_ids - 1 - i] = ids[i];
      ids[i] = other;
    }
}

TrancheClientIds *
tranche_client_list_load_ids (TrancheDatabase *db,
                              const TrancheClientContext *context,
                              GCancellable *cancellable,
                              GError **error)
{
  /* Clients are the lowest kind, so from their last one backwards the index ends with them: no row
   * has to be compared with an end of the range. */
  static const char sql[]
      = "SELECT tranche_collect (id) FROM (SELECT id FROM party WHERE kind <= 1 AND removed = 0"
        " ORDER BY kind DESC, sort_key DESC, id DESC)";
  g_auto (Collection) collection = { .cancellable = cancellable };
  g_autoptr (TrancheStatement) statement = NULL;
  TrancheClientIds *ids;

  g_return_val_if_fail (db != NULL && context != NULL, NULL);

  collection.ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!load_scope (db, context, &collection.scope, error))
    return NULL;

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL
      || !tranche_statement_collect (statement, 1, collect_ids_cb, &collection, error))
    return NULL;

  ids = g_new0 (TrancheClientIds, 1);
  ids->n_ids = collection.ids->len;
  ids->ids = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&collection.ids), FALSE);
  reverse (ids->ids, ids->n_ids);
  return ids;
}
