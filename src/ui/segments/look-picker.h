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
 * Signal chosen (int, int): somebody chose another colour (TrancheSegmentColour) or mark
 * (TrancheSegmentMark).
 */
GtkWidget *tranche_look_picker_new (void);

/* 0: not chosen yet. */
void tranche_look_picker_set_look (TrancheLookPicker *self, int colour, int mark);

G_END_DECLS
