/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "report/document.h"
#include "report/typesetter.h"

G_BEGIN_DECLS

/**
 * TrancheLayout:
 *
 * A document broken into pages: what the screen, the printer and the file all draw. It doesn't
 * change once made, and lives on its typesetter's thread.
 */
typedef struct _TrancheLayout TrancheLayout;

/* Never fails: whatever the document holds, each piece lands on some page, and there is at least
 * one page. */
TrancheLayout *tranche_layout_new (TrancheTypesetter *typesetter, TrancheDocument *document);
void tranche_layout_free (TrancheLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheLayout, tranche_layout_free)

TrancheDocument *tranche_layout_get_document (TrancheLayout *layout);

guint tranche_layout_get_n_pages (TrancheLayout *layout);

/* In points. */
void tranche_layout_get_page_size (TrancheLayout *layout, double *width, double *height);

/**
 * tranche_layout_render_page:
 * @page: from 0
 *
 * Draws one page, with its top left corner at the origin and a point as the unit; scale @cairo for
 * a screen. The paper itself isn't painted. @cairo is left as it was.
 */
void tranche_layout_render_page (TrancheLayout *layout, guint page, cairo_t *cairo);

/* The page's text from top to bottom, a line a piece: what assistive technology reads of a preview.
 * (transfer full) */
char *tranche_layout_get_page_text (TrancheLayout *layout, guint page);

typedef enum
{
  TRANCHE_PART_TEXT,
  TRANCHE_PART_HEADING,
  TRANCHE_PART_TABLE_HEAD,
  TRANCHE_PART_TABLE_ROW,
  TRANCHE_PART_TABLE_TOTAL,
} TranchePartKind;

/**
 * TrancheLayoutPart:
 * @kind: what it is
 * @block: the block of the document it comes from, from 0
 * @row: for rows and totals of a table the row, from 0; else 0
 * @continued: the row began on an earlier part: it alone is taller than fits
 * @repeated: a table's head once more, on a further page
 * @y: top edge, points from the top of the page
 * @height: points
 *
 * What stands where on a page, for a preview that scrolls to a block or marks it.
 */
typedef struct
{
  TranchePartKind kind;
  guint block;
  guint row;
  gboolean continued;
  gboolean repeated;
  double y;
  double height;
} TrancheLayoutPart;

guint tranche_layout_get_n_parts (TrancheLayout *layout, guint page);
void tranche_layout_get_part (TrancheLayout *layout,
                              guint page,
                              guint position,
                              TrancheLayoutPart *part);

G_END_DECLS
