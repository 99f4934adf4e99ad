/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one table of accelerators is in accelerators.c; resources/ui/help-overlay.ui shows it to
 * people. */

/* Those that win over the focused widget. */
void tranche_accelerators_install_application (GtkApplication *application);

/* Those that a text field has its own use for (undo): called in the window's class_init. */
void tranche_accelerators_install_window (GtkWidgetClass *klass);

G_END_DECLS
