/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENTATION_OVERVIEW_PAGE (tranche_segmentation_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentationOverviewPage,
                      tranche_segmentation_overview_page,
                      TRANCHE,
                      SEGMENTATION_OVERVIEW_PAGE,
                      TranchePage)

/* The office's segments with what they promise, who has them, and the limits that decide. */
TranchePage *tranche_segmentation_overview_page_new (TrancheSession *session);

G_END_DECLS
