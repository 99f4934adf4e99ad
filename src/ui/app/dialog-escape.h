/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tranche_dialog_escape_watch:
 * @window: the window that dialogs are presented in
 *
 * Lets Escape close the dialogs of @window at every moment.
 *
 * A dialog turns from floating into a bottom sheet and back as the window's width changes. Up to
 * the next frame libadwaita then shows a picture of it instead, and its sheet, which is what Escape
 * closes, isn't mapped and gets no keys. The dialog itself still does.
 */
void tranche_dialog_escape_watch (AdwApplicationWindow *window);

G_END_DECLS
