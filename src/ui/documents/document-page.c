/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-page.h"

#include "domain/error.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/documents/document-issue.h"
#include "ui/documents/document-issued-group.h"
#include "ui/documents/document-output.h"
#include "ui/documents/document-preview.h"
#include "ui/documents/document-tasks.h"
#include "ui/documents/document-zoom.h"

#include <glib/gi18n.h>

struct _TrancheDocumentPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *banner;
  GtkStack *stack;
  TrancheDocumentPreview *preview;
  AdwStatusPage *empty_page;
  GtkWidget *bottom_bar;
  GtkLabel *pages_label;
  AdwComboRow *kind_row;
  AdwComboRow *period_row;
  AdwComboRow *paper_row;
  AdwPreferencesGroup *blocks_group;
  TrancheDocumentIssuedGroup *issued_group;
  GtkWidget *issue_button;

  /* Borrowed: rows in the groups */
  GtkWidget *block_rows[TRANCHE_SUMMARY_N_BLOCKS];

  /* Owned */
  GArray *client_ids;
  TrancheDocumentRequest request;
  TrancheDocumentSet *set;
  TrancheDocumentIssues *issues; /* from here, as long as nothing else is chosen */
  GCancellable *loading;
  gboolean issuing;
  gboolean updating; /* rows are set by the program */
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
  g_autofree char *subtitle = NULL;

  if (self->issues != NULL && is_single (self))
    subtitle = g_strdup_printf (_ ("%s · issued"), get_issued (self)->number);
  else if (self->issues != NULL)
    subtitle = g_strdup_printf (
        ngettext ("%'u document · issued", "%'u documents · issued", self->issues->issued->len),
        self->issues->issued->len);
  else if (!is_single (self))
    subtitle = g_strdup_printf (ngettext ("%'u client", "%'u clients", self->client_ids->len),
                                self->client_ids->len);
  else if (self->set != NULL && self->set->documents->len > 0)
    subtitle
        = g_strdup (tranche_document_get_bookmark (g_ptr_array_index (self->set->documents, 0)));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle != NULL ? subtitle : "");
}

static void
update_banner (TrancheDocumentPage *self)
{
  const TrancheDocumentSet *set = self->set;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->issues != NULL)
    {
      if (self->issues->documents->len < self->issues->issued->len)
        g_string_append_printf (
            text, _ ("%'u of the %'u issued documents are shown; print and save take all."),
            self->issues->documents->len, self->issues->issued->len);
      adw_banner_set_title (self->banner, text->str);
      adw_banner_set_revealed (self->banner, text->len > 0);
      return;
    }

  if (!is_single (self) && set->n_tried < self->client_ids->len)
    g_string_append_printf (text, _ ("The first %'u documents are shown; print and save take all."),
                            set->documents->len);
  if (!is_single (self) && set->documents->len > 0 && set->skipped > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%'u client has no such agreement.",
                                        "%'u clients have no such agreement.", set->skipped),
                              set->skipped);
    }
  adw_banner_set_title (self->banner, text->str);
  adw_banner_set_revealed (self->banner, text->len > 0);
}

static void
show_empty (TrancheDocumentPage *self)
{
  gboolean fixed_term = self->request.kind == TRANCHE_SUMMARY_FTA;

  if (self->set->unusable > 0)
    {
      adw_status_page_set_title (self->empty_page, _ ("Can’t Be Printed"));
      adw_status_page_set_description (
          self->empty_page,
          _ ("The agreement’s days or fees don’t fit together. Correct them in the agreement."));
    }
  else
    {
      adw_status_page_set_title (self->empty_page, fixed_term ? _ ("No Fixed Term Agreement")
                                                              : _ ("No Ongoing Agreement"));
      if (self->request.kind == TRANCHE_SUMMARY_FDS)
        adw_status_page_set_description (
            self->empty_page, _ ("Once an ongoing agreement is issued or signed, its yearly "
                                 "statement can be printed here."));
      else
        adw_status_page_set_description (
            self->empty_page,
            _ ("Make an agreement on the client’s page first; its schedule is printed here."));
    }
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
update_periods (TrancheDocumentPage *self)
{
  const TrancheDocumentSet *set = self->set;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; set->periods != NULL && i < set->periods->len; i++)
    {
      TrancheDate start = g_array_index (set->periods, TrancheDate, i);
      gboolean looks_back = self->request.kind == TRANCHE_SUMMARY_FDS;
      g_autofree char *day = tranche_date_format (looks_back ? start - 1 : start);
      /* Translators: a choice of years, by their last or their first day */
      g_autofree char *text = g_strdup_printf (looks_back ? _ ("Until %s") : _ ("From %s"), day);

      gtk_string_list_append (list, text);
      if (start == set->period)
        selected = i;
    }

  self->updating = TRUE;
  adw_combo_row_set_model (self->period_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->period_row, selected);
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->period_row),
                          set->periods != NULL && set->periods->len > 1);
}

/* Issued documents ------------------------------------------------------------------------------
 */

typedef struct
{
  TrancheDocumentPage *page; /* alive as long as the page's cancellable isn't cancelled */
  TrancheDocumentRequest request;
  char *file_name;
  gboolean print;
} IssuedRequest;

static void
issued_request_free (IssuedRequest *request)
{
  g_free (request->file_name);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IssuedRequest, issued_request_free)

static void
issued_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IssuedRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = tranche_document_read_issued_finish (TRANCHE_STORE (object), result, &error);
  TrancheDocumentOutput *output;
  TranchePage *page;
  TrancheWindow *window;

  if (tranche_error_is_cancelled (error))
    return;

  page = TRANCHE_PAGE (request->page);
  window = tranche_page_get_window (page);
  if (window == NULL)
    return;
  if (bytes == NULL)
    {
      tranche_window_show_error (window, _ ("Couldn’t read the issued document"), error);
      return;
    }

  output = tranche_document_output_new (tranche_page_get_session (page), window,
                                        request->page->client_ids, &request->request, NULL, bytes,
                                        request->file_name);
  if (request->print)
    tranche_document_output_print (output);
  else
    tranche_document_output_save (output);
}

static void
output_issued (TrancheDocumentPage *self, const TrancheIssuedDocument *issued, gboolean print)
{
  IssuedRequest *request = g_new0 (IssuedRequest, 1);

  request->page = self;
  request->request = self->request;
  request->file_name = g_strdup_printf ("%s.pdf", issued->number);
  request->print = print;
  tranche_document_read_issued_async (tranche_page_get_store (TRANCHE_PAGE (self)), issued->id,
                                      tranche_page_get_cancellable (TRANCHE_PAGE (self)),
                                      issued_read_cb, request);
}

static void
issued_chosen_cb (TrancheDocumentPage *self, guint position, gboolean print)
{
  output_issued (self, g_ptr_array_index (self->set->issued, position), print);
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
      update_periods (self);
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
  TrancheDocumentPage *self = user_data;
  TrancheWindow *window;

  if (tranche_error_is_cancelled (error))
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
      set_loaded_cb, self);
}

static void
read_options (TrancheDocumentPage *self)
{
  TrancheSummaryKind kind = (TrancheSummaryKind) adw_combo_row_get_selected (self->kind_row);
  guint period = adw_combo_row_get_selected (self->period_row);
  guint blocks = 0;

  if (kind != self->request.kind)
    {
      self->request.kind = kind;
      self->request.period = TRANCHE_DATE_NONE;
      self->updating = TRUE;
      for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
        adw_switch_row_set_active (ADW_SWITCH_ROW (self->block_rows[i]),
                                   (tranche_summary_kind_get_blocks (kind) & (1u << i)) != 0);
      self->updating = FALSE;
    }
  else if (self->set != NULL && self->set->periods != NULL && period < self->set->periods->len)
    {
      self->request.period = g_array_index (self->set->periods, TrancheDate, period);
    }

  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    {
      if (adw_switch_row_get_active (ADW_SWITCH_ROW (self->block_rows[i])))
        blocks |= 1u << i;
    }
  self->request.blocks = (TrancheSummaryBlocks) blocks;
  self->request.paper = (TranchePaper) adw_combo_row_get_selected (self->paper_row);
  /* A schedule is what an agreement in draft is agreed on with. */
  self->request.with_drafts = is_single (self) && kind != TRANCHE_SUMMARY_FDS;
}

static void
option_changed_cb (TrancheDocumentPage *self)
{
  if (self->updating || self->client_ids == NULL)
    return;

  g_clear_pointer (&self->issues, tranche_document_issues_free);
  read_options (self);
  load_set (self);
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
      output_issued (self, get_issued (self), TRUE);
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
      output_issued (self, get_issued (self), FALSE);
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
fill_rows (TrancheDocumentPage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) papers = gtk_string_list_new (NULL);

  for (guint i = TRANCHE_SUMMARY_FDS; i <= TRANCHE_SUMMARY_FTA; i++)
    gtk_string_list_append (kinds, tranche_summary_kind_get_title ((TrancheSummaryKind) i));
  for (guint i = 0; i < TRANCHE_N_PAPERS; i++)
    gtk_string_list_append (papers, tranche_paper_get_label ((TranchePaper) i));

  self->updating = TRUE;
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->paper_row, G_LIST_MODEL (papers));
  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    {
      TrancheSummaryBlocks block = (TrancheSummaryBlocks) (1u << i);

      self->block_rows[i] = adw_switch_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->block_rows[i]),
                                     tranche_summary_block_get_label (block));
      g_signal_connect_object (self->block_rows[i], "notify::active",
                               G_CALLBACK (option_changed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->blocks_group, self->block_rows[i]);
    }
  self->updating = FALSE;
}

static void
set_up (TrancheDocumentPage *self, TrancheSummaryKind kind)
{
  tranche_document_request_init (
      &self->request, kind,
      tranche_session_get_today (tranche_page_get_session (TRANCHE_PAGE (self))));
  self->updating = TRUE;
  adw_combo_row_set_selected (self->kind_row, kind);
  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->block_rows[i]),
                               (self->request.blocks & (1u << i)) != 0);
  self->updating = FALSE;

  gtk_button_set_label (GTK_BUTTON (self->issue_button),
                        is_single (self) ? _ ("_Issue…") : _ ("_Issue All…"));
  gtk_widget_set_visible (GTK_WIDGET (self->period_row), FALSE);
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
  g_type_ensure (TRANCHE_TYPE_DOCUMENT_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, preview);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, pages_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, period_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, paper_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, blocks_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, issued_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentPage, issue_button);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, issued_chosen_cb);
  tranche_document_zoom_add_shortcuts (widget_class);
}

static void
tranche_document_page_init (TrancheDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_rows (self);
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
