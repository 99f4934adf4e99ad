/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_PROBLEM_PAGE (tranche_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (TrancheProblemPage, tranche_problem_page, TRANCHE, PROBLEM_PAGE, AdwBin)

/* Says why the file at @path couldn't be opened, and what to do about it. @error: of TRANCHE_ERROR
 * or any. */
void
tranche_problem_page_set_error (TrancheProblemPage *self, const char *path, const GError *error);

G_END_DECLS
