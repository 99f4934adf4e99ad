/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/documents.h"
#include "store/queries/summary-facts.h"

G_BEGIN_DECLS

/* (transfer full): the facts in the words of the printed page. */
TrancheSummary *tranche_documents_word_summary (const TrancheSummaryFacts *facts,
                                                const TrancheDocumentRequest *request);

/* NULL with NOT_FOUND if the client has no agreement of the kind. */
TrancheSummaryFacts *tranche_documents_load_facts (TrancheDatabase *db,
                                                   gint64 client_id,
                                                   const TrancheDocumentRequest *request,
                                                   GError **error);

TrancheDocument *tranche_documents_finish_summary (const TrancheSummary *summary,
                                                   const TrancheDocumentRequest *request,
                                                   GError **error);

G_END_DECLS
