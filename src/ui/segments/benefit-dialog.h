/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/benefit.h"
#include "model/session.h"
#include "ui/segments/named-dialog.h"


G_BEGIN_DECLS

#define TRANCHE_TYPE_BENEFIT_DIALOG (tranche_benefit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefitDialog,
                      tranche_benefit_dialog,
                      TRANCHE,
                      BENEFIT_DIALOG,
                      TrancheNamedDialog)

/* @benefit: a new one with its model, or one that was read: a copy of it is edited. @n_benefits:
 * how many the model has: the greatest order number. @obstacle: (nullable): why it is only shown.
 *
 * Signal agreements-asked-for: the dialog closes, and whoever opened it shows the benefit's
 * TrancheBenefitAgreementsPage. */
AdwDialog *tranche_benefit_dialog_new (TrancheSession *session,
                                       TrancheBenefit *benefit,
                                       guint n_benefits,
                                       const char *obstacle);

G_END_DECLS
