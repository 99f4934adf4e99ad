/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TranchePaper:
 * @TRANCHE_PAPER_A4: 210 × 297 mm
 * @TRANCHE_PAPER_LETTER: US Letter, 8½ × 11 in
 *
 * The papers documents are set for. Upright only.
 */
typedef enum
{
  TRANCHE_PAPER_A4,
  TRANCHE_PAPER_LETTER,
} TranchePaper;

#define TRANCHE_N_PAPERS (TRANCHE_PAPER_LETTER + 1)

/* Width and height in points (1/72 in). */
void tranche_paper_get_size (TranchePaper paper, double *width, double *height);

/* "a4", "letter": the name for files and command lines, also what GTK's paper sizes start from (PWG
 * 5101.1). */
const char *tranche_paper_get_name (TranchePaper paper);

/* FALSE with TRANCHE_ERROR_INVALID, naming the papers there are, if @name is none of them. */
gboolean tranche_paper_parse (const char *name, TranchePaper *paper, GError **error);

/* "A4", "US Letter": for people, translated. */
const char *tranche_paper_get_label (TranchePaper paper);

G_END_DECLS
