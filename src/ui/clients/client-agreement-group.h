/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One agreement of a client: what it is, its package, services, fees and issued documents.
 * @currency: stands once, at the fees */
GtkWidget *tranche_client_agreement_group_new (const TrancheClientAgreement *agreement,
                                               const TrancheClientFile *file,
                                               const char *currency);

G_END_DECLS
