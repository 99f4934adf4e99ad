/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows about a client's segment. */

/* One of the three that can decide, what it says, and whether it does decide. */
GtkWidget *tranche_client_driver_row_new (const TrancheClientSegment *segment,
                                          TrancheSegmentDriver driver,
                                          const TrancheSegmentLooks *looks);

/* Where a segment begins. @look: (nullable) */
GtkWidget *tranche_client_limit_row_new (const TrancheClientLimit *limit,
                                         const TrancheSegmentLook *look,
                                         gboolean is_current);

/* Something that set the segment. */
GtkWidget *tranche_client_event_row_new (const TrancheSegmentEvent *event,
                                         const TrancheSegmentLooks *looks);

G_END_DECLS
