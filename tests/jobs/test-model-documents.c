/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "domain/frequency.h"
#include "jobs/documents.h"

/* A signed agreement of the client with the words that the benefit has now. */
static void
agree (Practice *practice, gint64 client_id, const char *number, gint64 benefit_id)
{
  TrancheOperation *operation = begin (practice->db);
  g_autoptr (TrancheRecord) record = load (practice->db, TRANCHE_TYPE_BENEFIT, benefit_id);
  TrancheBenefit *benefit = TRANCHE_BENEFIT (record);
  gint64 id = insert (operation, g_object_new (TRANCHE_TYPE_AGREEMENT, "number", number, "kind",
                                               TRANCHE_AGREEMENT_ONGOING, "party-id", client_id,
                                               "office-id", practice->office_id, "start-date",
                                               tranche_date_new (2025, 7, 1), "state",
                                               TRANCHE_AGREEMENT_SIGNED, NULL));

  insert (operation,
          g_object_new (TRANCHE_TYPE_ENTITLEMENT, "agreement-id", id, "benefit-id", benefit_id,
                        "name", benefit->name, "description", benefit->description, "frequency",
                        benefit->frequency, "kind", benefit->kind, "expected-count", (gint64) 1,
                        "period-start", tranche_date_new (2025, 7, 1), "period-end",
                        tranche_date_new (2026, 6, 30), "position", benefit->position, NULL));
  commit (operation);
}

/* (transfer full): the bytes of the document that is issued to the client now */
static GBytes *
issue (Practice *practice, gint64 client_id, gint64 *document_id)
{
  TrancheDocumentIssueBatch batch = { .client_ids = &client_id, .n_client_ids = 1 };
  g_autoptr (TrancheDocumentIssues) issues = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  tranche_document_request_init (&batch.request, TRANCHE_SUMMARY_FDS, TODAY);
  issues = tranche_documents_issue (practice->db, &batch, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (issues->issued->len, ==, 1);
  *document_id = ((TrancheIssuedDocument *) g_ptr_array_index (issues->issued, 0))->id;
  bytes = tranche_documents_read (practice->db, *document_id, &error);
  g_assert_no_error (error);
  return bytes;
}

/* What a document made now calls the client's one service. */
static void
assert_service (Practice *practice, gint64 client_id, const char *name)
{
  TrancheDocumentRequest request;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheSummary) summary = NULL;

  tranche_document_request_init (&request, TRANCHE_SUMMARY_FDS, TODAY);
  summary = tranche_documents_make_summary (practice->db, client_id, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary->previous->len, ==, 1);
  g_assert_cmpstr (((TrancheSummaryService *) summary->previous->pdata[0])->name, ==, name);
}

/* Renamed, moved and taken away: what was issued is the same bytes, and what is issued to others
 * says what the benefit is called now. */
static void
test_frozen (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 tax = find_benefit (db, model_id, "Tax summary");
  TrancheOperation *operation = begin (db);
  gint64 ng = add_client (operation, practice.office_id, "Ng");
  gint64 ward = add_client (operation, practice.office_id, "Ward");
  g_autoptr (TrancheRecord) benefit = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;
  gint64 second;

  commit (operation);
  agree (&practice, ng, "A-1", tax);
  assert_service (&practice, ng, "Tax summary");
  before = issue (&practice, ng, &first);

  benefit = load (db, TRANCHE_TYPE_BENEFIT, tax);
  g_object_set (benefit, "name", "Tax report", NULL);
  tranche_benefits_edit (db, TRANCHE_BENEFIT (benefit), &error);
  g_assert_no_error (error);
  tranche_benefits_move (db, tax, find_benefit (db, model_id, "Annual review meeting"), &error);
  g_assert_no_error (error);
  agree (&practice, ward, "A-2", tax);
  tranche_benefits_remove (db, tax, &error);
  g_assert_no_error (error);

  after = tranche_documents_read (db, first, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (before, after));
  assert_service (&practice, ng, "Tax summary");
  assert_service (&practice, ward, "Tax report");
  other = issue (&practice, ward, &second);
  g_assert_cmpint (second, !=, first);
  g_assert_false (g_bytes_equal (before, other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/model-documents/frozen", test_frozen);

  return g_test_run ();
}
