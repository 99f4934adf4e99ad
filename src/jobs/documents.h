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

/* Issuing ------------------------------------------------------------------------------------- */

/**
 * TrancheDocumentIssueBatch:
 * @client_ids: in the order in which they are numbered
 * @allow_empty: the second yes for agreements that entitle the client to no service at all
 * @again: a new document also where one was issued for the same period
 * @n_shown: so many of the new documents are given back, to be shown
 *
 * Whose documents to issue.
 */
typedef struct
{
  TrancheDocumentRequest request;
  const gint64 *client_ids;
  guint n_client_ids;
  gboolean allow_empty;
  gboolean again;
  guint n_shown;
} TrancheDocumentIssueBatch;

typedef enum
{
  TRANCHE_LEFT_OUT_NO_AGREEMENT = 1, /* of the kind, that was issued or signed */
  TRANCHE_LEFT_OUT_UNUSABLE,         /* its dates make no period, or its fees don't add up */
  TRANCHE_LEFT_OUT_NO_SERVICES,      /* the client is entitled to nothing */
} TrancheLeftOutReason;

/* A client whose document can't be issued. */
typedef struct
{
  gint64 client_id;
  char *name;
  TrancheLeftOutReason reason;
  char *message; /* of what is unusable, in English */
} TrancheLeftOut;

/**
 * TrancheDocumentIssues:
 * @issued: (element-type TrancheIssuedDocument): one a client that wasn't left out, in their order:
 * the new ones, and those of the same period from earlier
 * @documents: (element-type TrancheDocument): the new ones as they were frozen, see @n_shown
 * @n_new: of @issued; of a plan, how many there would be
 * @n_earlier: of @issued
 * @left_out: (element-type TrancheLeftOut)
 */
typedef struct
{
  GPtrArray *issued;
  GPtrArray *documents;
  guint n_new;
  guint n_earlier;
  GPtrArray *left_out;
} TrancheDocumentIssues;

void tranche_document_issues_free (TrancheDocumentIssues *issues);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheDocumentIssues, tranche_document_issues_free)

/* How many of @left_out have that reason. */
guint tranche_document_issues_count_left_out (const TrancheDocumentIssues *issues,
                                              TrancheLeftOutReason reason);

/* @obstacle: (out) (nullable) (transfer full): why the team member (0: nobody by name) may not
 * issue documents, in a sentence for people; %NULL: they may */
gboolean tranche_documents_find_obstacle (TrancheDatabase *db,
                                          gint64 member_id,
                                          char **obstacle,
                                          GError **error);

/**
 * tranche_documents_plan_issues:
 *
 * What tranche_documents_issue() would do, without doing it: for the question before. Reads; any
 * connection.
 *
 * Returns: (transfer full): without @documents, and with the earlier ones alone in @issued
 */
TrancheDocumentIssues *tranche_documents_plan_issues (TrancheDatabase *db,
                                                      const TrancheDocumentIssueBatch *batch,
                                                      GCancellable *cancellable,
                                                      GError **error);

/**
 * tranche_documents_issue:
 * @progress: (nullable): told on the calling thread
 *
 * Numbers the clients' documents, freezes their bytes and keeps them, all in one operation that
 * can't be undone. An agreement in draft becomes issued with it, and services that were worked out
 * from the package become the agreement's entitlements of the period. A document that was issued
 * for the same period isn't issued again, unless @again. On the writer, which is busy until the
 * end.
 *
 * Returns: (transfer full): %NULL, nothing done, with %TRANCHE_ERROR_DENIED,
 * %TRANCHE_ERROR_CANCELLED or an error of the file; a client that can't have one is no error, but
 * left out
 */
TrancheDocumentIssues *tranche_documents_issue (TrancheDatabase *db,
                                                const TrancheDocumentIssueBatch *batch,
                                                TrancheProgressFunc progress,
                                                gpointer progress_data,
                                                GCancellable *cancellable,
                                                GError **error);

/* Writes the frozen bytes of each as "FDS-2026-00017.pdf" into @folder, which must exist. Errors as
 * of tranche_documents_write_batch(), CORRUPT if bytes aren't those that were issued. */
gboolean tranche_documents_write_issued (TrancheDatabase *db,
                                         GPtrArray *issued,
                                         const char *folder,
                                         TrancheProgressFunc progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
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
 * Writes many clients' documents, unnumbered, and so marked as drafts unless the request says not:
 * what is to be frozen is issued. The connection is
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
