/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/reason-menu.h"

#define REASON_ID "reason"
#define REASON_WIDTH 28 /* in characters */

static GMenuModel *
create_menu_with_place (GMenuModel *menu)
{
  GMenu *whole = g_menu_new ();
  g_autoptr (GMenu) below = g_menu_new ();
  g_autoptr (GMenuItem) place = g_menu_item_new (NULL, NULL);

  g_menu_item_set_attribute (place, "custom", "s", REASON_ID);
  g_menu_append_item (below, place);
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new_from_model (menu, i);

      g_menu_append_item (whole, item);
    }
  g_menu_append_section (whole, NULL, G_MENU_MODEL (below));
  return G_MENU_MODEL (whole);
}

static GtkWidget *
create_label (const char *reason)
{
  GtkWidget *label = gtk_label_new (reason);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), REASON_WIDTH);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "menu-reason");
  return label;
}

void
tranche_menu_button_set_menu (GtkMenuButton *button, GMenuModel *menu, const char *reason)
{
  g_autoptr (GMenuModel) whole = NULL;
  GtkWidget *popover;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  if (reason == NULL)
    {
      gtk_menu_button_set_menu_model (button, menu);
      return;
    }

  whole = create_menu_with_place (menu);
  popover = gtk_popover_menu_new_from_model (whole);
  gtk_popover_menu_add_child (GTK_POPOVER_MENU (popover), create_label (reason), REASON_ID);
  gtk_menu_button_set_popover (button, popover);
}
