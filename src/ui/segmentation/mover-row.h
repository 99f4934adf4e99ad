/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/segmentation-movers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_MOVER_ROW (tranche_mover_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMoverRow, tranche_mover_row, TRANCHE, MOVER_ROW, GtkBox)

/* A list view's row of somebody a run moved. */
GtkWidget *tranche_mover_row_new (void);

/* (nullable): fills itself when the mover has been read. */
void tranche_mover_row_set_mover (TrancheMoverRow *self, TrancheSegmentationMover *mover);

G_END_DECLS
