/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/documents-private.h"

#include "domain/entities/agreement.h"
#include "domain/error.h"
#include "store/queries/summary-agreements.h"
#include "store/records.h"

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
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           kind == TRANCHE_AGREEMENT_FIXED_TERM
                               ? "The client has no fixed term agreement that was issued or signed"
                               : "The client has no ongoing agreement that was issued or signed");
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

static gboolean
mark_as_issued (TrancheOperation *operation, gint64 agreement_id, GError **error)
{
  g_autoptr (TrancheRecord) agreement = tranche_records_load (
      tranche_operation_get_database (operation), TRANCHE_TYPE_AGREEMENT, agreement_id, error);

  if (agreement == NULL)
    return FALSE;
  g_object_set (agreement, "state", TRANCHE_AGREEMENT_ISSUED, NULL);
  return tranche_records_update (operation, agreement, error);
}

static gboolean
freeze (TrancheOperation *operation,
        const TrancheSummary *summary,
        const TrancheDocumentRequest *request,
        TrancheIssuedDocument *issued,
        TrancheDocument **frozen,
        GError **error)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (TrancheDocument) document = tranche_documents_finish_summary (summary, request, error);
  g_autoptr (TrancheLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (document == NULL)
    return FALSE;

  layout = tranche_layout_new (typesetter, document);
  issued->pages = tranche_layout_get_n_pages (layout);
  issued->title = g_strdup (tranche_document_get_title (document));
  if (!tranche_pdf_write (typesetter, document, stream, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return FALSE;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  if (!tranche_documents_insert (operation, issued, bytes, error))
    return FALSE;
  *frozen = g_steal_pointer (&document);
  return TRUE;
}

TrancheIssuedDocument *
tranche_documents_issue (TrancheDatabase *db,
                         gint64 client_id,
                         const TrancheDocumentRequest *request,
                         gboolean allow_empty,
                         TrancheDocument **document,
                         GError **error)
{
  g_autoptr (TrancheDocument) frozen = NULL;
  g_autoptr (TrancheIssuedDocument) issued = tranche_issued_document_new ();
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheSummaryFacts) facts = NULL;
  g_autoptr (TrancheSummary) summary = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && request != NULL, NULL);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_ISSUE, "", error);
  if (operation == NULL)
    return NULL;

  facts = tranche_documents_load_facts (db, client_id, request, error);
  if (facts == NULL)
    return NULL;
  if (facts->previous->len == 0 && facts->upcoming->len == 0 && !allow_empty)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                   "The agreement %s entitles the client to no service at all",
                   facts->agreement_number);
      return NULL;
    }

  issued->kind = tranche_document_get_kind (request->kind);
  issued->party_id = client_id;
  issued->agreement_id = facts->agreement_id;
  issued->issued_on = request->today;
  issued->number = tranche_documents_allot_number (operation, issued->kind, request->today, error);
  if (issued->number == NULL)
    return NULL;

  summary = tranche_documents_word_summary (facts, request);
  summary->draft = FALSE;
  summary->number = g_strdup (issued->number);
  /* Translators: %s is a document's number */
  label = g_strdup_printf (_ ("Document %s issued"), issued->number);
  tranche_operation_set_label (operation, label);
  if (!freeze (operation, summary, request, issued, &frozen, error)
      || (facts->state == TRANCHE_AGREEMENT_DRAFT
          && !mark_as_issued (operation, facts->agreement_id, error))
      || !tranche_operation_commit (g_steal_pointer (&operation), error))
    return NULL;

  if (document != NULL)
    *document = g_steal_pointer (&frozen);
  return g_steal_pointer (&issued);
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
