/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/clients-page.h"

#include <glib/gi18n.h>

#include "model/client-list.h"
#include "store/queries/client-choices.h"
#include "store/queries/package-choices.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/clients/client-cells.h"
#include "ui/clients/client-filter-chips.h"
#include "ui/clients/client-filter.h"
#include "ui/clients/client-page.h"
#include "ui/clients/client-selection.h"
#include "ui/clients/client-actions.h"
#include "ui/clients/clients-notice.h"
#include "ui/clients/clients-table.h"
#include "ui/clients/clients-words.h"
#include "ui/clients/permitted-button.h"

/* Nothing is said about loading that is over before anybody could read it. */
#define LOADING_DELAY_MS 400

struct _TrancheClientsPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwBreakpoint *narrow_breakpoint;
  TranchePermittedButton *add_button;
  TranchePermittedButton *footer_add_button;
  GtkMenuButton *filter_button;
  TrancheClientFilter *filter;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  TrancheClientsNotice *notice;
  TrancheClientFilterChips *chips;
  GtkStack *stack;
  AdwStatusPage *problem_page;
  TrancheClientsTable *table;
  GtkListView *list_view;
  GtkLabel *count_label;
  GtkLabel *range_label;
  GtkWidget *clear_selection_button;
  GtkWidget *print_button;
  TranchePermittedButton *package_button;

  /* Owned */
  TrancheClientList *list;
  TrancheClientSelection *selection;
  TrancheClientQuery *query;
  guint loading_source;
  gboolean is_narrow;
  gboolean opens_first;
  gboolean is_unreadable; /* the last look at the list of clients failed */
};

G_DEFINE_FINAL_TYPE (TrancheClientsPage, tranche_clients_page, TRANCHE_TYPE_PAGE)

/* What is shown
 * ---------------------------------------------------------------------------------------------- */

static void
update_stack (TrancheClientsPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *name;

  if (tranche_client_list_get_loading (self->list) || n_items > 0)
    self->is_unreadable = FALSE;

  if (tranche_client_list_get_loading (self->list))
    name = self->loading_source != 0 ? "blank" : "loading";
  else if (n_items > 0)
    name = self->is_narrow ? "narrow" : "wide";
  else if (tranche_client_query_is_filtered (self->query)
           && tranche_client_list_get_n_clients (self->list) > 0)
    name = "nothing-found";
  else if (self->is_unreadable)
    name = "problem";
  else
    name = "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
update_count (TrancheClientsPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_clients = tranche_client_list_get_n_clients (self->list);
  guint n_selected = tranche_client_selection_get_n_selected (self->selection);
  g_autofree char *text = NULL;

  if (tranche_client_list_get_loading (self->list))
    {
      gtk_label_set_label (self->count_label, "");
      return;
    }

  text = tranche_clients_words_describe_count (
      n_items, n_clients, n_selected, tranche_client_selection_count_hidden (self->selection));
  gtk_label_set_label (self->count_label, text);
  /* A narrow list selects nothing, and has no room for what is done with a selection. */
  gtk_widget_set_visible (self->clear_selection_button, n_selected > 1 && !self->is_narrow);
  gtk_widget_set_visible (self->print_button, n_selected > 0 && !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->package_button), n_selected > 0 && !self->is_narrow);
  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "print", n_selected > 0);
  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "print-documents", n_selected > 0);
}

static void
items_changed_cb (TrancheClientsPage *self)
{
  update_stack (self);
  update_count (self);
}

static void
update_context (TrancheClientsPage *self)
{
  TrancheClientContext *context = tranche_client_list_get_context (self->list);
  g_autofree char *range = context != NULL ? tranche_client_context_format_window (context) : NULL;
  g_autofree char *text = NULL;

  if (range != NULL)
    /* Translators: %s is a range of months */
    text = g_strdup_printf (_ ("Production %s"), range);
  gtk_label_set_label (self->range_label, text != NULL ? text : "");
}

/* Filters
 * ---------------------------------------------------------------------------------------------- */

static void
apply_query (TrancheClientsPage *self)
{
  tranche_client_list_set_query (self->list, self->query);
  update_stack (self);
}

static void
remove_id (GArray **ids, gint64 id)
{
  for (guint i = 0; *ids != NULL && i < (*ids)->len; i++)
    {
      if (g_array_index (*ids, gint64, i) == id)
        {
          g_array_remove_index (*ids, i);
          break;
        }
    }
  if (*ids != NULL && (*ids)->len == 0)
    g_clear_pointer (ids, g_array_unref);
}

static void
update_chips (TrancheClientsPage *self)
{
  tranche_client_filter_chips_update (self->chips, tranche_client_list_get_context (self->list),
                                      self->query);
}

static void
chip_removed_cb (TrancheClientsPage *self, gboolean is_owner, gint64 id)
{
  remove_id (is_owner ? &self->query->owner_ids : &self->query->segment_ids, id);
  apply_query (self);
  update_chips (self);
}

static void
filter_changed_cb (TrancheClientsPage *self)
{
  g_clear_pointer (&self->query->segment_ids, g_array_unref);
  g_clear_pointer (&self->query->owner_ids, g_array_unref);
  self->query->segment_ids = tranche_client_filter_get_segment_ids (self->filter);
  self->query->owner_ids = tranche_client_filter_get_owner_ids (self->filter);
  apply_query (self);
  update_chips (self);
}

static void
show_segment_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheClientsPage *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);

  if (self->list == NULL)
    return;
  g_clear_pointer (&self->query->segment_ids, g_array_unref);
  g_clear_pointer (&self->query->owner_ids, g_array_unref);
  self->query->segment_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->query->segment_ids, id);
  /* All of them, whatever was searched for before. */
  g_set_str (&self->query->search, "");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  apply_query (self);
  update_chips (self);
}

static void
filter_shown_cb (TrancheClientsPage *self)
{
  TrancheClientIndex *index = tranche_client_list_get_index (self->list);

  if (index != NULL && gtk_menu_button_get_active (self->filter_button))
    tranche_client_filter_update (self->filter, index, self->query);
}

static void
search_changed_cb (TrancheClientsPage *self)
{
  if (!g_set_str (&self->query->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry))))
    return;
  self->opens_first = FALSE;
  apply_query (self);
}

/* Down goes from the search to what it found. */
static void
focus_list (TrancheClientsPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  if (self->is_narrow)
    {
      gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
    }
  else
    {
      tranche_clients_table_scroll_to (self->table, 0,
                                       GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT);
      gtk_widget_grab_focus (GTK_WIDGET (self->table));
    }
}

/* Enter in the search opens the first that it found, as soon as that is known. */
static void
open_first (TrancheClientsPage *self)
{
  gint64 id = tranche_client_list_get_id (self->list, 0);

  self->opens_first = tranche_client_list_get_finding (self->list);
  if (!self->opens_first && id != 0)
    tranche_page_open_item (TRANCHE_PAGE (self), id);
}

static void
finding_changed_cb (TrancheClientsPage *self)
{
  if (self->opens_first && !tranche_client_list_get_finding (self->list))
    open_first (self);
}

/* The search bar gives the entry every key that is pressed on the page, Enter too: on a row it is
 * the row's. */
static void
search_activated_cb (TrancheClientsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* The entry says a little later that its text has changed. */
  search_changed_cb (self);
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_entry)))
    gtk_widget_activate (focus);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    open_first (self);
  else
    focus_list (self);
}

static gboolean
search_key_pressed_cb (TrancheClientsPage *self,
                       guint keyval,
                       guint keycode,
                       GdkModifierType state,
                       GtkEventController *controller)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  focus_list (self);
  return GDK_EVENT_STOP;
}

static void
sort_changed_cb (TrancheClientsPage *self, guint sort, gboolean descending)
{
  self->query->sort = (TrancheClientSort) sort;
  self->query->descending = descending;
  apply_query (self);
}

/* Narrow windows
 * ---------------------------------------------------------------------------------------------- */

/* Only the view that is looked at has the list, as each makes rows for some hundred items. */
static void
update_views (TrancheClientsPage *self)
{
  g_autoptr (GtkSelectionModel) none = NULL;

  if (self->is_narrow)
    none = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list))));
  tranche_clients_table_set_model (self->table,
                                   self->is_narrow ? NULL : GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->list_view, none);
  gtk_widget_set_visible (GTK_WIDGET (self->range_label), !self->is_narrow);
  update_stack (self);
  update_count (self);
}

static void
narrow_applied_cb (TrancheClientsPage *self)
{
  self->is_narrow = TRUE;
  if (self->list != NULL)
    update_views (self);
}

static void
narrow_unapplied_cb (TrancheClientsPage *self)
{
  self->is_narrow = FALSE;
  if (self->list != NULL)
    update_views (self);
}

/* Reading
 * ---------------------------------------------------------------------------------------------- */

static void
list_failed_cb (TrancheClientsPage *self, const GError *error)
{
  TrancheWindow *window = tranche_page_get_window (TRANCHE_PAGE (self));

  /* Nothing that has been read is taken away, but where there is nothing, it isn't for want of
   * clients. */
  self->is_unreadable = TRUE;
  adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
  update_stack (self);
  if (window != NULL)
    tranche_window_show_error (window, _ ("Couldn’t read the clients"), error);
}

static gboolean
loading_delay_passed_cb (gpointer user_data)
{
  TrancheClientsPage *self = user_data;

  self->loading_source = 0;
  update_stack (self);
  return G_SOURCE_REMOVE;
}

static void
tranche_clients_page_load (TranchePage *page)
{
  TrancheClientsPage *self = TRANCHE_CLIENTS_PAGE (page);
  TrancheSession *session = tranche_page_get_session (page);
  g_autoptr (GtkListItemFactory) lines
      = tranche_client_cell_factory_new (TRANCHE_CLIENT_CELL_TWO_LINES, session);

  self->list = tranche_client_list_new (session);
  self->selection = tranche_client_selection_new (self->list);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::finding", G_CALLBACK (finding_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::context", G_CALLBACK (update_context), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::n-selected", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);

  tranche_clients_table_set_session (self->table, session);
  gtk_list_view_set_factory (self->list_view, lines);
  update_views (self);

  tranche_clients_notice_watch (self->notice, session);
  tranche_permitted_button_watch (self->package_button, page, "set-package",
                                  tranche_package_find_obstacle);
  tranche_permitted_button_watch (self->add_button, page, "new",
                                  tranche_client_choices_find_obstacle);
  tranche_permitted_button_watch (self->footer_add_button, page, "new",
                                  tranche_client_choices_find_obstacle);
  self->loading_source = g_timeout_add (LOADING_DELAY_MS, loading_delay_passed_cb, self);
  tranche_client_list_load (self->list);
}

/* A page
 * ---------------------------------------------------------------------------------------------- */

static void
tranche_clients_page_start_search (TranchePage *page)
{
  TrancheClientsPage *self = TRANCHE_CLIENTS_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Whoever comes from the list has the focus taken along; whoever is led here, as after adding a
 * client, has it in the sidebar or in a dialog that has closed. */
static void
tranche_clients_page_open_item (TranchePage *page, gint64 item_id)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_NAVIGATION_VIEW);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  TranchePage *detail = tranche_client_page_new (tranche_page_get_session (page), item_id);

  tranche_page_push (page, detail);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, view))
    gtk_widget_child_focus (GTK_WIDGET (detail), GTK_DIR_TAB_FORWARD);
}

static void
search_for_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheClientsPage *self = user_data;

  tranche_clients_page_start_search (user_data);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), g_variant_get_string (parameter, NULL));
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

static gint64
tranche_clients_page_get_neighbour (TranchePage *page, gint64 item_id, int by)
{
  TrancheClientsPage *self = TRANCHE_CLIENTS_PAGE (page);
  guint position;
  gint64 id;

  if (self->list == NULL || !tranche_client_list_find (self->list, item_id, &position)
      || (by < 0 && position == 0))
    return 0;

  position = by < 0 ? position - 1 : position + 1;
  id = tranche_client_list_get_id (self->list, position);
  if (id == 0)
    return 0;

  if (self->is_narrow)
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
  else
    tranche_clients_table_scroll_to (self->table, position, GTK_LIST_SCROLL_SELECT);
  return id;
}

static void
row_activated_cb (TrancheClientsPage *self, guint position)
{
  gint64 id = tranche_client_list_get_id (self->list, position);

  if (id != 0)
    tranche_clients_page_open_item (TRANCHE_PAGE (self), id);
}

static void
print_documents (TrancheClientsPage *self, TrancheSummaryKind kind)
{
  g_autoptr (GArray) ids = tranche_client_selection_list_ids (self->selection);

  tranche_client_actions_print (TRANCHE_PAGE (self), (const gint64 *) (gpointer) ids->data,
                                ids->len, kind);
}

static void
tranche_clients_page_print (TranchePage *page)
{
  print_documents (TRANCHE_CLIENTS_PAGE (page), TRANCHE_SUMMARY_FDS);
}

static void
print_documents_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *kind = g_variant_get_string (parameter, NULL);

  print_documents (user_data, tranche_client_actions_parse_kind (kind));
}

static void
set_package_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheClientsPage *self = user_data;
  g_autoptr (GArray) ids = tranche_client_selection_list_ids (self->selection);

  tranche_client_actions_set_package (user_data, (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
clear_selection_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_selection_model_unselect_all (
      GTK_SELECTION_MODEL (TRANCHE_CLIENTS_PAGE (user_data)->selection));
}

static void
tranche_clients_page_dispose (GObject *object)
{
  TrancheClientsPage *self = TRANCHE_CLIENTS_PAGE (object);

  g_clear_handle_id (&self->loading_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (tranche_clients_page_parent_class)->dispose (object);
}

static void
tranche_clients_page_finalize (GObject *object)
{
  g_clear_pointer (&TRANCHE_CLIENTS_PAGE (object)->query, tranche_client_query_free);

  G_OBJECT_CLASS (tranche_clients_page_parent_class)->finalize (object);
}

static void
tranche_clients_page_class_init (TrancheClientsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  object_class->dispose = tranche_clients_page_dispose;
  object_class->finalize = tranche_clients_page_finalize;
  page_class->load = tranche_clients_page_load;
  page_class->create_new = tranche_client_actions_add;
  page_class->start_search = tranche_clients_page_start_search;
  page_class->print = tranche_clients_page_print;
  page_class->open_item = tranche_clients_page_open_item;
  page_class->get_neighbour = tranche_clients_page_get_neighbour;

  g_type_ensure (TRANCHE_TYPE_CLIENT_FILTER);
  g_type_ensure (TRANCHE_TYPE_CLIENT_FILTER_CHIPS);
  g_type_ensure (TRANCHE_TYPE_CLIENTS_NOTICE);
  g_type_ensure (TRANCHE_TYPE_CLIENTS_TABLE);
  g_type_ensure (TRANCHE_TYPE_PERMITTED_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, narrow_breakpoint);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, footer_add_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, table);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, range_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, clear_selection_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsPage, package_button);
}

static void
tranche_clients_page_init (TrancheClientsPage *self)
{
  static const GActionEntry actions[] = {
    { .name = "show-segment", .activate = show_segment_activated_cb, .parameter_type = "x" },
    { .name = "search-for", .activate = search_for_activated_cb, .parameter_type = "s" },
    { .name = "clear-selection", .activate = clear_selection_activated_cb },
    { .name = "print-documents", .activate = print_documents_activated_cb, .parameter_type = "s" },
    { .name = "set-package", .activate = set_package_activated_cb },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->query = tranche_client_query_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_page_add_action_entries (TRANCHE_PAGE (self), actions, G_N_ELEMENTS (actions));

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  g_signal_connect_object (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_button, "notify::active", G_CALLBACK (filter_shown_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chips, "removed", G_CALLBACK (chip_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->narrow_breakpoint, "apply", G_CALLBACK (narrow_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->narrow_breakpoint, "unapply", G_CALLBACK (narrow_unapplied_cb),
                           self, G_CONNECT_SWAPPED);
}

TranchePage *
tranche_clients_page_new (TrancheSession *session)
{
  return g_object_new (TRANCHE_TYPE_CLIENTS_PAGE, "session", session, NULL);
}
