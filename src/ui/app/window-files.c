/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/window-private.h"

#include <glib/gi18n.h>

#include "store/queries/practice-context.h"
#include "ui/app/application.h"
#include "ui/app/error-message.h"
#include "ui/app/new-file-dialog.h"
#include "ui/app/recent-files.h"
#include "ui/app/sample-practice.h"
#include "ui/app/sections.h"

/* The window's way from the start page to a practice and back, one callback after the other:
 *
 *  - start_opening, opened (or a problem), context_loaded, start_practice
 *  - explore_sample, sample_made, start_opening
 *  - close_practice, closed_store
 *
 * self->opening is set on the way there, so that nothing else is opened meanwhile. */

/* A file that opens faster than this shows no spinner. */
#define SPINNER_DELAY_MS 250

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
show_start_state (TrancheWindow *self, const char *name)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_stack_set_visible_child_name (self->start_states, name);
  gtk_stack_set_visible_child_name (self->states, "start");
  tranche_window_update_title (self);
}

void
tranche_window_show_first_run (TrancheWindow *self)
{
  tranche_window_forget_request (self);
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

void
tranche_window_close_practice (TrancheWindow *self)
{
  g_autoptr (TrancheSession) session = g_steal_pointer (&self->session);

  if (session == NULL)
    return;

  tranche_run_actions_remove (self->run_actions);
  g_clear_object (&self->run_actions);
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
  self->run_actions = tranche_run_actions_new (self, self->session);
  g_signal_connect_object (self->session, "notify::office-name",
                           G_CALLBACK (tranche_window_update_title), self, G_CONNECT_SWAPPED);
  tranche_practice_view_set_session (self->practice_view, self->session,
                                     tranche_identity_actions_get_menu (self->identity_actions));
  if (*last_section != '\0' && tranche_sections_find (last_section) != NULL)
    tranche_practice_view_go_to (self->practice_view, last_section, 0);

  tranche_recent_files_add (self->settings, self->path);
  update_recent_files (self);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_stack_set_visible_child_name (self->states, "practice");
  tranche_window_update_title (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->practice_view));
  tranche_window_fulfil_request (self);
  tranche_application_make_good (
      TRANCHE_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self);
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
  tranche_window_forget_request (self);
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
      tranche_window_show_first_run (self);
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
      tranche_window_show_first_run (self);
    }
  else
    show_problem (self, error);
}

void
tranche_window_start_opening (TrancheWindow *self, const char *path)
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

      tranche_window_start_opening (self, path);
      return;
    }
  g_clear_pointer (&self->path, g_free);
  tranche_window_show_first_run (self);
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
    tranche_window_start_opening (self, self->path);
}

static void
go_to_start_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (self->opening != NULL || self->session != NULL)
    return;
  g_clear_pointer (&self->path, g_free);
  tranche_window_show_first_run (self);
}

static const GActionEntry actions[] = {
  { .name = "new-file", .activate = new_file_activated_cb },
  { .name = "open-file", .activate = open_file_activated_cb },
  { .name = "open-recent", .activate = open_recent_activated_cb, .parameter_type = "s" },
  { .name = "explore-sample", .activate = explore_sample_activated_cb },
  { .name = "cancel-opening", .activate = cancel_opening_activated_cb },
  { .name = "retry", .activate = retry_activated_cb },
  { .name = "go-to-start", .activate = go_to_start_activated_cb },
};

void
tranche_window_add_file_actions (TrancheWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

void
tranche_window_open_path (TrancheWindow *self, const char *path)
{
  TrancheWindow *other;

  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  other = tranche_application_find_window (
      TRANCHE_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), path);
  if (other != NULL && (other->session != NULL || other->opening != NULL))
    {
      gtk_window_present (GTK_WINDOW (other));
      return;
    }

  if (self->session != NULL || self->opening != NULL)
    {
      other = tranche_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      tranche_window_start_opening (other, path);
      gtk_window_present (GTK_WINDOW (other));
      return;
    }
  tranche_window_start_opening (self, path);
}
