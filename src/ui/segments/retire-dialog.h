/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/segment.h"
#include "model/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tranche_retire_segment:
 * @origin: a widget of the window
 * @others: (element-type TrancheSegment): the active segments that can take its place
 *
 * Makes a segment inactive. Where clients or an active strategy use it, a dialog says so with the
 * counts and offers to move them first.
 */
void tranche_retire_segment (GtkWidget *origin,
                             TrancheSession *session,
                             TrancheSegment *segment,
                             GPtrArray *others);

G_END_DECLS
