/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-reprint.h"

#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/documents/document-output.h"
#include "ui/documents/document-tasks.h"

#include <glib/gi18n.h>

typedef struct
{
  TranchePage *page; /* alive as long as its cancellable isn't cancelled */
  GArray *client_ids;
  TrancheDocumentRequest request;
  char *file_name;
  gboolean print;
} Reprint;

static void
reprint_free (Reprint *reprint)
{
  g_array_unref (reprint->client_ids);
  g_free (reprint->file_name);
  g_free (reprint);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reprint, reprint_free)

static void
issued_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reprint) reprint = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = tranche_document_read_issued_finish (TRANCHE_STORE (object), result, &error);
  TrancheDocumentOutput *output;
  TrancheWindow *window;

  if (tranche_error_is_cancelled (error))
    return;

  window = tranche_page_get_window (reprint->page);
  if (window == NULL)
    return;
  if (bytes == NULL)
    {
      tranche_window_show_error (window, _ ("Couldn’t read the issued document"), error);
      return;
    }

  output = tranche_document_output_new (tranche_page_get_session (reprint->page), window,
                                        reprint->client_ids, &reprint->request, NULL, bytes,
                                        reprint->file_name);
  if (reprint->print)
    tranche_document_output_print (output);
  else
    tranche_document_output_save (output);
}

void
tranche_document_reprint (TranchePage *page,
                          GArray *client_ids,
                          const TrancheDocumentRequest *request,
                          const TrancheIssuedDocument *issued,
                          gboolean print)
{
  Reprint *reprint;

  g_return_if_fail (TRANCHE_IS_PAGE (page));
  g_return_if_fail (client_ids != NULL && request != NULL && issued != NULL);

  reprint = g_new0 (Reprint, 1);
  reprint->page = page;
  reprint->client_ids = g_array_ref (client_ids);
  reprint->request = *request;
  reprint->file_name = g_strdup_printf ("%s.pdf", issued->number);
  reprint->print = print;
  tranche_document_read_issued_async (tranche_page_get_store (page), issued->id,
                                      tranche_page_get_cancellable (page), issued_read_cb, reprint);
}
