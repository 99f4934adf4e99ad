/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/summary.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_DOCUMENT_PAGE (tranche_document_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDocumentPage,
                      tranche_document_page,
                      TRANCHE,
                      DOCUMENT_PAGE,
                      TranchePage)

/**
 * tranche_document_page_new:
 * @client_ids: (array length=n_client_ids): at least one; copied
 * @kind: which document is shown first; people can change it there
 *
 * The documents of one client or of several, as they will print, with what is on them to choose,
 * and with Issue (one client), Print and Save. Push it with tranche_page_push().
 */
TranchePage *tranche_document_page_new (TrancheSession *session,
                                        const gint64 *client_ids,
                                        guint n_client_ids,
                                        TrancheSummaryKind kind);

G_END_DECLS
