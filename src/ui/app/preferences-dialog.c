/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/preferences-dialog.h"

#include <glib/gi18n.h>

#include "domain/text.h"
#include "ui/app/background-permission.h"
#include "ui/app/error-message.h"
#include "ui/app/recent-files.h"
#include "ui/widgets/error-row.h"

/* What a sandbox of Flatpak has. */
#define SANDBOX_FILE "/.flatpak-info"

/* More of them are “…”. */
#define MOST_NAMES 3

struct _TranchePreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  /* Template widgets */
  AdwSwitchRow *search_row;
  AdwSwitchRow *night_row;
  TrancheErrorRow *night_error;
  AdwActionRow *timer_row;
  AdwSwitchRow *notify_row;

  /* Owned */
  GSettings *settings;
  GCancellable *asking; /* while the desktop is asked */
  gboolean is_showing;  /* the switch follows the setting, nobody switches it */
};

G_DEFINE_FINAL_TYPE (TranchePreferencesDialog,
                     tranche_preferences_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

/* The names of the practices that have nights, as many as fit: “Elliott & Co”, “Harbour”. */
static char *
dup_names (TranchePreferencesDialog *self)
{
  g_auto (GStrv) paths = tranche_recent_files_list (self->settings);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL && i <= MOST_NAMES; i++)
    {
      g_autofree char *name = tranche_recent_files_dup_name (paths[i]);

      if (i == MOST_NAMES)
        tranche_text_list_item (names, "…");
      else
        tranche_text_list_name (names, name);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
show_night (TranchePreferencesDialog *self)
{
  g_autofree char *names = dup_names (self);
  g_autofree char *text = NULL;
  gboolean on = g_settings_get_boolean (self->settings, "nightly-in-background");

  if (*names == '\0')
    text = g_strdup (_ ("Practices opened lately are backed up and segmented"));
  else
    /* Translators: %s is a list of practice files: “Elliott & Co”, “Harbour” */
    text = g_strdup_printf (_ ("Practices opened lately are backed up and segmented: %s"), names);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->night_row), text);
  self->is_showing = TRUE;
  adw_switch_row_set_active (self->night_row, on);
  self->is_showing = FALSE;
}

/* The machine's own timer does the same where the desktop has nobody to ask. */
static char *
dup_timer_command (TranchePreferencesDialog *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "last-file");
  g_autofree char *name = NULL;
  g_autofree char *quoted = NULL;

  if (*path == '\0' || g_file_test (SANDBOX_FILE, G_FILE_TEST_EXISTS))
    return NULL;
  name = tranche_background_dup_timer_name (path);
  quoted = g_shell_quote (name);
  return g_strjoin (" ", "systemctl", "--user", "enable", "--now", quoted, NULL);
}

static void
show_no_portal (TranchePreferencesDialog *self)
{
  g_autofree char *command = dup_timer_command (self);

  if (command == NULL)
    {
      tranche_error_row_set_message (self->night_error,
                                     _ ("This desktop has no way to allow programs to run without "
                                        "a window."));
      return;
    }
  tranche_error_row_set_message (
      self->night_error, _ ("This desktop has no way to allow programs to run without a window. A "
                            "timer does the same: type this into a terminal, once."));
  adw_action_row_set_subtitle (self->timer_row, command);
  gtk_widget_set_visible (GTK_WIDGET (self->timer_row), TRUE);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePreferencesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TrancheBackgroundAnswer answer = tranche_background_request_finish (result, &error);

  if (tranche_error_is_cancelled (error))
    return;

  g_clear_object (&self->asking);
  switch (answer)
    {
    case TRANCHE_BACKGROUND_GRANTED:
      g_settings_set_boolean (self->settings, "nightly-in-background", TRUE);
      break;
    case TRANCHE_BACKGROUND_REFUSED:
      tranche_error_row_set_message (
          self->night_error, _ ("Tranche isn’t allowed to run without a window. Allow it in the "
                                "system’s settings, at Apps, then switch this on again."));
      break;
    case TRANCHE_BACKGROUND_NO_PORTAL:
      show_no_portal (self);
      break;
    case TRANCHE_BACKGROUND_FAILED:
    default:
      g_message ("The desktop can’t be asked: %s", error->message);
      tranche_error_row_set_message (self->night_error,
                                     _ ("The desktop didn’t answer. Try again later."));
      break;
    }
  show_night (self);
}

/* Nobody waits for the answer any more. */
static void
stop_asking (TranchePreferencesDialog *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
night_switched_cb (TranchePreferencesDialog *self)
{
  gboolean on = adw_switch_row_get_active (self->night_row);

  if (self->is_showing)
    return;

  tranche_error_row_set_message (self->night_error, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->timer_row), FALSE);
  stop_asking (self);
  if (on)
    {
      self->asking = g_cancellable_new ();
      tranche_background_request_async (TRUE, self->asking, answered_cb, g_object_ref (self));
    }
  else
    {
      g_settings_set_boolean (self->settings, "nightly-in-background", FALSE);
      /* Not started with the session any more; whatever is answered, it is off. */
      tranche_background_request_async (FALSE, NULL, NULL, NULL);
    }
}

static void
copy_timer_cb (TranchePreferencesDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->timer_row));
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self),
                                    adw_toast_new (_ ("Command copied")));
}

static void
tranche_preferences_dialog_dispose (GObject *object)
{
  TranchePreferencesDialog *self = TRANCHE_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->settings);
  g_clear_object (&self->asking);

  G_OBJECT_CLASS (tranche_preferences_dialog_parent_class)->dispose (object);
}

static void
closed_cb (TranchePreferencesDialog *self)
{
  stop_asking (self);
}

static void
tranche_preferences_dialog_class_init (TranchePreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TranchePreferencesDialog, search_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePreferencesDialog, night_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePreferencesDialog, night_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePreferencesDialog, timer_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePreferencesDialog, notify_row);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_timer_cb);
  gtk_widget_class_bind_template_callback (widget_class, night_switched_cb);
}

static void
tranche_preferences_dialog_init (TranchePreferencesDialog *self)
{
  self->settings = g_settings_new ("io.github.tranche_app.Tranche");
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind (self->settings, "search-clients", self->search_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notify", self->notify_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::nightly-in-background",
                           G_CALLBACK (show_night), self, G_CONNECT_SWAPPED);
  show_night (self);
}

AdwDialog *
tranche_preferences_dialog_new (void)
{
  return g_object_new (TRANCHE_TYPE_PREFERENCES_DIALOG, NULL);
}
