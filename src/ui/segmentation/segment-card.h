/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/segmentation-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A segment: its mark and name, whom it has, what they bring, and what it promises in order.
 * @package: (nullable). Whom it has leads to them by page.show-clients, with the segment's id. */
GtkWidget *tranche_segment_card_new (const TrancheSegmentOverviewRow *row,
                                     const TrancheSegmentPackage *package);

G_END_DECLS
