/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-agreements.h"

#include "store/queries/agreement-services.h"
#include "store/queries/summary-facts.h"

static void
service_free (gpointer data)
{
  TrancheAgreementService *service = data;

  g_free (service->name);
  g_free (service);
}

static void
document_free (gpointer data)
{
  TrancheAgreementDocument *document = data;

  g_free (document->number);
  g_free (document->title);
  g_free (document);
}

static void
agreement_free (gpointer data)
{
  TrancheClientAgreement *agreement = data;

  g_free (agreement->number);
  g_free (agreement->group_name);
  g_free (agreement->adviser_name);
  g_free (agreement->end_basis);
  g_ptr_array_unref (agreement->services);
  g_clear_pointer (&agreement->fees, g_ptr_array_unref);
  g_ptr_array_unref (agreement->documents);
  g_free (agreement);
}

static gboolean
load_agreements (TrancheDatabase *db, gint64 client_id, GPtrArray *agreements, GError **error)
{
  static const char sql[]
      = "SELECT a.id, a.number, a.kind, a.state, CASE WHEN p.kind = 3 THEN p.display_name END,"
        " coalesce (w.display_name, ''), a.segment_id, a.start_date, a.end_date, a.reference_day,"
        " a.signed_on, a.ended_on, a.end_basis, a.office_id, a.party_id"
        " FROM agreement a JOIN party p ON p.id = a.party_id"
        " LEFT JOIN party w ON w.id = a.adviser_id"
        " WHERE a.party_id = ?1"
        "  OR a.party_id IN (SELECT group_id FROM group_membership WHERE client_id = ?1)"
        " ORDER BY a.start_date DESC, a.id DESC";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, client_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheClientAgreement *agreement = g_new0 (TrancheClientAgreement, 1);

      agreement->id = tranche_statement_get_int64 (statement, 0);
      agreement->number = tranche_statement_dup_name (statement, 1);
      agreement->kind = (TrancheAgreementKind) tranche_statement_get_int64 (statement, 2);
      agreement->state = (TrancheAgreementState) tranche_statement_get_int64 (statement, 3);
      if (!tranche_statement_is_null (statement, 4))
        agreement->group_name = tranche_statement_dup_text (statement, 4);
      agreement->adviser_name = tranche_statement_dup_text (statement, 5);
      agreement->segment_id = tranche_statement_get_int64 (statement, 6);
      agreement->start = tranche_statement_get_date (statement, 7);
      agreement->end = tranche_statement_get_date (statement, 8);
      agreement->reference_day = tranche_statement_get_date (statement, 9);
      agreement->signed_on = tranche_statement_get_date (statement, 10);
      agreement->ended_on = tranche_statement_get_date (statement, 11);
      agreement->end_basis = tranche_statement_dup_name (statement, 12);
      agreement->office_id = tranche_statement_get_int64 (statement, 13);
      agreement->party_id = tranche_statement_get_int64 (statement, 14);
      agreement->services = g_ptr_array_new_with_free_func (service_free);
      agreement->documents = g_ptr_array_new_with_free_func (document_free);
      g_ptr_array_add (agreements, agreement);
    }

  return !tranche_statement_failed (statement);
}

static gboolean
choose_period (TrancheDatabase *db,
               TrancheClientAgreement *agreement,
               TrancheDate today,
               GError **error)
{
  static const char sql[]
      = "SELECT period_start, period_end FROM entitlement WHERE agreement_id = ?1"
        " GROUP BY period_start, period_end"
        " ORDER BY period_start > ?2, iif (period_start > ?2, period_start, ''),"
        " period_end < ?2, period_start DESC LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, agreement->id);
  tranche_statement_bind_date (statement, 2, today);
  if (tranche_statement_step (statement, error))
    {
      agreement->period_start = tranche_statement_get_date (statement, 0);
      agreement->period_end = tranche_statement_get_date (statement, 1);
    }

  return !tranche_statement_failed (statement);
}

static TrancheAgreementService *
create_service (const TrancheServiceFacts *facts)
{
  TrancheAgreementService *service = g_new0 (TrancheAgreementService, 1);

  service->entitlement_id = facts->entitlement_id;
  service->name = g_strdup (facts->name);
  service->frequency = facts->frequency;
  service->kind = facts->kind;
  service->expected = facts->counted ? facts->expected : -1;
  service->received = facts->dates->len;
  service->last = facts->dates->len > 0
                      ? g_array_index (facts->dates, TrancheDate, facts->dates->len - 1)
                      : TRANCHE_DATE_NONE;
  return service;
}

/* Counted as the printed summary counts them. */
static gboolean
load_services (TrancheDatabase *db,
               TrancheClientAgreement *agreement,
               gint64 client_id,
               TrancheDate today,
               GError **error)
{
  const TrancheServicePeriod period = {
    .agreement_id = agreement->id,
    .party_id = agreement->party_id,
    .client_id = client_id,
    .from = agreement->period_start,
    .until = agreement->period_end,
  };
  g_autoptr (GPtrArray) services = tranche_agreement_services_load (db, &period, error);

  if (services == NULL
      || !tranche_agreement_services_load_deliveries (db, &period, today, services, NULL, error))
    return FALSE;

  for (guint i = 0; i < services->len; i++)
    g_ptr_array_add (agreement->services, create_service (g_ptr_array_index (services, i)));
  return TRUE;
}

static gboolean
load_documents (TrancheDatabase *db,
                TrancheClientAgreement *agreement,
                gint64 client_id,
                GError **error)
{
  /* Of a joint agreement, each client has its own. */
  static const char sql[] = "SELECT id, number, title, issued_on, pages FROM issued_document"
                            " WHERE agreement_id = ?1 AND (party_id = ?2"
                            "  OR party_id = (SELECT party_id FROM agreement WHERE id = ?1))"
                            " ORDER BY issued_on DESC, id DESC";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, agreement->id);
  tranche_statement_bind_int64 (statement, 2, client_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheAgreementDocument *document = g_new0 (TrancheAgreementDocument, 1);

      document->id = tranche_statement_get_int64 (statement, 0);
      document->number = tranche_statement_dup_name (statement, 1);
      document->title = tranche_statement_dup_name (statement, 2);
      document->issued_on = tranche_statement_get_date (statement, 3);
      document->pages = tranche_statement_get_int64 (statement, 4);
      g_ptr_array_add (agreement->documents, document);
    }

  return !tranche_statement_failed (statement);
}

static gboolean
find_window (TrancheDatabase *db,
             TrancheClientAgreement *agreement,
             TrancheDate today,
             GError **error)
{
  TrancheConsentRules rules;

  if (agreement->kind != TRANCHE_AGREEMENT_ONGOING
      || !tranche_client_agreement_is_running (agreement, today))
    return TRUE;

  if (!tranche_summary_rules_load (db, agreement->office_id, &rules, error))
    return FALSE;
  /* Dates that can’t be have no window; the agreement is shown all the same. */
  agreement->has_window = tranche_consent_find_window (
      &rules, agreement->start, agreement->reference_day, today, NULL, &agreement->window, NULL);
  return TRUE;
}

gboolean
tranche_client_agreement_is_running (const TrancheClientAgreement *agreement, TrancheDate day)
{
  g_return_val_if_fail (agreement != NULL, FALSE);

  return (agreement->state == TRANCHE_AGREEMENT_ISSUED
          || agreement->state == TRANCHE_AGREEMENT_SIGNED)
         && agreement->start <= day
         && (agreement->end == TRANCHE_DATE_NONE || agreement->end >= day)
         && (agreement->ended_on == TRANCHE_DATE_NONE || agreement->ended_on >= day);
}

GPtrArray *
tranche_client_agreements_load (TrancheDatabase *db,
                                gint64 client_id,
                                TrancheDate today,
                                GError **error)
{
  g_autoptr (GPtrArray) agreements = g_ptr_array_new_with_free_func (agreement_free);

  g_return_val_if_fail (db != NULL, NULL);

  if (!load_agreements (db, client_id, agreements, error))
    return NULL;

  for (guint i = 0; i < agreements->len; i++)
    {
      TrancheClientAgreement *agreement = g_ptr_array_index (agreements, i);

      if (!find_window (db, agreement, today, error) || !choose_period (db, agreement, today, error)
          || (agreement->period_start != TRANCHE_DATE_NONE
              && !load_services (db, agreement, client_id, today, error))
          || !load_documents (db, agreement, client_id, error))
        return NULL;
      agreement->fees = tranche_agreement_fees_load (db, agreement->id, error);
      if (agreement->fees == NULL)
        return NULL;
    }

  return g_steal_pointer (&agreements);
}
