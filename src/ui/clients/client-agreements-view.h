/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"
#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_AGREEMENTS_VIEW (tranche_client_agreements_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientAgreementsView,
                      tranche_client_agreements_view,
                      TRANCHE,
                      CLIENT_AGREEMENTS_VIEW,
                      AdwBin)

/* A client's agreements with what they promise, what was received, and the fees. */
void tranche_client_agreements_view_set_file (TrancheClientAgreementsView *self,
                                              TrancheSession *session,
                                              TrancheClientFile *file);

G_END_DECLS
