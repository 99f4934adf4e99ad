/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_DOCUMENT_PREVIEW (tranche_document_preview_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDocumentPreview,
                      tranche_document_preview,
                      TRANCHE,
                      DOCUMENT_PREVIEW,
                      GtkWidget)

/**
 * TrancheDocumentPreview:
 *
 * The pages of one or many documents below each other, as they will print, on paper that stays
 * white in the dark. It belongs into a GtkScrolledWindow, and draws only what can be seen there.
 * Assistive technology is given the text of the page that is looked at. Page Up and Page Down go
 * from page to page.
 *
 * Many documents are laid out one after the other between frames.
 *
 * Properties (read-only): page (from 1, 0 without any), n-pages, zoom (1: the paper's own size).
 */
GtkWidget *tranche_document_preview_new (void);

/* @documents: (element-type TrancheDocument) (transfer none). The place looked at stays where the
 * document is long enough. */
void tranche_document_preview_set_documents (TrancheDocumentPreview *self, GPtrArray *documents);

guint tranche_document_preview_get_page (TrancheDocumentPreview *self);
guint tranche_document_preview_get_n_pages (TrancheDocumentPreview *self);

/* One step of the usual ones. */
void tranche_document_preview_zoom_in (TrancheDocumentPreview *self);
void tranche_document_preview_zoom_out (TrancheDocumentPreview *self);
/* As wide as the room there is; so it begins. */
void tranche_document_preview_zoom_to_fit (TrancheDocumentPreview *self);
double tranche_document_preview_get_zoom (TrancheDocumentPreview *self);

G_END_DECLS
