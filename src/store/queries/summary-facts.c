/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/summary-facts.h"

#include "domain/error.h"
#include "store/queries/summary-private.h"
#include "store/sharing.h"

#include <glib/gi18n.h>

#define DEFAULT_CURRENCY "AUD"

static void
person_free (gpointer data)
{
  TranchePersonFacts *person = data;

  g_free (person->title);
  g_free (person->given_names);
  g_free (person->preferred_name);
  g_free (person->family_name);
  g_free (person->address);
  g_free (person);
}

static void
signatory_free (gpointer data)
{
  TrancheSignatoryFacts *signatory = data;

  g_free (signatory->name);
  g_free (signatory->capacity);
  g_free (signatory);
}

static TrancheSummaryFacts *
summary_facts_new (void)
{
  TrancheSummaryFacts *facts = g_new0 (TrancheSummaryFacts, 1);

  facts->people = g_ptr_array_new_with_free_func (person_free);
  facts->previous = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_service_facts_free);
  facts->also_provided
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_service_facts_free);
  facts->upcoming = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_service_facts_free);
  facts->signatories = g_ptr_array_new_with_free_func (signatory_free);
  return facts;
}

void
tranche_summary_facts_free (TrancheSummaryFacts *facts)
{
  if (facts == NULL)
    return;

  g_free (facts->agreement_number);
  g_free (facts->package);
  g_free (facts->practice);
  g_clear_pointer (&facts->logo, g_bytes_unref);
  g_free (facts->licensee);
  g_free (facts->licence_number);
  g_free (facts->office);
  g_free (facts->office_address);
  g_free (facts->office_phone);
  g_free (facts->office_email);
  g_free (facts->office_website);
  g_free (facts->adviser);
  g_free (facts->currency);
  g_free (facts->client_name);
  g_free (facts->client_reference);
  g_free (facts->salutation);
  g_free (facts->address);
  g_clear_pointer (&facts->people, g_ptr_array_unref);
  g_clear_pointer (&facts->previous, g_ptr_array_unref);
  g_clear_pointer (&facts->also_provided, g_ptr_array_unref);
  g_clear_pointer (&facts->upcoming, g_ptr_array_unref);
  g_clear_pointer (&facts->fees, g_ptr_array_unref);
  g_clear_pointer (&facts->signatories, g_ptr_array_unref);
  g_free (facts);
}

static GBytes *
dup_blob (TrancheStatement *statement, int column)
{
  gsize size;
  gconstpointer data = tranche_statement_get_blob (statement, column, &size);

  return data != NULL && size > 0 ? g_bytes_new (data, size) : NULL;
}

static gboolean
load_agreement (TrancheDatabase *db,
                TrancheSummaryFacts *facts,
                gint64 *office_id,
                gint64 *segment_id,
                GError **error)
{
  static const char sql[]
      = "SELECT a.number, a.kind, a.start_date, a.end_date, a.reference_day, a.state, a.ended_on,"
        " a.party_id, a.office_id, a.segment_id, s.name, o.name, o.address, o.phone, o.email,"
        " o.website, p.name, p.logo, l.name, l.licence_number, ap.display_name, pp.display_name"
        " FROM agreement a JOIN office o ON o.id = a.office_id"
        " JOIN practice p ON p.id = o.practice_id JOIN licensee l ON l.id = p.licensee_id"
        " JOIN party pp ON pp.id = a.party_id LEFT JOIN party ap ON ap.id = a.adviser_id"
        " LEFT JOIN segment s ON s.id = a.segment_id WHERE a.id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, facts->agreement_id);
  if (!tranche_statement_step (statement, error))
    {
      if (!tranche_statement_failed (statement))
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such agreement"));
      return FALSE;
    }

  facts->agreement_number = tranche_statement_dup_name (statement, 0);
  facts->dates.kind = (TrancheAgreementKind) tranche_statement_get_int64 (statement, 1);
  facts->dates.start = tranche_statement_get_date (statement, 2);
  facts->dates.end = tranche_statement_get_date (statement, 3);
  facts->dates.reference_day = tranche_statement_get_date (statement, 4);
  facts->state = (TrancheAgreementState) tranche_statement_get_int64 (statement, 5);
  facts->ended_on = tranche_statement_get_date (statement, 6);
  facts->party_id = tranche_statement_get_int64 (statement, 7);
  *office_id = tranche_statement_get_int64 (statement, 8);
  *segment_id = tranche_statement_get_int64 (statement, 9);
  facts->package = tranche_statement_dup_text (statement, 10);
  facts->office = tranche_statement_dup_name (statement, 11);
  facts->office_address = tranche_statement_dup_name (statement, 12);
  facts->office_phone = tranche_statement_dup_name (statement, 13);
  facts->office_email = tranche_statement_dup_name (statement, 14);
  facts->office_website = tranche_statement_dup_name (statement, 15);
  facts->practice = tranche_statement_dup_name (statement, 16);
  facts->logo = dup_blob (statement, 17);
  facts->licensee = tranche_statement_dup_name (statement, 18);
  facts->licence_number = tranche_statement_dup_name (statement, 19);
  facts->adviser = tranche_statement_dup_text (statement, 20);
  facts->client_name = tranche_statement_dup_name (statement, 21);
  return TRUE;
}

static gboolean
load_client (TrancheDatabase *db, TrancheSummaryFacts *facts, GError **error)
{
  static const char sql[] = "SELECT salutation, reference, address FROM client WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, facts->client_id);
  if (!tranche_statement_step (statement, error))
    {
      if (!tranche_statement_failed (statement))
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such client"));
      return FALSE;
    }

  facts->salutation = tranche_statement_dup_name (statement, 0);
  facts->client_reference = tranche_statement_dup_name (statement, 1);
  facts->address = tranche_statement_dup_name (statement, 2);
  return TRUE;
}

/* A household is written to in both its names, a business in its contact's. */
static gboolean
load_people (TrancheDatabase *db, TrancheSummaryFacts *facts, GError **error)
{
  static const char sql[]
      = "SELECT p.title, p.given_names, p.preferred_name, p.family_name, p.address"
        " FROM membership m JOIN person p ON p.id = m.person_id"
        " WHERE m.client_id = ?1 AND m.role IN (1, 2) AND m.end_date IS NULL ORDER BY m.role";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, facts->client_id);
  while (tranche_statement_step (statement, error))
    {
      TranchePersonFacts *person = g_new0 (TranchePersonFacts, 1);

      person->title = tranche_statement_dup_name (statement, 0);
      person->given_names = tranche_statement_dup_name (statement, 1);
      person->preferred_name = tranche_statement_dup_name (statement, 2);
      person->family_name = tranche_statement_dup_name (statement, 3);
      person->address = tranche_statement_dup_name (statement, 4);
      g_ptr_array_add (facts->people, person);
    }

  return !tranche_statement_failed (statement);
}

static gboolean
load_signatories (TrancheDatabase *db, TrancheSummaryFacts *facts, GError **error)
{
  static const char sql[] = "SELECT name, capacity, signed_on FROM signatory"
                            " WHERE agreement_id = ?1 ORDER BY position, id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, facts->agreement_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheSignatoryFacts *signatory = g_new0 (TrancheSignatoryFacts, 1);

      signatory->name = tranche_statement_dup_name (statement, 0);
      signatory->capacity = tranche_statement_dup_name (statement, 1);
      signatory->signed_on = tranche_statement_get_date (statement, 2);
      g_ptr_array_add (facts->signatories, signatory);
    }

  return !tranche_statement_failed (statement);
}

/* An office's own value comes after the file's, and so wins. */
static gboolean
load_settings (TrancheDatabase *db,
               gint64 office_id,
               TrancheConsentRules *rules,
               char **currency,
               GError **error)
{
  static const char sql[] = "SELECT key, value FROM setting"
                            " WHERE office_id IS NULL OR office_id = ?1 ORDER BY office_id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  tranche_consent_rules_init (rules);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      const char *key = tranche_statement_get_text (statement, 0, NULL);
      const char *value = tranche_statement_get_text (statement, 1, NULL);

      if (g_str_equal (key, "currency"))
        {
          if (currency != NULL && *value != '\0')
            g_set_str (currency, value);
        }
      else
        {
          /* A key of another kind or of a later version, or a value out of bounds: the default
           * stays. */
          tranche_consent_rules_set (rules, key, value, NULL);
        }
    }

  return !tranche_statement_failed (statement);
}

gboolean
tranche_summary_rules_load (TrancheDatabase *db,
                            gint64 office_id,
                            TrancheConsentRules *rules,
                            GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (rules != NULL, FALSE);

  return load_settings (db, office_id, rules, NULL, error);
}

TrancheSummaryFacts *
tranche_summary_facts_load (TrancheDatabase *db,
                            gint64 agreement_id,
                            gint64 client_id,
                            gboolean looks_back,
                            TrancheDate wanted,
                            TrancheDate today,
                            GError **error)
{
  g_autoptr (TrancheSummaryFacts) facts = summary_facts_new ();
  gint64 office_id = 0, segment_id = 0;

  g_return_val_if_fail (db != NULL, NULL);

  facts->agreement_id = agreement_id;
  facts->client_id = client_id;
  facts->currency = g_strdup (DEFAULT_CURRENCY);
  if (!tranche_sharing_require_for_actor (db, client_id, error)
      || !load_agreement (db, facts, &office_id, &segment_id, error)
      || !load_client (db, facts, error) || !load_people (db, facts, error)
      || !load_settings (db, office_id, &facts->rules, &facts->currency, error))
    return NULL;

  if (!tranche_summary_periods_init (&facts->periods, &facts->rules, &facts->dates, looks_back,
                                     wanted, today, error))
    {
      g_prefix_error (error, _ ("Agreement %s: "), facts->agreement_number);
      return NULL;
    }

  if (!looks_back)
    {
      facts->periods.previous_from = TRANCHE_DATE_NONE;
      facts->periods.previous_until = TRANCHE_DATE_NONE;
    }
  if (!tranche_summary_facts_load_services (db, facts, segment_id, today, error)
      || !load_signatories (db, facts, error))
    return NULL;
  facts->fees = tranche_agreement_fees_load (db, agreement_id, error);
  if (facts->fees == NULL)
    return NULL;

  return g_steal_pointer (&facts);
}
