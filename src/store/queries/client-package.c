/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-package.h"

static void
agreement_free (gpointer data)
{
  TrancheAgreementPackage *agreement = data;

  g_free (agreement->number);
  g_free (agreement->segment_name);
  g_free (agreement);
}

void
tranche_client_package_free (TrancheClientPackage *package)
{
  if (package == NULL)
    return;

  g_free (package->segment_name);
  g_free (package->reason);
  g_clear_pointer (&package->agreements, g_ptr_array_unref);
  g_free (package);
}

static gboolean
load_active (TrancheDatabase *db, TrancheClientPackage *package, GError **error)
{
  static const char sql[] = "SELECT active FROM segment WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, package->segment_id);
  package->segment_active = tranche_statement_step (statement, error)
                            && tranche_statement_get_int64 (statement, 0) != 0;
  if (tranche_statement_failed (statement))
    return FALSE;

  package->default_segment_id = package->segment_active ? package->segment_id : 0;
  return TRUE;
}

static gboolean
load_agreements (TrancheDatabase *db,
                 TrancheClientPackage *package,
                 TrancheDate today,
                 GError **error)
{
  static const char sql[]
      = "SELECT a.id, a.number, a.kind, a.state, coalesce (a.segment_id, 0), s.name,"
        " s.folded_name IS NOT (SELECT folded_name FROM segment WHERE id = ?3)"
        " FROM agreement a LEFT JOIN segment s ON s.id = a.segment_id"
        " WHERE (a.party_id = ?1"
        "  OR a.party_id IN (SELECT group_id FROM group_membership WHERE client_id = ?1))"
        " AND a.state IN (1, 2, 3) AND (a.end_date IS NULL OR a.end_date >= ?2)"
        " AND (a.ended_on IS NULL OR a.ended_on >= ?2) ORDER BY a.start_date DESC, a.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, package->client_id);
  tranche_statement_bind_date (statement, 2, today);
  tranche_statement_bind_id (statement, 3, package->segment_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheAgreementPackage *agreement = g_new0 (TrancheAgreementPackage, 1);

      agreement->agreement_id = tranche_statement_get_int64 (statement, 0);
      agreement->number = tranche_statement_dup_name (statement, 1);
      agreement->kind = (TrancheAgreementKind) tranche_statement_get_int64 (statement, 2);
      agreement->state = (TrancheAgreementState) tranche_statement_get_int64 (statement, 3);
      agreement->segment_id = tranche_statement_get_int64 (statement, 4);
      if (agreement->segment_id != 0)
        agreement->segment_name = tranche_statement_dup_text (statement, 5);
      /* Without a package on either side there is nothing to differ from. By name: an agreement
       * keeps the Gold of the model that was used before. */
      agreement->differs = agreement->segment_id != 0 && package->segment_id != 0
                           && tranche_statement_get_int64 (statement, 6) != 0;
      package->differs |= agreement->differs;
      g_ptr_array_add (package->agreements, agreement);
    }
  return !tranche_statement_failed (statement);
}

TrancheClientPackage *
tranche_client_package_load_of (TrancheDatabase *db,
                                const TrancheClientSegment *segment,
                                TrancheDate today,
                                GError **error)
{
  g_autoptr (TrancheClientPackage) package = g_new0 (TrancheClientPackage, 1);

  g_return_val_if_fail (db != NULL && segment != NULL, NULL);

  package->agreements = g_ptr_array_new_with_free_func (agreement_free);
  package->client_id = segment->client_id;
  package->office_id = segment->office_id;
  package->driver = segment->driver;
  package->segment_id = segment->segment_id;
  package->segment_name = g_strdup (segment->segment_name);
  package->last_day = TRANCHE_DATE_NONE;
  if (segment->driver == TRANCHE_DRIVER_OVERRIDE)
    {
      package->reason = g_strdup (segment->override_reason);
      package->last_day = segment->override_end;
    }
  if (!load_active (db, package, error) || !load_agreements (db, package, today, error))
    return NULL;

  return g_steal_pointer (&package);
}

TrancheClientPackage *
tranche_client_package_load (TrancheDatabase *db,
                             gint64 client_id,
                             TrancheDate today,
                             GError **error)
{
  g_autoptr (TrancheClientSegment) segment = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  segment = tranche_client_segment_load (db, client_id, today, error);
  return segment != NULL ? tranche_client_package_load_of (db, segment, today, error) : NULL;
}

const TrancheAgreementPackage *
tranche_client_package_find_agreement (const TrancheClientPackage *package, gint64 agreement_id)
{
  g_return_val_if_fail (package != NULL, NULL);

  for (guint i = 0; i < package->agreements->len; i++)
    {
      const TrancheAgreementPackage *agreement = g_ptr_array_index (package->agreements, i);

      if (agreement->agreement_id == agreement_id)
        return agreement;
    }
  return NULL;
}
