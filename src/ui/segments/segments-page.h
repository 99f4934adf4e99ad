/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/segments/model-page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENTS_PAGE (tranche_segments_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentsPage,
                      tranche_segments_page,
                      TRANCHE,
                      SEGMENTS_PAGE,
                      TrancheModelPage)

/* The segments of the model that the office uses, in their order. */
TranchePage *tranche_segments_page_new (TrancheSession *session);

G_END_DECLS
