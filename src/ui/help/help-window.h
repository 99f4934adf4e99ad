/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_HELP_WINDOW (tranche_help_window_get_type ())
G_DECLARE_FINAL_TYPE (TrancheHelpWindow, tranche_help_window, TRANCHE, HELP_WINDOW, AdwWindow)

/**
 * TrancheHelpWindow:
 *
 * The user guide, in a window of its own that stays beside the work: the topics at the left, the
 * chosen one at the right, in the user's language where the guide has been translated. It closes
 * with the last other window.
 */

/* Shows the guide at the topic that tells of @section_id, a section of the window (see
 * ui/app/sections.h); NULL, or a section that none tells of: the first topic. One help window
 * serves the whole @application. */
void tranche_help_window_present (GtkApplication *application, const char *section_id);

G_END_DECLS
