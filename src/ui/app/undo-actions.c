/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/undo-actions.h"

#include <glib/gi18n.h>

#include "store/undo.h"
#include "ui/app/error-message.h"

struct _TrancheUndoActions
{
  GObject parent_instance;

  /* Borrowed, cleared by tranche_undo_actions_remove() */
  TrancheWindow *window;

  /* Owned */
  TrancheStore *store;
  GMenu *menu_section;
  GCancellable *cancellable;

  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (TrancheUndoActions, tranche_undo_actions, G_TYPE_OBJECT)

static void read_state (TrancheUndoActions *self);

static void
set_enabled (TrancheUndoActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* An underscore in a name must not become an access key. */
static char *
escape_underscores (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}

static void
show_state (TrancheUndoActions *self, const TrancheUndoState *state)
{
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;

  if (state->undo_label != NULL)
    {
      g_autofree char *name = escape_underscores (state->undo_label);

      /* Translators: %s is what was done: Undo: Client “Ng” removed */
      undo_label = g_strdup_printf (_ ("_Undo: %s"), name);
    }
  if (state->redo_label != NULL)
    {
      g_autofree char *name = escape_underscores (state->redo_label);

      redo_label = g_strdup_printf (_ ("_Redo: %s"), name);
    }

  g_menu_remove_all (self->menu_section);
  append_item (self->menu_section, undo_label != NULL ? undo_label : _ ("_Undo"), "win.undo",
               "<Control>z");
  append_item (self->menu_section, redo_label != NULL ? redo_label : _ ("_Redo"), "win.redo",
               "<Shift><Control>z");
  set_enabled (self, "undo", state->undo_id != 0);
  set_enabled (self, "redo", state->redo_id != 0);
}

static gboolean
read_on_reader (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  *result = tranche_undo_state_load (db, error);
  return *result != NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheUndoActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheUndoState) state
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  self->reading = FALSE;
  if (self->window == NULL)
    return;
  if (state != NULL)
    show_state (self, state);
  if (self->read_again)
    read_state (self);
}

static void
read_state (TrancheUndoActions *self)
{
  self->read_again = self->reading;
  if (self->reading || self->window == NULL)
    return;
  self->reading = TRUE;
  tranche_store_read_async (self->store, G_PRIORITY_DEFAULT, read_on_reader, NULL, NULL,
                            (GDestroyNotify) tranche_undo_state_free, self->cancellable, read_cb,
                            g_object_ref (self));
}

static gboolean
undo_on_writer (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  *result = tranche_undo_operation (db, *(gint64 *) data, error);
  return *result != NULL;
}

static gboolean
redo_on_writer (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  *result = tranche_redo_operation (db, error);
  return *result != NULL;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheUndoActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  g_autofree char *title = NULL;

  if (self->window == NULL)
    return;
  if (label == NULL)
    {
      tranche_window_show_error (self->window, _ ("Couldn’t undo this"), error);
      return;
    }
  /* Translators: %s is what was done: Undone: Client “Ng” removed */
  title = g_strdup_printf (_ ("Undone: %s"), label);
  tranche_window_add_toast (self->window, title);
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheUndoActions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  g_autofree char *title = NULL;

  if (self->window == NULL)
    return;
  if (label == NULL)
    {
      tranche_window_show_error (self->window, _ ("Couldn’t redo this"), error);
      return;
    }
  title = g_strdup_printf (_ ("Redone: %s"), label);
  tranche_window_add_toast (self->window, title);
}

/* Behind an open editor, Ctrl+Z would change what people can't see. */
static gboolean
is_covered (TrancheUndoActions *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)) != NULL;
}

static void
undo (TrancheUndoActions *self, gint64 operation_id)
{
  if (is_covered (self))
    return;
  tranche_store_write_async (self->store, G_PRIORITY_HIGH, undo_on_writer,
                             g_memdup2 (&operation_id, sizeof operation_id), g_free, g_free,
                             self->cancellable, undone_cb, g_object_ref (self));
}

static void
undo_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  undo (user_data, 0);
}

static void
undo_operation_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  undo (user_data, g_variant_get_int64 (parameter));
}

static void
redo_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheUndoActions *self = user_data;

  if (is_covered (self))
    return;
  tranche_store_write_async (self->store, G_PRIORITY_HIGH, redo_on_writer, NULL, NULL, g_free,
                             self->cancellable, redone_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "undo", .activate = undo_activated_cb },
  { .name = "redo", .activate = redo_activated_cb },
  { .name = "undo-operation", .activate = undo_operation_activated_cb, .parameter_type = "x" },
};

static void
tranche_undo_actions_finalize (GObject *object)
{
  TrancheUndoActions *self = TRANCHE_UNDO_ACTIONS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->menu_section);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tranche_undo_actions_parent_class)->finalize (object);
}

static void
tranche_undo_actions_class_init (TrancheUndoActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_undo_actions_finalize;
}

static void
tranche_undo_actions_init (TrancheUndoActions *self)
{
  self->cancellable = g_cancellable_new ();
}

TrancheUndoActions *
tranche_undo_actions_new (TrancheWindow *window, TrancheStore *store, GMenu *menu_section)
{
  const TrancheUndoState nothing = { 0 };
  TrancheUndoActions *self;

  g_return_val_if_fail (TRANCHE_IS_WINDOW (window), NULL);
  g_return_val_if_fail (store != NULL, NULL);
  g_return_val_if_fail (G_IS_MENU (menu_section), NULL);

  self = g_object_new (TRANCHE_TYPE_UNDO_ACTIONS, NULL);
  self->window = window;
  self->store = g_object_ref (store);
  self->menu_section = g_object_ref (menu_section);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  show_state (self, &nothing);
  g_signal_connect_object (store, "changed", G_CALLBACK (read_state), self, G_CONNECT_SWAPPED);
  read_state (self);
  return self;
}

void
tranche_undo_actions_remove (TrancheUndoActions *self)
{
  g_return_if_fail (TRANCHE_IS_UNDO_ACTIONS (self));

  if (self->window == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_action_map_remove_action_entries (G_ACTION_MAP (self->window), entries, G_N_ELEMENTS (entries));
  g_menu_remove_all (self->menu_section);
  self->window = NULL;
}
