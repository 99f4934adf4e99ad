/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "report/layout.h"
#include "report/pdf.h"
#include "sample.h"

/* Pages a second, and the most memory ever used: `bench-pdf files|combined COUNT [FOLDER]`; each
 * way wants a process of its own. With `samples FOLDER` it writes the three documents to look at.
 */

static gint next_letter;

typedef struct
{
  guint count;
  const char *folder;
} Batch;

static TrancheDocument *
create_letter (guint number)
{
  g_autoptr (TrancheSummary) summary = sample_letter_new (number);
  TrancheSummaryOptions options = tranche_summary_options_default (summary->kind);

  options.blocks &= ~(TRANCHE_SUMMARY_DATES | TRANCHE_SUMMARY_SIGNATURES);
  return tranche_summary_to_document (summary, &options, NULL);
}

static void
write_letter (TrancheTypesetter *typesetter,
              TrancheDocument *document,
              const char *folder,
              const char *name)
{
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    {
      g_autoptr (GBytes) bytes = tranche_pdf_write_bytes (typesetter, document, NULL, &error);

      g_assert_no_error (error);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);

      tranche_pdf_write_file (typesetter, document, file, NULL, &error);
      g_assert_no_error (error);
    }
}

static gpointer
write_files (gpointer data)
{
  const Batch *batch = data;
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  guint number;

  while ((number = (guint) g_atomic_int_add (&next_letter, 1)) < batch->count)
    {
      g_autoptr (TrancheDocument) document = create_letter (number);
      g_autofree char *name = g_strdup_printf ("letter-%u.pdf", number);

      write_letter (typesetter, document, batch->folder, name);
    }

  return NULL;
}

static void
bench_files (const Batch *batch, guint n_threads)
{
  GThread *threads[8];

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("letters", write_files, (gpointer) batch);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
}

static void
bench_combined (const Batch *batch)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autofree char *path
      = g_build_filename (batch->folder ? batch->folder : g_get_tmp_dir (), "combined.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream
      = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  TranchePdfInfo info = { .title = "Letters" };
  g_autoptr (TranchePdf) pdf = NULL;

  g_assert_no_error (error);
  pdf = tranche_pdf_new (typesetter, G_OUTPUT_STREAM (stream), &info);
  for (guint i = 0; i < batch->count; i++)
    {
      g_autoptr (TrancheDocument) document = create_letter (i);

      tranche_pdf_append (pdf, document, NULL, &error);
      g_assert_no_error (error);
    }
  tranche_pdf_finish (pdf, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tranche_pdf_get_n_pages (pdf), ==, batch->count);
}

static void
write_samples (const char *folder)
{
  static const char *const names[] = { "fds.pdf", "ofa.pdf", "fta.pdf" };
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();

  for (guint kind = 0; kind < G_N_ELEMENTS (names); kind++)
    {
      g_autoptr (TrancheSummary) summary = sample_summary_new (kind);
      g_autoptr (TrancheDocument) document = NULL;

      summary->draft = kind == TRANCHE_SUMMARY_FTA;
      document = tranche_summary_to_document (summary, NULL, NULL);
      write_letter (typesetter, document, folder, names[kind]);
    }
  {
    g_autoptr (TrancheDocument) document = create_letter (17);

    write_letter (typesetter, document, folder, "letter.pdf");
  }
}

static double
get_processor_seconds (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec)
         + (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  const char *way = argc > 1 ? argv[1] : "files";
  Batch batch
      = { .count = argc > 2 ? (guint) atoi (argv[2]) : 200, .folder = argc > 3 ? argv[3] : NULL };
  guint n_threads = CLAMP (g_get_num_processors (), 1, 2);
  gint64 start = g_get_monotonic_time ();
  double seconds;
  struct rusage usage;

  setlocale (LC_ALL, "");
  if (g_str_equal (way, "samples"))
    {
      write_samples (argc > 2 ? argv[2] : ".");
      return 0;
    }

  if (g_str_equal (way, "combined"))
    bench_combined (&batch);
  else
    bench_files (&batch, g_str_equal (way, "file") ? 1 : n_threads);

  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  getrusage (RUSAGE_SELF, &usage);
  /* Processor time tells the same on a busy machine. */
  g_print ("%s: %u pages in %.2f s: %.0f pages/s, %.2f ms of one processor a page, peak %.1f MB\n",
           way, batch.count, seconds, batch.count / seconds,
           get_processor_seconds (&usage) * 1000 / batch.count, (double) usage.ru_maxrss / 1024);
  return 0;
}
