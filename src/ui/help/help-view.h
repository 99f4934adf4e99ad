/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/help-topic.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_HELP_VIEW (tranche_help_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheHelpView, tranche_help_view, TRANCHE, HELP_VIEW, AdwBin)

/**
 * TrancheHelpView:
 *
 * A topic of the guide as a page to read, whose text can be selected.
 *
 * Signal link-activated (const char *target): a link was followed; @target is “TOPIC” or
 * “TOPIC#SECTION”.
 */

/* Shows @topic from its beginning, or from @section (nullable) on. */
void tranche_help_view_show (TrancheHelpView *self, TrancheHelpTopic *topic, const char *section);

/* (nullable) (transfer none): what is shown. */
TrancheHelpTopic *tranche_help_view_get_topic (TrancheHelpView *self);

G_END_DECLS
