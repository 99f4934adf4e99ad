/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"
#include "ui/documents/document-preview.h"

G_BEGIN_DECLS

/* Gives a page the actions page.zoom-in, page.zoom-out and page.zoom-fit over its preview. */
void tranche_document_zoom_add_actions (TranchePage *page, TrancheDocumentPreview *preview);
void tranche_document_zoom_set_enabled (TranchePage *page, gboolean enabled);

/* From the page's class_init: Ctrl and +, − or 0 do these. */
void tranche_document_zoom_add_shortcuts (GtkWidgetClass *page_class);

G_END_DECLS
