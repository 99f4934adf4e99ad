/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_ACTIVITY_VIEW (tranche_client_activity_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientActivityView,
                      tranche_client_activity_view,
                      TRANCHE,
                      CLIENT_ACTIVITY_VIEW,
                      AdwBin)

/* Who changed what of a client, and when. */
void tranche_client_activity_view_set_file (TrancheClientActivityView *self,
                                            TrancheClientFile *file);

G_END_DECLS
