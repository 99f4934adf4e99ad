/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"
#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_PRODUCTION_VIEW (tranche_client_production_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientProductionView,
                      tranche_client_production_view,
                      TRANCHE,
                      CLIENT_PRODUCTION_VIEW,
                      AdwBin)

/* What a client brought month by month, against the limits, down to the statement lines. */
void tranche_client_production_view_set_file (TrancheClientProductionView *self,
                                              TrancheSession *session,
                                              TrancheClientFile *file);

G_END_DECLS
