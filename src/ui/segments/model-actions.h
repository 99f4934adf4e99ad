/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/model-use.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MODEL_ACTIONS (tranche_model_actions_get_type ())
G_DECLARE_FINAL_TYPE (TrancheModelActions, tranche_model_actions, TRANCHE, MODEL_ACTIONS, GObject)

/**
 * TrancheModelActions:
 *
 * What a page can do with the whole segmentation model of its office: page.duplicate-to-practice,
 * page.duplicate-to-licensee, page.choose-model, page.model-history, page.import-model and
 * page.export-model. They are enabled as far as the acting member may.
 */
/* @menu_button opens the menu with all of them, which says why some can't be used; @banner says why
 * the model can't be edited, and offers the copy that can. Both are the page's. */
TrancheModelActions *
tranche_model_actions_new (TranchePage *page, GtkMenuButton *menu_button, AdwBanner *banner);

/* What was read last; strings are copied. */
void tranche_model_actions_set_use (TrancheModelActions *self, const TrancheModelUse *use);

/* Whether the banner has to be short. */
void tranche_model_actions_set_narrow (TrancheModelActions *self, gboolean narrow);

G_END_DECLS
