/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_ERROR_ROW (tranche_error_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheErrorRow, tranche_error_row, TRANCHE, ERROR_ROW, AdwPreferencesRow)

/**
 * TrancheErrorRow:
 *
 * What is wrong with a field, in the row under it; not there while nothing is. In Blueprint, after
 * the field:
 *
 *   $TrancheErrorRow name_error { field: name_row; }
 *
 * Properties: field (the widget it speaks of), message (nullable).
 */

/* NULL takes the message away. The field is marked for eyes and for assistive technology. */
void tranche_error_row_set_message (TrancheErrorRow *self, const char *message);
const char *tranche_error_row_get_message (TrancheErrorRow *self);

/* Brings the message into view, below the field, once there is room made for it: for the field that
 * got the focus. */
void tranche_error_row_scroll_to (TrancheErrorRow *self);

G_END_DECLS
