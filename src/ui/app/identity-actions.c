/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/identity-actions.h"

#include <glib/gi18n.h>

struct _TrancheIdentityActions
{
  GObject parent_instance;

  /* Borrowed, cleared by tranche_identity_actions_remove() */
  TrancheWindow *window;

  /* Owned */
  TrancheSession *session;
  GPtrArray *offices; /* TrancheNamedId */
  GPtrArray *members; /* TrancheNamedId */
  GMenu *menu;
  GMenu *office_section;
  GMenu *member_section;
  GSimpleAction *office_action;
  GSimpleAction *member_action;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TrancheIdentityActions, tranche_identity_actions, G_TYPE_OBJECT)

static const TrancheNamedId *
find_id (GPtrArray *list, gint64 id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const TrancheNamedId *named = g_ptr_array_index (list, i);

      if (named->id == id)
        return named;
    }
  return NULL;
}

static void
fill_section (GMenu *section, GPtrArray *list, const char *action)
{
  g_menu_remove_all (section);
  for (guint i = 0; i < list->len; i++)
    {
      const TrancheNamedId *named = g_ptr_array_index (list, i);
      g_auto (GStrv) parts = g_strsplit (named->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, action, "x", named->id);
      g_menu_append_item (section, item);
    }
}

static void
choose_office (TrancheIdentityActions *self, const TrancheNamedId *office)
{
  g_simple_action_set_state (self->office_action, g_variant_new_int64 (office->id));
  tranche_session_set_office (self->session, office->id, office->name);
}

static void
choose_member (TrancheIdentityActions *self, const TrancheNamedId *member)
{
  g_simple_action_set_state (self->member_action, g_variant_new_int64 (member->id));
  tranche_session_set_member (self->session, member->id, member->name);
}

/* Whoever was chosen stays so, by a new name if need be; the first takes the place of one who is
 * gone. */
static void
take_context (TrancheIdentityActions *self, const TranchePracticeContext *context)
{
  const TrancheNamedId *office;
  const TrancheNamedId *member;

  g_clear_pointer (&self->offices, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->offices = g_ptr_array_ref (context->offices);
  self->members = g_ptr_array_ref (context->members);
  fill_section (self->office_section, self->offices, "win.office");
  fill_section (self->member_section, self->members, "win.acting");

  office = find_id (self->offices, tranche_session_get_office_id (self->session));
  if (office == NULL && self->offices->len > 0)
    office = g_ptr_array_index (self->offices, 0);
  if (office != NULL)
    choose_office (self, office);

  member = find_id (self->members, tranche_session_get_member_id (self->session));
  if (member == NULL && self->members->len > 0)
    member = g_ptr_array_index (self->members, 0);
  if (member != NULL)
    choose_member (self, member);
}

static gboolean
load_on_reader (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  *result = tranche_practice_context_load (db, error);
  return *result != NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheIdentityActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TranchePracticeContext) context
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (self->window != NULL && context != NULL)
    take_context (self, context);
}

static void
store_changed_cb (TrancheIdentityActions *self, const TrancheChanges *changes)
{
  if (!tranche_changes_has_table (changes, "office")
      && !tranche_changes_has_table (changes, "team_member")
      && !tranche_changes_has_table (changes, "role"))
    return;
  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_DEFAULT,
                            load_on_reader, NULL, NULL,
                            (GDestroyNotify) tranche_practice_context_free, self->cancellable,
                            loaded_cb, g_object_ref (self));
}

static void
office_chosen_cb (TrancheIdentityActions *self, GVariant *parameter)
{
  const TrancheNamedId *office = find_id (self->offices, g_variant_get_int64 (parameter));

  if (office != NULL)
    choose_office (self, office);
}

static void
member_chosen_cb (TrancheIdentityActions *self, GVariant *parameter)
{
  const TrancheNamedId *member = find_id (self->members, g_variant_get_int64 (parameter));

  if (member != NULL)
    choose_member (self, member);
}

static void
tranche_identity_actions_finalize (GObject *object)
{
  TrancheIdentityActions *self = TRANCHE_IDENTITY_ACTIONS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->offices, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_object (&self->menu);
  g_clear_object (&self->office_section);
  g_clear_object (&self->member_section);
  g_clear_object (&self->office_action);
  g_clear_object (&self->member_action);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tranche_identity_actions_parent_class)->finalize (object);
}

static void
tranche_identity_actions_class_init (TrancheIdentityActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_identity_actions_finalize;
}

static void
tranche_identity_actions_init (TrancheIdentityActions *self)
{
  self->cancellable = g_cancellable_new ();
  self->menu = g_menu_new ();
  self->office_section = g_menu_new ();
  self->member_section = g_menu_new ();
  g_menu_append_section (self->menu, _ ("Office"), G_MENU_MODEL (self->office_section));
  g_menu_append_section (self->menu, _ ("Acting As"), G_MENU_MODEL (self->member_section));

  self->office_action
      = g_simple_action_new_stateful ("office", G_VARIANT_TYPE_INT64, g_variant_new_int64 (0));
  g_signal_connect_object (self->office_action, "activate", G_CALLBACK (office_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  self->member_action
      = g_simple_action_new_stateful ("acting", G_VARIANT_TYPE_INT64, g_variant_new_int64 (0));
  g_signal_connect_object (self->member_action, "activate", G_CALLBACK (member_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

TrancheIdentityActions *
tranche_identity_actions_new (TrancheWindow *window,
                              TrancheSession *session,
                              const TranchePracticeContext *context)
{
  TrancheIdentityActions *self;

  g_return_val_if_fail (TRANCHE_IS_WINDOW (window), NULL);
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (context != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_IDENTITY_ACTIONS, NULL);
  self->window = window;
  self->session = g_object_ref (session);
  take_context (self, context);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (self->office_action));
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (self->member_action));
  g_signal_connect_object (tranche_session_get_store (session), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GMenuModel *
tranche_identity_actions_get_menu (TrancheIdentityActions *self)
{
  g_return_val_if_fail (TRANCHE_IS_IDENTITY_ACTIONS (self), NULL);

  return G_MENU_MODEL (self->menu);
}

void
tranche_identity_actions_remove (TrancheIdentityActions *self)
{
  g_return_if_fail (TRANCHE_IS_IDENTITY_ACTIONS (self));

  if (self->window == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (tranche_session_get_store (self->session), self);
  g_action_map_remove_action (G_ACTION_MAP (self->window), "office");
  g_action_map_remove_action (G_ACTION_MAP (self->window), "acting");
  self->window = NULL;
}
