/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-private.h"

#include "domain/frequency.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64 id;
  TrancheAgreementKind kind;
  TrancheDate start;
  TrancheDate end;
} SampleAgreement;

static const char *const method_words[] = { "Meeting", "Phone", "Video call", "E-mail" };
static const TrancheSampleWords methods = TRANCHE_SAMPLE_WORDS (method_words);
static const char *const extra_words[] = { "Centrelink enquiry", "Help with a deceased estate",
                                           "Budget spreadsheet", "Letter to the landlord’s agent" };
static const TrancheSampleWords extras = TRANCHE_SAMPLE_WORDS (extra_words);

static const char *
package_of (TrancheSample *self, const TrancheSampleClient *client)
{
  /* One in twenty has a package other than its production would give. */
  if (tranche_sample_random (self, 20) == 0)
    return "Gold";
  if (client->monthly_level >= TRANCHE_SAMPLE_GOLD_FROM)
    return "Gold";
  return client->monthly_level >= TRANCHE_SAMPLE_SILVER_FROM ? "Silver" : "Bronze";
}

static gboolean
insert_agreement (TrancheSample *self,
                  const TrancheSampleClient *client,
                  const SampleAgreement *agreement,
                  GError **error)
{
  static const char sql[]
      = "INSERT INTO agreement (id, number, kind, party_id, office_id, adviser_id, segment_id, "
        "start_date,"
        " end_date, state, signed_on) VALUES (?, ?, ?, ?, ?, ?, (SELECT s.id FROM segment s"
        " JOIN segmentation_model m ON m.id = s.model_id WHERE m.level = 1 AND s.name = ?), ?, ?, "
        "?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  TrancheSampleAdviser *adviser
      = &g_array_index (self->advisers, TrancheSampleAdviser, client->adviser);
  gboolean is_ongoing = agreement->kind == TRANCHE_AGREEMENT_ONGOING;
  g_autofree char *number
      = g_strdup_printf ("%s-%05" G_GINT64_FORMAT, is_ongoing ? "OFA" : "FTA", agreement->id);

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, agreement->id);
  tranche_statement_bind_text (insert, 2, number);
  tranche_statement_bind_int64 (insert, 3, agreement->kind);
  tranche_statement_bind_int64 (insert, 4, client->id);
  tranche_statement_bind_int64 (insert, 5, adviser->office_id);
  tranche_statement_bind_int64 (insert, 6, adviser->id);
  tranche_statement_bind_text (insert, 7, package_of (self, client));
  tranche_statement_bind_date (insert, 8, agreement->start);
  tranche_statement_bind_date (insert, 9, agreement->end);
  tranche_statement_bind_int64 (insert, 10, TRANCHE_AGREEMENT_SIGNED);
  tranche_statement_bind_date (insert, 11,
                               agreement->start - (TrancheDate) tranche_sample_random (self, 20));
  return tranche_statement_run (insert, error);
}

static gboolean
add_signatories (TrancheSample *self,
                 const TrancheSampleClient *client,
                 const SampleAgreement *agreement,
                 GError **error)
{
  static const char sql[] = "INSERT INTO signatory (agreement_id, person_id, name, position)"
                            " SELECT ?, id, display_name, ? FROM party WHERE id = ?";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (client->adults); i++)
    {
      if (client->adults[i] == 0)
        continue;
      tranche_statement_bind_int64 (insert, 1, agreement->id);
      tranche_statement_bind_int64 (insert, 2, i + 1);
      tranche_statement_bind_int64 (insert, 3, client->adults[i]);
      if (!tranche_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_fee (TrancheSample *self,
            const SampleAgreement *agreement,
            const char *name,
            TrancheFeeBasis basis,
            const char *method,
            TrancheMoney amount,
            TrancheFrequency frequency,
            int position,
            GError **error)
{
  static const char sql[]
      = "INSERT INTO fee (agreement_id, name, basis, method, amount, frequency, account, position)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  g_autofree char *account
      = g_strdup_printf ("Meridian Wrap 8%06u", tranche_sample_random (self, 1000000));

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, agreement->id);
  tranche_statement_bind_text (insert, 2, name);
  tranche_statement_bind_int64 (insert, 3, basis);
  tranche_statement_bind_text (insert, 4, method);
  tranche_statement_bind_int64 (insert, 5, amount);
  tranche_statement_bind_int64 (insert, 6, frequency);
  tranche_statement_bind_text (insert, 7, account);
  tranche_statement_bind_int64 (insert, 8, position);
  return tranche_statement_run (insert, error);
}

static gboolean
add_fees (TrancheSample *self,
          const TrancheSampleClient *client,
          const SampleAgreement *agreement,
          GError **error)
{
  /* In steps of 5.00, as people agree on fees. */
  TrancheMoney monthly = MAX ((TrancheMoney) client->monthly_level * 9 / 10 / 500 * 500, 5500);

  if (agreement->kind == TRANCHE_AGREEMENT_FIXED_TERM)
    return insert_fee (self, agreement, "Advice fee for the term", TRANCHE_FEE_FIXED, "",
                       monthly * 8, TRANCHE_FREQUENCY_ONCE, 1, error);

  if (!insert_fee (self, agreement, "Ongoing advice fee", TRANCHE_FEE_FIXED, "", monthly,
                   TRANCHE_FREQUENCY_MONTHLY, 1, error))
    return FALSE;
  if (tranche_sample_random (self, 3) > 0)
    return TRUE;
  return insert_fee (self, agreement, "Portfolio administration fee", TRANCHE_FEE_ESTIMATE,
                     "0.22 % of the account balance a year, on the balance at the last 30 June",
                     monthly * 2, TRANCHE_FREQUENCY_YEARLY, 2, error);
}

static gboolean
add_delivery (TrancheSample *self,
              const TrancheSampleClient *client,
              const SampleAgreement *agreement,
              gint64 entitlement_id,
              const char *name,
              TrancheDate day,
              GError **error)
{
  static const char sql[]
      = "INSERT INTO delivery (party_id, agreement_id, entitlement_id, name, delivered_on,"
        " team_member_id, method) VALUES (?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, client->id);
  tranche_statement_bind_int64 (insert, 2, agreement->id);
  tranche_statement_bind_id (insert, 3, entitlement_id);
  tranche_statement_bind_text (insert, 4, name);
  tranche_statement_bind_date (insert, 5, day);
  tranche_statement_bind_int64 (
      insert, 6, g_array_index (self->advisers, TrancheSampleAdviser, client->adviser).id);
  tranche_statement_bind_text (insert, 7, tranche_sample_pick (self, &methods));
  return tranche_statement_run (insert, error);
}

/* Most of what is due by today was delivered, spread over the period. */
static gboolean
add_deliveries (TrancheSample *self,
                const TrancheSampleClient *client,
                const SampleAgreement *agreement,
                gint64 entitlement_id,
                const char *name,
                int expected,
                TrancheDate start,
                TrancheDate end,
                GError **error)
{
  int days = end - start + 1;

  for (int i = 0; i < expected; i++)
    {
      TrancheDate day = start + (TrancheDate) (((gint64) days * (2 * i + 1)) / (2 * expected))
                        + (TrancheDate) tranche_sample_random (self, 9);

      if (day > self->options->today || day > end || tranche_sample_random (self, 8) == 0)
        continue;
      if (!add_delivery (self, client, agreement, entitlement_id, name, day, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_entitlement (TrancheSample *self,
                 const TrancheSampleClient *client,
                 const SampleAgreement *agreement,
                 TrancheStatement *benefits,
                 TrancheDate start,
                 TrancheDate end,
                 GError **error)
{
  static const char sql[]
      = "INSERT INTO entitlement (agreement_id, benefit_id, name, description, frequency, kind, "
        "expected_count,"
        " period_start, period_end, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  const char *name = tranche_statement_get_text (benefits, 1, NULL);
  TrancheFrequency frequency = (TrancheFrequency) tranche_statement_get_int64 (benefits, 3);
  int expected = tranche_frequency_get_expected_count (frequency, start, end);

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, agreement->id);
  tranche_statement_bind_int64 (insert, 2, tranche_statement_get_int64 (benefits, 0));
  tranche_statement_bind_text (insert, 3, name);
  tranche_statement_bind_text (insert, 4, tranche_statement_get_text (benefits, 2, NULL));
  tranche_statement_bind_int64 (insert, 5, frequency);
  tranche_statement_bind_int64 (insert, 6, tranche_statement_get_int64 (benefits, 4));
  if (expected >= 0)
    tranche_statement_bind_int64 (insert, 7, expected);
  else
    tranche_statement_bind_null (insert, 7);
  tranche_statement_bind_date (insert, 8, start);
  tranche_statement_bind_date (insert, 9, end);
  tranche_statement_bind_int64 (insert, 10, tranche_statement_get_int64 (benefits, 5));
  if (!tranche_statement_run (insert, error))
    return FALSE;
  return expected <= 0
         || add_deliveries (self, client, agreement, tranche_database_get_last_row_id (self->db),
                            name, expected, start, end, error);
}

static gboolean
add_period (TrancheSample *self,
            const TrancheSampleClient *client,
            const SampleAgreement *agreement,
            TrancheDate start,
            TrancheDate end,
            GError **error)
{
  static const char sql[]
      = "SELECT b.id, b.name, b.description, b.frequency, b.kind, b.position FROM agreement a"
        " JOIN segment_benefit sb ON sb.segment_id = a.segment_id JOIN benefit b ON b.id = "
        "sb.benefit_id"
        " WHERE a.id = ? ORDER BY b.position, b.name";
  g_autoptr (TrancheStatement) benefits = tranche_database_prepare (self->db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (benefits == NULL)
    return FALSE;
  tranche_statement_bind_int64 (benefits, 1, agreement->id);
  while (tranche_statement_step (benefits, &local_error))
    {
      if (!add_entitlement (self, client, agreement, benefits, start, end, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (tranche_sample_random (self, 6) == 0)
    return add_delivery (
        self, client, agreement, 0, tranche_sample_pick (self, &extras),
        MIN (start + 40 + (TrancheDate) tranche_sample_random (self, 200), self->options->today),
        error);
  return TRUE;
}

/* An ongoing arrangement shows the year before its last anniversary and the one after it; a term
 * shows itself. */
static gboolean
add_agreement (TrancheSample *self, const TrancheSampleClient *client, gint64 id, GError **error)
{
  SampleAgreement agreement = { .id = id };
  TrancheDate today = self->options->today;

  if (tranche_sample_random (self, 12) == 0)
    {
      agreement.kind = TRANCHE_AGREEMENT_FIXED_TERM;
      agreement.start = today - (TrancheDate) tranche_sample_random (self, 300);
      agreement.end = tranche_date_add_months (agreement.start, 12) - 1;
    }
  else
    {
      agreement.kind = TRANCHE_AGREEMENT_ONGOING;
      agreement.start = today - (TrancheDate) (1 + tranche_sample_random (self, 5) * 365)
                        - (TrancheDate) tranche_sample_random (self, 360);
    }

  if (!insert_agreement (self, client, &agreement, error)
      || !add_signatories (self, client, &agreement, error)
      || !add_fees (self, client, &agreement, error))
    return FALSE;

  if (agreement.kind == TRANCHE_AGREEMENT_FIXED_TERM)
    return add_period (self, client, &agreement, agreement.start, agreement.end, error);

  for (int year = 0;; year++)
    {
      TrancheDate start = tranche_date_add_months (agreement.start, year * 12);
      TrancheDate end = tranche_date_add_months (agreement.start, year * 12 + 12) - 1;

      if (start > today)
        return TRUE;
      if (tranche_date_add_months (agreement.start, year * 12 + 24) > today
          && !add_period (self, client, &agreement, start, end, error))
        return FALSE;
    }
}

static gboolean
add_override (TrancheSample *self, const TrancheSampleClient *client, GError **error)
{
  static const char sql[]
      = "INSERT INTO override (party_id, segment_id, reason, start_date, end_date)"
        " SELECT ?, s.id, ?, ?, ? FROM segment s JOIN segmentation_model m ON m.id = s.model_id"
        " WHERE m.level = 1 AND s.name = 'Gold'";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  gboolean ends = tranche_sample_random (self, 2) == 0;

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, client->id);
  tranche_statement_bind_text (
      insert, 2, ends ? "Related to J. Elliott" : "Board member of Smart Systems Ltd");
  tranche_statement_bind_date (insert, 3, self->options->today - 30);
  tranche_statement_bind_date (insert, 4, ends ? self->options->today + 200 : TRANCHE_DATE_NONE);
  return tranche_statement_run (insert, error);
}

gboolean
tranche_sample_add_agreements (TrancheSample *self, GError **error)
{
  guint n_clients = MIN (self->n_clients, TRANCHE_SAMPLE_MOST_AGREEMENTS);
  gint64 id = 0;

  if (!tranche_database_query_int64 (self->db, "SELECT max (id) FROM agreement", 0, &id, error))
    return FALSE;

  for (guint i = 0; i < n_clients; i++)
    {
      const TrancheSampleClient *client = &self->clients[i];

      if (!client->is_prospect && (i < 2 || tranche_sample_random (self, 10) < 7)
          && !add_agreement (self, client, ++id, error))
        return FALSE;
      if (i % 90 == 40 && !add_override (self, client, error))
        return FALSE;
      if (!tranche_sample_continue (self, _ ("Writing agreements…"), 0.8, 0.95, i, n_clients,
                                    error))
        return FALSE;
    }
  return TRUE;
}
