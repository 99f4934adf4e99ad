/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/window.h"

#include <glib/gi18n.h>

#include "store/queries/practice-context.h"
#include "ui/app/accelerators.h"
#include "ui/app/application.h"
#include "ui/app/error-message.h"
#include "ui/app/first-run-page.h"
#include "ui/app/identity-actions.h"
#include "ui/app/new-file-dialog.h"
#include "ui/app/practice-view.h"
#include "ui/app/problem-page.h"
#include "ui/app/recent-files.h"
#include "ui/app/sample-practice.h"
#include "ui/app/sections.h"
#include "ui/app/undo-actions.h"

/* A file that opens faster than this shows no spinner. */
#define SPINNER_DELAY_MS 250

struct _TrancheWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  GtkStack *states;
  GtkStack *start_states;
  AdwStatusPage *opening_page;
  TrancheFirstRunPage *first_run_page;
  TrancheProblemPage *problem_page;
  TranchePracticeView *practice_view;
  GMenu *recent_menu;
  GMenu *undo_section;

  /* Owned */
  GSettings *settings;
  TrancheSession *session;
  TrancheIdentityActions *identity_actions;
  TrancheUndoActions *undo_actions;
  char *path;
  GCancellable *opening; /* set while a file is being opened */
  guint spinner_id;
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (TrancheWindow, tranche_window, ADW_TYPE_APPLICATION_WINDOW)

static TrancheApplication *
get_application (TrancheWindow *self)
{
  return TRANCHE_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
update_recent_files (TrancheWindow *self)
{
  g_auto (GStrv) paths = tranche_recent_files_list (self->settings);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = tranche_recent_files_dup_name (paths[i]);
      g_auto (GStrv) parts = g_strsplit (name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.open-recent", "s", paths[i]);
      g_menu_append_item (self->recent_menu, item);
    }
  tranche_first_run_page_set_recent_files (self->first_run_page, (const char *const *) paths);
}

static void
update_title (TrancheWindow *self)
{
  TranchePage *page = tranche_practice_view_get_visible_page (self->practice_view);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (self->session == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Tranche"));
      return;
    }

  name = g_strdup (tranche_session_get_office_name (self->session));
  if (*name == '\0')
    {
      g_free (name);
      name = tranche_recent_files_dup_name (self->path);
    }
  if (page != NULL)
    /* Translators: the window's title: page, practice. Only the order may want changing. */
    title = g_strdup_printf (C_ ("window title", "%s – %s"),
                             adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), name);
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : name);
}

/* The accelerators of the group "page" reach the page that is shown, wherever the focus is. */
static void
visible_page_changed_cb (TrancheWindow *self)
{
  TranchePage *page = tranche_practice_view_get_visible_page (self->practice_view);
  const char *section = tranche_practice_view_get_section (self->practice_view);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  page != NULL ? tranche_page_get_actions (page) : NULL);
  if (self->session != NULL && section != NULL)
    g_settings_set_string (self->settings, "last-section", section);
  update_title (self);
}

static void
show_start_state (TrancheWindow *self, const char *name)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_stack_set_visible_child_name (self->start_states, name);
  gtk_stack_set_visible_child_name (self->states, "start");
  update_title (self);
}

static void
show_first_run (TrancheWindow *self)
{
  update_recent_files (self);
  show_start_state (self, "first-run");
  gtk_widget_grab_focus (GTK_WIDGET (self->first_run_page));
}

static void
closed_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tranche_store_close_finish (TRANCHE_STORE (source), result, &error))
    g_message ("The practice file wasn’t closed cleanly: %s", error->message);
  if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Lets go of the practice; the window is destroyed afterwards if it is closing. */
static void
close_practice (TrancheWindow *self)
{
  g_autoptr (TrancheSession) session = g_steal_pointer (&self->session);

  if (session == NULL)
    return;

  tranche_undo_actions_remove (self->undo_actions);
  g_clear_object (&self->undo_actions);
  tranche_identity_actions_remove (self->identity_actions);
  g_clear_object (&self->identity_actions);
  tranche_practice_view_set_session (self->practice_view, NULL, NULL);
  tranche_store_close_async (tranche_session_get_store (session), closed_store_cb,
                             g_object_ref (self));
}

static void
start_practice (TrancheWindow *self, TrancheStore *store, const TranchePracticeContext *context)
{
  g_autofree char *last_section = g_settings_get_string (self->settings, "last-section");

  self->session = tranche_session_new (store);
  self->identity_actions = tranche_identity_actions_new (self, self->session, context);
  if (*context->currency != '\0')
    tranche_session_set_currency (self->session, context->currency);
  self->undo_actions = tranche_undo_actions_new (self, store, self->undo_section);
  g_signal_connect_object (self->session, "notify::office-name", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  tranche_practice_view_set_session (self->practice_view, self->session,
                                     tranche_identity_actions_get_menu (self->identity_actions));
  if (*last_section != '\0' && tranche_sections_find (last_section) != NULL)
    tranche_practice_view_go_to (self->practice_view, last_section, 0);

  tranche_recent_files_add (self->settings, self->path);
  update_recent_files (self);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_stack_set_visible_child_name (self->states, "practice");
  update_title (self);
  gtk_widget_child_focus (GTK_WIDGET (self->practice_view), GTK_DIR_TAB_FORWARD);
}

static gboolean
load_context (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  *result = tranche_practice_context_load (db, error);
  return *result != NULL;
}

static void
show_problem (TrancheWindow *self, const GError *error)
{
  g_message ("The practice file can’t be opened: %s", error->message);
  tranche_problem_page_set_error (self->problem_page, self->path, error);
  show_start_state (self, "problem");
}

static void
context_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheWindow) self = user_data;
  TrancheStore *store = TRANCHE_STORE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (TranchePracticeContext) context = tranche_store_finish (store, result, &error);

  g_clear_object (&self->opening);
  g_clear_handle_id (&self->spinner_id, g_source_remove);

  if (context != NULL && !self->closing)
    {
      start_practice (self, store, context);
      return;
    }

  tranche_store_close_async (store, closed_store_cb, g_object_ref (self));
  if (self->closing)
    return;
  if (tranche_error_is_cancelled (error))
    {
      g_clear_pointer (&self->path, g_free);
      show_first_run (self);
    }
  else
    show_problem (self, error);
}

static gboolean
spinner_delay_cb (gpointer user_data)
{
  TrancheWindow *self = user_data;
  g_autofree char *name = tranche_recent_files_dup_name (self->path);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  self->spinner_id = 0;
  adw_status_page_set_title (self->opening_page, _ ("Opening…"));
  adw_status_page_set_description (self->opening_page, escaped);
  show_start_state (self, "opening");
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheStore) store = tranche_store_open_finish (result, &error);

  if (store != NULL)
    {
      tranche_store_read_async (store, G_PRIORITY_HIGH, load_context, NULL, NULL,
                                (GDestroyNotify) tranche_practice_context_free, self->opening,
                                context_loaded_cb, g_object_ref (self));
      return;
    }

  g_clear_object (&self->opening);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (tranche_error_is_cancelled (error))
    {
      g_clear_pointer (&self->path, g_free);
      show_first_run (self);
    }
  else
    show_problem (self, error);
}

static void
start_opening (TrancheWindow *self, const char *path)
{
  g_set_str (&self->path, path);
  self->opening = g_cancellable_new ();
  if (self->spinner_id == 0)
    self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, spinner_delay_cb, self);
  tranche_store_open_async (self->path, FALSE, self->opening, opened_cb, g_object_ref (self));
}

static void
making_progress_cb (TrancheWindow *self, GParamSpec *pspec, TrancheActivity *activity)
{
  const char *step = tranche_activity_get_step (activity);
  double fraction = tranche_activity_get_fraction (activity);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (step != NULL && fraction >= 0)
    /* Translators: what is being done, and how far it got: “Writing agreements… 40 %” */
    text = g_strdup_printf (_ ("%s %d %%"), step, (int) (fraction * 100));
  escaped = g_markup_escape_text (text != NULL ? text : step != NULL ? step : "", -1);
  adw_status_page_set_description (self->opening_page, escaped);
}

static void
sample_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = tranche_sample_practice_make_finish (result, &error);

  g_clear_object (&self->opening);
  if (self->closing)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (made)
    {
      g_autofree char *path = g_steal_pointer (&self->path);

      start_opening (self, path);
      return;
    }
  g_clear_pointer (&self->path, g_free);
  show_first_run (self);
  tranche_window_show_error (self, _ ("Couldn’t make the sample practice"), error);
}

/* Made once; later it is opened again with what people have changed in it. */
static void
explore_sample_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;
  g_autofree char *path = tranche_sample_practice_dup_path ();
  g_autoptr (TrancheActivity) activity = NULL;

  if (self->opening != NULL || self->session != NULL)
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      tranche_window_open_path (self, path);
      return;
    }

  activity = tranche_activity_new (_ ("Making a Sample Practice"));
  g_set_str (&self->path, path);
  self->opening = g_object_ref (tranche_activity_get_cancellable (activity));
  adw_status_page_set_title (self->opening_page, _ ("Making a Sample Practice…"));
  adw_status_page_set_description (self->opening_page, NULL);
  show_start_state (self, "opening");
  g_signal_connect_object (activity, "notify", G_CALLBACK (making_progress_cb), self,
                           G_CONNECT_SWAPPED);
  tranche_sample_practice_make_async (path, activity, sample_made_cb, g_object_ref (self));
}

static GListModel *
create_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Practice files"));
  gtk_file_filter_add_suffix (filter, "tranche");
  g_list_store_append (filters, filter);
  return G_LIST_MODEL (filters);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (path != NULL)
    tranche_window_open_path (self, path);
  else if (file != NULL)
    tranche_window_add_toast (self, _ ("Only files on this computer can be opened"));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tranche_window_show_error (self, _ ("Couldn’t choose a file"), error);
}

static void
open_file_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = create_filters ();

  gtk_file_dialog_set_title (dialog, _ ("Open Practice File"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, file_chosen_cb, g_object_ref (self));
}

static void
open_recent_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_window_open_path (user_data, g_variant_get_string (parameter, NULL));
}

static void
file_created_cb (TrancheWindow *self, const char *path)
{
  tranche_window_open_path (self, path);
}

static void
new_file_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;
  AdwDialog *dialog;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;
  dialog = tranche_new_file_dialog_new ();
  g_signal_connect_object (dialog, "created", G_CALLBACK (file_created_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
cancel_opening_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  g_cancellable_cancel (self->opening);
}

static void
retry_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (self->path != NULL && self->opening == NULL && self->session == NULL)
    start_opening (self, self->path);
}

static void
go_to_start_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (self->opening != NULL || self->session != NULL)
    return;
  g_clear_pointer (&self->path, g_free);
  show_first_run (self);
}

static void
show_sidebar_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (self->session != NULL)
    tranche_practice_view_focus_sidebar (self->practice_view);
}

static const GActionEntry actions[] = {
  { .name = "new-file", .activate = new_file_activated_cb },
  { .name = "open-file", .activate = open_file_activated_cb },
  { .name = "open-recent", .activate = open_recent_activated_cb, .parameter_type = "s" },
  { .name = "explore-sample", .activate = explore_sample_activated_cb },
  { .name = "cancel-opening", .activate = cancel_opening_activated_cb },
  { .name = "retry", .activate = retry_activated_cb },
  { .name = "go-to-start", .activate = go_to_start_activated_cb },
  { .name = "show-sidebar", .activate = show_sidebar_activated_cb },
};

static void
active_changed_cb (TrancheWindow *self)
{
  if (self->session != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    tranche_session_update_today (self->session);
}

static gboolean
tranche_window_close_request (GtkWindow *window)
{
  TrancheWindow *self = TRANCHE_WINDOW (window);

  if (self->closing)
    return GDK_EVENT_STOP;
  if (self->session != NULL && !tranche_practice_view_confirm_close (self->practice_view))
    return GDK_EVENT_STOP;

  if (self->opening == NULL && self->session == NULL)
    return GTK_WINDOW_CLASS (tranche_window_parent_class)->close_request (window);

  /* Out of sight at once; gone when what was queued is written. */
  self->closing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_cancellable_cancel (self->opening);
  close_practice (self);
  return GDK_EVENT_STOP;
}

static void
tranche_window_constructed (GObject *object)
{
  TrancheWindow *self = TRANCHE_WINDOW (object);

  G_OBJECT_CLASS (tranche_window_parent_class)->constructed (object);

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  show_first_run (self);
}

static void
tranche_window_dispose (GObject *object)
{
  TrancheWindow *self = TRANCHE_WINDOW (object);

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  close_practice (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (tranche_window_parent_class)->dispose (object);
}

static void
tranche_window_finalize (GObject *object)
{
  TrancheWindow *self = TRANCHE_WINDOW (object);

  g_clear_object (&self->opening);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (tranche_window_parent_class)->finalize (object);
}

static void
tranche_window_class_init (TrancheWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_FIRST_RUN_PAGE);
  g_type_ensure (TRANCHE_TYPE_PRACTICE_VIEW);
  g_type_ensure (TRANCHE_TYPE_PROBLEM_PAGE);

  object_class->constructed = tranche_window_constructed;
  object_class->dispose = tranche_window_dispose;
  object_class->finalize = tranche_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tranche_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, start_states);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, opening_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, first_run_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, practice_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, TrancheWindow, undo_section);

  tranche_accelerators_install_window (widget_class);
}

static void
tranche_window_init (TrancheWindow *self)
{
  self->settings = g_settings_new ("io.github.tranche_app.Tranche");

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  if (g_str_equal (TRANCHE_PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
  g_signal_connect_object (self->practice_view, "notify::visible-page",
                           G_CALLBACK (visible_page_changed_cb), self, G_CONNECT_SWAPPED);
}

TrancheWindow *
tranche_window_new (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  return g_object_new (TRANCHE_TYPE_WINDOW, "application", application, NULL);
}

void
tranche_window_open_path (TrancheWindow *self, const char *path)
{
  TrancheWindow *other;

  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  other = tranche_application_find_window (get_application (self), path);
  if (other != NULL && (other->session != NULL || other->opening != NULL))
    {
      gtk_window_present (GTK_WINDOW (other));
      return;
    }

  if (self->session != NULL || self->opening != NULL)
    {
      other = tranche_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      start_opening (other, path);
      gtk_window_present (GTK_WINDOW (other));
      return;
    }
  start_opening (self, path);
}

const char *
tranche_window_get_path (TrancheWindow *self)
{
  g_return_val_if_fail (TRANCHE_IS_WINDOW (self), NULL);

  return self->path;
}

TrancheSession *
tranche_window_get_session (TrancheWindow *self)
{
  g_return_val_if_fail (TRANCHE_IS_WINDOW (self), NULL);

  return self->session;
}

static AdwToast *
create_toast (const char *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

void
tranche_window_add_toast (TrancheWindow *self, const char *title)
{
  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (title != NULL);

  adw_toast_overlay_add_toast (self->toast_overlay, create_toast (title));
}

void
tranche_window_add_undo_toast (TrancheWindow *self, const char *title, gint64 operation_id)
{
  AdwToast *toast;

  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (title != NULL);

  toast = create_toast (title);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (operation_id));
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

void
tranche_window_show_error (TrancheWindow *self, const char *summary, const GError *error)
{
  g_autofree char *title = NULL;

  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (summary != NULL);
  g_return_if_fail (error != NULL);

  if (tranche_error_is_cancelled (error))
    return;
  /* Translators: what didn’t go through, and what to do: “Couldn’t save the client. The disk is
   * full. …” */
  title = g_strdup_printf (_ ("%s. %s"), summary, tranche_error_get_advice (error));
  adw_toast_overlay_add_toast (self->toast_overlay, create_toast (title));
}

void
tranche_window_go_to (TrancheWindow *self, const char *section_id, gint64 item_id)
{
  g_return_if_fail (TRANCHE_IS_WINDOW (self));

  tranche_practice_view_go_to (self->practice_view, section_id, item_id);
}

void
tranche_window_notify (TrancheWindow *self, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = NULL;

  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (title != NULL);

  if (gtk_window_is_active (GTK_WINDOW (self)))
    {
      tranche_window_add_toast (self, title);
      return;
    }

  notification = g_notification_new (title);
  if (body != NULL)
    g_notification_set_body (notification, body);
  if (self->path != NULL)
    g_notification_set_default_action_and_target (notification, "app.raise", "s", self->path);
  g_application_send_notification (G_APPLICATION (get_application (self)), NULL, notification);
}
