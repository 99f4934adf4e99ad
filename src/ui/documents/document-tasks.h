/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/documents.h"
#include "model/activity.h"
#include "store/store.h"

G_BEGIN_DECLS

/* So many clients' documents are shown at most; saving and printing take all. */
#define TRANCHE_DOCUMENT_SET_MOST 60

/**
 * TrancheDocumentSet:
 * @documents: (element-type TrancheDocument): those to show
 * @n_tried: of how many clients
 * @skipped: clients of those without such an agreement
 * @unusable: clients of those whose agreement can't be printed
 *
 * What a preview shows. For one client also what there is to choose: @periods and the one that is
 * shown, @issued (element-type TrancheIssuedDocument) and @file_name. @obstacle: (nullable): why
 * who acts may not issue it, in a sentence.
 */
typedef struct
{
  GPtrArray *documents;
  guint n_tried;
  guint skipped;
  guint unusable;
  GArray *periods;
  TrancheDate period;
  GPtrArray *issued;
  char *file_name;
  char *obstacle;
} TrancheDocumentSet;

void tranche_document_set_free (TrancheDocumentSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheDocumentSet, tranche_document_set_free)

/* @client_ids: (element-type gint64). @member_id: who acts; 0: nobody by name. Reads on a reader.
 */
void tranche_document_set_load_async (TrancheStore *store,
                                      GArray *client_ids,
                                      const TrancheDocumentRequest *request,
                                      gint64 member_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
TrancheDocumentSet *
tranche_document_set_load_finish (TrancheStore *store, GAsyncResult *result, GError **error);

/* See tranche_documents_plan_issues(). */
void tranche_document_plan_async (TrancheStore *store,
                                  GArray *client_ids,
                                  const TrancheDocumentRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
TrancheDocumentIssues *
tranche_document_plan_finish (TrancheStore *store, GAsyncResult *result, GError **error);

/* See tranche_documents_issue(). @activity: (nullable): is told the progress, and cancels. */
void tranche_document_issue_async (TrancheStore *store,
                                   GArray *client_ids,
                                   const TrancheDocumentRequest *request,
                                   gboolean allow_empty,
                                   gboolean again,
                                   TrancheActivity *activity,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
TrancheDocumentIssues *
tranche_document_issue_finish (TrancheStore *store, GAsyncResult *result, GError **error);

/* See tranche_documents_write_issued(). @issued: (element-type TrancheIssuedDocument) */
void tranche_document_write_issued_async (TrancheStore *store,
                                          GPtrArray *issued,
                                          const char *folder,
                                          TrancheActivity *activity,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
tranche_document_write_issued_finish (TrancheStore *store, GAsyncResult *result, GError **error);

/* The frozen bytes. */
void tranche_document_read_issued_async (TrancheStore *store,
                                         gint64 document_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GBytes *
tranche_document_read_issued_finish (TrancheStore *store, GAsyncResult *result, GError **error);

/* See tranche_documents_write_batch(). @file_name: (nullable): NULL for one file a client. The
 * activity is told the progress, and cancels. */
void tranche_document_write_async (TrancheStore *store,
                                   GArray *client_ids,
                                   const TrancheDocumentRequest *request,
                                   const char *folder,
                                   const char *file_name,
                                   TrancheActivity *activity,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
TrancheDocumentBatchResult *
tranche_document_write_finish (TrancheStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
