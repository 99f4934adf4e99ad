/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/run-actions.h"

#include <glib/gi18n.h>

#include "jobs/segmentation.h"
#include "store/queries/segmentation-state.h"
#include "ui/app/error-message.h"

struct _TrancheRunActions
{
  GObject parent_instance;

  /* Borrowed, cleared by tranche_run_actions_remove() */
  TrancheWindow *window;

  /* Owned */
  TrancheSession *session;
  TrancheActivity *activity; /* while a run is going on */
  TrancheRunTargets targets; /* what is still to be run */
  gint64 office_id;
};

G_DEFINE_FINAL_TYPE (TrancheRunActions, tranche_run_actions, G_TYPE_OBJECT)

static void run_next (TrancheRunActions *self);

static void
set_enabled (TrancheRunActions *self, gboolean enabled)
{
  GAction *action;

  if (self->window == NULL)
    return;
  action = g_action_map_lookup_action (G_ACTION_MAP (self->window), "run-segmentation");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
finish (TrancheRunActions *self)
{
  if (self->activity != NULL)
    tranche_activity_finish (self->activity);
  g_clear_object (&self->activity);
  set_enabled (self, TRUE);
}

static void
show_refusal (TrancheRunActions *self, const char *sentence)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Segmentation Wasn’t Run"), sentence);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
show_error (TrancheRunActions *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (self->window == NULL || tranche_error_is_cancelled (error))
    return;
  if (!g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED))
    {
      tranche_window_show_error (self->window, _ ("Couldn’t run segmentation"), error);
      return;
    }
  /* Translators: %s is a sentence without its full stop that says why */
  sentence = g_strdup_printf (_ ("%s. Nobody’s segment was changed."), error->message);
  show_refusal (self, sentence);
}

static char *
format_result (const TrancheRun *run)
{
  if (run->moves == 0)
    return g_strdup (run->target == TRANCHE_TARGET_GROUP ? _ ("Groups segmented: none moved")
                                                         : _ ("Segmentation run: nobody moved"));
  if (run->target == TRANCHE_TARGET_GROUP)
    return g_strdup_printf (ngettext ("Groups segmented: %'d moved", "Groups segmented: %'d moved",
                                      (gulong) run->moves),
                            (int) run->moves);
  return g_strdup_printf (
      ngettext ("Segmentation run: %'d moved", "Segmentation run: %'d moved", (gulong) run->moves),
      (int) run->moves);
}

/* A toast has one button, which is Undo; the way to the result stands beside the words. */
static GtkWidget *
create_toast_title (const char *text, gint64 run_id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_tooltip_text (button, _ ("Show the Result"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-run");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_int64 (run_id));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

void
tranche_run_actions_show_result (TrancheRunActions *self, const TrancheRun *run)
{
  g_autofree char *text = NULL;
  AdwToast *toast;

  g_return_if_fail (TRANCHE_IS_RUN_ACTIONS (self));
  g_return_if_fail (run != NULL && self->window != NULL);

  text = format_result (run);
  tranche_window_send_notification (self->window, _ ("Segmentation finished"), text);

  toast = adw_toast_new (text);
  adw_toast_set_custom_title (toast, create_toast_title (text, run->id));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (run->operation_id));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (adw_application_window_get_content (
                                   ADW_APPLICATION_WINDOW (self->window))),
                               toast);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheRunActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheSegmentationResult) segmented
      = tranche_segmentation_run_finish (TRANCHE_STORE (source), result, &error);

  if (self->window == NULL)
    return;
  if (error != NULL)
    {
      finish (self);
      show_error (self, error);
      return;
    }
  tranche_run_actions_show_result (self, segmented->run);
  run_next (self);
}

static void
run_next (TrancheRunActions *self)
{
  TrancheSegmentationRequest request = {
    .office_id = self->office_id,
    .date = tranche_session_get_today (self->session),
  };

  if (self->targets.individual)
    {
      request.target = TRANCHE_TARGET_INDIVIDUAL;
      self->targets.individual = FALSE;
    }
  else if (self->targets.group)
    {
      request.target = TRANCHE_TARGET_GROUP;
      self->targets.group = FALSE;
    }
  else
    {
      finish (self);
      return;
    }
  tranche_segmentation_run_async (
      tranche_session_get_store (self->session), &request, tranche_activity_report, self->activity,
      tranche_activity_get_cancellable (self->activity), ran_cb, g_object_ref (self));
}

static gboolean
load_targets (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  g_autofree TrancheRunTargets *targets = g_new0 (TrancheRunTargets, 1);
  const gint64 *office_id = data;

  if (!tranche_run_targets_load (db, *office_id, targets, error))
    return FALSE;
  *result = g_steal_pointer (&targets);
  return TRUE;
}

static void
targets_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheRunActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree TrancheRunTargets *targets
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (self->window == NULL)
    return;
  if (error != NULL)
    {
      finish (self);
      show_error (self, error);
      return;
    }
  if (!targets->is_enabled || (!targets->individual && !targets->group))
    {
      finish (self);
      show_refusal (self, targets->is_enabled
                              ? _ ("This office has no active strategy. Activate one, then run "
                                   "segmentation again. Nobody’s segment was changed.")
                              : _ ("Segmentation is switched off for this office. Switch it on in "
                                   "its settings, then run it again. Nobody’s segment was "
                                   "changed."));
      return;
    }
  self->targets = *targets;
  run_next (self);
}

static void
run_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheRunActions *self = user_data;
  gint64 *office_id;

  if (self->activity != NULL || tranche_session_get_office_id (self->session) == 0)
    return;

  self->office_id = tranche_session_get_office_id (self->session);
  self->activity = tranche_activity_new (_ ("Running Segmentation"));
  set_enabled (self, FALSE);
  tranche_session_add_activity (self->session, self->activity);
  office_id = g_memdup2 (&self->office_id, sizeof self->office_id);
  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_DEFAULT,
                            load_targets, office_id, g_free, g_free,
                            tranche_activity_get_cancellable (self->activity), targets_loaded_cb,
                            g_object_ref (self));
}

static void
show_run_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheRunActions *self = user_data;

  tranche_window_go_to (self->window, "runs", g_variant_get_int64 (parameter));
}

static const GActionEntry entries[] = {
  { .name = "run-segmentation", .activate = run_activated_cb },
  { .name = "show-run", .activate = show_run_activated_cb, .parameter_type = "x" },
};

static void
tranche_run_actions_dispose (GObject *object)
{
  TrancheRunActions *self = TRANCHE_RUN_ACTIONS (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_run_actions_parent_class)->dispose (object);
}

static void
tranche_run_actions_class_init (TrancheRunActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_run_actions_dispose;
}

static void
tranche_run_actions_init (TrancheRunActions *self)
{
}

TrancheRunActions *
tranche_run_actions_new (TrancheWindow *window, TrancheSession *session)
{
  TrancheRunActions *self;

  g_return_val_if_fail (TRANCHE_IS_WINDOW (window), NULL);
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  self = g_object_new (TRANCHE_TYPE_RUN_ACTIONS, NULL);
  self->window = window;
  self->session = g_object_ref (session);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  return self;
}

void
tranche_run_actions_remove (TrancheRunActions *self)
{
  g_return_if_fail (TRANCHE_IS_RUN_ACTIONS (self));

  if (self->activity != NULL)
    g_cancellable_cancel (tranche_activity_get_cancellable (self->activity));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->window), entries[i].name);
  self->window = NULL;
}
