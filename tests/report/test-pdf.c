/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "domain/error.h"
#include "report/pdf.h"
#include "sample.h"

static TrancheDocument *
create_document (TrancheSummaryKind kind)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (kind);

  return tranche_summary_to_document (summary, NULL, NULL);
}

static GBytes *
write_bytes (TrancheTypesetter *typesetter, TrancheDocument *document)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tranche_pdf_write_bytes (typesetter, document, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

/* What a program of poppler's says about a file; NULL and the test is skipped where it isn't
 * installed. */
static char *
ask (const char *program, const char *argument, GBytes *pdf)
{
  g_autofree char *path = NULL;
  g_autofree char *found = g_find_program_in_path (program);
  g_autofree char *output = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  const char *arguments[]
      = { found, argument, NULL, g_str_equal (program, "pdftotext") ? "-" : NULL, NULL };
  int status;

  if (found == NULL)
    {
      g_test_skip ("poppler's programs aren't installed");
      return NULL;
    }

  folder = g_dir_make_tmp ("tranche-report-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "document.pdf", NULL);
  arguments[2] = path;
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return g_steal_pointer (&output);
}

static void
test_metadata (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FDS);
  g_autoptr (GBytes) pdf = write_bytes (typesetter, document);
  g_autofree char *output = ask ("pdfinfo", "-isodates", pdf);

  g_assert_cmpint (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-1.", 7), ==, 0);
  if (output == NULL)
    return;
  g_assert_nonnull (strstr (output, "Fee Disclosure Statement"));
  g_assert_nonnull (strstr (output, "Annual summary of services and fees"));
  g_assert_nonnull (strstr (output, "FDS-2025-0042"));
  g_assert_nonnull (strstr (output, "Hartley & Rowe"));
  g_assert_nonnull (strstr (output, "2025-07-14T00:00:00"));
  g_assert_true (g_regex_match_simple ("Tagged: +yes", output, 0, 0));
  g_assert_nonnull (strstr (output, "(A4)"));
}

static void
test_no_date (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (GBytes) pdf = write_bytes (typesetter, document);
  g_autofree char *output = ask ("pdfinfo", "-isodates", pdf);

  if (output != NULL)
    g_assert_null (strstr (output, "CreationDate"));
}

static void
test_text (void)
{
  static const char *const words[] = {
    "Fee Disclosure Statement",
    "Dear Jean and John,",
    "Services in the previous period",
    "Annual strategic review",
    "3 of 4",
    "✓ Received",
    "Also provided",
    "Total for the year",
    "You can end it at any time",
    "FDS-2025-0042",
    "Page 1 of ",
  };
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FDS);
  g_autoptr (GBytes) pdf = write_bytes (typesetter, document);
  g_autofree char *output = ask ("pdftotext", "-layout", pdf);

  if (output == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (output, words[i]));
  g_assert_null (strstr (output, "DRAFT"));
}

static void
test_structure (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FDS);
  g_autoptr (GBytes) pdf = write_bytes (typesetter, document);
  g_autofree char *output = ask ("pdfinfo", "-struct-text", pdf);

  if (output == NULL)
    return;
  g_assert_true (g_str_has_prefix (output, "Document\n"));
  g_assert_nonnull (strstr (output, "H1 (block)\n    \"Fee Disclosure Statement \""));
  g_assert_nonnull (strstr (output, "H2 (block)\n    \"Your arrangement \""));
  g_assert_nonnull (strstr (output, "TH\n        \"Description \""));
  /* a cell of several lines is one text, with blanks between its words */
  g_assert_nonnull (
      strstr (output, "Holdings, income and performance against the agreed benchmark"));
  /* the foot and heads once more aren't part of it */
  g_assert_null (strstr (output, "Page 1"));
}

static void
test_draft (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FTA);
  g_autoptr (GBytes) issued = write_bytes (typesetter, document);
  g_autoptr (GBytes) draft = NULL;
  g_autofree char *output = NULL;

  tranche_document_set_draft (document, TRUE);
  draft = write_bytes (typesetter, document);
  g_assert_false (g_bytes_equal (issued, draft));
  output = ask ("pdftotext", "-layout", draft);
  if (output != NULL)
    g_assert_nonnull (strstr (output, "Draft, not issued"));
}

static gpointer
write_on_thread (gpointer data)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();

  return write_bytes (typesetter, data);
}

static void
test_same_bytes (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocument) other = create_document (TRANCHE_SUMMARY_FTA);
  g_autoptr (GBytes) first = write_bytes (typesetter, document);
  g_autoptr (GBytes) between = write_bytes (typesetter, other);
  g_autoptr (GBytes) second = write_bytes (typesetter, document);
  GThread *thread = g_thread_new ("pdf", write_on_thread, document);
  g_autoptr (GBytes) third = g_thread_join (thread);

  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (g_bytes_equal (first, third));
  g_assert_false (g_bytes_equal (first, between));
}

static void
test_combined (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  TranchePdfInfo info = { .title = "July letters", .author = "Hartley & Rowe" };
  g_autoptr (TranchePdf) pdf = tranche_pdf_new (typesetter, stream, &info);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *data;
  gsize length;
  guint n_pages;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FTA);
      g_autofree char *bookmark = g_strdup_printf ("Client (%u)", i);

      tranche_document_set_bookmark (document, bookmark);
      tranche_document_set_paper (document, i % 2 == 0 ? TRANCHE_PAPER_A4 : TRANCHE_PAPER_LETTER);
      tranche_pdf_append (pdf, document, NULL, &error);
      g_assert_no_error (error);
    }
  n_pages = tranche_pdf_get_n_pages (pdf);
  g_assert_cmpuint (n_pages, >=, 10);
  tranche_pdf_finish (pdf, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));

  data = g_bytes_get_data (bytes, &length);
  g_assert_cmpint (memcmp (data, "%PDF-", 5), ==, 0);
  g_assert_nonnull (g_strrstr_len (data + length - 16, 16, "%%EOF"));

  output = ask ("pdftotext", "-layout", bytes);
  if (output != NULL)
    {
      g_auto (GStrv) pages = g_strsplit (output, "\f", -1);

      /* each document counts its own pages */
      g_assert_cmpuint (g_strv_length (pages), ==, n_pages + 1);
      g_assert_nonnull (strstr (pages[0], "Page 1 of 2"));
      g_assert_nonnull (strstr (pages[2], "Page 1 of "));
    }
}

static void
test_nothing (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  TranchePdfInfo info = { .title = "Nothing" };
  g_autoptr (TranchePdf) pdf = tranche_pdf_new (typesetter, stream, &info);
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_pdf_finish (pdf, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

static void
test_cancelled (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_OFA);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tranche_pdf_write_bytes (typesetter, document, cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
}

/* A stream as small as a full disk. */
static void
test_no_space (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_OFA);
  char buffer[1000];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (buffer, sizeof buffer, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_pdf_write (typesetter, document, stream, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NO_SPACE);
}

static void
test_file (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = create_document (TRANCHE_SUMMARY_FTA);
  g_autoptr (GBytes) bytes = write_bytes (typesetter, document);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tranche-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "document.pdf", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "document.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path (missing);
  g_autofree char *contents = NULL;
  gsize length;

  for (guint i = 0; i < 2; i++)
    {
      tranche_pdf_write_file (typesetter, document, file, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_false (tranche_pdf_write_file (typesetter, document, nowhere, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/pdf/metadata", test_metadata);
  g_test_add_func ("/report/pdf/no-date", test_no_date);
  g_test_add_func ("/report/pdf/text", test_text);
  g_test_add_func ("/report/pdf/structure", test_structure);
  g_test_add_func ("/report/pdf/draft", test_draft);
  g_test_add_func ("/report/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/report/pdf/combined", test_combined);
  g_test_add_func ("/report/pdf/nothing", test_nothing);
  g_test_add_func ("/report/pdf/cancelled", test_cancelled);
  g_test_add_func ("/report/pdf/no-space", test_no_space);
  g_test_add_func ("/report/pdf/file", test_file);
  return g_test_run ();
}
