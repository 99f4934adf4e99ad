/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/window.h"

G_BEGIN_DECLS

/* Goes to the list of clients, with just those of the segment. */
void tranche_show_segment_clients (TrancheWindow *window, gint64 segment_id);

G_END_DECLS
