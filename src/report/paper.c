/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/paper.h"

#include <glib/gi18n.h>

#include "domain/error.h"

static const struct
{
  const char *name;
  const char *label;
  double width;
  double height;
} papers[TRANCHE_N_PAPERS] = {
  [TRANCHE_PAPER_A4] = { "a4", N_ ("A4"), 210 / 25.4 * 72, 297 / 25.4 * 72 },
  [TRANCHE_PAPER_LETTER] = { "letter", N_ ("US Letter"), 612, 792 },
};

void
tranche_paper_get_size (TranchePaper paper, double *width, double *height)
{
  g_return_if_fail (paper < TRANCHE_N_PAPERS);

  if (width != NULL)
    *width = papers[paper].width;
  if (height != NULL)
    *height = papers[paper].height;
}

const char *
tranche_paper_get_name (TranchePaper paper)
{
  g_return_val_if_fail (paper < TRANCHE_N_PAPERS, NULL);

  return papers[paper].name;
}

gboolean
tranche_paper_parse (const char *name, TranchePaper *paper, GError **error)
{
  g_return_val_if_fail (name != NULL && paper != NULL, FALSE);

  for (guint i = 0; i < TRANCHE_N_PAPERS; i++)
    {
      if (g_ascii_strcasecmp (name, papers[i].name) == 0)
        {
          *paper = (TranchePaper) i;
          return TRUE;
        }
    }

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               _ ("“%s” isn’t a paper this program prints on: use “%s” or “%s”"), name,
               papers[TRANCHE_PAPER_A4].name, papers[TRANCHE_PAPER_LETTER].name);
  return FALSE;
}

const char *
tranche_paper_get_label (TranchePaper paper)
{
  g_return_val_if_fail (paper < TRANCHE_N_PAPERS, NULL);

  return _ (papers[paper].label);
}
