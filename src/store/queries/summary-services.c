/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/summary-private.h"

#include "domain/entities/entitlement.h"
#include "store/records.h"

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

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, segment_id);
  while (tranche_statement_step (statement, error))
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
      service->description = tranche_statement_dup_name (statement, 1);
      service->frequency = frequency;
      service->kind = (TrancheBenefitKind) tranche_statement_get_int64 (statement, 3);
      service->benefit_id = tranche_statement_get_int64 (statement, 4);
      service->position = tranche_statement_get_int64 (statement, 5);
      tranche_service_facts_set_expected (service, expected);
      g_ptr_array_add (facts->upcoming, service);
    }

  if (tranche_statement_failed (statement))
    return FALSE;
  facts->upcoming_derived = TRUE;
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

static gboolean
take_services (TrancheDatabase *db,
               const TrancheServicePeriod *period,
               GPtrArray **services,
               GError **error)
{
  GPtrArray *loaded = tranche_agreement_services_load (db, period, error);

  if (loaded == NULL)
    return FALSE;
  g_ptr_array_unref (*services);
  *services = loaded;
  return TRUE;
}

gboolean
tranche_summary_facts_load_services (TrancheDatabase *db,
                                     TrancheSummaryFacts *facts,
                                     gint64 segment_id,
                                     TrancheDate today,
                                     GError **error)
{
  const TrancheSummaryPeriods *periods = &facts->periods;
  TrancheServicePeriod period = { .agreement_id = facts->agreement_id,
                                  .party_id = facts->party_id,
                                  .client_id = facts->client_id };

  if (periods->previous_from != TRANCHE_DATE_NONE)
    {
      period.from = periods->previous_from;
      period.until = periods->previous_until;
      period.with_earlier = TRUE;
      if (!take_services (db, &period, &facts->previous, error)
          || !tranche_agreement_services_load_deliveries (db, &period, today, facts->previous,
                                                          facts->also_provided, error))
        return FALSE;
      drop_unused_additional (facts->previous);
    }

  period.from = periods->upcoming_from;
  period.until = periods->upcoming_until;
  period.with_earlier = FALSE;
  if (!take_services (db, &period, &facts->upcoming, error))
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
