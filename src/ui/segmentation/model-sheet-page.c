/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/model-sheet-page.h"

#include "jobs/model-sheet.h"
#include "report/pdf.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/documents/document-output.h"
#include "ui/documents/document-preview.h"
#include "ui/documents/document-zoom.h"

#include <glib/gi18n.h>

struct _TrancheModelSheetPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkStack *stack;
  TrancheDocumentPreview *preview;
  AdwStatusPage *problem_page;
  GtkWidget *bottom_bar;
  GtkLabel *pages_label;
  AdwComboRow *paper_row;
  AdwSwitchRow *colleagues_row;

  /* Owned */
  TrancheModelSheetRequest request;
  TrancheDocument *document; /* of @request, as soon as it is made */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (TrancheModelSheetPage, tranche_model_sheet_page, TRANCHE_TYPE_PAGE)

static void
update_actions (TrancheModelSheetPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  gboolean has_pages = self->document != NULL;

  tranche_page_set_action_enabled (page, "print", has_pages);
  tranche_page_set_action_enabled (page, "save", has_pages);
  tranche_document_zoom_set_enabled (page, has_pages);
  gtk_widget_set_visible (self->bottom_bar, has_pages);
}

static void
update_pages_label (TrancheModelSheetPage *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Page %u of %u"), tranche_document_preview_get_page (self->preview),
                         tranche_document_preview_get_n_pages (self->preview));

  gtk_label_set_label (self->pages_label, text);
}

/* Reading ------------------------------------------------------------------- */

static gboolean
make_document (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  *result = tranche_model_sheet_make (db, data, cancellable, error);
  return *result != NULL;
}

static void
document_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheModelSheetPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDocument) document
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  g_autoptr (GPtrArray) documents = NULL;

  if (tranche_error_is_cancelled (error))
    return;

  g_clear_pointer (&self->document, tranche_document_unref);
  self->document = g_steal_pointer (&document);
  update_actions (self);
  if (self->document == NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }

  documents = g_ptr_array_new ();
  g_ptr_array_add (documents, self->document);
  tranche_document_preview_set_documents (self->preview, documents);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

static void
read_sheet (TrancheModelSheetPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  TrancheSession *session = tranche_page_get_session (page);

  self->request.office_id = tranche_session_get_office_id (session);
  self->request.today = tranche_session_get_today (session);
  self->request.paper = (TranchePaper) adw_combo_row_get_selected (self->paper_row);
  self->request.for_colleagues = adw_switch_row_get_active (self->colleagues_row);

  /* What is shown is no longer what was asked for. */
  g_clear_pointer (&self->document, tranche_document_unref);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, make_document,
                            g_memdup2 (&self->request, sizeof self->request), g_free,
                            (GDestroyNotify) tranche_document_unref, self->loading,
                            document_made_cb, g_object_ref (self));
}

static void
option_changed_cb (TrancheModelSheetPage *self)
{
  /* Not before load(). */
  if (self->loading != NULL)
    read_sheet (self);
}

static void
tranche_model_sheet_page_load (TranchePage *page)
{
  TrancheModelSheetPage *self = TRANCHE_MODEL_SHEET_PAGE (page);
  TrancheSession *session = tranche_page_get_session (page);

  g_signal_connect_object (session, "notify::office-id", G_CALLBACK (read_sheet), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::today", G_CALLBACK (read_sheet), self,
                           G_CONNECT_SWAPPED);
  read_sheet (self);
}

static void
tranche_model_sheet_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  static const char *const tables[] = {
    "segmentation_model", "segment", "benefit", "segment_benefit", "office", "practice", "licensee",
  };
  TrancheModelSheetPage *self = TRANCHE_MODEL_SHEET_PAGE (page);
  /* Whatever moves a client or what it brings is in the figures. */
  gboolean concerned = self->request.for_colleagues;

  for (guint i = 0; !concerned && i < G_N_ELEMENTS (tables); i++)
    concerned = tranche_changes_has_table (changes, tables[i]);
  if (concerned)
    read_sheet (self);
}

/* Actions ------------------------------------------------------------------- */

/* NULL, with a message in the window, if it can't be made. */
static TrancheDocumentOutput *
make_output (TrancheModelSheetPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  TrancheWindow *window = tranche_page_get_window (page);
  g_autoptr (TrancheTypesetter) typesetter = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *file_name = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL || self->document == NULL)
    return NULL;

  typesetter = tranche_typesetter_new ();
  bytes = tranche_pdf_write_bytes (typesetter, self->document, NULL, &error);
  if (bytes == NULL)
    {
      tranche_window_show_error (window, _ ("Couldn’t make the document"), error);
      return NULL;
    }
  file_name = tranche_model_sheet_make_file_name (&self->request);
  return tranche_document_output_new_for_bytes (tranche_page_get_session (page), window,
                                                _ ("Service Packages"), self->request.paper, bytes,
                                                file_name);
}

static void
tranche_model_sheet_page_print (TranchePage *page)
{
  TrancheDocumentOutput *output = make_output (TRANCHE_MODEL_SHEET_PAGE (page));

  if (output != NULL)
    tranche_document_output_print (output);
}

static void
save_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentOutput *output = make_output (user_data);

  if (output != NULL)
    tranche_document_output_save (output);
}

/* The page ------------------------------------------------------------------ */

static void
tranche_model_sheet_page_constructed (GObject *object)
{
  static const GActionEntry entries[] = {
    { .name = "save", .activate = save_activated_cb },
  };

  G_OBJECT_CLASS (tranche_model_sheet_page_parent_class)->constructed (object);

  tranche_page_add_action_entries (TRANCHE_PAGE (object), entries, G_N_ELEMENTS (entries));
  tranche_document_zoom_add_actions (TRANCHE_PAGE (object),
                                     TRANCHE_MODEL_SHEET_PAGE (object)->preview);
  update_actions (TRANCHE_MODEL_SHEET_PAGE (object));
}

static void
tranche_model_sheet_page_dispose (GObject *object)
{
  TrancheModelSheetPage *self = TRANCHE_MODEL_SHEET_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->document, tranche_document_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_MODEL_SHEET_PAGE);

  G_OBJECT_CLASS (tranche_model_sheet_page_parent_class)->dispose (object);
}

static void
tranche_model_sheet_page_class_init (TrancheModelSheetPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  object_class->constructed = tranche_model_sheet_page_constructed;
  object_class->dispose = tranche_model_sheet_page_dispose;
  page_class->load = tranche_model_sheet_page_load;
  page_class->changed = tranche_model_sheet_page_changed;
  page_class->print = tranche_model_sheet_page_print;

  g_type_ensure (TRANCHE_TYPE_DOCUMENT_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/model-sheet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, preview);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, pages_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, paper_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSheetPage, colleagues_row);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
  tranche_document_zoom_add_shortcuts (widget_class);
}

static void
tranche_model_sheet_page_init (TrancheModelSheetPage *self)
{
  g_autoptr (GtkStringList) papers = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < TRANCHE_N_PAPERS; i++)
    gtk_string_list_append (papers, tranche_paper_get_label ((TranchePaper) i));
  adw_combo_row_set_model (self->paper_row, G_LIST_MODEL (papers));
  g_signal_connect_object (self->preview, "notify::page", G_CALLBACK (update_pages_label), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "notify::n-pages", G_CALLBACK (update_pages_label), self,
                           G_CONNECT_SWAPPED);
}

TranchePage *
tranche_model_sheet_page_new (TrancheSession *session, TrancheDate day)
{
  TrancheModelSheetPage *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  self = g_object_new (TRANCHE_TYPE_MODEL_SHEET_PAGE, "session", session, NULL);
  self->request.day = day;
  if (day != TRANCHE_DATE_NONE)
    {
      g_autofree char *date = tranche_date_format (day);
      /* Translators: the model as it was on a day */
      g_autofree char *subtitle = g_strdup_printf (_ ("As on %s"), date);

      adw_window_title_set_subtitle (self->window_title, subtitle);
      /* Numbers of clients are today's. */
      gtk_widget_set_visible (GTK_WIDGET (self->colleagues_row), FALSE);
    }
  return TRANCHE_PAGE (self);
}
