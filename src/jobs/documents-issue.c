/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/documents-file.h"
#include "jobs/documents-private.h"

#include "domain/entities/agreement.h"
#include "domain/error.h"
#include "store/cancelled.h"
#include "store/permissions.h"
#include "store/queries/summary-agreements.h"
#include "store/records.h"

#include <glib/gi18n.h>

/* An operation in which documents are numbered one after the other. */
typedef struct
{
  TrancheDatabase *db;
  const TrancheDocumentIssueBatch *batch;
  TrancheOperation *operation;   /* owned; NULL while it is only planned */
  TrancheTypesetter *typesetter; /* owned */
  gint64 latest;
  TrancheDocumentIssues *issues; /* owned */
} Desk;

static void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->operation, tranche_operation_cancel);
  g_clear_pointer (&desk->typesetter, tranche_typesetter_unref);
  g_clear_pointer (&desk->issues, tranche_document_issues_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
left_out_free (gpointer data)
{
  TrancheLeftOut *left_out = data;

  g_free (left_out->name);
  g_free (left_out->message);
  g_free (left_out);
}

static TrancheDocumentIssues *
document_issues_new (void)
{
  TrancheDocumentIssues *issues = g_new0 (TrancheDocumentIssues, 1);

  issues->issued = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_issued_document_free);
  issues->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_document_unref);
  issues->left_out = g_ptr_array_new_with_free_func (left_out_free);
  return issues;
}

void
tranche_document_issues_free (TrancheDocumentIssues *issues)
{
  if (issues == NULL)
    return;

  g_clear_pointer (&issues->issued, g_ptr_array_unref);
  g_clear_pointer (&issues->documents, g_ptr_array_unref);
  g_clear_pointer (&issues->left_out, g_ptr_array_unref);
  g_free (issues);
}

guint
tranche_document_issues_count_left_out (const TrancheDocumentIssues *issues,
                                        TrancheLeftOutReason reason)
{
  guint count = 0;

  g_return_val_if_fail (issues != NULL, 0);

  for (guint i = 0; i < issues->left_out->len; i++)
    count += ((TrancheLeftOut *) issues->left_out->pdata[i])->reason == reason;
  return count;
}

static gboolean
leave_out (Desk *desk,
           gint64 client_id,
           TrancheLeftOutReason reason,
           const char *message,
           GError **error)
{
  g_autofree char *name = tranche_summary_client_name (desk->db, client_id, error);
  TrancheLeftOut *left_out;

  if (name == NULL)
    return FALSE;

  left_out = g_new0 (TrancheLeftOut, 1);
  left_out->client_id = client_id;
  left_out->name = g_steal_pointer (&name);
  left_out->reason = reason;
  left_out->message = g_strdup (message);
  g_ptr_array_add (desk->issues->left_out, left_out);
  return TRUE;
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

/* The bytes of @document, kept under the number that @issued has. */
static gboolean
freeze (Desk *desk, TrancheDocument *document, TrancheIssuedDocument *issued, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TrancheLayout) layout = tranche_layout_new (desk->typesetter, document);

  issued->pages = tranche_layout_get_n_pages (layout);
  issued->title = g_strdup (tranche_document_get_title (document));
  bytes = tranche_pdf_write_bytes (desk->typesetter, document, NULL, error);
  return bytes != NULL && tranche_documents_insert (desk->operation, issued, bytes, error);
}

static gboolean
issue_document (Desk *desk,
                gint64 client_id,
                const TrancheSummaryFacts *facts,
                TrancheSummary *summary,
                GError **error)
{
  const TrancheDocumentRequest *request = &desk->batch->request;
  g_autoptr (TrancheIssuedDocument) issued = tranche_issued_document_new ();
  g_autoptr (TrancheDocument) document = NULL;

  issued->kind = tranche_document_get_kind (request->kind);
  issued->party_id = client_id;
  issued->agreement_id = facts->agreement_id;
  issued->issued_on = request->today;
  issued->period_start = facts->periods.upcoming_from;
  issued->period_end = facts->periods.upcoming_until;
  issued->number = tranche_documents_make_number (issued->kind, request->today, desk->latest + 1);
  summary->draft = FALSE;
  summary->number = g_strdup (issued->number);
  document = tranche_documents_finish_summary (summary, request, error);
  if (document == NULL || !freeze (desk, document, issued, error)
      || !tranche_summary_facts_keep_promise (desk->operation, facts, error)
      || (facts->state == TRANCHE_AGREEMENT_DRAFT
          && !mark_as_issued (desk->operation, facts->agreement_id, error)))
    return FALSE;

  desk->latest++;
  if (desk->issues->documents->len < desk->batch->n_shown)
    g_ptr_array_add (desk->issues->documents, g_steal_pointer (&document));
  g_ptr_array_add (desk->issues->issued, g_steal_pointer (&issued));
  return TRUE;
}

static gboolean
find_earlier (Desk *desk,
              gint64 client_id,
              const TrancheSummaryFacts *facts,
              TrancheIssuedDocument **earlier,
              GError **error)
{
  gint64 id;

  *earlier = NULL;
  if (desk->batch->again)
    return TRUE;
  if (!tranche_documents_find (desk->db, client_id, facts->agreement_id,
                               tranche_document_get_kind (desk->batch->request.kind),
                               facts->periods.upcoming_from, &id, error))
    return FALSE;
  if (id != 0)
    *earlier = tranche_documents_load (desk->db, id, error);
  return id == 0 || *earlier != NULL;
}

/* Issues the client's document, or where nothing is written finds out whether it could be. */
static gboolean
handle_client (Desk *desk, gint64 client_id, GError **error)
{
  const TrancheDocumentRequest *request = &desk->batch->request;
  g_autoptr (TrancheSummaryFacts) facts = NULL;
  g_autoptr (TrancheSummary) summary = NULL;
  g_autoptr (TrancheDocument) attempt = NULL;
  g_autoptr (GError) local_error = NULL;
  TrancheIssuedDocument *earlier;

  facts = tranche_documents_load_facts (desk->db, client_id, request, &local_error);
  if (facts != NULL)
    {
      if (!find_earlier (desk, client_id, facts, &earlier, error))
        return FALSE;
      if (earlier != NULL)
        {
          g_ptr_array_add (desk->issues->issued, earlier);
          desk->issues->n_earlier++;
          return TRUE;
        }
      summary = tranche_documents_word_summary (facts, request);
      attempt = tranche_documents_finish_summary (summary, request, &local_error);
    }
  if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
    return leave_out (desk, client_id, TRANCHE_LEFT_OUT_NO_AGREEMENT, NULL, error);
  if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID))
    return leave_out (desk, client_id, TRANCHE_LEFT_OUT_UNUSABLE, local_error->message, error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (facts->previous->len == 0 && facts->upcoming->len == 0 && !desk->batch->allow_empty)
    return leave_out (desk, client_id, TRANCHE_LEFT_OUT_NO_SERVICES, NULL, error);

  desk->issues->n_new++;
  return desk->operation == NULL || issue_document (desk, client_id, facts, summary, error);
}

static gboolean
handle_clients (Desk *desk,
                TrancheProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  guint n_clients = desk->batch->n_client_ids;

  for (guint i = 0; i < n_clients; i++)
    {
      g_autofree char *step = NULL;

      if (!tranche_check_cancelled (cancellable, error)
          || !handle_client (desk, desk->batch->client_ids[i], error))
        return FALSE;
      if (progress == NULL)
        continue;
      /* Translators: how many clients of how many are done */
      step = g_strdup_printf (ngettext ("%'u of %'u client", "%'u of %'u clients", n_clients),
                              i + 1, n_clients);
      progress ((double) (i + 1) / n_clients, step, progress_data);
    }
  return TRUE;
}

gboolean
tranche_documents_find_obstacle (TrancheDatabase *db,
                                 gint64 member_id,
                                 char **obstacle,
                                 GError **error)
{
  return tranche_permissions_find_obstacle (db, member_id, TRANCHE_PERMISSION_ISSUE_DOCUMENTS, 0,
                                            obstacle, error);
}

TrancheDocumentIssues *
tranche_documents_plan_issues (TrancheDatabase *db,
                               const TrancheDocumentIssueBatch *batch,
                               GCancellable *cancellable,
                               GError **error)
{
  g_auto (Desk) desk = { .db = db, .batch = batch, .issues = document_issues_new () };

  g_return_val_if_fail (db != NULL && batch != NULL, NULL);

  if (!handle_clients (&desk, NULL, NULL, cancellable, error))
    return NULL;
  return g_steal_pointer (&desk.issues);
}

static char *
make_label (const TrancheDocumentIssues *issues)
{
  const TrancheIssuedDocument *only;

  if (issues->n_new != 1 || issues->issued->len != 1)
    return g_strdup_printf (ngettext ("%'u document issued", "%'u documents issued", issues->n_new),
                            issues->n_new);
  only = g_ptr_array_index (issues->issued, 0);
  /* Translators: %s is a document's number */
  return g_strdup_printf (_ ("Document %s issued"), only->number);
}

TrancheDocumentIssues *
tranche_documents_issue (TrancheDatabase *db,
                         const TrancheDocumentIssueBatch *batch,
                         TrancheProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (Desk) desk = { .db = db, .batch = batch, .issues = document_issues_new () };
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && batch != NULL, NULL);

  desk.typesetter = tranche_typesetter_new ();
  desk.operation = tranche_operation_begin (db, TRANCHE_OPERATION_ISSUE, "", error);
  if (desk.operation == NULL
      || !tranche_documents_find_latest_number (db, tranche_document_get_kind (batch->request.kind),
                                                batch->request.today, &desk.latest, error)
      || !handle_clients (&desk, progress, progress_data, cancellable, error))
    return NULL;

  label = make_label (desk.issues);
  tranche_operation_set_label (desk.operation, label);
  if (!tranche_operation_commit (g_steal_pointer (&desk.operation), error))
    return NULL;
  return g_steal_pointer (&desk.issues);
}

gboolean
tranche_documents_write_issued (TrancheDatabase *db,
                                GPtrArray *issued,
                                const char *folder,
                                TrancheProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error)
{
  g_return_val_if_fail (db != NULL && issued != NULL && folder != NULL, FALSE);

  for (guint i = 0; i < issued->len; i++)
    {
      const TrancheIssuedDocument *document = g_ptr_array_index (issued, i);
      g_autofree char *name = g_strdup_printf ("%s.pdf", document->number);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *step = NULL;

      if (!tranche_check_cancelled (cancellable, error))
        return FALSE;
      bytes = tranche_documents_read (db, document->id, error);
      if (bytes == NULL || !tranche_document_file_write (path, bytes, error))
        return FALSE;
      if (progress == NULL)
        continue;
      step = g_strdup_printf (ngettext ("%'u of %'u document", "%'u of %'u documents", issued->len),
                              i + 1, issued->len);
      progress ((double) (i + 1) / issued->len, step, progress_data);
    }
  return TRUE;
}
