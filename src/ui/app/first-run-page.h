/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_FIRST_RUN_PAGE (tranche_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheFirstRunPage, tranche_first_run_page, TRANCHE, FIRST_RUN_PAGE, AdwBin)

/* @paths: NULL-terminated; a row each that activates win.open-recent, with the path as its target.
 */
void tranche_first_run_page_set_recent_files (TrancheFirstRunPage *self, const char *const *paths);

G_END_DECLS
