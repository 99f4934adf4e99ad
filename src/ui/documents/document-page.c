/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-page.h"

#include "domain/error.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/documents/document-issue.h"
#include "ui/documents/document-issued-group.h"
#include "ui/documents/document-options.h"
#include "ui/documents/document-output.h"
#include "ui/documents/document-preview.h"
#include "ui/documents/document-reprint.h"
#include "ui/documents/document-tasks.h"
#include "ui/documents/document-words.h"
#include "ui/documents/document-zoom.h"

#include <glib/gi18n.h>

struct _TrancheDocumentPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *banner;
  AdwOverlaySplitView *split_view;
  GtkStack *stack;
  TrancheDocumentPreview *preview;
  AdwStatusPage *empty_page;
  GtkWidget *bottom_bar;
  GtkLabel *pages_label;
  TrancheDocumentOptions *options;
  TrancheDocumentIssuedGroup *issued_group;
  GtkWidget *issue_button;

  /* Owned */
  GArray *client_ids;
  TrancheDocumentRequest request;
  TrancheDocumentSet *set;
  TrancheDocumentIssues *issues; /* from here, as long as nothing else is chosen */
  GCancellable *loading;
  gboolean issuing;
};

G_DEFINE_FINAL_TYPE (TrancheDocumentPage, tranche_document_page, TRANCHE_TYPE_PAGE)

static gboolean
is_single (TrancheDocumentPage *self)
{
  return self->client_ids->len == 1;
}

/* Of a single client, after it was issued here. */
static const TrancheIssuedDocument *
get_issued (TrancheDocumentPage *self)
{
  return g_ptr_array_index (self->issues->issued, 0);
}

static void
update_actions (TrancheDocumentPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  gboolean has_pages = self->set != NULL && self->set->documents->len > 0;
  const char *obstacle = self->set != NULL ? self->set->obstacle : NULL;

  tranche_page_set_action_enabled (
      page, "issue", has_pages && self->issues == NULL && !self->issuing && obstacle == NULL);
  gtk_widget_set_tooltip_text (self->issue_button, obstacle);
  tranche_page_set_action_enabled (page, "save", has_pages);
  tranche_page_set_action_enabled (page, "save-each", has_pages && !is_single (self));
  tranche_page_set_action_enabled (page, "print", has_pages);
  tranche_document_zoom_set_enabled (page, has_pages);
  gtk_widget_set_visible (self->bottom_bar, has_pages);
}

static void
update_pages_label (TrancheDocumentPage *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Page %u of %u"), tranche_document_preview_get_page (self->preview),
                         tranche_document_preview_get_n_pages (self->preview));

  gtk_label_set_label (self->pages_label, text);
}

static void
update_title (TrancheDocumentPage *self)
{
  const char *title = tranche_summary_kind_get_title (self->request.kind);
  g_autofree char *subtitle
      = tranche_document_words_make_subtitle (self->client_ids->len, self->set, self->issues);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
update_banner (TrancheDocumentPage *self)
{
  g_autofree char *text
      = tranche_document_words_make_banner (self->client_ids->len, self->set, self->issues);

  adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, *text != '\0');
}

static void
show_empty (TrancheDocumentPage *self)
{
  const char *title, *description;

  tranche_document_words_explain_none (self->set, self->request.kind, &title, &description);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
output_again (TrancheDocumentPage *self, const TrancheIssuedDocument *issued, gboolean print)
{
  tranche_document_reprint (TRANCHE_PAGE (self), self->client_ids, &self->request, issued, print);
}

static void
issued_chosen_cb (TrancheDocumentPage *self, guint position, gboolean print)
{
  output_again (self, g_ptr_array_index (self->set->issued, position), print);
}

/* Showing ---------------------------------------------------------------------------------------
 */

static void
show_documents (TrancheDocumentPage *self, GPtrArray *documents)
{
  tranche_document_preview_set_documents (self->preview, documents);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

static void
show_set (TrancheDocumentPage *self)
{
  tranche_document_issued_group_set_documents (self->issued_group, self->set->issued);
  if (self->issues == NULL)
    {
      tranche_document_options_set_periods (self->options, self->set->periods, self->set->period);
      if (self->set->documents->len > 0)
        show_documents (self, self->set->documents);
      else
        show_empty (self);
    }
  update_banner (self);
  update_title (self);
  update_actions (self);
}

static void
set_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDocumentSet) set
      = tranche_document_set_load_finish (TRANCHE_STORE (object), result, &error);
  g_autoptr (TrancheDocumentPage) self = user_data;
  TrancheWindow *window;

  /* What was read just before the page went comes nevertheless. */
  if (tranche_error_is_cancelled (error) || self->loading == NULL)
    return;

  if (set == NULL)
    {
      window = tranche_page_get_window (TRANCHE_PAGE (self));
      adw_status_page_set_title (self->empty_page, _ ("Can’t Be Shown"));
      adw_status_page_set_description (self->empty_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->stack, "empty");
      if (window != NULL)
        tranche_window_show_error (window, _ ("Couldn’t make the document"), error);
      return;
    }

  g_clear_pointer (&self->set, tranche_document_set_free);
  self->set = g_steal_pointer (&set);
  show_set (self);
}

static void
load_set (TrancheDocumentPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  tranche_document_set_load_async (
      tranche_page_get_store (TRANCHE_PAGE (self)), self->client_ids, &self->request,
      tranche_session_get_member_id (tranche_page_get_session (TRANCHE_PAGE (self))), self->loading,
      set_loaded_cb, g_object_ref (self));
}

static void
read_options (TrancheDocumentPage *self)
{
  tranche_document_options_read (self->options, &self->request);
  /* A schedule is what an agreement in draft is agreed on with. */
  self->request.with_drafts = is_single (self) && self->request.kind != TRANCHE_SUMMARY_FDS;
}

static void
options_changed_cb (TrancheDocumentPage *self)
{
  g_clear_pointer (&self->issues, tranche_document_issues_free);
  read_options (self);
  load_set (self);
}

/* Options that lie over the pages are closed before the page is left. */
static gboolean
close_options (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentPage *self = TRANCHE_DOCUMENT_PAGE (widget);

  if (!adw_overlay_split_view_get_collapsed (self->split_view)
      || !adw_overlay_split_view_get_show_sidebar (self->split_view))
    return GDK_EVENT_PROPAGATE;

  adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
  return GDK_EVENT_STOP;
}

/* Actions ---------------------------------------------------------------------------------------
 */

/* NULL with a message in the window. */
static GBytes *
make_bytes (TrancheDocumentPage *self)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tranche_pdf_write_bytes (typesetter, g_ptr_array_index (self->set->documents, 0),
                                           NULL, &error);

  if (bytes == NULL)
    tranche_window_show_error (tranche_page_get_window (TRANCHE_PAGE (self)),
                               _ ("Couldn’t make the document"), error);
  return bytes;
}

/* NULL if it can't be made. */
static TrancheDocumentOutput *
make_output (TrancheDocumentPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *file_name = NULL;

  if (is_single (self))
    {
      bytes = make_bytes (self);
      if (bytes == NULL)
        return NULL;
      file_name = g_strdup (self->set->file_name);
    }
  else
    {
      static const char *const prefixes[] = { "FDS", "OFA", "FTA" };
      g_autofree char *date = tranche_date_to_string (self->request.today);

      file_name = g_strdup_printf ("%s-%s.pdf", prefixes[self->request.kind], date);
    }
  return tranche_document_output_new (
      tranche_page_get_session (page), tranche_page_get_window (page), self->client_ids,
      &self->request, self->issues != NULL ? self->issues->issued : NULL, bytes, file_name);
}

static void
tranche_document_page_print (TranchePage *page)
{
  TrancheDocumentPage *self = TRANCHE_DOCUMENT_PAGE (page);
  TrancheDocumentOutput *output;

  if (self->issues != NULL && is_single (self))
    {
      output_again (self, get_issued (self), TRUE);
      return;
    }
  output = make_output (self);
  if (output != NULL)
    tranche_document_output_print (output);
}

static void
save_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentPage *self = user_data;
  TrancheDocumentOutput *output;

  if (self->issues != NULL && is_single (self))
    {
      output_again (self, get_issued (self), FALSE);
      return;
    }
  output = make_output (self);
  if (output == NULL)
    return;
  /* What is issued is a file of its own. */
  if (self->issues != NULL)
    tranche_document_output_save_each (output);
  else
    tranche_document_output_save (output);
}

static void
save_each_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentOutput *output = make_output (user_data);

  if (output != NULL)
    tranche_document_output_save_each (output);
}

static void
issued_cb (TranchePage *page, TrancheDocumentIssues *issues)
{
  TrancheDocumentPage *self = TRANCHE_DOCUMENT_PAGE (page);

  self->issuing = FALSE;
  if (issues != NULL)
    {
      g_clear_pointer (&self->issues, tranche_document_issues_free);
      self->issues = issues;
      if (issues->documents->len > 0)
        show_documents (self, issues->documents);
      update_banner (self);
      update_title (self);
    }
  update_actions (self);
}

static void
issue_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentPage *self = user_data;

  self->issuing = TRUE;
  update_actions (self);
  tranche_document_issue (TRANCHE_PAGE (self), self->client_ids, &self->request, issued_cb);
}

static void
tranche_document_page_load (TranchePage *page)
{
  load_set (TRANCHE_DOCUMENT_PAGE (page));
}

static void
tranche_document_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  static const char *const tables[] = {
    "agreement",        "benefit",         "client",   "delivery",   "entitlement",     "fee",
    "group_membership", "issued_document", "licensee", "membership", "office",          "party",
    "person",           "practice",        "role",     "segment",    "segment_benefit", "setting",
    "signatory",        "team_member"
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (tranche_changes_has_table (changes, tables[i]))
        {
          load_set (TRANCHE_DOCUMENT_PAGE (page));
          return;
        }
    }
}

/* Another one may or may not issue. */
static void
member_changed_cb (TrancheDocumentPage *self)
{
  if (self->set != NULL)
    load_set (self);
}

static void
set_up (TrancheDocumentPage *self, TrancheSummaryKind kind)
{
  tranche_document_request_init (
      &self->request, kind,
      tranche_session_get_today (tranche_page_get_session (TRANCHE_PAGE (self))));
  tranche_document_options_set_request (self->options, &self->request);

  gtk_button_set_label (GTK_BUTTON (self->issue_button),
                        is_single (self) ? _ ("_Issue…") : _ ("_Issue All…"));
  read_options (self);
  update_title (self);
  update_actions (self);
}

static void
tranche_document_page_dispose (GObject *object)
{
  TrancheDocumentPage *self = TRANCHE_DOCUMENT_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_DOCUMENT_PAGE);

  G_OBJECT_CLASS (tranche_document_page_parent_class)->dispose (object);
}

static void
tranche_document_page_finalize (GObject *object)
{
  TrancheDocumentPage *self = TRANCHE_DOCUMENT_PAGE (object);

  g_clear_pointer (&self->client_ids, g_array_unref);
  g_clear_pointer (&self->set, tranche_document_set_free);
  g_clear_pointer (&self->issues, tranche_document_issues_free);

  G_OBJECT_CLASS (tranche_document_page_parent_class)->finalize (object);
}

static void
tranche_document_page_constructed (GObject *object)
{
  static const GActionEntry entries[] = {
    { .name = "issue", .activate = issue_activated_cb },
    { .name = "save", .activate = save_activated_cb },
    { .name = "save-each", .activate = save_each_activated_cb },
  };

  G_OBJECT_CLASS (tranche_document_page_parent_class)->constructed (object);

  tranche_page_add_action_entries (TRANCHE_PAGE (object), entries, G_N_ELEMENTS (entries));
  tranche_document_zoom_add_actions (TRANCHE_PAGE (object),
                                     TRANCHE_DOCUMENT_PAGE (object)->preview);
  g_signal_connect_object (tranche_page_get_session (TRANCHE_PAGE (object)), "notify::member-id",
                           G_CALLBACK (member_changed_cb), object, G_CONNECT_SWAPPED);
}

static void
tranche_document_page_class_init (TrancheDocumentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  object_class->constructed = tranche_document_page_constructed;
  object_class->dispose = tranche_document_page_dispose;
  object_class->finalize = tranche_document_page_finalize;
  page_class->load = tranche_document_page_load;
  page_class->changed = tranche_document_page_changed;
  page_class->print = tranche_document_page_print;

  g_type_ensure (TRANCHE_TYPE_DOCUMENT_ISSUED_GROUP);
  g_type_ensure (TRANCHE_TYPE_DOCUMENT_OPTIONS);
  g_type_ensure (TRANCHE_TYPE_DOCUMENT_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, preview);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, pages_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, options);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, issued_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, issue_button);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, issued_chosen_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_options, NULL);
  tranche_document_zoom_add_shortcuts (widget_class);
}

static void
tranche_document_page_init (TrancheDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->preview, "notify::page", G_CALLBACK (update_pages_label), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "notify::n-pages", G_CALLBACK (update_pages_label), self,
                           G_CONNECT_SWAPPED);
}

TranchePage *
tranche_document_page_new (TrancheSession *session,
                           const gint64 *client_ids,
                           guint n_client_ids,
                           TrancheSummaryKind kind)
{
  TrancheDocumentPage *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (client_ids != NULL && n_client_ids > 0, NULL);

  self = g_object_new (TRANCHE_TYPE_DOCUMENT_PAGE, "session", session, NULL);
  self->client_ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_client_ids);
  g_array_append_vals (self->client_ids, client_ids, n_client_ids);
  set_up (self, kind);
  return TRANCHE_PAGE (self);
}
