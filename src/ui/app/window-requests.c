/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/window-private.h"

#include <glib/gi18n.h>

#include "ui/app/preferences-dialog.h"
#include "ui/clients/new-client-dialog.h"

/* What comes to the window from outside of its pages: from the launcher's menu, from the desktop's
 * search, from a notification. What needs a practice waits while one is being opened. */

static void
new_client_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (self->session == NULL
      || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;
  adw_dialog_present (tranche_new_client_dialog_new (self->session), GTK_WIDGET (self));
}

static void
show_client_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_window_go_to (user_data, "clients", g_variant_get_int64 (parameter));
}

static void
show_runs_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_window_go_to (user_data, "runs", 0);
}

/* The page's own search, as if the words had been typed there. */
static void
find_clients_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;
  TranchePage *page;

  /* Twice: first to the section, then from a client in it back to the list. */
  tranche_window_go_to (self, "clients", 0);
  page = tranche_practice_view_get_visible_page (self->practice_view);
  if (page != NULL && tranche_page_get_item_id (page) != 0)
    tranche_window_go_to (self, "clients", 0);
  page = tranche_practice_view_get_visible_page (self->practice_view);
  if (page != NULL && g_action_group_has_action (tranche_page_get_actions (page), "search-for"))
    g_action_group_activate_action (tranche_page_get_actions (page), "search-for", parameter);
}

static void
preferences_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *self = user_data;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    adw_dialog_present (tranche_preferences_dialog_new (), GTK_WIDGET (self));
}

static const GActionEntry actions[] = {
  { .name = "new-client", .activate = new_client_activated_cb },
  { .name = "show-client", .activate = show_client_activated_cb, .parameter_type = "x" },
  { .name = "find-clients", .activate = find_clients_activated_cb, .parameter_type = "s" },
  { .name = "show-runs", .activate = show_runs_activated_cb },
  { .name = "preferences", .activate = preferences_activated_cb },
};

void
tranche_window_show_run (TrancheWindow *self, const TrancheRun *run)
{
  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (run != NULL);

  if (self->run_actions != NULL)
    tranche_run_actions_show_result (self->run_actions, run);
}

void
tranche_window_add_request_actions (TrancheWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

void
tranche_window_forget_request (TrancheWindow *self)
{
  g_clear_pointer (&self->requested_action, g_free);
  g_clear_pointer (&self->requested_target, g_variant_unref);
}

void
tranche_window_fulfil_request (TrancheWindow *self)
{
  g_autofree char *action = g_steal_pointer (&self->requested_action);
  g_autoptr (GVariant) target = g_steal_pointer (&self->requested_target);

  if (action != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self), action, target);
}

void
tranche_window_request (TrancheWindow *self, const char *action, GVariant *target)
{
  g_return_if_fail (TRANCHE_IS_WINDOW (self));
  g_return_if_fail (action != NULL);

  tranche_window_forget_request (self);
  self->requested_action = g_strdup (action);
  self->requested_target = target != NULL ? g_variant_ref_sink (target) : NULL;
  if (self->session != NULL)
    tranche_window_fulfil_request (self);
  else if (self->opening == NULL)
    {
      tranche_window_forget_request (self);
      if (g_str_equal (gtk_stack_get_visible_child_name (self->start_states), "first-run"))
        tranche_window_add_toast (self, _ ("Open or make a practice file first"));
    }
}
