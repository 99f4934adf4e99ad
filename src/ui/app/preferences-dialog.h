/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_PREFERENCES_DIALOG (tranche_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TranchePreferencesDialog,
                      tranche_preferences_dialog,
                      TRANCHE,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/**
 * tranche_preferences_dialog_new:
 *
 * What the program does on this desktop, for this user: search, nights, notifications. What belongs
 * to a practice is in its file. Changes count at once; the night's asks the desktop first.
 */
AdwDialog *tranche_preferences_dialog_new (void);

G_END_DECLS
