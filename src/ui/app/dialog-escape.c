/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/dialog-escape.h"

#define NAME "tranche-dialog-escape"

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  adw_dialog_close (ADW_DIALOG (widget));
  return GDK_EVENT_STOP;
}

/* A dialog becomes the visible one again when another that lay on it closes. */
static gboolean
is_watched (GtkWidget *dialog)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (dialog);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), NAME) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What has the focus, and the sheet around it, have had the key before: a menu that is open closes
 * first. */
static void
visible_dialog_changed_cb (AdwApplicationWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  GtkEventController *keys;

  if (dialog == NULL || is_watched (GTK_WIDGET (dialog)))
    return;
  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_static_name (keys, NAME);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, GDK_NO_MODIFIER_MASK),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
}

void
tranche_dialog_escape_watch (AdwApplicationWindow *window)
{
  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));

  g_signal_connect (window, "notify::visible-dialog", G_CALLBACK (visible_dialog_changed_cb), NULL);
}
