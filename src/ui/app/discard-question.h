/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

/**
 * tranche_discard_question_ask:
 * @parent: where it is asked
 *
 * Asks whether the draft of @page is to be thrown away, because people are on their way from it.
 */
void tranche_discard_question_ask (TranchePage *page,
                                   GtkWidget *parent,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Whether they agreed; the draft is gone then. */
gboolean tranche_discard_question_finish (GAsyncResult *result);

G_END_DECLS
