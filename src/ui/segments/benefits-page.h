/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/segments/model-page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_BENEFITS_PAGE (tranche_benefits_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefitsPage,
                      tranche_benefits_page,
                      TRANCHE,
                      BENEFITS_PAGE,
                      TrancheModelPage)

/* The benefits of the model that the office uses, and which segments hold them. */
TranchePage *tranche_benefits_page_new (TrancheSession *session);

G_END_DECLS
