/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/agreement-services.h"

TrancheServiceFacts *
tranche_service_facts_new (const char *name)
{
  TrancheServiceFacts *service = g_new0 (TrancheServiceFacts, 1);

  service->name = g_strdup (name);
  service->dates = g_array_new (FALSE, FALSE, sizeof (TrancheDate));
  return service;
}

void
tranche_service_facts_free (TrancheServiceFacts *service)
{
  if (service == NULL)
    return;

  g_free (service->name);
  g_free (service->description);
  g_clear_pointer (&service->dates, g_array_unref);
  g_free (service);
}

void
tranche_service_facts_set_expected (TrancheServiceFacts *service, int expected)
{
  g_return_if_fail (service != NULL);

  service->counted = expected >= 0 && service->kind != TRANCHE_BENEFIT_GIVEN;
  service->expected = service->counted ? expected : 0;
}

/* A new version of an agreement has the old one's year behind it, but not before it. */
GPtrArray *
tranche_agreement_services_load (TrancheDatabase *db,
                                 const TrancheServicePeriod *period,
                                 GError **error)
{
  static const char sql[]
      = "WITH RECURSIVE version (id) AS (SELECT ?1 UNION SELECT a.supersedes_id FROM version v"
        " JOIN agreement a ON a.id = v.id WHERE ?4 AND a.supersedes_id IS NOT NULL)"
        " SELECT e.id, e.name, e.description, e.frequency, e.kind, e.expected_count"
        " FROM version v JOIN entitlement e ON e.agreement_id = v.id"
        " WHERE e.period_start BETWEEN ?2 AND ?3 ORDER BY e.position, e.name, e.id";
  g_autoptr (GPtrArray) services
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_service_facts_free);
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL && period != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, period->agreement_id);
  tranche_statement_bind_date (statement, 2, period->from);
  tranche_statement_bind_date (statement, 3, period->until);
  tranche_statement_bind_int64 (statement, 4, period->with_earlier);
  while (tranche_statement_step (statement, error))
    {
      TrancheServiceFacts *service
          = tranche_service_facts_new (tranche_statement_get_text (statement, 1, NULL));

      service->entitlement_id = tranche_statement_get_int64 (statement, 0);
      service->description = tranche_statement_dup_name (statement, 2);
      service->frequency = (TrancheFrequency) tranche_statement_get_int64 (statement, 3);
      service->kind = (TrancheBenefitKind) tranche_statement_get_int64 (statement, 4);
      tranche_service_facts_set_expected (service,
                                          tranche_statement_is_null (statement, 5)
                                              ? TRANCHE_FREQUENCY_NOT_COUNTED
                                              : (int) tranche_statement_get_int64 (statement, 5));
      g_ptr_array_add (services, service);
    }

  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&services);
}

static TrancheServiceFacts *
find_service (GPtrArray *services, gint64 entitlement_id)
{
  for (guint i = 0; entitlement_id != 0 && i < services->len; i++)
    {
      TrancheServiceFacts *service = g_ptr_array_index (services, i);

      if (service->entitlement_id == entitlement_id)
        return service;
    }
  return NULL;
}

static TrancheServiceFacts *
find_also_provided (GPtrArray *services, const char *name)
{
  for (guint i = 0; i < services->len; i++)
    {
      TrancheServiceFacts *service = g_ptr_array_index (services, i);

      if (g_str_equal (service->name, name))
        return service;
    }
  g_ptr_array_add (services, tranche_service_facts_new (name));
  return g_ptr_array_index (services, services->len - 1);
}

/* Only the period's days are asked for, so that a delivery outside of it counts nowhere, nor does
 * one that is only planned. One of an entitlement of another period is a service all the same. */
gboolean
tranche_agreement_services_load_deliveries (TrancheDatabase *db,
                                            const TrancheServicePeriod *period,
                                            TrancheDate today,
                                            GPtrArray *services,
                                            GPtrArray *also_provided,
                                            GError **error)
{
  static const char sql[]
      = "WITH RECURSIVE version (id) AS (SELECT ?1 UNION SELECT a.supersedes_id FROM version v"
        " JOIN agreement a ON a.id = v.id WHERE a.supersedes_id IS NOT NULL)"
        " SELECT entitlement_id, name, delivered_on FROM delivery"
        " WHERE party_id IN (?2, ?3) AND delivered_on BETWEEN ?4 AND ?5"
        " AND (agreement_id IS NULL OR agreement_id IN (SELECT id FROM version))"
        " ORDER BY delivered_on, id";
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL && period != NULL && services != NULL, FALSE);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, period->agreement_id);
  tranche_statement_bind_int64 (statement, 2, period->party_id);
  tranche_statement_bind_int64 (statement, 3, period->client_id);
  tranche_statement_bind_date (statement, 4, period->from);
  tranche_statement_bind_date (statement, 5, MIN (period->until, today));
  while (tranche_statement_step (statement, error))
    {
      TrancheServiceFacts *service
          = find_service (services, tranche_statement_get_int64 (statement, 0));
      TrancheDate day = tranche_statement_get_date (statement, 2);

      if (service == NULL && also_provided != NULL)
        service
            = find_also_provided (also_provided, tranche_statement_get_text (statement, 1, NULL));
      if (service != NULL)
        g_array_append_val (service->dates, day);
    }

  return !tranche_statement_failed (statement);
}
