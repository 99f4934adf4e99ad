/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/sections.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SECTION_ROW (tranche_section_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSectionRow, tranche_section_row, TRANCHE, SECTION_ROW, GtkListBoxRow)

/* A section in the sidebar, with its figure where it has one. @section lives as long as the
 * program. */
GtkWidget *tranche_section_row_new (const TrancheSection *section, TrancheSession *session);

const TrancheSection *tranche_section_row_get_section (TrancheSectionRow *self);

G_END_DECLS
