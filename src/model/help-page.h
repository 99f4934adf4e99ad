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

/**
 * TrancheHelpPage:
 * @description: (nullable)
 * @text: all that is shown
 * @blocks: (element-type TrancheHelpBlock)
 *
 * What a page of the user guide says. Guides are written in Mallard, which GNOME's help viewer
 * reads as well; this knows the part of it that ours use: page, section, title, p, list, steps,
 * terms, item, note, screen, and inline gui, guiseq, key, keyseq, em, code, cmd, input, file and
 * link. Text in an element that isn't known counts as text.
 */
typedef struct
{
  char *title;
  char *description;
  char *text;
  GPtrArray *blocks;
} TrancheHelpPage;

/**
 * tranche_help_page_read:
 * @id: what a message calls it
 * @bytes: a Mallard page in UTF-8
 *
 * Returns: (transfer full): the page, or NULL with INVALID where it is none
 */
TrancheHelpPage *tranche_help_page_read (const char *id, GBytes *bytes, GError **error);
void tranche_help_page_free (TrancheHelpPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheHelpPage, tranche_help_page_free)

G_END_DECLS
