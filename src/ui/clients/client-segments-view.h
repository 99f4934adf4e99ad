/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"
#include "store/queries/client-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_SEGMENTS_VIEW (tranche_client_segments_view_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientSegmentsView,
                      tranche_client_segments_view,
                      TRANCHE,
                      CLIENT_SEGMENTS_VIEW,
                      AdwBin)

/* What decides a client's segment, today and on any past day, and its history. */
void tranche_client_segments_view_set_file (TrancheClientSegmentsView *self,
                                            TrancheSession *session,
                                            TrancheClientFile *file);

G_END_DECLS
