/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-agreements.h"
#include "store/queries/client-detail.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row for each service of the agreement's period: "Reviews", "3 of 4". */
void tranche_client_services_fill (GtkListBox *list,
                                   const TrancheClientAgreement *agreement,
                                   TrancheDate today);

/* One of them. */
AdwActionRow *tranche_client_service_row_new (const TrancheAgreementService *service);

/* A person of a client: role, age, and how to reach them. */
AdwActionRow *tranche_client_member_row_new (const TrancheClientMember *member, TrancheDate today);

/* In whole years; -1 where the date of birth isn't known or still to come. */
int tranche_client_get_age (TrancheDate birth_date, TrancheDate today);

G_END_DECLS
