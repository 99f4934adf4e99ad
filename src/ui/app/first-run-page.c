/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/first-run-page.h"

#include "ui/app/recent-files.h"

struct _TrancheFirstRunPage
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwStatusPage *status_page;
  GtkWidget *new_button;
  GtkWidget *recent_group;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (TrancheFirstRunPage, tranche_first_run_page, ADW_TYPE_BIN)

static GtkWidget *
create_row (const char *path)
{
  g_autofree char *name = tranche_recent_files_dup_name (path);
  g_autofree char *folder = tranche_recent_files_dup_folder (path);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (row, folder);
  adw_action_row_set_subtitle_lines (row, 1);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  return GTK_WIDGET (row);
}

static gboolean
tranche_first_run_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TRANCHE_FIRST_RUN_PAGE (widget)->new_button);
}

static void
tranche_first_run_page_dispose (GObject *object)
{
  /* The bin lets go of its child first: what the template unparents, it would unparent again. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_FIRST_RUN_PAGE);

  G_OBJECT_CLASS (tranche_first_run_page_parent_class)->dispose (object);
}

static void
tranche_first_run_page_class_init (TrancheFirstRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_first_run_page_dispose;
  widget_class->grab_focus = tranche_first_run_page_grab_focus;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheFirstRunPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheFirstRunPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheFirstRunPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheFirstRunPage, recent_list);
}

static void
tranche_first_run_page_init (TrancheFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->status_page, TRANCHE_APPLICATION_ID);
}

void
tranche_first_run_page_set_recent_files (TrancheFirstRunPage *self, const char *const *paths)
{
  g_return_if_fail (TRANCHE_IS_FIRST_RUN_PAGE (self));
  g_return_if_fail (paths != NULL);

  gtk_list_box_remove_all (self->recent_list);
  for (guint i = 0; paths[i] != NULL; i++)
    gtk_list_box_append (self->recent_list, create_row (paths[i]));
  gtk_widget_set_visible (self->recent_group, paths[0] != NULL);
}
