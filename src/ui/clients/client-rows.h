/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/segment-looks.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The rows that the views of a client's page are made of. Texts are plain, never markup. */

/* A title and a text under it, as long as it may be. @subtitle: (nullable) */
AdwActionRow *tranche_client_row_new (const char *title, const char *subtitle);

/* A field: its name small above, the value below, to be selected and copied. */
AdwActionRow *tranche_client_property_row_new (const char *name, const char *value);

/* Something short at the row's end, in tabular figures. */
void tranche_client_row_add_value (AdwActionRow *row, const char *value, gboolean dimmed);

/* The segment's mark and name at the row's end; NULL: unsegmented. */
void tranche_client_row_add_segment (AdwActionRow *row, const TrancheSegmentLook *look);

void tranche_client_row_add_icon (AdwActionRow *row, const char *icon_name);

/* The words that aren't empty, with a dot between them. (transfer full) */
char *tranche_client_join (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* "1 Jul 2025 – 30 Jun 2026", "since 1 Jul 2025", "until 30 Jun 2026" or "". (transfer full) */
char *tranche_client_format_period (TrancheDate start, TrancheDate end);

/* "14 Aug 2025, 09:30" in local time; @at: microseconds since 1970. (transfer full) */
char *tranche_client_format_moment (gint64 at);

/* A row that says in a sentence that there is nothing. */
GtkWidget *tranche_client_nothing_row_new (const char *sentence);

G_END_DECLS
