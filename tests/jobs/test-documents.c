/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/jobs/document-batch.h"

#include "jobs/documents-file.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/documents/summary", test_summary);
  scratch_test ("/jobs/documents/fees-of-running-year", test_fees_of_running_year);
  scratch_test ("/jobs/documents/no-agreement", test_no_agreement);
  scratch_test ("/jobs/documents/periods", test_periods);
  scratch_test ("/jobs/documents/file-no-space", test_file_no_space);
  g_test_add_func ("/jobs/documents/file-names", test_file_names);
  scratch_test ("/jobs/documents/batch-files", test_batch_files);
  scratch_test ("/jobs/documents/batch-combined", test_batch_combined);
  scratch_test ("/jobs/documents/batch-nobody", test_batch_nobody);
  scratch_test ("/jobs/documents/batch-cancel", test_batch_cancel);
  scratch_test ("/jobs/documents/batch-unwritable", test_batch_unwritable);

  return g_test_run ();
}
