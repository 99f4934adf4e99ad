/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/actions/models.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_MODEL_SWITCH_PAGE (tranche_model_switch_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheModelSwitchPage,
                      tranche_model_switch_page,
                      TRANCHE,
                      MODEL_SWITCH_PAGE,
                      AdwNavigationPage)

/**
 * TrancheModelSwitchPage:
 *
 * What changes when a level chooses another model, for how many offices and clients, and which
 * segment takes the place of which. Its button activates dialog.choose.
 */

/* @plan: (transfer full); @successors: (element-type TrancheSegment): the active segments of the
 * new model */
void tranche_model_switch_page_set_plan (TrancheModelSwitchPage *self,
                                         TrancheModelSwitch *plan,
                                         GPtrArray *successors);

/* (transfer none) (nullable): as the user wants it; nobody changes it while the page is busy. */
const TrancheModelSwitch *tranche_model_switch_page_get_plan (TrancheModelSwitchPage *self);

/* Whether every segment in use has a successor; if not, says so beside them. */
gboolean tranche_model_switch_page_check (TrancheModelSwitchPage *self);

/* What was refused, beside the successors. */
void tranche_model_switch_page_show_message (TrancheModelSwitchPage *self, const char *message);

/* While it is written. */
void tranche_model_switch_page_set_busy (TrancheModelSwitchPage *self, gboolean busy);

G_END_DECLS
