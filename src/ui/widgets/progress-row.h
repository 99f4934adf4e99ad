/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/activity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_PROGRESS_ROW (tranche_progress_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheProgressRow,
                      tranche_progress_row,
                      TRANCHE,
                      PROGRESS_ROW,
                      GtkListBoxRow)

/**
 * TrancheProgressRow:
 *
 * A long job: title, what it does now, a bar (or a pulse) and a Cancel button. Goes with the
 * activity: take it out of its list when the activity is done.
 */
GtkWidget *tranche_progress_row_new (TrancheActivity *activity);

G_END_DECLS
