/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_DAY_ROW (tranche_day_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDayRow, tranche_day_row, TRANCHE, DAY_ROW, AdwEntryRow)

/**
 * TrancheDayRow:
 *
 * A day, typed as the locale writes it or chosen in a calendar. In Blueprint:
 * `$TrancheDayRow start_row { title: _("_Start"); use-underline: true; }`.
 */

/* TRANCHE_DATE_NONE empties it. */
void tranche_day_row_set_day (TrancheDayRow *self, TrancheDate day);

/* @day: (out): TRANCHE_DATE_NONE where nothing is entered. FALSE where something is, and isn't a
 * day: tell people tranche_day_row_get_advice(). */
gboolean tranche_day_row_get_day (TrancheDayRow *self, TrancheDate *day);

/* What to say of a text that is no day, with an example as the locale writes them. */
const char *tranche_day_row_get_advice (void);

G_END_DECLS
