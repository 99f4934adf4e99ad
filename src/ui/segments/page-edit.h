/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/edit.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

/* What an edit needs that names up to two things and says yes or no. */
typedef struct
{
  gint64 id;
  gint64 other_id;
  gboolean on;
  TrancheDate date;
} TrancheEditTarget;

/* (transfer full): g_free() it. */
TrancheEditTarget *tranche_edit_target_new (gint64 id, gint64 other_id, gboolean on);

/**
 * tranche_page_edit:
 * @data: (transfer full): freed with @data_free
 * @done: (transfer full) (nullable): what is said when it went well, with Undo; %NULL where the
 * page shows enough
 * @failure: what is said when it didn't: "Couldn’t move the segment"; a constant
 *
 * Writes, and says so in the window that @origin, a page or a dialog, is in then.
 */
void tranche_page_edit (GtkWidget *origin,
                        TrancheStore *store,
                        TrancheEditFunc func,
                        gpointer data,
                        GDestroyNotify data_free,
                        char *done,
                        const char *failure);

/* Whether nothing was entered. */
gboolean tranche_entered_nothing (const char *text);

G_END_DECLS
