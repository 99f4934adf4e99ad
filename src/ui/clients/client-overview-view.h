/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_OVERVIEW_VIEW (tranche_client_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientOverviewView,
                      tranche_client_overview_view,
                      TRANCHE,
                      CLIENT_OVERVIEW_VIEW,
                      AdwBin)

/**
 * TrancheClientOverviewView:
 *
 * Who belongs to a client, how to reach it, what comes next and what is left of its package.
 *
 * Property: orientation, of the two columns.
 */
void tranche_client_overview_view_set_file (TrancheClientOverviewView *self,
                                            TrancheClientFile *file);

G_END_DECLS
