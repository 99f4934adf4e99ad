/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/summary-private.h"

#include "domain/entities/entitlement.h"
#include "store/records.h"

/* What is always there is promised, but nobody counts it. */
static void
set_expected (TrancheServiceFacts *service, int expected)
{
  service->counted = expected >= 0 && service->kind != TRANCHE_BENEFIT_GIVEN;
  service->expected = service->counted ? expected : 0;
}

/* A new version of an agreement has the old one's year behind it (@earlier), but not before it. */
static gboolean
load_entitlements (TrancheDatabase *db,
                   gint64 agreement_id,
                   gboolean earlier,
                   TrancheDate from,
                   TrancheDate until,
                   GPtrArray *services,
                   GError **error)
{
  static const char sql[]
      = "WITH RECURSIVE version (id) AS (SELECT ?1 UNION SELECT a.supersedes_id FROM version v"
        " JOIN agreement a ON a.id = v.id WHERE ?4 AND a.supersedes_id IS NOT NULL)"
        " SELECT e.id, e.name, e.description, e.frequency, e.kind, e.expected_count"
        " FROM version v JOIN entitlement e ON e.agreement_id = v.id"
        " WHERE e.period_start BETWEEN ?2 AND ?3 ORDER BY e.position, e.name, e.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, agreement_id);
  tranche_statement_bind_date (statement, 2, from);
  tranche_statement_bind_date (statement, 3, until);
  tranche_statement_bind_int64 (statement, 4, earlier);
  while (tranche_statement_step (statement, &local_error))
    {
      TrancheServiceFacts *service
          = tranche_service_facts_new (tranche_statement_get_text (statement, 1, NULL));

      service->entitlement_id = tranche_statement_get_int64 (statement, 0);
      service->description = tranche_statement_dup_text (statement, 2);
      service->frequency = (TrancheFrequency) tranche_statement_get_int64 (statement, 3);
      service->kind = (TrancheBenefitKind) tranche_statement_get_int64 (statement, 4);
      set_expected (service, tranche_statement_is_null (statement, 5)
                                 ? TRANCHE_FREQUENCY_NOT_COUNTED
                                 : (int) tranche_statement_get_int64 (statement, 5));
      g_ptr_array_add (services, service);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return TRUE;
}

/* What the package will promise for the period once it is agreed on. */
static gboolean
derive_entitlements (TrancheDatabase *db,
                     TrancheSummaryFacts *facts,
                     gint64 segment_id,
                     GError **error)
{
  static const char sql[]
      = "SELECT b.name, b.description, b.frequency, b.kind, b.id, b.position FROM segment_benefit "
        "sb"
        " JOIN benefit b ON b.id = sb.benefit_id WHERE sb.segment_id = ?1 AND b.removed = 0"
        " ORDER BY b.position, b.name, b.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, segment_id);
  while (tranche_statement_step (statement, &local_error))
    {
      TrancheFrequency frequency = (TrancheFrequency) tranche_statement_get_int64 (statement, 2);
      int expected = tranche_frequency_get_expected_count_since (frequency, facts->dates.start,
                                                                 facts->periods.upcoming_from,
                                                                 facts->periods.upcoming_until);
      TrancheServiceFacts *service;

      /* Not due in this period: every second year, or once and that was earlier. */
      if (expected == 0)
        continue;

      service = tranche_service_facts_new (tranche_statement_get_text (statement, 0, NULL));
      service->description = tranche_statement_dup_text (statement, 1);
      service->frequency = frequency;
      service->kind = (TrancheBenefitKind) tranche_statement_get_int64 (statement, 3);
      service->benefit_id = tranche_statement_get_int64 (statement, 4);
      service->position = tranche_statement_get_int64 (statement, 5);
      set_expected (service, expected);
      g_ptr_array_add (facts->upcoming, service);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  facts->upcoming_derived = TRUE;
  return TRUE;
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
static gboolean
load_deliveries (TrancheDatabase *db, TrancheSummaryFacts *facts, TrancheDate today, GError **error)
{
  static const char sql[]
      = "WITH RECURSIVE version (id) AS (SELECT ?1 UNION SELECT a.supersedes_id FROM version v"
        " JOIN agreement a ON a.id = v.id WHERE a.supersedes_id IS NOT NULL)"
        " SELECT entitlement_id, name, delivered_on FROM delivery"
        " WHERE party_id IN (?2, ?3) AND delivered_on BETWEEN ?4 AND ?5"
        " AND (agreement_id IS NULL OR agreement_id IN (SELECT id FROM version))"
        " ORDER BY delivered_on, id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, facts->agreement_id);
  tranche_statement_bind_int64 (statement, 2, facts->party_id);
  tranche_statement_bind_int64 (statement, 3, facts->client_id);
  tranche_statement_bind_date (statement, 4, facts->periods.previous_from);
  tranche_statement_bind_date (statement, 5, MIN (facts->periods.previous_until, today));
  while (tranche_statement_step (statement, &local_error))
    {
      TrancheServiceFacts *service
          = find_service (facts->previous, tranche_statement_get_int64 (statement, 0));
      TrancheDate day = tranche_statement_get_date (statement, 2);

      if (service == NULL)
        service = find_also_provided (facts->also_provided,
                                      tranche_statement_get_text (statement, 1, NULL));
      g_array_append_val (service->dates, day);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return TRUE;
}

/* What is there on request is told where it was asked for. */
static void
drop_unused_additional (GPtrArray *services)
{
  for (guint i = services->len; i > 0; i--)
    {
      const TrancheServiceFacts *service = g_ptr_array_index (services, i - 1);

      if (service->kind == TRANCHE_BENEFIT_ADDITIONAL && !service->counted
          && service->dates->len == 0)
        g_ptr_array_remove_index (services, i - 1);
    }
}

/* Nothing of it falls into the period, so that there is nothing to promise. */
static void
drop_not_due (GPtrArray *services)
{
  for (guint i = services->len; i > 0; i--)
    {
      const TrancheServiceFacts *service = g_ptr_array_index (services, i - 1);

      if (service->counted && service->expected == 0)
        g_ptr_array_remove_index (services, i - 1);
    }
}

gboolean
tranche_summary_facts_load_services (TrancheDatabase *db,
                                     TrancheSummaryFacts *facts,
                                     gint64 segment_id,
                                     TrancheDate today,
                                     GError **error)
{
  const TrancheSummaryPeriods *periods = &facts->periods;

  if (periods->previous_from != TRANCHE_DATE_NONE)
    {
      if (!load_entitlements (db, facts->agreement_id, TRUE, periods->previous_from,
                              periods->previous_until, facts->previous, error)
          || !load_deliveries (db, facts, today, error))
        return FALSE;
      drop_unused_additional (facts->previous);
    }

  if (!load_entitlements (db, facts->agreement_id, FALSE, periods->upcoming_from,
                          periods->upcoming_until, facts->upcoming, error))
    return FALSE;
  if (facts->upcoming->len == 0 && segment_id != 0)
    return derive_entitlements (db, facts, segment_id, error);
  drop_not_due (facts->upcoming);
  return TRUE;
}

gboolean
tranche_summary_facts_keep_promise (TrancheOperation *operation,
                                    const TrancheSummaryFacts *facts,
                                    GError **error)
{
  g_return_val_if_fail (operation != NULL && facts != NULL, FALSE);

  for (guint i = 0; facts->upcoming_derived && i < facts->upcoming->len; i++)
    {
      const TrancheServiceFacts *service = g_ptr_array_index (facts->upcoming, i);
      g_autoptr (TrancheRecord) entitlement = g_object_new (
          TRANCHE_TYPE_ENTITLEMENT, "agreement-id", facts->agreement_id, "benefit-id",
          service->benefit_id, "name", service->name, "description", service->description,
          "frequency", service->frequency, "kind", service->kind, "expected-count",
          service->counted ? (gint64) service->expected : (gint64) -1, "period-start",
          facts->periods.upcoming_from, "period-end", facts->periods.upcoming_until, "position",
          service->position, NULL);

      if (!tranche_records_insert (operation, entitlement, error))
        return FALSE;
    }
  return TRUE;
}
