/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/empty-state.h"

#include <glib/gi18n.h>

static AdwStatusPage *
create_page (const char *icon_name, const char *title, const char *description)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());

  adw_status_page_set_icon_name (page, icon_name);
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, description);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  return page;
}

GtkWidget *
tranche_empty_state_new (const char *icon_name,
                         const char *title,
                         const char *description,
                         const char *button_label,
                         const char *action_name)
{
  AdwStatusPage *page = create_page (icon_name, title, description);
  GtkWidget *button;

  g_return_val_if_fail ((button_label == NULL) == (action_name == NULL), GTK_WIDGET (page));

  if (action_name == NULL)
    return GTK_WIDGET (page);

  button = gtk_button_new_with_mnemonic (button_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_status_page_set_child (page, button);
  return GTK_WIDGET (page);
}

GtkWidget *
tranche_nothing_found_new (void)
{
  return GTK_WIDGET (create_page ("edit-find-symbolic", _ ("No Results Found"),
                                  _ ("Try a different search, or fewer filters.")));
}
