/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/revenue-lines.h"

#include <string.h>

#include <glib/gi18n.h>
#include <inttypes.h>

#include "domain/text.h"
#include "store/operation-private.h"

/* Beyond one in so many, reading all references of the office in order beats looking up each. */
#define SCAN_FROM 12

static gboolean
propagate (GError **error, GError *local_error)
{
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
match_each (TrancheDatabase *db,
            gint64 office_id,
            TrancheRevenueClient *clients,
            guint n_clients,
            GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;

  select = tranche_database_prepare (
      db, "SELECT id FROM client WHERE office_id = ?1 AND reference = ?2 AND reference <> ''",
      error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, office_id);
  for (guint i = 0; i < n_clients; i++)
    {
      GError *local_error = NULL;

      tranche_statement_bind_text_static (select, 2, clients[i].reference, -1);
      if (tranche_statement_step (select, &local_error))
        clients[i].client_id = tranche_statement_get_int64 (select, 0);
      if (!propagate (error, local_error))
        return FALSE;
      tranche_statement_reset (select);
    }

  return TRUE;
}

/* Both are in the order of the references' bytes: one walk along the index. */
static gboolean
match_all (TrancheDatabase *db,
           gint64 office_id,
           TrancheRevenueClient *clients,
           guint n_clients,
           GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  GError *local_error = NULL;
  guint i = 0;

  select = tranche_database_prepare (db,
                                     "SELECT reference, id FROM client WHERE office_id = ?1"
                                     " AND reference BETWEEN ?2 AND ?3 AND reference <> ''"
                                     " ORDER BY reference",
                                     error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, office_id);
  tranche_statement_bind_text_static (select, 2, clients[0].reference, -1);
  tranche_statement_bind_text_static (select, 3, clients[n_clients - 1].reference, -1);
  while (i < n_clients && tranche_statement_step (select, &local_error))
    {
      const char *reference = tranche_statement_get_text (select, 0, NULL);
      int order = -1;

      while (i < n_clients && (order = strcmp (clients[i].reference, reference)) < 0)
        i++;
      if (i < n_clients && order == 0)
        clients[i++].client_id = tranche_statement_get_int64 (select, 1);
    }

  return propagate (error, local_error);
}

static gboolean
match_aliases (TrancheDatabase *db,
               gint64 office_id,
               gint64 provider_id,
               TrancheRevenueClient *clients,
               guint n_clients,
               GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  gint64 has_aliases;

  if (!tranche_database_query_int64 (db, "SELECT EXISTS (SELECT 1 FROM client_alias)", 0,
                                     &has_aliases, error))
    return FALSE;
  if (!has_aliases)
    return TRUE;

  select = tranche_database_prepare (db,
                                     "SELECT client_id FROM client_alias WHERE office_id = ?1"
                                     " AND reference = ?2"
                                     " AND coalesce (provider_id, 0) IN (?3, 0)"
                                     " ORDER BY coalesce (provider_id, 0) DESC LIMIT 1",
                                     error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, office_id);
  tranche_statement_bind_int64 (select, 3, provider_id);
  for (guint i = 0; i < n_clients; i++)
    {
      GError *local_error = NULL;

      if (clients[i].client_id != 0)
        continue;

      tranche_statement_bind_text_static (select, 2, clients[i].reference, -1);
      if (tranche_statement_step (select, &local_error))
        clients[i].client_id = tranche_statement_get_int64 (select, 0);
      if (!propagate (error, local_error))
        return FALSE;
      tranche_statement_reset (select);
    }

  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const TrancheRevenueClient *const *client_a = a;
  const TrancheRevenueClient *const *client_b = b;

  return (*client_a)
      ->client_id<(*client_b)->client_id ? -1 : (*client_a)->client_id> (*client_b)
      ->client_id;
}

static void
set_slot (TrancheRevenueClient *client, gint64 slot, gboolean removed, gboolean has_lines)
{
  client->slot = removed ? 0 : slot;
  client->has_lines = has_lines;
  if (removed)
    client->client_id = 0;
}

/* Slots are given in the order of creation, as ids are: both walks go forward together, as a rule.
 */
static gboolean
load_slots_of_all (TrancheDatabase *db, GPtrArray *known, GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  GError *local_error = NULL;
  guint i = 0;

  select = tranche_database_prepare (
      db, "SELECT client_id, slot, removed, has_lines FROM client_slot ORDER BY client_id", error);
  if (select == NULL)
    return FALSE;

  while (i < known->len && tranche_statement_step (select, &local_error))
    {
      gint64 client_id = tranche_statement_get_int64 (select, 0);

      while (i < known->len && ((TrancheRevenueClient *) known->pdata[i])->client_id == client_id)
        set_slot (known->pdata[i++], tranche_statement_get_int64 (select, 1),
                  tranche_statement_get_int64 (select, 2) != 0,
                  tranche_statement_get_int64 (select, 3) != 0);
    }

  return propagate (error, local_error);
}

static gboolean
load_slots_of_each (TrancheDatabase *db, GPtrArray *known, GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;

  select = tranche_database_prepare (
      db, "SELECT slot, removed, has_lines FROM client_slot WHERE client_id = ?1", error);
  if (select == NULL)
    return FALSE;

  for (guint i = 0; i < known->len; i++)
    {
      TrancheRevenueClient *client = known->pdata[i];
      GError *local_error = NULL;

      tranche_statement_bind_int64 (select, 1, client->client_id);
      if (tranche_statement_step (select, &local_error))
        set_slot (client, tranche_statement_get_int64 (select, 0),
                  tranche_statement_get_int64 (select, 1) != 0,
                  tranche_statement_get_int64 (select, 2) != 0);
      if (!propagate (error, local_error))
        return FALSE;
      tranche_statement_reset (select);
    }

  return TRUE;
}

static gboolean
load_slots (TrancheDatabase *db,
            TrancheRevenueClient *clients,
            guint n_clients,
            gboolean scan,
            GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  gboolean ascending = TRUE;

  for (guint i = 0; i < n_clients; i++)
    if (clients[i].client_id != 0)
      {
        if (known->len > 0)
          ascending
              = ascending
                && compare_ids (&known->pdata[known->len - 1], &(gpointer) { &clients[i] }) <= 0;
        g_ptr_array_add (known, &clients[i]);
      }

  if (!ascending)
    g_ptr_array_sort (known, compare_ids);

  if (!(scan ? load_slots_of_all (db, known, error) : load_slots_of_each (db, known, error)))
    return FALSE;

  /* A client without a slot would be counted nowhere. */
  for (guint i = 0; i < known->len; i++)
    {
      TrancheRevenueClient *client = known->pdata[i];

      if (client->client_id != 0 && client->slot == 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                       _ ("The client %" PRId64 " has no slot"), client->client_id);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
tranche_revenue_clients_match (TrancheDatabase *db,
                               gint64 office_id,
                               gint64 provider_id,
                               TrancheRevenueClient *clients,
                               guint n_clients,
                               GError **error)
{
  gint64 last_slot;
  gboolean scan;

  g_return_val_if_fail (db != NULL, FALSE);

  if (n_clients == 0)
    return TRUE;
  if (!tranche_database_query_int64 (db, "SELECT max (slot) FROM client_slot", 0, &last_slot,
                                     error))
    return FALSE;

  scan = (gint64) n_clients * SCAN_FROM > last_slot;
  return (scan ? match_all : match_each) (db, office_id, clients, n_clients, error)
         && match_aliases (db, office_id, provider_id, clients, n_clients, error)
         && load_slots (db, clients, n_clients, scan, error);
}

/* A client that an undone import left behind. @taken (out): the reference belongs to a removed
 * client. */
static gboolean
revive (TrancheDatabase *db,
        gint64 office_id,
        gint64 operation_id,
        TrancheRevenueClient *client,
        gboolean *taken,
        GError **error)
{
  g_autoptr (TrancheStatement) select = NULL;
  g_autoptr (TrancheStatement) unremove = NULL;
  g_autoptr (TrancheStatement) update = NULL;
  GError *local_error = NULL;
  gint64 client_id = 0;

  select = tranche_database_prepare (
      db,
      "SELECT c.id, c.created_by IS NOT NULL AND NOT " TRANCHE_SQL_HAS_STANDING_CHANGE (
          "c.id") " FROM client AS c WHERE c.office_id = ?1"
                  " AND c.reference = ?2 AND c.reference <> ''",
      error);
  if (select == NULL)
    return FALSE;

  tranche_statement_bind_int64 (select, 1, office_id);
  tranche_statement_bind_text_static (select, 2, client->reference, -1);
  *taken = tranche_statement_step (select, &local_error);
  if (!propagate (error, local_error))
    return FALSE;
  if (*taken && tranche_statement_get_int64 (select, 1) != 0)
    client_id = tranche_statement_get_int64 (select, 0);
  if (client_id == 0)
    return TRUE;

  unremove = tranche_database_prepare (db, "UPDATE party SET removed = 0 WHERE id = ?1", error);
  update = tranche_database_prepare (db, "UPDATE client SET created_by = ?2 WHERE id = ?1", error);
  if (unremove == NULL || update == NULL)
    return FALSE;

  tranche_statement_bind_int64 (unremove, 1, client_id);
  tranche_statement_bind_int64 (update, 1, client_id);
  tranche_statement_bind_int64 (update, 2, operation_id);
  client->client_id = client_id;
  return tranche_statement_run (unremove, error) && tranche_statement_run (update, error);
}

static gboolean
insert (TrancheStatement *insert_party,
        TrancheStatement *insert_client,
        gint64 id,
        TrancheRevenueClient *client,
        GError **error)
{
  g_autofree char *made_name = NULL;
  g_autofree char *sort_key = NULL;
  const char *name = client->name;

  if (name == NULL || *name == '\0')
    {
      /* Translators: a client of whom nothing is known but the reference: “Client 00042” */
      name = made_name = g_strdup_printf (_ ("Client %s"), client->reference);
    }
  sort_key = tranche_text_fold (name);

  tranche_statement_bind_int64 (insert_party, 1, id);
  tranche_statement_bind_text_static (insert_party, 2, name, -1);
  tranche_statement_bind_text_static (insert_party, 3, sort_key, -1);
  tranche_statement_bind_int64 (insert_client, 1, id);
  tranche_statement_bind_text_static (insert_client, 2, name, -1);
  tranche_statement_bind_text_static (insert_client, 3, client->reference, -1);
  if (!tranche_statement_run (insert_party, error) || !tranche_statement_run (insert_client, error))
    return FALSE;

  client->client_id = id;
  return TRUE;
}

gboolean
tranche_revenue_clients_create (TrancheOperation *operation,
                                gint64 office_id,
                                TrancheRevenueClient *clients,
                                guint n_clients,
                                guint *n_created,
                                char **digest,
                                GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (TrancheStatement) insert_party = NULL;
  g_autoptr (TrancheStatement) insert_client = NULL;
  TrancheDatabase *db;
  gint64 has_removed;
  gint64 last_id;

  g_return_val_if_fail (operation != NULL && n_created != NULL && digest != NULL, FALSE);

  db = tranche_operation_get_database (operation);
  if (!tranche_database_query_int64 (db, "SELECT max (id) FROM party", 0, &last_id, error)
      || !tranche_database_query_int64 (
          db, "SELECT EXISTS (SELECT 1 FROM client_slot WHERE removed)", 0, &has_removed, error))
    return FALSE;

  insert_party = tranche_database_prepare (
      db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES (?1, 1, ?2, ?3)", error);
  insert_client = insert_party == NULL
                      ? NULL
                      : tranche_database_prepare (
                            db,
                            "INSERT INTO client (id, kind, name, reference, office_id, created_by)"
                            " VALUES (?1, 2, ?2, ?3, ?4, ?5)",
                            error);
  if (insert_client == NULL)
    return FALSE;

  tranche_statement_bind_int64 (insert_client, 4, office_id);
  tranche_statement_bind_int64 (insert_client, 5, tranche_operation_get_id (operation));
  *n_created = 0;
  for (guint i = 0; i < n_clients; i++)
    {
      gboolean taken = FALSE;

      if (clients[i].client_id != 0)
        continue;
      if (has_removed
          && !revive (db, office_id, tranche_operation_get_id (operation), &clients[i], &taken,
                      error))
        return FALSE;
      if (taken && clients[i].client_id == 0)
        continue;
      if (!taken && !insert (insert_party, insert_client, ++last_id, &clients[i], error))
        return FALSE;

      g_checksum_update (checksum, (const guchar *) clients[i].reference, -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
      (*n_created)++;
    }

  *digest = g_strdup (g_checksum_get_string (checksum));
  tranche_operation_touch (operation, "client", 0);
  return load_slots (db, clients, n_clients, *n_created * SCAN_FROM > last_id, error);
}
