/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_BENEFIT_USAGE_ROW (tranche_benefit_usage_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefitUsageRow,
                      tranche_benefit_usage_row,
                      TRANCHE,
                      BENEFIT_USAGE_ROW,
                      AdwActionRow)

/**
 * TrancheBenefitUsageRow:
 *
 * “In 43 agreements”: how many contain a benefit. It can be activated where there are any; its
 * owner shows a TrancheBenefitAgreementsPage then.
 */

/* Reads how many they are. */
void tranche_benefit_usage_row_read (TrancheBenefitUsageRow *self,
                                     TrancheStore *store,
                                     gint64 benefit_id,
                                     GCancellable *cancellable);

G_END_DECLS
