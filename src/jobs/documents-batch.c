/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/documents-file.h"
#include "jobs/documents-private.h"

#include "domain/error.h"
#include "store/cancelled.h"
#include "store/queries/summary-agreements.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* How far reading may be ahead of writing: enough to keep the writers busy. */
#define MOST_WAITING 32
#define MOST_WRITERS 4

typedef struct
{
  TrancheDocument *document; /* owned */
  char *path;                /* owned; NULL for the combined file */
} Letter;

/* Letters on their way from the reader to the writers. */
typedef struct
{
  const char *path; /* of the combined file, or NULL */
  const char *title;
  GCancellable *cancellable;

  GMutex mutex;
  GCond arrived; /* a letter, or the end */
  GCond taken;
  GQueue letters;
  gboolean complete; /* no more letters come */
  guint written;
  guint pages;
  GError *error; /* the first failure; nobody goes on after it */
} Desk;

static void
letter_free (Letter *letter)
{
  g_clear_pointer (&letter->document, tranche_document_unref);
  g_free (letter->path);
  g_free (letter);
}

void
tranche_document_batch_result_free (TrancheDocumentBatchResult *result)
{
  if (result == NULL)
    return;

  g_free (result->first_unusable);
  g_free (result->path);
  g_free (result);
}

static void
desk_fail (Desk *desk, GError *error)
{
  g_mutex_lock (&desk->mutex);
  if (desk->error == NULL)
    desk->error = g_steal_pointer (&error);
  g_cond_broadcast (&desk->arrived);
  g_cond_broadcast (&desk->taken);
  g_mutex_unlock (&desk->mutex);
  g_clear_error (&error);
}

static gboolean
desk_has_failed (Desk *desk)
{
  gboolean failed;

  g_mutex_lock (&desk->mutex);
  failed = desk->error != NULL;
  g_mutex_unlock (&desk->mutex);
  return failed;
}

/* (transfer full): NULL once there are no more, or something failed. */
static Letter *
desk_take (Desk *desk)
{
  Letter *letter = NULL;

  g_mutex_lock (&desk->mutex);
  while (desk->letters.length == 0 && !desk->complete && desk->error == NULL)
    g_cond_wait (&desk->arrived, &desk->mutex);
  if (desk->error == NULL)
    letter = g_queue_pop_head (&desk->letters);
  g_cond_signal (&desk->taken);
  g_mutex_unlock (&desk->mutex);
  return letter;
}

static void
desk_count (Desk *desk, guint pages)
{
  g_mutex_lock (&desk->mutex);
  desk->written++;
  desk->pages += pages;
  g_cond_signal (&desk->taken);
  g_mutex_unlock (&desk->mutex);
}

/* Waits for room. FALSE if a writer failed. @letter is taken in every case. */
static gboolean
desk_put (Desk *desk, Letter *letter)
{
  gboolean success;

  g_mutex_lock (&desk->mutex);
  while (desk->letters.length >= MOST_WAITING && desk->error == NULL)
    g_cond_wait (&desk->taken, &desk->mutex);
  success = desk->error == NULL;
  if (success)
    {
      g_queue_push_tail (&desk->letters, letter);
      g_cond_signal (&desk->arrived);
    }
  g_mutex_unlock (&desk->mutex);

  if (!success)
    letter_free (letter);
  return success;
}

static gboolean
write_letter (TrancheTypesetter *typesetter, Letter *letter, Desk *desk, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TranchePdf) pdf = NULL;
  TranchePdfInfo info = {
    .title = tranche_document_get_title (letter->document),
    .author = tranche_document_get_author (letter->document),
    .subject = tranche_document_get_subject (letter->document),
    .created = tranche_document_get_created (letter->document),
  };

  pdf = tranche_pdf_new (typesetter, stream, &info);
  if (!tranche_pdf_append (pdf, letter->document, desk->cancellable, error)
      || !tranche_pdf_finish (pdf, desk->cancellable, error)
      || !g_output_stream_close (stream, desk->cancellable, error))
    return FALSE;

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  if (!tranche_document_file_write (letter->path, bytes, error))
    return FALSE;
  desk_count (desk, tranche_pdf_get_n_pages (pdf));
  return TRUE;
}

static gpointer
write_files (gpointer data)
{
  Desk *desk = data;
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  Letter *letter;

  while ((letter = desk_take (desk)) != NULL)
    {
      GError *error = NULL;

      if (!write_letter (typesetter, letter, desk, &error))
        desk_fail (desk, error);
      letter_free (letter);
    }
  return NULL;
}

static gboolean
write_letters_into (Desk *desk, GOutputStream *stream, GError **error)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TranchePdf) pdf = NULL;
  Letter *letter;

  while ((letter = desk_take (desk)) != NULL)
    {
      guint before = pdf != NULL ? tranche_pdf_get_n_pages (pdf) : 0;
      gboolean success;

      if (pdf == NULL)
        {
          TranchePdfInfo info = {
            .title = desk->title,
            .author = tranche_document_get_author (letter->document),
            .created = tranche_document_get_created (letter->document),
          };

          pdf = tranche_pdf_new (typesetter, stream, &info);
        }
      success = tranche_pdf_append (pdf, letter->document, desk->cancellable, error);
      letter_free (letter);
      if (!success)
        return FALSE;
      desk_count (desk, tranche_pdf_get_n_pages (pdf) - before);
    }

  /* Without a letter, or after a failure elsewhere, there is no file. */
  return pdf == NULL || desk_has_failed (desk)
         || tranche_pdf_finish (pdf, desk->cancellable, error);
}

static gpointer
write_combined (gpointer data)
{
  Desk *desk = data;
  g_autofree char *temporary = tranche_document_file_make_temporary_name (desk->path);
  g_autoptr (GFile) file = g_file_new_for_path (temporary);
  g_autoptr (GFile) target = g_file_new_for_path (desk->path);
  g_autoptr (GFileOutputStream) stream = NULL;
  GError *error = NULL;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error);
  if (stream == NULL || !write_letters_into (desk, G_OUTPUT_STREAM (stream), &error)
      || !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error) || desk->error != NULL
      || desk->written == 0
      || !g_file_move (file, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    {
      if (stream != NULL)
        g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
      g_unlink (temporary);
    }

  if (error != NULL)
    {
      GError *worded = NULL;

      tranche_document_file_set_error (desk->path, error, &worded);
      desk_fail (desk, worded);
    }
  return NULL;
}

/* Two clients of two offices may have the same number. */
static char *
choose_path (const TrancheDocumentBatch *batch, const TrancheSummaryFacts *facts, GHashTable *taken)
{
  g_autofree char *name = tranche_documents_make_file_name (
      batch->request.kind, facts->client_reference, facts->client_id, batch->request.today);

  for (guint number = 2; !g_hash_table_add (taken, g_strdup (name)); number++)
    {
      g_autofree char *first = tranche_documents_make_file_name (
          batch->request.kind, facts->client_reference, facts->client_id, batch->request.today);

      first[strlen (first) - strlen (".pdf")] = '\0';
      g_free (name);
      name = g_strdup_printf ("%s-%u.pdf", first, number);
    }
  return g_build_filename (batch->folder, name, NULL);
}

static void
note_unusable (TrancheDocumentBatchResult *result, GError *error)
{
  result->unusable++;
  if (result->first_unusable == NULL)
    result->first_unusable = g_strdup (error->message);
  g_error_free (error);
}

/* NULL with @error unset if the client has no such agreement, or one that can't be printed. */
static Letter *
read_letter (TrancheDatabase *db,
             const TrancheDocumentBatch *batch,
             gint64 client_id,
             GHashTable *taken,
             TrancheDocumentBatchResult *result,
             GError **error)
{
  g_autoptr (TrancheSummaryFacts) facts = NULL;
  g_autoptr (TrancheSummary) summary = NULL;
  g_autoptr (TrancheDocument) document = NULL;
  GError *local_error = NULL;
  gint64 agreement_id;
  Letter *letter;

  if (!tranche_summary_agreements_find (db, client_id,
                                        tranche_document_get_agreement_kind (batch->request.kind),
                                        batch->request.with_drafts, &agreement_id, error))
    return NULL;
  if (agreement_id == 0)
    {
      result->skipped++;
      return NULL;
    }

  facts = tranche_summary_facts_load (db, agreement_id, client_id,
                                      batch->request.kind == TRANCHE_SUMMARY_FDS,
                                      batch->request.period, batch->request.today, &local_error);
  if (facts != NULL)
    {
      summary = tranche_documents_word_summary (facts, &batch->request);
      document = tranche_documents_finish_summary (summary, &batch->request, &local_error);
    }
  if (document == NULL)
    {
      if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID))
        note_unusable (result, local_error);
      else
        g_propagate_error (error, local_error);
      return NULL;
    }

  letter = g_new0 (Letter, 1);
  letter->document = g_steal_pointer (&document);
  if (!batch->combined)
    letter->path = choose_path (batch, facts, taken);
  return letter;
}

static void
tell (Desk *desk,
      const TrancheDocumentBatch *batch,
      guint n_read,
      TrancheProgressFunc progress,
      gpointer progress_data)
{
  g_autofree char *step = NULL;
  guint waiting;

  if (progress == NULL)
    return;

  g_mutex_lock (&desk->mutex);
  waiting = desk->letters.length;
  g_mutex_unlock (&desk->mutex);
  /* Translators: how many clients of how many are done */
  step = g_strdup_printf (ngettext ("%'u of %'u client", "%'u of %'u clients", batch->n_client_ids),
                          n_read - MIN (waiting, n_read), batch->n_client_ids);
  progress ((double) (n_read - MIN (waiting, n_read)) / batch->n_client_ids, step, progress_data);
}

static gboolean
read_letters (TrancheDatabase *db,
              const TrancheDocumentBatch *batch,
              Desk *desk,
              TrancheDocumentBatchResult *result,
              TrancheProgressFunc progress,
              gpointer progress_data,
              GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < batch->n_client_ids; i++)
    {
      GError *local_error = NULL;
      Letter *letter;

      if (!tranche_check_cancelled (desk->cancellable, error))
        return FALSE;
      letter = read_letter (db, batch, batch->client_ids[i], taken, result, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (letter != NULL && !desk_put (desk, letter))
        return TRUE;
      tell (desk, batch, i + 1, progress, progress_data);
    }
  return TRUE;
}

static void
run_desk (TrancheDatabase *db,
          const TrancheDocumentBatch *batch,
          Desk *desk,
          TrancheDocumentBatchResult *result,
          TrancheProgressFunc progress,
          gpointer progress_data)
{
  guint n_writers = batch->combined ? 1
                                    : MIN (CLAMP (g_get_num_processors (), 1, MOST_WRITERS),
                                           MAX (batch->n_client_ids, 1));
  GThread *writers[MOST_WRITERS];
  GError *error = NULL;

  for (guint i = 0; i < n_writers; i++)
    writers[i] = g_thread_new ("documents", batch->combined ? write_combined : write_files, desk);

  if (!read_letters (db, batch, desk, result, progress, progress_data, &error))
    desk_fail (desk, error);

  g_mutex_lock (&desk->mutex);
  desk->complete = TRUE;
  g_cond_broadcast (&desk->arrived);
  g_mutex_unlock (&desk->mutex);
  for (guint i = 0; i < n_writers; i++)
    g_thread_join (writers[i]);
}

TrancheDocumentBatchResult *
tranche_documents_write_batch (TrancheDatabase *db,
                               const TrancheDocumentBatch *batch,
                               TrancheProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (TrancheDocumentBatchResult) result = g_new0 (TrancheDocumentBatchResult, 1);
  Desk desk = { .cancellable = cancellable, .letters = G_QUEUE_INIT };
  const char *title;

  g_return_val_if_fail (db != NULL && batch != NULL && batch->folder != NULL, NULL);

  if (!g_file_test (batch->folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, _ ("There is no folder “%s”"),
                   batch->folder);
      return NULL;
    }

  title = tranche_summary_kind_get_title (batch->request.kind);
  if (batch->combined)
    {
      static const char *const names[] = { "FDS", "OFA", "FTA" };
      g_autofree char *date = tranche_date_to_string (batch->request.today);
      g_autofree char *name = batch->file_name != NULL
                                  ? g_strdup (batch->file_name)
                                  : g_strdup_printf ("%s-%s.pdf", names[batch->request.kind], date);

      result->path = g_build_filename (batch->folder, name, NULL);
      desk.path = result->path;
      desk.title = title;
    }

  g_mutex_init (&desk.mutex);
  g_cond_init (&desk.arrived);
  g_cond_init (&desk.taken);
  run_desk (db, batch, &desk, result, progress, progress_data);
  g_queue_clear_full (&desk.letters, (GDestroyNotify) letter_free);
  g_cond_clear (&desk.taken);
  g_cond_clear (&desk.arrived);
  g_mutex_clear (&desk.mutex);

  if (desk.error != NULL)
    {
      g_propagate_error (error, desk.error);
      return NULL;
    }
  if (desk.written == 0)
    {
      gboolean is_term = batch->request.kind == TRANCHE_SUMMARY_FTA;

      if (result->first_unusable != NULL)
        g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                     /* Translators: what is wrong with the first of the agreements */
                     is_term ? _ ("No client has a fixed term agreement that was issued or signed "
                                  "and can be printed: %s")
                             : _ ("No client has an ongoing agreement that was issued or signed "
                                  "and can be printed: %s"),
                     result->first_unusable);
      else
        g_set_error_literal (
            error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
            is_term ? _ ("No client has a fixed term agreement that was issued or signed")
                    : _ ("No client has an ongoing agreement that was issued or signed"));
      return NULL;
    }

  result->documents = desk.written;
  result->pages = desk.pages;
  if (progress != NULL)
    progress (1.0, NULL, progress_data);
  return g_steal_pointer (&result);
}
