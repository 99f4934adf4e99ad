/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "report/summary-private.h"

/* What the law asks a document to say, in our own words. Australia: Corporations Act 2001,
 * Part 7.7A Division 3, before and after the changes that took effect on 10 Jan 2025. Days come
 * from the summary: no offset is worked out here. */

static void
add_date (TrancheBlock *dates,
          TrancheDate from,
          TrancheDate until,
          const char *label,
          const char *detail)
{
  g_autofree char *when = tranche_summary_format_period (from, until);

  if (when != NULL)
    tranche_block_add_date (dates, when, label, detail);
}

static gboolean
has_dates (const TrancheSummary *summary)
{
  const TrancheDate dates[] = {
    summary->anniversary,   summary->reference_day, summary->consent_from, summary->consent_until,
    summary->statement_due, summary->renewal_due,   summary->fees_off,     summary->end,
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      if (dates[i] != TRANCHE_DATE_NONE)
        return TRUE;
    }

  return summary->key_dates->len > 0;
}

void
tranche_summary_add_dates (const TrancheSummary *summary, TrancheDocument *document)
{
  gboolean fixed_term = summary->kind == TRANCHE_SUMMARY_FTA;
  TrancheBlock *dates;

  if (!has_dates (summary))
    return;

  tranche_document_add_heading (document, 1, _ ("Key dates"));
  dates = tranche_document_add_dates (document);
  if (fixed_term)
    {
      add_date (dates, summary->start, TRANCHE_DATE_NONE, _ ("The term starts"), NULL);
      add_date (dates, summary->end, TRANCHE_DATE_NONE, _ ("The term ends"),
                _ ("The arrangement ends on this day and isn’t renewed."));
    }
  else
    {
      add_date (dates, summary->anniversary, TRANCHE_DATE_NONE, _ ("Anniversary"),
                _ ("The day each year from which the time limits count."));
      add_date (dates, summary->reference_day, TRANCHE_DATE_NONE, _ ("Reference day"),
                _ ("The earlier day we agreed on, which counts in place of the anniversary."));
      add_date (dates, summary->statement_due, TRANCHE_DATE_NONE, _ ("Statement due"),
                _ ("The last day on which we may give you this statement."));
      add_date (dates, summary->renewal_due, TRANCHE_DATE_NONE, _ ("Renewal due"),
                _ ("The last day on which you can renew the arrangement."));
      add_date (dates, summary->consent_from, summary->consent_until, _ ("Your consent"),
                _ ("The first and the last day on which your written consent can be signed."));
      add_date (dates, summary->end, TRANCHE_DATE_NONE, _ ("The arrangement ends"), NULL);
    }
  add_date (dates, summary->fees_off, TRANCHE_DATE_NONE, _ ("Fees switched off"),
            fixed_term ? NULL
                       : _ ("The last day by which fees stop if the arrangement isn’t continued."));

  for (guint i = 0; i < summary->key_dates->len; i++)
    {
      const TrancheSummaryKeyDate *date = g_ptr_array_index (summary->key_dates, i);

      add_date (dates, date->from, date->until, date->label, date->detail);
    }
}

static gboolean
has_estimates (const TrancheSummary *summary)
{
  for (guint i = 0; i < summary->fees->len; i++)
    {
      const TrancheSummaryFee *fee = g_ptr_array_index (summary->fees, i);

      if (fee->estimate)
        return TRUE;
    }

  return FALSE;
}

static void
add_fee_statement (const TrancheSummary *summary, TrancheBlock *statements)
{
  if (summary->fees->len == 0)
    return;

  if (has_estimates (summary))
    tranche_block_add_statement (
        statements, _ ("Your fees"),
        _ ("The fees you are asked to agree to are those in this document. Where an amount can’t "
           "be "
           "known in advance it is a reasonable estimate, marked “est.”, and the basis says how it "
           "was worked out."));
  else
    tranche_block_add_statement (
        statements, _ ("Your fees"),
        _ ("The fees you are asked to agree to are those in this document: their amount, how often "
           "they are charged and the account they are taken from."));
}

static void
add_consent_statements (const TrancheSummary *summary, TrancheBlock *statements)
{
  g_autofree char *window
      = tranche_summary_word_period (summary->consent_from, summary->consent_until);
  g_autofree char *ends = NULL;
  g_autofree char *without = NULL;

  tranche_block_add_statement (
      statements, _ ("Why we ask"),
      _ ("The law allows us to start or continue an ongoing fee arrangement, and to have fees "
         "taken "
         "from your accounts, only with your written consent. We ask for it once a year."));
  add_fee_statement (summary, statements);

  if (window != NULL)
    ends = g_strdup_printf (
        _ ("Your consent can be signed in this window: %s. It covers this arrangement until the "
           "window of the following year closes; unless you consent again by then, the arrangement "
           "ends."),
        window);
  else
    ends = g_strdup (_ ("Your consent covers this arrangement until the time for the next yearly "
                        "consent has passed; unless you consent again by then, it ends."));
  tranche_block_add_statement (statements, _ ("When it ends"), ends);
  tranche_block_add_statement (
      statements, _ ("You can end it at any time"),
      _ ("You can end the arrangement or withdraw your consent at any time by telling us in "
         "writing. "
         "From then on no more ongoing fees are charged or taken from your accounts."));

  if (summary->consent_until != TRANCHE_DATE_NONE)
    {
      g_autofree char *last = tranche_summary_word_day (summary->consent_until);

      without = g_strdup_printf (_ ("If you don’t consent by %s, the arrangement ends: we stop "
                                    "charging its fees and no longer owe you its services."),
                                 last);
    }
  else
    without
        = g_strdup (_ ("If you don’t consent in time, the arrangement ends: we stop charging its "
                       "fees and no longer owe you its services."));
  tranche_block_add_statement (statements, _ ("Without your consent"), without);
}

static void
add_disclosure_statements (const TrancheSummary *summary, TrancheBlock *statements)
{
  g_autofree char *ends = NULL;
  g_autofree char *without = NULL;

  tranche_block_add_statement (
      statements, _ ("Why you receive this"),
      _ ("The law asks us to tell you each year which services you were entitled to, which you "
         "received, what you paid, and what to expect in the year ahead. From that you can decide "
         "whether to renew."));
  add_fee_statement (summary, statements);

  if (summary->renewal_due != TRANCHE_DATE_NONE)
    {
      g_autofree char *last = tranche_summary_word_day (summary->renewal_due);

      ends = g_strdup_printf (_ ("The arrangement ends unless you renew it in writing by %s."),
                              last);
    }
  else
    ends = g_strdup (_ ("The arrangement ends unless you renew it in writing each year."));
  tranche_block_add_statement (statements, _ ("When it ends"), ends);
  tranche_block_add_statement (statements, _ ("You can end it at any time"),
                               _ ("You can end the arrangement, or change or withdraw your consent "
                                  "to fees being taken from an "
                                  "account, at any time by telling us in writing."));

  if (summary->fees_off != TRANCHE_DATE_NONE)
    {
      g_autofree char *last = tranche_summary_word_day (summary->fees_off);

      without
          = g_strdup_printf (_ ("If you don’t renew, we no longer provide the services, and the "
                                "ongoing fees stop by %s. Fees are taken from an account only "
                                "with your written consent."),
                             last);
    }
  else
    without = g_strdup (_ ("If you don’t renew, we no longer provide the services, and the ongoing "
                           "fees stop. Fees are taken from an account only with your written "
                           "consent."));
  tranche_block_add_statement (statements, _ ("Without renewal"), without);
}

static void
add_fixed_term_statements (const TrancheSummary *summary, TrancheBlock *statements)
{
  g_autofree char *ends = NULL;

  add_fee_statement (summary, statements);
  if (summary->end != TRANCHE_DATE_NONE)
    {
      g_autofree char *last = tranche_summary_word_day (summary->end);

      ends = g_strdup_printf (_ ("The arrangement ends on %s. It isn’t renewed: for services after "
                                 "that day we make a new agreement with you."),
                              last);
    }
  else
    ends = g_strdup (_ ("The arrangement ends with its term. It isn’t renewed: for services after "
                        "that we make a new agreement with you."));
  tranche_block_add_statement (statements, _ ("When it ends"), ends);
  tranche_block_add_statement (
      statements, _ ("You can end it at any time"),
      _ ("You can end the arrangement or withdraw your consent at any time before that by telling "
         "us "
         "in writing. From then on no more of its fees are taken from your accounts."));
  tranche_block_add_statement (
      statements, _ ("Without your consent"),
      _ ("Fees are taken from the accounts named in this document only with your written consent. "
         "Without it no fee is taken from them, and we don’t provide the services they would have "
         "paid for."));
}

void
tranche_summary_add_statements (const TrancheSummary *summary, TrancheDocument *document)
{
  TrancheBlock *statements;

  tranche_document_add_heading (document, 1, _ ("What you should know"));
  statements = tranche_document_add_statements (document);
  if (summary->kind == TRANCHE_SUMMARY_FTA)
    add_fixed_term_statements (summary, statements);
  else if (summary->rules == TRANCHE_SUMMARY_RULES_DISCLOSURE)
    add_disclosure_statements (summary, statements);
  else
    add_consent_statements (summary, statements);

  for (guint i = 0; i < summary->statements->len; i++)
    tranche_block_add_statement (statements, "", g_ptr_array_index (summary->statements, i));
}

void
tranche_summary_add_signatures (const TrancheSummary *summary, TrancheDocument *document)
{
  TrancheBlock *signatures;

  if (summary->signatories->len == 0)
    return;

  if (summary->kind == TRANCHE_SUMMARY_FTA)
    {
      tranche_document_add_heading (document, 1, _ ("Your agreement and consent"));
      tranche_document_add_paragraph (
          document, TRANCHE_PARAGRAPH_BODY,
          _ ("I have read this schedule. I agree to the fixed term arrangement it describes, and "
             "consent to its fees being taken from the accounts named in it."));
    }
  else if (summary->rules == TRANCHE_SUMMARY_RULES_DISCLOSURE)
    {
      tranche_document_add_heading (document, 1, _ ("Your renewal and consent"));
      tranche_document_add_paragraph (
          document, TRANCHE_PARAGRAPH_BODY,
          _ ("I have read this document. I renew the ongoing fee arrangement it describes, and "
             "consent to its fees being taken from the accounts named in it."));
    }
  else
    {
      tranche_document_add_heading (document, 1, _ ("Your consent"));
      tranche_document_add_paragraph (
          document, TRANCHE_PARAGRAPH_BODY,
          _ ("I have read this document. I consent to the ongoing fee arrangement it describes, "
             "and "
             "to its fees being charged and taken from the accounts named in it."));
    }

  signatures = tranche_document_add_signatures (document);
  for (guint i = 0; i < summary->signatories->len; i++)
    {
      const TrancheSummarySignatory *signatory = g_ptr_array_index (summary->signatories, i);
      g_autofree char *date = signatory->signed_on != TRANCHE_DATE_NONE
                                  ? tranche_date_format (signatory->signed_on)
                                  : NULL;
      g_autoptr (GString) role = g_string_new (signatory->role);

      if (tranche_summary_says (signatory->account))
        g_string_append_printf (role, "%s%s", role->len > 0 ? " · " : "", signatory->account);
      tranche_block_add_signature (signatures, signatory->name, role->str, date);
    }
}
