/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-output.h"

#include "ui/app/error-message.h"
#include "ui/documents/document-tasks.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _TrancheDocumentOutput
{
  /* Owned */
  TrancheSession *session;
  TrancheWindow *window;
  GArray *client_ids;
  TrancheDocumentRequest request;
  char *title;
  TranchePaper paper;
  GPtrArray *issued;
  guint n_printed; /* of @issued */
  GBytes *bytes;
  char *file_name;
  TrancheActivity *activity;

  GtkPrintDialog *dialog;
  GtkPrintSetup *setup;
  char *folder; /* of our own, with what is being printed */
};

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/* The program stays until the printer has everything. */
static void
output_free (TrancheDocumentOutput *output)
{
  if (output->activity != NULL)
    tranche_activity_finish (output->activity);
  if (output->folder != NULL)
    remove_folder (output->folder);
  g_clear_object (&output->activity);
  g_clear_object (&output->dialog);
  g_clear_pointer (&output->setup, gtk_print_setup_unref);
  g_free (output->folder);
  g_free (output->file_name);
  g_free (output->title);
  g_clear_pointer (&output->bytes, g_bytes_unref);
  g_clear_pointer (&output->issued, g_ptr_array_unref);
  g_clear_pointer (&output->client_ids, g_array_unref);
  g_clear_object (&output->session);
  g_clear_object (&output->window);
  g_application_release (g_application_get_default ());
  g_free (output);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheDocumentOutput, output_free)

static TrancheDocumentOutput *
output_new (TrancheSession *session,
            TrancheWindow *window,
            const char *title,
            TranchePaper paper,
            GBytes *bytes,
            const char *file_name)
{
  TrancheDocumentOutput *output = g_new0 (TrancheDocumentOutput, 1);

  output->session = g_object_ref (session);
  output->window = g_object_ref (window);
  output->title = g_strdup (title);
  output->paper = paper;
  output->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  output->file_name = g_strdup (file_name);
  g_application_hold (g_application_get_default ());
  return output;
}

TrancheDocumentOutput *
tranche_document_output_new (TrancheSession *session,
                             TrancheWindow *window,
                             GArray *client_ids,
                             const TrancheDocumentRequest *request,
                             GPtrArray *issued,
                             GBytes *bytes,
                             const char *file_name)
{
  TrancheDocumentOutput *output
      = output_new (session, window, tranche_summary_kind_get_title (request->kind), request->paper,
                    bytes, file_name);

  output->client_ids = g_array_ref (client_ids);
  output->request = *request;
  output->issued = issued != NULL ? g_ptr_array_ref (issued) : NULL;
  return output;
}

TrancheDocumentOutput *
tranche_document_output_new_for_bytes (TrancheSession *session,
                                       TrancheWindow *window,
                                       const char *title,
                                       TranchePaper paper,
                                       GBytes *bytes,
                                       const char *file_name)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return output_new (session, window, title, paper, bytes, file_name);
}

static void
show_error (TrancheDocumentOutput *output, const char *summary, const GError *error)
{
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;
  tranche_window_show_error (output->window, summary, error);
}

static void
start_batch (TrancheDocumentOutput *output,
             const char *folder,
             const char *file_name,
             GAsyncReadyCallback callback)
{
  output->activity = tranche_activity_new (_ ("Making Documents"));
  tranche_session_add_activity (output->session, output->activity);
  tranche_document_write_async (tranche_session_get_store (output->session), output->client_ids,
                                &output->request, folder, file_name, output->activity, callback,
                                output);
}

static void
start_issued (TrancheDocumentOutput *output, const char *folder, GAsyncReadyCallback callback)
{
  output->activity = tranche_activity_new (_ ("Writing Documents"));
  tranche_session_add_activity (output->session, output->activity);
  tranche_document_write_issued_async (tranche_session_get_store (output->session), output->issued,
                                       folder, output->activity, callback, output);
}

/* Saving --------------------------------------------------------------------------------------- */

static void
saved_batch_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDocumentBatchResult) done
      = tranche_document_write_finish (TRANCHE_STORE (object), result, &error);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *title = NULL;

  if (done == NULL)
    {
      show_error (output, _ ("Couldn’t save the documents"), error);
      return;
    }

  title = g_strdup_printf (ngettext ("%'u document saved", "%'u documents saved", done->documents),
                           done->documents);
  if (done->skipped > 0)
    g_string_append_printf (body,
                            ngettext ("%'u client has no such agreement.",
                                      "%'u clients have no such agreement.", done->skipped),
                            done->skipped);
  if (done->unusable > 0)
    {
      if (body->len > 0)
        g_string_append_c (body, ' ');
      g_string_append_printf (body,
                              ngettext ("%'u agreement can’t be printed.",
                                        "%'u agreements can’t be printed.", done->unusable),
                              done->unusable);
    }
  tranche_window_notify (output->window, title, body->len > 0 ? body->str : NULL);
}

static void
saved_issued_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (!tranche_document_write_issued_finish (TRANCHE_STORE (object), result, &error))
    {
      show_error (output, _ ("Couldn’t save the documents"), error);
      return;
    }
  title = g_strdup_printf (
      ngettext ("%'u document saved", "%'u documents saved", output->issued->len),
      output->issued->len);
  tranche_window_notify (output->window, title, NULL);
}

static void
saved_bytes_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    {
      show_error (output, _ ("Couldn’t save the document"), error);
      return;
    }

  name = g_file_get_basename (G_FILE (object));
  /* Translators: %s is a file’s name */
  title = g_strdup_printf (_ ("“%s” saved"), name);
  tranche_window_add_toast (output->window, title);
}

static void
file_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file == NULL)
    {
      show_error (output, _ ("Couldn’t choose a file"), error);
      return;
    }

  if (output->bytes != NULL)
    {
      GBytes *bytes = output->bytes;

      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                           saved_bytes_cb, g_steal_pointer (&output));
    }
  else
    {
      g_autoptr (GFile) parent = g_file_get_parent (file);
      g_autofree char *name = g_file_get_basename (file);

      if (parent != NULL && g_file_peek_path (parent) != NULL)
        start_batch (g_steal_pointer (&output), g_file_peek_path (parent), name, saved_batch_cb);
      else
        tranche_window_add_toast (output->window, _ ("Choose a place on this computer"));
    }
}

void
tranche_document_output_save (TrancheDocumentOutput *output)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (output != NULL);

  gtk_file_filter_set_name (filter, _ ("PDF Documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Save as PDF"));
  gtk_file_dialog_set_initial_name (dialog, output->file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (output->window), NULL, file_chosen_cb, output);
}

static void
folder_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, &error);

  if (folder == NULL)
    show_error (output, _ ("Couldn’t choose a folder"), error);
  else if (g_file_peek_path (folder) != NULL && output->issued != NULL)
    start_issued (g_steal_pointer (&output), g_file_peek_path (folder), saved_issued_cb);
  else if (g_file_peek_path (folder) != NULL)
    start_batch (g_steal_pointer (&output), g_file_peek_path (folder), NULL, saved_batch_cb);
  else
    tranche_window_add_toast (output->window, _ ("Choose a place on this computer"));
}

void
tranche_document_output_save_each (TrancheDocumentOutput *output)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_return_if_fail (output != NULL);

  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder for the Documents"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (output->window), NULL, folder_chosen_cb,
                                 output);
}

/* Printing ------------------------------------------------------------------------------------- */

static void
printed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (object), result, &error))
    tranche_window_add_toast (output->window, _ ("Sent to the printer"));
  else
    show_error (output, _ ("Couldn’t print"), error);
}

/* Takes @output. */
static void
print_file (TrancheDocumentOutput *output, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gtk_print_dialog_print_file (output->dialog, GTK_WINDOW (output->window), output->setup, file,
                               NULL, printed_cb, output);
}

static void
batch_to_print_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDocumentBatchResult) done
      = tranche_document_write_finish (TRANCHE_STORE (object), result, &error);

  if (done == NULL)
    show_error (output, _ ("Couldn’t make the documents"), error);
  else
    print_file (g_steal_pointer (&output), done->path);
}

static void print_next_issued (TrancheDocumentOutput *output);

static void
printed_issued_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (object), result, &error))
    show_error (output, _ ("Couldn’t print"), error);
  else if (++output->n_printed < output->issued->len)
    print_next_issued (g_steal_pointer (&output));
  else
    tranche_window_add_toast (output->window, _ ("Sent to the printer"));
}

/* Frozen files can't be put together into one: each is a job of its own. Takes @output. */
static void
print_next_issued (TrancheDocumentOutput *output)
{
  const TrancheIssuedDocument *issued = g_ptr_array_index (output->issued, output->n_printed);
  g_autofree char *name = g_strdup_printf ("%s.pdf", issued->number);
  g_autoptr (GFile) file = g_file_new_build_filename (output->folder, name, NULL);

  gtk_print_dialog_print_file (output->dialog, GTK_WINDOW (output->window), output->setup, file,
                               NULL, printed_issued_cb, output);
}

static void
issued_to_print_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;

  if (tranche_document_write_issued_finish (TRANCHE_STORE (object), result, &error))
    print_next_issued (g_steal_pointer (&output));
  else
    show_error (output, _ ("Couldn’t print"), error);
}

static void
print_set_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDocumentOutput) output = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  output->setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (object), result, &error);
  if (output->setup != NULL)
    output->folder = g_dir_make_tmp ("tranche-print-XXXXXX", &error);
  if (output->folder == NULL)
    {
      show_error (output, _ ("Couldn’t print"), error);
      return;
    }

  if (output->issued != NULL)
    {
      const char *folder = output->folder;

      start_issued (g_steal_pointer (&output), folder, issued_to_print_cb);
      return;
    }
  if (output->bytes == NULL)
    {
      const char *folder = output->folder;

      start_batch (g_steal_pointer (&output), folder, "print.pdf", batch_to_print_cb);
      return;
    }

  path = g_build_filename (output->folder, "print.pdf", NULL);
  if (g_file_set_contents (path, g_bytes_get_data (output->bytes, NULL),
                           (gssize) g_bytes_get_size (output->bytes), &error))
    print_file (g_steal_pointer (&output), path);
  else
    show_error (output, _ ("Couldn’t print"), error);
}

void
tranche_document_output_print (TrancheDocumentOutput *output)
{
  g_autoptr (GtkPageSetup) page_setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = NULL;

  g_return_if_fail (output != NULL);

  paper = gtk_paper_size_new (output->paper == TRANCHE_PAPER_LETTER ? GTK_PAPER_NAME_LETTER
                                                                    : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size_and_default_margins (page_setup, paper);
  output->dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (output->dialog, output->title);
  gtk_print_dialog_set_page_setup (output->dialog, page_setup);
  gtk_print_dialog_setup (output->dialog, GTK_WINDOW (output->window), NULL, print_set_up_cb,
                          output);
}
