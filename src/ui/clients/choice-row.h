/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A combo row whose choices stand for ids. 0 is a choice as well where one was added for it. */

void tranche_choice_row_add (AdwComboRow *row, gint64 id, const char *name);

/* @none: (nullable): the words for 0, first; %NULL: something has to be chosen
 * @list: (element-type TrancheNamedId) */
void tranche_choice_row_fill (AdwComboRow *row, const char *none, GPtrArray *list);

/* An id that isn't there leaves the first one chosen. */
void tranche_choice_row_set_id (AdwComboRow *row, gint64 id);

/* 0 where there is nothing to choose. */
gint64 tranche_choice_row_get_id (AdwComboRow *row);

G_END_DECLS
