/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/application.h"

#include <glib/gi18n.h>

#include "ui/app/accelerators.h"
#include "ui/app/missed-run.h"
#include "ui/app/night-watch.h"
#include "ui/app/search-provider.h"

#define RESOURCE_BASE_PATH "/io/github/tranche_app/Tranche"

struct _TrancheApplication
{
  AdwApplication parent_instance;

  /* Owned */
  TrancheSearchProvider *search_provider;
  TrancheNightWatch *night_watch;
  gboolean starts_in_background;
};

G_DEFINE_FINAL_TYPE (TrancheApplication, tranche_application, ADW_TYPE_APPLICATION)

static char *
dup_canonical_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (absolute, NULL);

  return resolved != NULL ? resolved : g_steal_pointer (&absolute);
}

static TrancheWindow *
open_path (TrancheApplication *self, const char *path)
{
  TrancheWindow *window = tranche_application_find_window (self, path);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL && TRANCHE_IS_WINDOW (active)
      && tranche_window_get_path (TRANCHE_WINDOW (active)) == NULL)
    window = TRANCHE_WINDOW (active);
  if (window == NULL)
    window = tranche_window_new (GTK_APPLICATION (self));

  tranche_window_open_path (window, path);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  AdwDialog *dialog = adw_about_dialog_new_from_appdata (RESOURCE_BASE_PATH "/metainfo.xml", NULL);

  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), TRANCHE_VERSION);
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (dialog), TRANCHE_APPLICATION_ID);
  adw_about_dialog_set_copyright (ADW_ABOUT_DIALOG (dialog), "© 2026 The Tranche contributors");
  /* Translators: your names, one a line, for the About dialog */
  adw_about_dialog_set_translator_credits (ADW_ABOUT_DIALOG (dialog), _ ("translator-credits"));
  adw_dialog_present (dialog, GTK_WIDGET (gtk_application_get_active_window (application)));
}

static void
close_next_window (GtkApplication *application)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
}

/* Each window closes in its own way: a page with a draft asks first, the file is written to its
 * end. Nothing stays in the background then: the desktop's list of background programs ends them by
 * this action. */
static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheApplication *self = user_data;

  if (self->night_watch != NULL)
    tranche_night_watch_stop (self->night_watch);
  close_next_window (GTK_APPLICATION (user_data));
}

static void
raise_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *window
      = tranche_application_find_window (user_data, g_variant_get_string (parameter, NULL));

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
}

/* Of the launcher's menu: they work whether the program runs already or not. */
static void
new_client_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_application_request (user_data, NULL, "new-client", NULL);
}

static void
run_segmentation_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_application_request (user_data, NULL, "run-segmentation", NULL);
}

/* Of the night's notification. */
static void
show_runs_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_application_request (user_data, g_variant_get_string (parameter, NULL), "show-runs",
                               NULL);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_activated_cb },
  { .name = "quit", .activate = quit_activated_cb },
  { .name = "new-client", .activate = new_client_activated_cb },
  { .name = "run-segmentation", .activate = run_segmentation_activated_cb },
  { .name = "show-runs", .activate = show_runs_activated_cb, .parameter_type = "s" },
  { .name = "raise", .activate = raise_activated_cb, .parameter_type = "s" },
};

static void
tranche_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (tranche_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  tranche_accelerators_install_application (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (TRANCHE_APPLICATION_ID);
  TRANCHE_APPLICATION (application)->night_watch
      = tranche_night_watch_new (GTK_APPLICATION (application));
}

static TrancheWindow *
open_last_file (TrancheApplication *self)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.tranche_app.Tranche");
  g_autofree char *last_file = g_settings_get_string (settings, "last-file");
  TrancheWindow *window;

  if (g_file_test (last_file, G_FILE_TEST_IS_REGULAR))
    return open_path (self, last_file);
  window = tranche_window_new (GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
tranche_application_activate (GApplication *application)
{
  TrancheApplication *self = TRANCHE_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->starts_in_background)
    self->starts_in_background = FALSE;
  else if (window != NULL)
    gtk_window_present (window);
  else
    open_last_file (self);
}

/* A window is looked at: from now on the program ends with its last one. */
static void
tranche_application_window_added (GtkApplication *application, GtkWindow *window)
{
  g_application_set_inactivity_timeout (G_APPLICATION (application), 0);
  GTK_APPLICATION_CLASS (tranche_application_parent_class)->window_added (application, window);
}

static gboolean
tranche_application_dbus_register (GApplication *application,
                                   GDBusConnection *connection,
                                   const char *path,
                                   GError **error)
{
  TrancheApplication *self = TRANCHE_APPLICATION (application);

  if (!G_APPLICATION_CLASS (tranche_application_parent_class)
           ->dbus_register (application, connection, path, error))
    return FALSE;

  self->search_provider = tranche_search_provider_new (GTK_APPLICATION (self));
  return tranche_search_provider_export (self->search_provider, connection, path, error);
}

static void
tranche_application_dbus_unregister (GApplication *application,
                                     GDBusConnection *connection,
                                     const char *path)
{
  TrancheApplication *self = TRANCHE_APPLICATION (application);

  if (self->search_provider != NULL)
    tranche_search_provider_unexport (self->search_provider, connection);
  g_clear_object (&self->search_provider);
  G_APPLICATION_CLASS (tranche_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

/* -1: go on; else the program's exit status. */
static int
tranche_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  TrancheApplication *self = TRANCHE_APPLICATION (application);
  const char *action = NULL;
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "new-client"))
    action = "new-client";
  else if (g_variant_dict_contains (options, "run-segmentation"))
    action = "run-segmentation";
  else if (!g_variant_dict_contains (options, "background"))
    return -1;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return EXIT_FAILURE;
    }
  if (action == NULL)
    {
      /* One that runs already does the night's work by itself. */
      self->starts_in_background = TRUE;
      return g_application_get_is_remote (application) ? EXIT_SUCCESS : -1;
    }

  g_action_group_activate_action (G_ACTION_GROUP (application), action, NULL);
  if (g_application_get_is_remote (application))
    return EXIT_SUCCESS;
  return -1;
}

static void
tranche_application_shutdown (GApplication *application)
{
  g_clear_object (&TRANCHE_APPLICATION (application)->night_watch);

  G_APPLICATION_CLASS (tranche_application_parent_class)->shutdown (application);
}

static void
tranche_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      const char *path = g_file_peek_path (files[i]);

      if (path != NULL)
        open_path (TRANCHE_APPLICATION (application), path);
      else
        g_message ("Only files on this computer can be opened");
    }

  if (gtk_application_get_active_window (GTK_APPLICATION (application)) == NULL)
    gtk_window_present (GTK_WINDOW (tranche_window_new (GTK_APPLICATION (application))));
}

static void
tranche_application_class_init (TrancheApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = tranche_application_startup;
  application_class->activate = tranche_application_activate;
  application_class->open = tranche_application_open;
  application_class->shutdown = tranche_application_shutdown;
  application_class->dbus_register = tranche_application_dbus_register;
  application_class->dbus_unregister = tranche_application_dbus_unregister;
  application_class->handle_local_options = tranche_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_added = tranche_application_window_added;
}

static void
tranche_application_init (TrancheApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-client", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Add a client to the practice"), NULL },
    { "run-segmentation", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Run segmentation"), NULL },
    { "background", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Start without a window, for the night’s work"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_version (G_APPLICATION (self), TRANCHE_VERSION);
}

TrancheApplication *
tranche_application_new (void)
{
  return g_object_new (TRANCHE_TYPE_APPLICATION, "application-id", TRANCHE_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", RESOURCE_BASE_PATH, NULL);
}

/* The one used last that has a practice or is opening one, else any. */
static TrancheWindow *
find_any_window (TrancheApplication *self)
{
  TrancheWindow *any = NULL;

  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      if (!TRANCHE_IS_WINDOW (link->data) || !gtk_widget_get_visible (link->data))
        continue;
      if (tranche_window_get_path (link->data) != NULL)
        return link->data;
      if (any == NULL)
        any = link->data;
    }
  return any;
}

TrancheWindow *
tranche_application_request (TrancheApplication *self,
                             const char *path,
                             const char *action,
                             GVariant *target)
{
  TrancheWindow *window;

  g_return_val_if_fail (TRANCHE_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (action != NULL, NULL);

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    window = open_path (self, path);
  else
    window = find_any_window (self);
  if (window == NULL)
    window = open_last_file (self);

  tranche_window_request (window, action, target);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
tranche_application_make_good (TrancheApplication *self, TrancheWindow *window)
{
  g_return_if_fail (TRANCHE_IS_APPLICATION (self));

  if (!tranche_night_watch_look (self->night_watch))
    tranche_missed_run_offer (window);
}

TrancheWindow *
tranche_application_find_window (TrancheApplication *self, const char *path)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (TRANCHE_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  wanted = dup_canonical_path (path);
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      g_autofree char *has = NULL;

      if (!TRANCHE_IS_WINDOW (link->data)
          || tranche_window_get_path (TRANCHE_WINDOW (link->data)) == NULL)
        continue;
      has = dup_canonical_path (tranche_window_get_path (TRANCHE_WINDOW (link->data)));
      if (g_str_equal (has, wanted))
        return TRANCHE_WINDOW (link->data);
    }
  return NULL;
}
