/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_PEOPLE_VIEW (tranche_client_people_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientPeopleView,
                      tranche_client_people_view,
                      TRANCHE,
                      CLIENT_PEOPLE_VIEW,
                      AdwBin)

/* Everybody who belongs to a client or has to do with it, former ones included. */
void tranche_client_people_view_set_file (TrancheClientPeopleView *self, TrancheClientFile *file);

G_END_DECLS
