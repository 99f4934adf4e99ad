/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/jobs/document-batch.h"

#include <glib/gi18n.h>
#include <locale.h>

static TrancheDocumentIssues *
issue (TrancheDatabase *db, const TrancheDocumentIssueBatch *batch)
{
  g_autoptr (GError) error = NULL;
  TrancheDocumentIssues *issues = tranche_documents_issue (db, batch, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return issues;
}

static const gint64 first_client[] = { 1 };

static TrancheDocumentIssueBatch
make_issue (TrancheSummaryKind kind)
{
  return (TrancheDocumentIssueBatch) {
    .request = make_request (kind), .client_ids = first_client, .n_client_ids = 1, .n_shown = 1
  };
}

static GBytes *
read_issued (TrancheDatabase *db, const TrancheDocumentIssues *issues, guint position)
{
  const TrancheIssuedDocument *issued = g_ptr_array_index (issues->issued, position);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tranche_documents_read (db, issued->id, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  return bytes;
}

static void
test_issue (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_OFA);
  g_autoptr (TrancheDocumentIssues) issues = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) again = NULL;
  const TrancheIssuedDocument *issued;

  practice_execute (db, "UPDATE agreement SET state = 1");
  batch.request.with_drafts = TRUE;
  issues = issue (db, &batch);
  g_assert_cmpuint (issues->n_new, ==, 1);
  g_assert_cmpuint (issues->documents->len, ==, 1);
  issued = g_ptr_array_index (issues->issued, 0);
  g_assert_cmpstr (issued->number, ==, "OFA-2026-00001");
  g_assert_cmpuint (issued->pages, >=, 1);
  g_assert_cmpint (issued->period_start, ==, practice_day ("2026-07-01"));
  g_assert_cmpint (issued->period_end, ==, practice_day ("2027-06-30"));
  g_assert_cmpint (scratch_query (db, "SELECT state FROM agreement"), ==, TRANCHE_AGREEMENT_ISSUED);

  /* What the file says later changes nothing. */
  bytes = read_issued (db, issues, 0);
  practice_execute (db, "UPDATE entitlement SET name = 'Another'");
  again = read_issued (db, issues, 0);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
assert_promises (TrancheDatabase *db, const char *day, const char *service, gboolean promised)
{
  TrancheDocumentRequest request = make_request (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  request.today = practice_day (day);
  summary = tranche_documents_make_summary (db, 1, &request, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < summary->upcoming->len; i++)
    found |= g_str_equal (((TrancheSummaryService *) summary->upcoming->pdata[i])->name, service);
  g_assert_true (found == promised);
}

/* What was promised stays so, in its words, when the package is edited: for its period. */
static void
test_issue_keeps_promise (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocumentIssues) issues = NULL;
  g_autoptr (TrancheDocumentIssues) repeated = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) again = NULL;
  gint64 count;
  gint64 benefit_id;
  g_autofree char *name = NULL;
  g_autoptr (TrancheStatement) statement = NULL;

  statement = tranche_database_prepare (
      db,
      "SELECT b.id, b.name FROM segment_benefit s JOIN benefit b ON b.id = s.benefit_id"
      " WHERE s.segment_id = 2 AND b.frequency BETWEEN 1 AND 6 ORDER BY b.id LIMIT 1",
      NULL);
  g_assert_true (tranche_statement_step (statement, NULL));
  benefit_id = tranche_statement_get_int64 (statement, 0);
  name = tranche_statement_dup_text (statement, 1);
  g_clear_pointer (&statement, tranche_statement_release);
  assert_promises (db, "2026-11-21", name, TRUE);

  count = scratch_query (db, "SELECT count (*) FROM entitlement");
  issues = issue (db, &batch);
  bytes = read_issued (db, issues, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"), >, count);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"
                                      " WHERE period_start = '2026-07-01' AND period_end ="
                                      " '2027-06-30' AND benefit_id IS NOT NULL"),
                   ==, scratch_query (db, "SELECT count (*) FROM entitlement") - count);
  count = scratch_query (db, "SELECT count (*) FROM entitlement");

  scratch_execute (db, "DROP TRIGGER IF EXISTS built_in_benefit_no_update");
  practice_execute (db, "UPDATE benefit SET name = 'Renamed' WHERE id = %" G_GINT64_FORMAT,
                    benefit_id);
  assert_promises (db, "2026-11-21", name, TRUE);
  assert_promises (db, "2026-11-21", "Renamed", FALSE);
  assert_promises (db, "2027-07-02", "Renamed", TRUE);
  assert_promises (db, "2027-07-02", name, FALSE);

  repeated = issue (db, &batch);
  g_assert_cmpuint (repeated->n_new, ==, 0);
  g_assert_cmpuint (repeated->n_earlier, ==, 1);
  again = read_issued (db, repeated, 0);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"), ==, count);
}

static void
test_issue_again (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocumentIssues) first = issue (db, &batch);
  g_autoptr (TrancheDocumentIssues) second = NULL;

  batch.again = TRUE;
  second = issue (db, &batch);
  g_assert_cmpuint (second->n_new, ==, 1);
  g_assert_cmpuint (second->n_earlier, ==, 0);
  g_assert_cmpstr (((TrancheIssuedDocument *) second->issued->pdata[0])->number, ==,
                   "FDS-2026-00002");

  /* The latest is the one that is printed again. */
  batch.again = FALSE;
  g_clear_pointer (&second, tranche_document_issues_free);
  second = issue (db, &batch);
  g_assert_cmpstr (((TrancheIssuedDocument *) second->issued->pdata[0])->number, ==,
                   "FDS-2026-00002");

  /* Another period is another document. */
  batch.request.today = practice_day ("2027-07-02");
  g_clear_pointer (&second, tranche_document_issues_free);
  second = issue (db, &batch);
  g_assert_cmpuint (second->n_new, ==, 1);
  g_assert_nonnull (first);
}

/* Issues again what was issued for the period: the bytes of then. */
static void
assert_same_bytes (TrancheDatabase *db, const TrancheDocumentIssueBatch *batch, GBytes *bytes)
{
  g_autoptr (TrancheDocumentIssues) issues = issue (db, batch);
  g_autoptr (GBytes) again = NULL;

  g_assert_cmpuint (issues->n_new, ==, 0);
  again = read_issued (db, issues, 0);
  g_assert_true (g_bytes_equal (bytes, again));
}

/* Other paper, other parts, another day: what was issued stays as it was, and so does it beside a
 * new one. */
static void
test_issued_other_paper (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocumentIssues) first = issue (db, &batch);
  g_autoptr (TrancheDocumentIssues) second = NULL;
  g_autoptr (GBytes) bytes = read_issued (db, first, 0);
  g_autoptr (GBytes) still = NULL;
  g_autoptr (GBytes) other = NULL;

  batch.request.paper = TRANCHE_PAPER_LETTER;
  batch.request.blocks = TRANCHE_SUMMARY_FEES;
  batch.request.today++;
  assert_same_bytes (db, &batch, bytes);

  batch.again = TRUE;
  second = issue (db, &batch);
  g_assert_cmpuint (second->n_new, ==, 1);
  other = read_issued (db, second, 0);
  g_assert_false (g_bytes_equal (bytes, other));
  still = read_issued (db, first, 0);
  g_assert_true (g_bytes_equal (bytes, still));
}

/* What was issued in English isn't German for who opens the file in German. */
static void
test_issued_other_language (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocumentIssues) first = issue (db, &batch);
  g_autoptr (GBytes) bytes = read_issued (db, first, 0);
  g_autofree char *catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("this machine doesn't know German");
      return;
    }
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_assert_cmpstr (tranche_summary_kind_get_title (TRANCHE_SUMMARY_FDS), ==, "Gebührenaufstellung");
  assert_same_bytes (db, &batch, bytes);
  setlocale (LC_ALL, before);
}

static void
test_issue_empty (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocumentIssues) issues = NULL;

  practice_execute (db, "DELETE FROM delivery");
  practice_execute (db, "DELETE FROM entitlement");
  practice_execute (db, "UPDATE agreement SET segment_id = NULL");
  issues = issue (db, &batch);
  g_assert_cmpuint (issues->issued->len, ==, 0);
  g_assert_cmpuint (tranche_document_issues_count_left_out (issues, TRANCHE_LEFT_OUT_NO_SERVICES),
                    ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM issued_document"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 6"), ==, 0);

  batch.allow_empty = TRUE;
  g_clear_pointer (&issues, tranche_document_issues_free);
  issues = issue (db, &batch);
  g_assert_cmpuint (issues->n_new, ==, 1);
}

static void
test_issue_denied (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocumentIssues) issues = NULL;
  g_autofree char *obstacle = NULL;
  g_autoptr (GError) error = NULL;

  scratch_execute (db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES"
                       " (80, 6, 'Mai Ito', 'ito'), (81, 6, 'Ann Lee', 'lee')");
  /* Compliance reads; client service issues. */
  scratch_execute (db, "INSERT INTO team_member (id, given_names, family_name, role_id, office_id)"
                       " VALUES (80, 'Mai', 'Ito', 2, 1), (81, 'Ann', 'Lee', 6, 1)");
  tranche_database_set_actor (db, 80, "Mai Ito");
  g_assert_null (tranche_documents_issue (db, &batch, NULL, NULL, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (tranche_documents_find_obstacle (db, 80, &obstacle, &error));
  g_assert_nonnull (strstr (obstacle, "issue documents"));
  g_clear_pointer (&obstacle, g_free);
  g_assert_true (tranche_documents_find_obstacle (db, 81, &obstacle, &error));
  g_assert_null (obstacle);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM issued_document"), ==, 0);

  tranche_database_set_actor (db, 81, "Ann Lee");
  issues = issue (db, &batch);
  g_assert_cmpuint (issues->n_new, ==, 1);
}

static void
test_issue_batch (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheDocumentIssues) plan = NULL;
  g_autoptr (TrancheDocumentIssues) issues = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TrancheDocumentIssueBatch batch = make_issue (TRANCHE_SUMMARY_FDS);
  BatchCase batch_case;
  double fraction = 0;

  add_clients (db, 11, 20);
  practice_add_client (db, 31, 1);
  practice_execute (db, "UPDATE agreement SET segment_id = NULL WHERE id = 13");
  batch_case_set_up (&batch_case, scratch, 11, 31);
  batch.client_ids = (gint64 *) (gpointer) batch_case.ids->data;
  batch.n_client_ids = 3;
  g_clear_pointer (&issues, tranche_document_issues_free);
  issues = issue (db, &batch);
  g_assert_cmpuint (issues->n_new, ==, 2);
  g_assert_cmpuint (issues->documents->len, ==, 1);

  batch.n_client_ids = batch_case.ids->len;
  plan = tranche_documents_plan_issues (db, &batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_new, ==, 17);
  g_assert_cmpuint (plan->n_earlier, ==, 2);
  g_assert_cmpuint (plan->left_out->len, ==, 2);
  g_assert_cmpint (((TrancheLeftOut *) plan->left_out->pdata[0])->reason, ==,
                   TRANCHE_LEFT_OUT_NO_SERVICES);
  g_assert_cmpint (((TrancheLeftOut *) plan->left_out->pdata[1])->client_id, ==, 31);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM issued_document"), ==, 2);

  /* Cancelled: nothing of it is there. */
  g_assert_null (
      tranche_documents_issue (db, &batch, cancel_at_half, cancellable, cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM issued_document"), ==, 2);

  g_clear_pointer (&issues, tranche_document_issues_free);
  issues = tranche_documents_issue (db, &batch, keep_fraction, &fraction, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (issues->n_new, ==, plan->n_new);
  g_assert_cmpuint (issues->issued->len, ==, 19);
  g_assert_cmpfloat (fraction, ==, 1.0);
  g_assert_cmpstr (((TrancheIssuedDocument *) issues->issued->pdata[18])->number, ==,
                   "FDS-2026-00019");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 6"), ==, 2);

  g_assert_true (tranche_documents_write_issued (db, issues->issued, batch_case.folder, NULL, NULL,
                                                 NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (batch_case.folder), ==, 19);
  for (guint i = 0; i < issues->issued->len; i += 9)
    {
      const TrancheIssuedDocument *issued = g_ptr_array_index (issues->issued, i);
      g_autofree char *name = g_strdup_printf ("%s.pdf", issued->number);
      g_autofree char *path = g_build_filename (batch_case.folder, name, NULL);
      g_autofree char *content = NULL;
      g_autoptr (GBytes) bytes = read_issued (db, issues, i);
      gsize size;

      g_assert_true (g_file_get_contents (path, &content, &size, NULL));
      g_assert_cmpmem (content, size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  batch_case_tear_down (&batch_case);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/documents-issue/one", test_issue);
  scratch_test ("/jobs/documents-issue/keeps-promise", test_issue_keeps_promise);
  scratch_test ("/jobs/documents-issue/again", test_issue_again);
  scratch_test ("/jobs/documents-issue/other-paper", test_issued_other_paper);
  scratch_test ("/jobs/documents-issue/other-language", test_issued_other_language);
  scratch_test ("/jobs/documents-issue/empty", test_issue_empty);
  scratch_test ("/jobs/documents-issue/denied", test_issue_denied);
  scratch_test ("/jobs/documents-issue/batch", test_issue_batch);

  return g_test_run ();
}
