/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/summary-practice.h"

#include "jobs/documents.h"

#include "jobs/documents-file.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static TrancheDocumentRequest
make_request (TrancheSummaryKind kind)
{
  TrancheDocumentRequest request;

  tranche_document_request_init (&request, kind, practice_day ("2026-11-21"));
  return request;
}

static void
add_clients (TrancheDatabase *db, guint first, guint count)
{
  for (guint id = first; id < first + count; id++)
    {
      practice_add_client (db, id, 1);
      practice_execute (db, "UPDATE client SET reference = 'C%u' WHERE id = %u", id, id);
      practice_execute (db,
                        "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                        " start_date, state) VALUES (%u, 'B-%u', 1, %u, 1, 3, '2024-03-01', 3)",
                        id, id, id);
    }
}

static void
test_summary (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentRequest request = make_request (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  const TrancheSummaryService *report;
  const TrancheSummaryFee *paid;

  summary = tranche_documents_make_summary (db, 1, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (summary->client_people, ==, "Peter and Jean Elliott");
  g_assert_cmpstr (summary->salutation, ==, "Dear Peter and Jean");
  g_assert_cmpint (summary->rules, ==, TRANCHE_SUMMARY_RULES_CONSENT);
  g_assert_cmpint (summary->consent_from, ==, practice_day ("2026-05-02"));
  g_assert_true (summary->draft);

  report = g_ptr_array_index (summary->previous, 1);
  g_assert_cmpstr (report->name, ==, "Report");
  g_assert_cmpint (report->expected, ==, 4);
  g_assert_cmpint (report->received, ==, 3);
  g_assert_cmpstr (report->frequency, ==, "Quarterly");

  /* Twelve payments make one amount; what was paid once in the first year is behind us. */
  g_assert_cmpuint (summary->fees_paid->len, ==, 1);
  paid = g_ptr_array_index (summary->fees_paid, 0);
  g_assert_cmpint (paid->amount, ==, 540000);
  g_assert_cmpint (paid->payments, ==, 1);
  g_assert_cmpuint (summary->fees->len, ==, 1);
  g_assert_cmpint (((TrancheSummaryFee *) summary->fees->pdata[0])->payments, ==, 12);

  /* A signature of years ago isn't this year's. */
  g_assert_cmpint (((TrancheSummarySignatory *) summary->signatories->pdata[0])->signed_on, ==,
                   TRANCHE_DATE_NONE);
}

static void
test_fees_of_running_year (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentRequest request = make_request (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  request.today = practice_day ("2023-11-02");
  summary = tranche_documents_make_summary (db, 1, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (summary->previous_until, ==, practice_day ("2024-06-30"));
  g_assert_cmpint (((TrancheSummaryFee *) summary->fees_paid->pdata[0])->amount, ==, 180000);
}

static void
test_no_agreement (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentRequest request = make_request (TRANCHE_SUMMARY_FTA);
  g_autoptr (GError) error = NULL;

  g_assert_null (tranche_documents_make (db, 1, &request, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static void
test_periods (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheDocumentRequest request = make_request (TRANCHE_SUMMARY_FDS);
  g_autoptr (GArray) periods = NULL;
  g_autoptr (TrancheSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  periods = tranche_documents_list_periods (db, 1, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (periods->len, ==, 3);
  request.period = g_array_index (periods, TrancheDate, 0);
  summary = tranche_documents_make_summary (db, 1, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (summary->upcoming_from, ==, request.period);
}

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

/* On a full disk nothing is left behind, under no name. */
static void
test_file_no_space (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = g_build_filename (scratch->folder, "full.pdf", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small = { .rlim_cur = 4096 };

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small.rlim_max = limit.rlim_max;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (tranche_document_file_write (path, bytes, &error));
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, TRANCHE_ERROR);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 0);
  g_clear_error (&error);

  g_assert_true (tranche_document_file_write (path, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 1);
}

static void
test_file_names (void)
{
  static const struct
  {
    const char *reference;
    const char *expected;
  } cases[] = {
    { "00042", "FDS-00042-2026-11-21.pdf" },     { "", "FDS-c00007-2026-11-21.pdf" },
    { NULL, "FDS-c00007-2026-11-21.pdf" },       { "Elliott", "FDS-c00007-2026-11-21.pdf" },
    { "../../7", "FDS-------7-2026-11-21.pdf" }, { "A/1", "FDS-A-1-2026-11-21.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = tranche_documents_make_file_name (
          TRANCHE_SUMMARY_FDS, cases[i].reference, 7, practice_day ("2026-11-21"));

      g_assert_cmpstr (name, ==, cases[i].expected);
    }
}

typedef struct
{
  GArray *ids;
  TrancheDocumentBatch batch;
  char *folder;
} BatchCase;

static void
batch_case_set_up (BatchCase *batch_case, Scratch *scratch, gint64 first, gint64 last)
{
  batch_case->folder = g_build_filename (scratch->folder, "out", NULL);
  g_assert_cmpint (g_mkdir (batch_case->folder, 0700), ==, 0);
  batch_case->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 id = first; id <= last; id++)
    g_array_append_val (batch_case->ids, id);
  batch_case->batch = (TrancheDocumentBatch) { .request = make_request (TRANCHE_SUMMARY_FDS),
                                               .client_ids = (gint64 *) batch_case->ids->data,
                                               .n_client_ids = batch_case->ids->len,
                                               .folder = batch_case->folder };
}

static void
batch_case_tear_down (BatchCase *batch_case)
{
  g_array_unref (batch_case->ids);
  g_free (batch_case->folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
test_batch_files (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheDocumentBatchResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  BatchCase batch_case;

  add_clients (db, 11, 60);
  practice_add_client (db, 71, 1);
  /* Another office counts its clients as the first does. */
  practice_execute (db, "UPDATE client SET office_id = 2, reference = 'C11' WHERE id = 12");
  practice_execute (db, "UPDATE agreement SET start_date = '2997-01-01' WHERE id = 13");
  batch_case_set_up (&batch_case, scratch, 11, 71);

  result = tranche_documents_write_batch (db, &batch_case.batch, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->skipped, ==, 1);
  g_assert_cmpuint (result->documents + result->unusable, ==, 60);
  g_assert_cmpuint (result->pages, >=, result->documents);
  g_assert_cmpuint (count_files (batch_case.folder), ==, result->documents);
  path = g_build_filename (batch_case.folder, "FDS-C11-2026-11-21-2.pdf", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  batch_case_tear_down (&batch_case);
}

static void
keep_fraction (double fraction, const char *what, gpointer data)
{
  double *latest = data;

  g_assert_cmpfloat (fraction, >=, *latest);
  *latest = fraction;
}

static void
test_batch_combined (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheDocumentBatchResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  BatchCase batch_case;
  double fraction = 0;

  add_clients (db, 11, 20);
  batch_case_set_up (&batch_case, scratch, 11, 30);
  batch_case.batch.combined = TRUE;
  result = tranche_documents_write_batch (db, &batch_case.batch, keep_fraction, &fraction, NULL,
                                          &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (fraction, ==, 1.0);
  g_assert_cmpuint (result->documents, ==, 20);
  g_assert_true (g_str_has_suffix (result->path, "/FDS-2026-11-21.pdf"));
  g_assert_cmpuint (count_files (batch_case.folder), ==, 1);
  g_assert_true (g_file_get_contents (result->path, &content, NULL, &error));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  batch_case_tear_down (&batch_case);
}

static void
test_batch_nobody (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (GError) error = NULL;
  BatchCase batch_case;

  practice_add_client (db, 11, 1);
  batch_case_set_up (&batch_case, scratch, 11, 11);
  for (int combined = 0; combined <= 1; combined++)
    {
      batch_case.batch.combined = combined;
      g_assert_null (
          tranche_documents_write_batch (db, &batch_case.batch, NULL, NULL, NULL, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
      g_clear_error (&error);
      g_assert_cmpuint (count_files (batch_case.folder), ==, 0);
    }
  batch_case_tear_down (&batch_case);
}

static void
cancel_at_half (double fraction, const char *what, gpointer cancellable)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (cancellable);
}

static void
test_batch_cancel (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BatchCase batch_case;

  add_clients (db, 11, 120);
  batch_case_set_up (&batch_case, scratch, 11, 130);
  batch_case.batch.combined = TRUE;
  g_assert_null (tranche_documents_write_batch (db, &batch_case.batch, cancel_at_half, cancellable,
                                                cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (batch_case.folder), ==, 0);
  batch_case_tear_down (&batch_case);
}

static void
test_batch_unwritable (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (GError) error = NULL;
  BatchCase batch_case;

  add_clients (db, 11, 3);
  batch_case_set_up (&batch_case, scratch, 11, 13);
  g_chmod (batch_case.folder, 0500);
  for (int combined = 0; combined <= 1 && g_access (batch_case.folder, W_OK) != 0; combined++)
    {
      batch_case.batch.combined = combined;
      g_assert_null (
          tranche_documents_write_batch (db, &batch_case.batch, NULL, NULL, NULL, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY);
      g_clear_error (&error);
    }
  g_chmod (batch_case.folder, 0700);

  batch_case.batch.folder = "/nowhere/at/all";
  for (int combined = 0; combined <= 1; combined++)
    {
      batch_case.batch.combined = combined;
      g_assert_null (
          tranche_documents_write_batch (db, &batch_case.batch, NULL, NULL, NULL, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  batch_case_tear_down (&batch_case);
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

  scratch_test ("/jobs/documents/summary", test_summary);
  scratch_test ("/jobs/documents/fees-of-running-year", test_fees_of_running_year);
  scratch_test ("/jobs/documents/no-agreement", test_no_agreement);
  scratch_test ("/jobs/documents/periods", test_periods);
  scratch_test ("/jobs/documents/issue", test_issue);
  scratch_test ("/jobs/documents/issue-keeps-promise", test_issue_keeps_promise);
  scratch_test ("/jobs/documents/issue-again", test_issue_again);
  scratch_test ("/jobs/documents/issue-empty", test_issue_empty);
  scratch_test ("/jobs/documents/issue-denied", test_issue_denied);
  scratch_test ("/jobs/documents/issue-batch", test_issue_batch);
  scratch_test ("/jobs/documents/file-no-space", test_file_no_space);
  g_test_add_func ("/jobs/documents/file-names", test_file_names);
  scratch_test ("/jobs/documents/batch-files", test_batch_files);
  scratch_test ("/jobs/documents/batch-combined", test_batch_combined);
  scratch_test ("/jobs/documents/batch-nobody", test_batch_nobody);
  scratch_test ("/jobs/documents/batch-cancel", test_batch_cancel);
  scratch_test ("/jobs/documents/batch-unwritable", test_batch_unwritable);

  return g_test_run ();
}
