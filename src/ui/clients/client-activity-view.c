/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-activity-view.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"

struct _TrancheClientActivityView
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *group;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (TrancheClientActivityView, tranche_client_activity_view, ADW_TYPE_BIN)

static const char *
get_icon_name (TrancheOperationKind kind)
{
  switch (kind)
    {
    case TRANCHE_OPERATION_IMPORT:
      return "tranche-statements-symbolic";
    case TRANCHE_OPERATION_RUN:
      return "tranche-runs-symbolic";
    case TRANCHE_OPERATION_UNDO:
      return "edit-undo-symbolic";
    case TRANCHE_OPERATION_REDO:
      return "edit-redo-symbolic";
    case TRANCHE_OPERATION_ISSUE:
      return "tranche-agreements-symbolic";
    case TRANCHE_OPERATION_CREATE:
      return "document-new-symbolic";
    case TRANCHE_OPERATION_SWITCH:
    case TRANCHE_OPERATION_EDIT:
    default:
      return "document-edit-symbolic";
    }
}

static GtkWidget *
create_row (const TrancheLogEntry *entry)
{
  g_autofree char *when = tranche_client_format_moment (entry->at);
  g_autofree char *subtitle = tranche_client_join (when, entry->actor_name, NULL);
  AdwActionRow *row = tranche_client_row_new (entry->label, subtitle);

  tranche_client_row_add_icon (row, get_icon_name (entry->kind));
  if (entry->undone)
    tranche_client_row_add_value (row, _ ("undone"), TRUE);
  return GTK_WIDGET (row);
}

static void
tranche_client_activity_view_dispose (GObject *object)
{
  /* The template’s own child goes before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_ACTIVITY_VIEW);

  G_OBJECT_CLASS (tranche_client_activity_view_parent_class)->dispose (object);
}

static void
tranche_client_activity_view_class_init (TrancheClientActivityViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_activity_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-activity-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientActivityView, group);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientActivityView, list);
}

static void
tranche_client_activity_view_init (TrancheClientActivityView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_activity_view_set_file (TrancheClientActivityView *self, TrancheClientFile *file)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_ACTIVITY_VIEW (self));
  g_return_if_fail (file != NULL);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < file->log->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (file->log, i)));
  if (file->log->len == 0)
    gtk_list_box_append (self->list,
                         tranche_client_nothing_row_new (_ ("Nothing was changed yet.")));
  adw_preferences_group_set_description (
      self->group,
      file->log->len == TRANCHE_CLIENT_FILE_LOG_LIMIT ? _ ("The latest 200 changes.") : NULL);
}
