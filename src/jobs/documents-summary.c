/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/documents-private.h"

#include <glib/gi18n.h>

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
dup_full_name (const TranchePersonFacts *person)
{
  const char *given = says (person->given_names) ? person->given_names : person->preferred_name;

  return says (given) ? g_strdup_printf ("%s %s", given, person->family_name)
                      : g_strdup (person->family_name);
}

static const char *
get_given_name (const TranchePersonFacts *person)
{
  return says (person->preferred_name) ? person->preferred_name : person->given_names;
}

/* "Peter and Jean Elliott", "Ana Rossi and Marcus Chen". */
static char *
make_people (const TrancheSummaryFacts *facts)
{
  const TranchePersonFacts *first, *second;
  g_autofree char *first_name = NULL;
  g_autofree char *second_name = NULL;

  if (facts->people->len == 0)
    return NULL;

  first = g_ptr_array_index (facts->people, 0);
  if (facts->people->len == 1)
    return dup_full_name (first);

  second = g_ptr_array_index (facts->people, 1);
  second_name = dup_full_name (second);
  if (g_strcmp0 (first->family_name, second->family_name) == 0 && says (first->given_names)
      && says (second->given_names))
    first_name = g_strdup (first->given_names);
  else
    first_name = dup_full_name (first);
  /* Translators: two people a letter is addressed to */
  return g_strdup_printf (_ ("%s and %s"), first_name, second_name);
}

static char *
make_salutation (const TrancheSummaryFacts *facts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (says (facts->salutation))
    {
      /* What the practice wrote may be the whole line or the names alone. */
      if (strchr (facts->salutation, ' ') != NULL
          && (g_str_has_prefix (facts->salutation, "Dear ")
              /* Translators: how a salutation begins; what a practice wrote that begins so is whole
               */
              || g_str_has_prefix (facts->salutation, C_ ("salutation", "Dear"))))
        return g_strdup (facts->salutation);
      g_string_assign (names, facts->salutation);
    }
  else
    {
      for (guint i = 0; i < facts->people->len; i++)
        {
          const char *name = get_given_name (g_ptr_array_index (facts->people, i));

          if (!says (name))
            continue;
          if (names->len > 0)
            {
              g_autofree char *before = g_strdup (names->str);

              g_string_printf (names, _ ("%s and %s"), before, name);
            }
          else
            {
              g_string_assign (names, name);
            }
        }
    }

  /* Translators: %s are given names: "Jean and John" */
  return names->len > 0 ? g_strdup_printf (_ ("Dear %s"), names->str) : NULL;
}

static char *
make_address (const TrancheSummaryFacts *facts)
{
  if (says (facts->address))
    return g_strdup (facts->address);
  for (guint i = 0; i < facts->people->len; i++)
    {
      const TranchePersonFacts *person = g_ptr_array_index (facts->people, i);

      if (says (person->address))
        return g_strdup (person->address);
    }
  return NULL;
}

static void
word_head (const TrancheSummaryFacts *facts, TrancheSummary *summary)
{
  summary->practice = g_strdup (facts->practice);
  summary->licensee = g_strdup (facts->licensee);
  summary->licence_number = g_strdup (facts->licence_number);
  summary->adviser = g_strdup (facts->adviser);
  summary->office = g_strdup (facts->office);
  summary->address = g_strdup (facts->office_address);
  summary->phone = g_strdup (facts->office_phone);
  summary->email = g_strdup (facts->office_email);
  summary->website = g_strdup (facts->office_website);
  summary->logo = facts->logo != NULL ? g_bytes_ref (facts->logo) : NULL;
  summary->client_name = g_strdup (facts->client_name);
  summary->client_people = make_people (facts);
  if (summary->client_people == NULL)
    summary->client_people = g_strdup (facts->client_name);
  summary->client_address = make_address (facts);
  summary->salutation = make_salutation (facts);
  summary->currency = g_strdup (facts->currency);
}

static void
word_arrangement (const TrancheSummaryFacts *facts, TrancheSummary *summary)
{
  const TrancheSummaryPeriods *periods = &facts->periods;

  summary->agreement_number = g_strdup (facts->agreement_number);
  summary->package = g_strdup (facts->package);
  summary->start = facts->dates.start;
  summary->end
      = facts->dates.kind == TRANCHE_AGREEMENT_FIXED_TERM ? facts->dates.end : facts->ended_on;
  summary->anniversary = periods->anniversary;
  summary->reference_day = periods->reference_day;
  summary->previous_from = periods->previous_from;
  summary->previous_until = periods->previous_until;
  summary->upcoming_from = periods->upcoming_from;
  summary->upcoming_until = periods->upcoming_until;
  summary->rules
      = periods->consent_rules ? TRANCHE_SUMMARY_RULES_CONSENT : TRANCHE_SUMMARY_RULES_DISCLOSURE;
  if (periods->has_window)
    {
      summary->consent_from = periods->window.opens;
      summary->consent_until = periods->window.closes;
    }
  summary->statement_due = periods->due;
  summary->renewal_due = periods->renew_by;
  summary->fees_off = periods->fees_off;

  if (periods->has_window && periods->window.two_readings)
    {
      TrancheSummaryKeyDate *key_date = tranche_summary_add_key_date (summary);

      key_date->from = periods->window.anniversary;
      key_date->until = periods->window.latest_reading;
      key_date->label = g_strdup (_ ("29 February"));
      key_date->detail = g_strdup (_ ("The year has no such day. The consent window is the time "
                                      "that both readings of the anniversary allow."));
    }
}

static void
word_service (const TrancheServiceFacts *facts, GPtrArray *services)
{
  TrancheSummaryService *service = tranche_summary_add_service (services);

  service->name = g_strdup (facts->name);
  service->description = g_strdup (facts->description);
  if (facts->frequency != 0)
    service->frequency = g_strdup (tranche_frequency_get_name (facts->frequency));
  service->counted = facts->counted;
  service->expected = facts->expected;
  service->received = (int) facts->dates->len;
  g_array_append_vals (service->dates, facts->dates->data, facts->dates->len);
}

static void
word_services (const GPtrArray *facts, GPtrArray *services)
{
  for (guint i = 0; i < facts->len; i++)
    word_service (g_ptr_array_index (facts, i), services);
}

static int
count_payments (const TrancheSummaryFacts *facts,
                const TrancheAgreementFee *fee,
                TrancheDate from,
                TrancheDate until)
{
  if (facts->dates.kind == TRANCHE_AGREEMENT_FIXED_TERM)
    return tranche_frequency_get_expected_count (fee->frequency, from, until);
  return tranche_frequency_get_expected_count_since (fee->frequency, facts->dates.start, from,
                                                     until);
}

static TrancheSummaryFee *
word_fee (const TrancheAgreementFee *facts, GPtrArray *fees)
{
  TrancheSummaryFee *fee = tranche_summary_add_fee (fees);

  fee->name = g_strdup (facts->name);
  fee->frequency = g_strdup (tranche_frequency_get_name (facts->frequency));
  fee->account = g_strdup (facts->account);
  fee->amount = facts->amount;
  fee->estimate = facts->basis == TRANCHE_FEE_ESTIMATE;
  fee->basis = says (facts->method) ? g_strdup (facts->method)
                                    : g_strdup (tranche_fee_basis_get_name (facts->basis));
  return fee;
}

/* What fell due in the period, one row a fee. A product that doesn't fit is left for the total to
 * refuse, as payments times amount. */
static void
word_fee_paid (const TrancheAgreementFee *facts, int payments, GPtrArray *fees)
{
  TrancheSummaryFee *fee = word_fee (facts, fees);
  TrancheMoney total;

  fee->payments = payments;
  if (payments > 1 && tranche_money_multiply (facts->amount, payments, &total))
    {
      g_autofree char *amount = tranche_money_format (facts->amount);
      g_autofree char *sum = g_strdup_printf ("%d × %s", payments, amount);

      fee->amount = total;
      fee->payments = 1;
      if (says (facts->method))
        {
          g_autofree char *method = g_steal_pointer (&fee->basis);

          fee->basis = g_strdup_printf ("%s; %s", sum, method);
        }
      else
        {
          g_free (fee->basis);
          fee->basis = g_steal_pointer (&sum);
        }
    }
}

static void
word_fees (const TrancheSummaryFacts *facts, TrancheDate today, TrancheSummary *summary)
{
  const TrancheSummaryPeriods *periods = &facts->periods;

  for (guint i = 0; i < facts->fees->len; i++)
    {
      const TrancheAgreementFee *fee = g_ptr_array_index (facts->fees, i);
      int payments = count_payments (facts, fee, periods->upcoming_from, periods->upcoming_until);

      /* Not due in this year: paid once, or every second one. In a term that is shorter than the
       * fee's own period nobody knows how much falls due, and the page says so. */
      if (payments != 0 || facts->dates.kind == TRANCHE_AGREEMENT_FIXED_TERM)
        word_fee (fee, summary->fees)->payments = MAX (payments, 0);

      if (periods->previous_from == TRANCHE_DATE_NONE)
        continue;
      /* A year that is still running has been paid for up to today. */
      payments = count_payments (facts, fee, periods->previous_from,
                                 MIN (periods->previous_until, today));
      if (payments > 0)
        word_fee_paid (fee, payments, summary->fees_paid);
    }
}

static void
word_signatories (const TrancheSummaryFacts *facts, TrancheSummary *summary)
{
  gboolean fixed_term = facts->dates.kind == TRANCHE_AGREEMENT_FIXED_TERM;

  for (guint i = 0; i < facts->signatories->len; i++)
    {
      const TrancheSignatoryFacts *source = g_ptr_array_index (facts->signatories, i);
      TrancheSummarySignatory *signatory = tranche_summary_add_signatory (summary);

      signatory->name = g_strdup (source->name);
      signatory->role
          = says (source->capacity) ? g_strdup (source->capacity) : g_strdup (_ ("Account holder"));
      /* Last year's signature isn't this year's consent. */
      if (fixed_term
          || (facts->periods.has_window && source->signed_on >= facts->periods.window.opens))
        signatory->signed_on = source->signed_on;
    }

  for (guint i = 0; facts->signatories->len == 0 && i < facts->people->len; i++)
    {
      TrancheSummarySignatory *signatory = tranche_summary_add_signatory (summary);

      signatory->name = dup_full_name (g_ptr_array_index (facts->people, i));
      signatory->role = g_strdup (_ ("Account holder"));
    }
}

TrancheSummary *
tranche_documents_word_summary (const TrancheSummaryFacts *facts,
                                const TrancheDocumentRequest *request)
{
  TrancheSummary *summary = tranche_summary_new (request->kind);

  word_head (facts, summary);
  word_arrangement (facts, summary);
  word_services (facts->previous, summary->previous);
  word_services (facts->also_provided, summary->also_provided);
  word_services (facts->upcoming, summary->upcoming);
  word_fees (facts, request->today, summary);
  word_signatories (facts, summary);
  summary->issue_date = request->today;
  summary->draft = request->draft;
  return summary;
}
