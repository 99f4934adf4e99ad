/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CARD_LAYOUT (tranche_card_layout_get_type ())
G_DECLARE_FINAL_TYPE (TrancheCardLayout,
                      tranche_card_layout,
                      TRANCHE,
                      CARD_LAYOUT,
                      GtkLayoutManager)

/**
 * TrancheCardLayout:
 *
 * Cards in lines, all of one width, as many beside each other as there is room for. Those of one
 * line are as high as its highest, whatever the other lines need.
 */

G_END_DECLS
