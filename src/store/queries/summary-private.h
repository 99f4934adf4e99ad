/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/summary-facts.h"

G_BEGIN_DECLS

/* Services of both periods, once the agreement and its periods are known. */
gboolean tranche_summary_facts_load_services (TrancheDatabase *db,
                                              TrancheSummaryFacts *facts,
                                              gint64 segment_id,
                                              TrancheDate today,
                                              GError **error);

G_END_DECLS
