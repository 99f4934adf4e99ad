/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrancheHelpBlockKind:
 * @TRANCHE_HELP_HEADING: the title of a section
 * @TRANCHE_HELP_PARAGRAPH: running text
 * @TRANCHE_HELP_ITEM: an entry of a list
 * @TRANCHE_HELP_STEP: a numbered entry of a list
 * @TRANCHE_HELP_TERM: what the next paragraphs explain
 * @TRANCHE_HELP_NOTE: a hint that stands apart
 * @TRANCHE_HELP_SCREEN: lines to type or to read, as they are
 */
typedef enum
{
  TRANCHE_HELP_HEADING,
  TRANCHE_HELP_PARAGRAPH,
  TRANCHE_HELP_ITEM,
  TRANCHE_HELP_STEP,
  TRANCHE_HELP_TERM,
  TRANCHE_HELP_NOTE,
  TRANCHE_HELP_SCREEN,
} TrancheHelpBlockKind;

/**
 * TrancheHelpBlock:
 * @kind: what it is
 * @markup: Pango markup; links are <a href="TOPIC"> or <a href="TOPIC#SECTION">
 * @section: (nullable): the id of the section that a heading opens
 * @number: a step's number, from 1; 0 for the rest
 * @indented: belongs to the term, item or step before it
 */
typedef struct
{
  TrancheHelpBlockKind kind;
  char *markup;
  char *section;
  guint number;
  gboolean indented;
} TrancheHelpBlock;

#define TRANCHE_TYPE_HELP_TOPIC (tranche_help_topic_get_type ())
G_DECLARE_FINAL_TYPE (TrancheHelpTopic, tranche_help_topic, TRANCHE, HELP_TOPIC, GObject)

/**
 * TrancheHelpTopic:
 *
 * A page of the user guide: a title, a line of description, and blocks of text. Guides are written
 * in Mallard, which GNOME's help viewer reads as well; this knows the part of it that ours use:
 * page, section, title, p, list, steps, terms, item, note, screen, and inline gui, guiseq, key,
 * keyseq, em, code, cmd, input, file and link. Text in an element that isn't known counts as text.
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
