/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/stale.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows, or hides, what makes the latest run stale: "Statements changed since the last run". */
void tranche_stale_banner_update (AdwBanner *banner, const TrancheStale *stale);

G_END_DECLS
