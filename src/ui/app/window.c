/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/window.h"

#include <glib/gi18n.h>

#include "ui/app/accelerators.h"
#include "ui/app/dialog-escape.h"
#include "ui/app/error-message.h"
#include "ui/app/recent-files.h"
#include "ui/app/window-private.h"
#include "ui/help/help-window.h"

G_DEFINE_FINAL_TYPE (TrancheWindow, tranche_window, ADW_TYPE_APPLICATION_WINDOW)

void
tranche_window_update_title (TrancheWindow *self)
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
  tranche_window_update_title (self);

  /* Details get their title when they have been read. */
  if (page != NULL)
    {
      g_signal_handlers_disconnect_by_func (page, tranche_window_update_title, self);
      g_signal_connect_object (page, "notify::title", G_CALLBACK (tranche_window_update_title),
                               self, G_CONNECT_SWAPPED);
    }
}

static void
show_sidebar_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (self->session != NULL)
    tranche_practice_view_focus_sidebar (self->practice_view);
}

/* The guide opens where it tells of what is shown. */
static void
help_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  tranche_help_window_present (
      gtk_window_get_application (GTK_WINDOW (self)),
      self->session != NULL ? tranche_practice_view_get_section (self->practice_view) : NULL);
}

static const GActionEntry actions[] = {
  { .name = "help", .activate = help_activated_cb },
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
  tranche_window_close_practice (self);
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
  tranche_window_show_first_run (self);
}

static void
tranche_window_dispose (GObject *object)
{
  TrancheWindow *self = TRANCHE_WINDOW (object);

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  tranche_window_close_practice (self);
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
  tranche_window_forget_request (self);
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
  tranche_window_add_file_actions (self);
  tranche_window_add_request_actions (self);
  if (g_str_equal (TRANCHE_PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  tranche_dialog_escape_watch (ADW_APPLICATION_WINDOW (self));
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

gboolean
tranche_window_send_notification (TrancheWindow *self, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = NULL;

  g_return_val_if_fail (TRANCHE_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  if (gtk_window_is_active (GTK_WINDOW (self))
      || !g_settings_get_boolean (self->settings, "notify"))
    return FALSE;

  notification = g_notification_new (title);
  if (body != NULL)
    g_notification_set_body (notification, body);
  if (self->path != NULL)
    g_notification_set_default_action_and_target (notification, "app.raise", "s", self->path);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                                   NULL, notification);
  return TRUE;
}

void
tranche_window_notify (TrancheWindow *self, const char *title, const char *body)
{
  if (!tranche_window_send_notification (self, title, body))
    tranche_window_add_toast (self, title);
}
