/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/package-button.h"

#include <glib/gi18n.h>

#include "store/queries/package-choices.h"

struct _TranchePackageButton
{
  GtkButton parent_instance;

  TranchePage *page; /* borrowed: the button is in it */
};

G_DEFINE_FINAL_TYPE (TranchePackageButton, tranche_package_button, GTK_TYPE_BUTTON)

static gboolean
find_obstacle (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  return tranche_package_find_obstacle (db, *(gint64 *) data, (char **) result, error);
}

static void
obstacle_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePackageButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *obstacle = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  /* Where that can't be read, the dialog says what is the matter. */
  if (error != NULL || self->page == NULL)
    return;
  tranche_page_set_action_enabled (self->page, "set-package", obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
}

static void
look_for_obstacle (TranchePackageButton *self)
{
  TrancheSession *session;
  gint64 member_id;

  if (self->page == NULL)
    return;
  session = tranche_page_get_session (self->page);
  member_id = tranche_session_get_member_id (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT_IDLE,
                            find_obstacle, g_memdup2 (&member_id, sizeof member_id), g_free, g_free,
                            tranche_page_get_cancellable (self->page), obstacle_found_cb,
                            g_object_ref (self));
}

static void
store_changed_cb (TranchePackageButton *self, const TrancheChanges *changes)
{
  if (tranche_changes_has_table (changes, "role")
      || tranche_changes_has_table (changes, "team_member"))
    look_for_obstacle (self);
}

static void
tranche_package_button_dispose (GObject *object)
{
  TRANCHE_PACKAGE_BUTTON (object)->page = NULL;

  G_OBJECT_CLASS (tranche_package_button_parent_class)->dispose (object);
}

static void
tranche_package_button_class_init (TranchePackageButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_package_button_dispose;
}

static void
tranche_package_button_init (TranchePackageButton *self)
{
  gtk_button_set_label (GTK_BUTTON (self), _ ("Set Pac_kage…"));
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
  gtk_button_set_can_shrink (GTK_BUTTON (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "page.set-package");
}

void
tranche_package_button_watch (TranchePackageButton *self, TranchePage *page)
{
  TrancheSession *session;

  g_return_if_fail (TRANCHE_IS_PACKAGE_BUTTON (self));
  g_return_if_fail (TRANCHE_IS_PAGE (page));

  self->page = page;
  session = tranche_page_get_session (page);
  g_signal_connect_object (session, "notify::member-id", G_CALLBACK (look_for_obstacle), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tranche_session_get_store (session), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  look_for_obstacle (self);
}
