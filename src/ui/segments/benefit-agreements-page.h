/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_BENEFIT_AGREEMENTS_PAGE (tranche_benefit_agreements_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefitAgreementsPage,
                      tranche_benefit_agreements_page,
                      TRANCHE,
                      BENEFIT_AGREEMENTS_PAGE,
                      TranchePage)

/* The agreements that contain a benefit, @benefit_name, whether it still stands in lists or not;
 * each leads to its client. To be pushed on a page of the benefit. */
TranchePage *tranche_benefit_agreements_page_new (TrancheSession *session,
                                                  gint64 benefit_id,
                                                  const char *benefit_name);

G_END_DECLS
