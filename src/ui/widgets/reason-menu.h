/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tranche_menu_button_set_menu:
 * @menu: what the button opens
 * @reason: (nullable): why some of its items are insensitive; stands below them
 *
 * A menu item has no tooltip, so a menu says under its items why some of them can't be used.
 */
void tranche_menu_button_set_menu (GtkMenuButton *button, GMenuModel *menu, const char *reason);

G_END_DECLS
