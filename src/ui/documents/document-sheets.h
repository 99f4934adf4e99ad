/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrancheDocumentSheet:
 * @layout: borrowed
 * @page: of @layout, from 0
 * @width: points
 * @height: points
 * @top: points of the sheets above it
 */
typedef struct
{
  TrancheLayout *layout;
  guint page;
  double width;
  double height;
  double top;
} TrancheDocumentSheet;

/**
 * TrancheDocumentSheets:
 *
 * The pages of documents one below the other, with pictures of the few that were looked at last. It
 * belongs to the main thread.
 */
typedef struct _TrancheDocumentSheets TrancheDocumentSheets;

TrancheDocumentSheets *tranche_document_sheets_new (void);
void tranche_document_sheets_free (TrancheDocumentSheets *self);

/* Lays @document out below what is there. */
void tranche_document_sheets_add (TrancheDocumentSheets *self, TrancheDocument *document);
void tranche_document_sheets_clear (TrancheDocumentSheets *self);

guint tranche_document_sheets_get_count (TrancheDocumentSheets *self);
const TrancheDocumentSheet *tranche_document_sheets_get (TrancheDocumentSheets *self,
                                                         guint position);

/* Points: the width of the widest, and the height of all. */
double tranche_document_sheets_get_width (TrancheDocumentSheets *self);
double tranche_document_sheets_get_height (TrancheDocumentSheets *self);

/* Pixels from the top, at @scale pixels a point and with @margin pixels above each sheet. */
double tranche_document_sheets_get_top (TrancheDocumentSheets *self,
                                        guint position,
                                        double scale,
                                        int margin);

/* The sheet that stands @y pixels from the top, or the next one below; 0 where there is none. */
guint
tranche_document_sheets_find (TrancheDocumentSheets *self, double y, double scale, int margin);

/* Draws a sheet into @bounds, at @scale pixels a point, of which each is @factor of the screen's.
 */
void tranche_document_sheets_snapshot (TrancheDocumentSheets *self,
                                       GtkSnapshot *snapshot,
                                       guint position,
                                       const graphene_rect_t *bounds,
                                       double scale,
                                       int factor);

/* After another scale: what was drawn isn't wanted any more. */
void tranche_document_sheets_forget_textures (TrancheDocumentSheets *self);

G_END_DECLS
