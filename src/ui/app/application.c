/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/application.h"

#include <glib/gi18n.h>

#include "ui/app/accelerators.h"

#define RESOURCE_BASE_PATH "/io/github/tranche_app/Tranche"

struct _TrancheApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (TrancheApplication, tranche_application, ADW_TYPE_APPLICATION)

static char *
dup_canonical_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (absolute, NULL);

  return resolved != NULL ? resolved : g_steal_pointer (&absolute);
}

static void
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
 * end. */
static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
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

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_activated_cb },
  { .name = "quit", .activate = quit_activated_cb },
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
}

static void
tranche_application_activate (GApplication *application)
{
  TrancheApplication *self = TRANCHE_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *last_file = NULL;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  settings = g_settings_new ("io.github.tranche_app.Tranche");
  last_file = g_settings_get_string (settings, "last-file");
  if (g_file_test (last_file, G_FILE_TEST_IS_REGULAR))
    open_path (self, last_file);
  else
    gtk_window_present (GTK_WINDOW (tranche_window_new (GTK_APPLICATION (self))));
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
}

static void
tranche_application_init (TrancheApplication *self)
{
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_version (G_APPLICATION (self), TRANCHE_VERSION);
}

TrancheApplication *
tranche_application_new (void)
{
  return g_object_new (TRANCHE_TYPE_APPLICATION, "application-id", TRANCHE_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", RESOURCE_BASE_PATH, NULL);
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
