/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_PACKAGE_BUTTON (tranche_package_button_get_type ())
G_DECLARE_FINAL_TYPE (TranchePackageButton,
                      tranche_package_button,
                      TRANCHE,
                      PACKAGE_BUTTON,
                      GtkButton)

/**
 * TranchePackageButton:
 *
 * Activates page.set-package, and where the acting member may not set packages by hand, is
 * insensitive and says why.
 */

/* Keeps @page's action "set-package" in step with what the acting member may. */
void tranche_package_button_watch (TranchePackageButton *self, TranchePage *page);

G_END_DECLS
