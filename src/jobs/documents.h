/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/progress.h"
#include "report/layout.h"
#include "report/pdf.h"
#include "report/summary.h"
#include "store/documents.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrancheDocumentRequest:
 * @blocks: which parts to print
 * @today: the day of the document; also decides its period
 * @period: first day of the upcoming period, see tranche_summary_periods_list();
 * %TRANCHE_DATE_NONE: the usual one of @today
 * @with_drafts: whether agreements that haven't been issued are printed too
 * @draft: whether the document carries the mark of what isn't issued; on from the start
 *
 * What to print. Of each client it is the newest agreement of the kind.
 */
typedef struct
{
  TrancheSummaryKind kind;
  TrancheSummaryBlocks blocks;
  TranchePaper paper;
  TrancheDate today;
  TrancheDate period;
  gboolean with_drafts;
  gboolean draft;
} TrancheDocumentRequest;

void tranche_document_request_init (TrancheDocumentRequest *request,
                                    TrancheSummaryKind kind,
                                    TrancheDate today);

/* Of fee disclosure and ongoing schedules the ongoing agreement is printed. */
TrancheAgreementKind tranche_document_get_agreement_kind (TrancheSummaryKind kind);
TrancheDocumentKind tranche_document_get_kind (TrancheSummaryKind kind);

/**
 * tranche_documents_make_summary:
 *
 * What one client's document says, without a number.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_NOT_FOUND if the client has no agreement of
 * the kind, %TRANCHE_ERROR_INVALID if its dates make no period
 */
TrancheSummary *tranche_documents_make_summary (TrancheDatabase *db,
                                                gint64 client_id,
                                                const TrancheDocumentRequest *request,
                                                GError **error);

/* (transfer full): the same as a document, which can be laid out on any thread. */
TrancheDocument *tranche_documents_make (TrancheDatabase *db,
                                         gint64 client_id,
                                         const TrancheDocumentRequest *request,
                                         GError **error);

/* (transfer full) (element-type TrancheDate): first days of the upcoming periods there is a choice
 * of, oldest first; NULL with NOT_FOUND as above. */
GArray *tranche_documents_list_periods (TrancheDatabase *db,
                                        gint64 client_id,
                                        const TrancheDocumentRequest *request,
                                        GError **error);

/* (transfer full): what a client's file is called, see tranche_documents_make_file_name(). */
char *tranche_documents_suggest_file_name (TrancheDatabase *db,
                                           gint64 client_id,
                                           const TrancheDocumentRequest *request,
                                           GError **error);

/**
 * tranche_documents_issue:
 * @allow_empty: the second yes for an agreement without any entitlement
 * @document: (out) (optional) (transfer full): the document as it was frozen, to be shown
 *
 * Numbers a client's document, freezes its bytes and keeps them, in one operation that can't be
 * undone; an agreement in draft becomes issued with it. On the writer.
 *
 * Returns: (transfer full): %NULL with the errors of tranche_documents_make_summary(), or
 * %TRANCHE_ERROR_REFUSED, nothing done, if there is nothing the client would be entitled to
 */
TrancheIssuedDocument *tranche_documents_issue (TrancheDatabase *db,
                                                gint64 client_id,
                                                const TrancheDocumentRequest *request,
                                                gboolean allow_empty,
                                                TrancheDocument **document,
                                                GError **error);

/* Batches ------------------------------------------------------------------------------------- */

/**
 * TrancheDocumentBatch:
 * @client_ids: in the order in which they are written
 * @folder: where the files go; it must exist
 * @combined: one file for all, with a bookmark each, rather than one file a client
 * @file_name: (nullable): of the combined file; %NULL: "FDS-2026-11-21.pdf"
 */
typedef struct
{
  TrancheDocumentRequest request;
  const gint64 *client_ids;
  guint n_client_ids;
  const char *folder;
  gboolean combined;
  const char *file_name;
} TrancheDocumentBatch;

/**
 * TrancheDocumentBatchResult:
 * @documents: written
 * @skipped: clients without such an agreement
 * @unusable: clients whose agreement can't be printed: its dates make no period, or its fees don't
 * add up
 * @first_unusable: (nullable): why, of the first of them, in English
 * @path: (nullable): of the combined file
 */
typedef struct
{
  guint documents;
  guint pages;
  guint skipped;
  guint unusable;
  char *first_unusable;
  char *path;
} TrancheDocumentBatchResult;

void tranche_document_batch_result_free (TrancheDocumentBatchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheDocumentBatchResult, tranche_document_batch_result_free)

/**
 * tranche_documents_write_batch:
 * @progress: (nullable): told on the calling thread
 *
 * Writes many clients' documents, unnumbered: what is to be frozen is issued. The connection is
 * read on the calling thread while others, one a core, lay out and write. Memory doesn't grow with
 * the number of clients. Give it a connection in a transaction: then all is of one snapshot. Every
 * file is written under another name first; those that are whole stay when the batch fails or is
 * cancelled.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_NO_SPACE, %TRANCHE_ERROR_READ_ONLY,
 * %TRANCHE_ERROR_NOT_FOUND (the folder), %TRANCHE_ERROR_CANCELLED, or an error of the file.
 * %TRANCHE_ERROR_REFUSED if no client has such an agreement
 */
TrancheDocumentBatchResult *tranche_documents_write_batch (TrancheDatabase *db,
                                                           const TrancheDocumentBatch *batch,
                                                           TrancheProgressFunc progress,
                                                           gpointer progress_data,
                                                           GCancellable *cancellable,
                                                           GError **error);

/* "FDS-00042-2026-11-21.pdf": the client's own number, or ours where the practice gave none, never
 * a name. (transfer full) */
char *tranche_documents_make_file_name (TrancheSummaryKind kind,
                                        const char *client_reference,
                                        gint64 client_id,
                                        TrancheDate day);

G_END_DECLS
