/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-file.h"
#include "ui/widgets/production-chart.h"

G_BEGIN_DECLS

/* The client's last months against the monthly limits; those that its segment rests on stand out.
 */
void tranche_client_chart_set_months (TrancheProductionChart *chart, const TrancheClientFile *file);

/* Only the months that its segment rests on, those of its group where that decides. FALSE: there
 * are none. */
gboolean tranche_client_chart_set_basis (TrancheProductionChart *chart,
                                         const TrancheClientFile *file);

G_END_DECLS
