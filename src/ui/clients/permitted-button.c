/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/permitted-button.h"


struct _TranchePermittedButton
{
  GtkButton parent_instance;

  /* Borrowed */
  TranchePage *page; /* the button is in it */

  /* Owned */
  char *name;
  char *tooltip; /* (nullable): what is said while nothing is in the way */
  TrancheObstacleFunc find_obstacle;
};

G_DEFINE_FINAL_TYPE (TranchePermittedButton, tranche_permitted_button, GTK_TYPE_BUTTON)

typedef struct
{
  gint64 member_id;
  TrancheObstacleFunc find_obstacle;
} Question;

static gboolean
find_obstacle (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Question *question = data;

  return question->find_obstacle (db, question->member_id, (char **) result, error);
}

static void
obstacle_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePermittedButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *obstacle = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  /* Where that can't be read, the dialog says what is the matter. */
  if (error != NULL || self->page == NULL)
    return;
  tranche_page_set_action_enabled (self->page, self->name, obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), obstacle != NULL ? obstacle : self->tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
}

static void
look_for_obstacle (TranchePermittedButton *self)
{
  TrancheSession *session;
  Question question = { .find_obstacle = self->find_obstacle };

  if (self->page == NULL)
    return;
  session = tranche_page_get_session (self->page);
  question.member_id = tranche_session_get_member_id (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT_IDLE,
                            find_obstacle, g_memdup2 (&question, sizeof question), g_free, g_free,
                            tranche_page_get_cancellable (self->page), obstacle_found_cb,
                            g_object_ref (self));
}

static void
store_changed_cb (TranchePermittedButton *self, const TrancheChanges *changes)
{
  if (tranche_changes_has_table (changes, "role")
      || tranche_changes_has_table (changes, "team_member"))
    look_for_obstacle (self);
}

static void
tranche_permitted_button_dispose (GObject *object)
{
  TRANCHE_PERMITTED_BUTTON (object)->page = NULL;

  G_OBJECT_CLASS (tranche_permitted_button_parent_class)->dispose (object);
}

static void
tranche_permitted_button_finalize (GObject *object)
{
  TranchePermittedButton *self = TRANCHE_PERMITTED_BUTTON (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->tooltip, g_free);

  G_OBJECT_CLASS (tranche_permitted_button_parent_class)->finalize (object);
}

static void
tranche_permitted_button_class_init (TranchePermittedButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_permitted_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = tranche_permitted_button_finalize;
}

static void
tranche_permitted_button_init (TranchePermittedButton *self)
{
}

void
tranche_permitted_button_watch (TranchePermittedButton *self,
                                TranchePage *page,
                                const char *name,
                                TrancheObstacleFunc find)
{
  TrancheSession *session;

  g_return_if_fail (TRANCHE_IS_PERMITTED_BUTTON (self));
  g_return_if_fail (TRANCHE_IS_PAGE (page));

  self->page = page;
  self->find_obstacle = find;
  g_set_str (&self->name, name);
  g_set_str (&self->tooltip, gtk_widget_get_tooltip_text (GTK_WIDGET (self)));
  session = tranche_page_get_session (page);
  g_signal_connect_object (session, "notify::member-id", G_CALLBACK (look_for_obstacle), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tranche_session_get_store (session), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  look_for_obstacle (self);
}
