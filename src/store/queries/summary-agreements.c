/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/summary-agreements.h"

#include "domain/error.h"
#include "store/operation.h"
#include "store/sharing.h"

#include <glib/gi18n.h>

/* Takes what the query gives in its first column. */
static GArray *
list_ids (TrancheStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&ids);
}

GArray *
tranche_summary_agreements_list (TrancheDatabase *db,
                                 gint64 client_id,
                                 TrancheAgreementKind kind,
                                 gboolean with_drafts,
                                 GError **error)
{
  static const char sql[]
      = "SELECT id, 0, start_date FROM agreement WHERE party_id = ?1 AND kind = ?2"
        " AND (state IN (2, 3) OR (state = 1 AND ?3))"
        " UNION ALL SELECT a.id, 1, a.start_date FROM group_membership g"
        " JOIN agreement a ON a.party_id = g.group_id WHERE g.client_id = ?1 AND a.kind = ?2"
        " AND (a.state IN (2, 3) OR (a.state = 1 AND ?3))"
        " ORDER BY 2, 3 DESC, 1 DESC";
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!tranche_sharing_require_for_actor (db, client_id, error))
    return NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, client_id);
  tranche_statement_bind_int64 (statement, 2, kind);
  tranche_statement_bind_int64 (statement, 3, with_drafts);
  return list_ids (statement, error);
}

gboolean
tranche_summary_agreements_find (TrancheDatabase *db,
                                 gint64 client_id,
                                 TrancheAgreementKind kind,
                                 gboolean with_drafts,
                                 gint64 *agreement_id,
                                 GError **error)
{
  g_autoptr (GArray) ids
      = tranche_summary_agreements_list (db, client_id, kind, with_drafts, error);

  if (ids == NULL)
    return FALSE;
  *agreement_id = ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
  return TRUE;
}

static gboolean
contains (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

GArray *
tranche_summary_clients_list (TrancheDatabase *db, gint64 office_id, GError **error)
{
  static const char sql[] = "SELECT p.id, c.owner_id FROM party p JOIN client c ON c.id = p.id"
                            " WHERE p.kind = 1 AND p.removed = 0 AND (?1 = 0 OR c.office_id = ?1)"
                            " ORDER BY p.sort_key, p.id";
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) owners = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  gboolean sees_all;

  g_return_val_if_fail (db != NULL, NULL);

  owners = tranche_sharing_list_owners (db, tranche_database_get_actor (db), &sees_all, error);
  if (owners == NULL)
    return NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 id = tranche_statement_get_int64 (statement, 0);

      if (sees_all
          || (!tranche_statement_is_null (statement, 1)
              && contains (owners, tranche_statement_get_int64 (statement, 1))))
        g_array_append_val (ids, id);
    }

  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&ids);
}

char *
tranche_summary_client_name (TrancheDatabase *db, gint64 client_id, GError **error)
{
  static const char sql[] = "SELECT display_name FROM party WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;
  tranche_statement_bind_int64 (statement, 1, client_id);
  if (tranche_statement_step (statement, &local_error))
    return tranche_statement_dup_name (statement, 0);

  if (local_error == NULL)
    g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                         _ ("There is no such client"));
  g_propagate_error (error, local_error);
  return NULL;
}
