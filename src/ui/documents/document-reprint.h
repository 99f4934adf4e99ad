/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/documents.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

/**
 * tranche_document_reprint:
 * @client_ids: (element-type gint64): whose documents @page shows
 * @request: what it shows of them
 *
 * Prints an issued document as it was frozen, or asks where to save it. Nothing happens once @page
 * is closed.
 */
void tranche_document_reprint (TranchePage *page,
                               GArray *client_ids,
                               const TrancheDocumentRequest *request,
                               const TrancheIssuedDocument *issued,
                               gboolean print);

G_END_DECLS
