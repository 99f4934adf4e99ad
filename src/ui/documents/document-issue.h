/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/documents.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

/* @issues: (nullable) (transfer full): what was issued; %NULL: nothing, and people know why */
typedef void (*TrancheDocumentIssuedFunc) (TranchePage *page, TrancheDocumentIssues *issues);

/**
 * tranche_document_issue:
 * @page: the page that asks; @callback isn't called when it has gone
 * @client_ids: (element-type gint64)
 *
 * Finds out whose documents can be issued, asks once, and issues them: several with progress and
 * cancel in the window, which go on without the page.
 */
void tranche_document_issue (TranchePage *page,
                             GArray *client_ids,
                             const TrancheDocumentRequest *request,
                             TrancheDocumentIssuedFunc callback);

G_END_DECLS
