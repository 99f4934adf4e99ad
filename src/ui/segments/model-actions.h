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
TrancheModelActions *tranche_model_actions_new (TranchePage *page);

/* What was read last; strings are copied. */
void tranche_model_actions_set_use (TrancheModelActions *self, const TrancheModelUse *use);

/* (transfer none): the actions for a header bar's menu. */
GMenuModel *tranche_model_actions_get_menu (TrancheModelActions *self);

/* Says in @banner why the model can't be edited, and offers the copy that can. */
void tranche_model_actions_show_banner (TrancheModelActions *self, AdwBanner *banner);

G_END_DECLS
