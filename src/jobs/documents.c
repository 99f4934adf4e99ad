/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/documents-private.h"

#include "domain/error.h"
#include "store/queries/summary-agreements.h"

#include <glib/gi18n.h>

/* Long enough for every numbering there is, short enough for every file system. */
#define REFERENCE_LENGTH 40

void
tranche_document_request_init (TrancheDocumentRequest *request,
                               TrancheSummaryKind kind,
                               TrancheDate today)
{
  g_return_if_fail (request != NULL);

  *request = (TrancheDocumentRequest) {
    .kind = kind,
    .blocks = tranche_summary_kind_get_blocks (kind),
    .paper = TRANCHE_PAPER_A4,
    .today = today,
    .draft = TRUE,
  };
}

TrancheAgreementKind
tranche_document_get_agreement_kind (TrancheSummaryKind kind)
{
  return kind == TRANCHE_SUMMARY_FTA ? TRANCHE_AGREEMENT_FIXED_TERM : TRANCHE_AGREEMENT_ONGOING;
}

TrancheDocumentKind
tranche_document_get_kind (TrancheSummaryKind kind)
{
  switch (kind)
    {
    case TRANCHE_SUMMARY_FDS:
      return TRANCHE_DOCUMENT_FDS;
    case TRANCHE_SUMMARY_OFA:
      return TRANCHE_DOCUMENT_OFA;
    case TRANCHE_SUMMARY_FTA:
      return TRANCHE_DOCUMENT_FTA;
    default:
      g_return_val_if_reached (TRANCHE_DOCUMENT_FDS);
    }
}

TrancheSummaryFacts *
tranche_documents_load_facts (TrancheDatabase *db,
                              gint64 client_id,
                              const TrancheDocumentRequest *request,
                              GError **error)
{
  TrancheAgreementKind kind = tranche_document_get_agreement_kind (request->kind);
  gint64 agreement_id;

  if (!tranche_summary_agreements_find (db, client_id, kind, request->with_drafts, &agreement_id,
                                        error))
    return NULL;

  if (agreement_id == 0)
    {
      g_set_error_literal (
          error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
          kind == TRANCHE_AGREEMENT_FIXED_TERM
              ? _ ("The client has no fixed term agreement that was issued or signed")
              : _ ("The client has no ongoing agreement that was issued or signed"));
      return NULL;
    }

  return tranche_summary_facts_load (db, agreement_id, client_id,
                                     request->kind == TRANCHE_SUMMARY_FDS, request->period,
                                     request->today, error);
}

TrancheSummary *
tranche_documents_make_summary (TrancheDatabase *db,
                                gint64 client_id,
                                const TrancheDocumentRequest *request,
                                GError **error)
{
  g_autoptr (TrancheSummaryFacts) facts = NULL;

  g_return_val_if_fail (db != NULL && request != NULL, NULL);

  facts = tranche_documents_load_facts (db, client_id, request, error);
  return facts != NULL ? tranche_documents_word_summary (facts, request) : NULL;
}

TrancheDocument *
tranche_documents_finish_summary (const TrancheSummary *summary,
                                  const TrancheDocumentRequest *request,
                                  GError **error)
{
  const TrancheSummaryOptions options = { .blocks = request->blocks, .paper = request->paper };

  return tranche_summary_to_document (summary, &options, error);
}

TrancheDocument *
tranche_documents_make (TrancheDatabase *db,
                        gint64 client_id,
                        const TrancheDocumentRequest *request,
                        GError **error)
{
  g_autoptr (TrancheSummary) summary
      = tranche_documents_make_summary (db, client_id, request, error);

  return summary != NULL ? tranche_documents_finish_summary (summary, request, error) : NULL;
}

GArray *
tranche_documents_list_periods (TrancheDatabase *db,
                                gint64 client_id,
                                const TrancheDocumentRequest *request,
                                GError **error)
{
  TrancheDocumentRequest usual;
  g_autoptr (TrancheSummaryFacts) facts = NULL;

  g_return_val_if_fail (db != NULL && request != NULL, NULL);

  usual = *request;
  usual.period = TRANCHE_DATE_NONE;
  facts = tranche_documents_load_facts (db, client_id, &usual, error);
  if (facts == NULL)
    return NULL;
  return tranche_summary_periods_list (&facts->rules, &facts->dates,
                                       request->kind == TRANCHE_SUMMARY_FDS, request->today);
}

char *
tranche_documents_suggest_file_name (TrancheDatabase *db,
                                     gint64 client_id,
                                     const TrancheDocumentRequest *request,
                                     GError **error)
{
  g_autoptr (TrancheSummaryFacts) facts = NULL;

  g_return_val_if_fail (db != NULL && request != NULL, NULL);

  facts = tranche_documents_load_facts (db, client_id, request, error);
  if (facts == NULL)
    return NULL;
  return tranche_documents_make_file_name (request->kind, facts->client_reference, client_id,
                                           request->today);
}

char *
tranche_documents_make_file_name (TrancheSummaryKind kind,
                                  const char *client_reference,
                                  gint64 client_id,
                                  TrancheDate day)
{
  static const char *const prefixes[] = { "FDS", "OFA", "FTA" };
  g_autofree char *date = tranche_date_to_string (day);
  g_autofree char *own = NULL;
  gboolean has_figure = FALSE;

  for (const char *c = client_reference; c != NULL && *c != '\0'; c++)
    has_figure = has_figure || g_ascii_isdigit (*c);

  /* A "number" without a figure in it may well be a name. */
  if (has_figure)
    {
      own = g_strndup (client_reference, REFERENCE_LENGTH);
      g_strcanon (own,
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                  "_",
                  '-');
    }
  else
    {
      own = g_strdup_printf ("c%05" G_GINT64_FORMAT, client_id);
    }
  return g_strdup_printf ("%s-%s-%s.pdf", prefixes[kind], own, date);
}
