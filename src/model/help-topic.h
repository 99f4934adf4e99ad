/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/help-page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_HELP_TOPIC (tranche_help_topic_get_type ())
G_DECLARE_FINAL_TYPE (TrancheHelpTopic, tranche_help_topic, TRANCHE, HELP_TOPIC, GObject)

/**
 * TrancheHelpTopic:
 *
 * A page of the user guide: a title, a line of description, and blocks of text.
 *
 * Properties: title, description (read only).
 */

/**
 * tranche_help_topic_read:
 * @id: the name of the topic, as links have it
 * @page: a Mallard page in UTF-8
 *
 * Returns: (transfer full): the topic, or NULL with INVALID where @page is no such page
 */
TrancheHelpTopic *tranche_help_topic_read (const char *id, GBytes *page, GError **error);

const char *tranche_help_topic_get_id (TrancheHelpTopic *self);
const char *tranche_help_topic_get_title (TrancheHelpTopic *self);
const char *tranche_help_topic_get_description (TrancheHelpTopic *self);

/* (transfer none) (element-type TrancheHelpBlock) */
const GPtrArray *tranche_help_topic_get_blocks (TrancheHelpTopic *self);

/* Whether each word of @words occurs in the topic, whatever its case. No words: TRUE. */
gboolean tranche_help_topic_matches (TrancheHelpTopic *self, const char *words);

G_END_DECLS
