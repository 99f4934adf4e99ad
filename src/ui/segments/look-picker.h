/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_LOOK_PICKER (tranche_look_picker_get_type ())
G_DECLARE_FINAL_TYPE (TrancheLookPicker, tranche_look_picker, TRANCHE, LOOK_PICKER, GtkWidget)

/**
 * TrancheLookPicker:
 *
 * A segment's colour and mark, each out of nine, shown as they will look.
 *
 * Properties: colour (TrancheSegmentColour), mark (TrancheSegmentMark); 0: not chosen yet.
 */
GtkWidget *tranche_look_picker_new (void);

G_END_DECLS
