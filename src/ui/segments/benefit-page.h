/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_BENEFIT_PAGE (tranche_benefit_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefitPage, tranche_benefit_page, TRANCHE, BENEFIT_PAGE, TranchePage)

/* One benefit with a switch for each active segment: a row of the matrix, for narrow windows. */
TranchePage *tranche_benefit_page_new (TrancheSession *session, gint64 benefit_id);

G_END_DECLS
