/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/error.h"
#include "report/paper.h"

static void
test_size (void)
{
  double width, height;

  tranche_paper_get_size (TRANCHE_PAPER_A4, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595.276, 0.001);
  g_assert_cmpfloat_with_epsilon (height, 841.890, 0.001);

  tranche_paper_get_size (TRANCHE_PAPER_LETTER, &width, NULL);
  g_assert_cmpfloat (width, ==, 612);
}

static void
test_parse (void)
{
  for (guint i = 0; i < TRANCHE_N_PAPERS; i++)
    {
      TranchePaper paper;

      g_assert_true (tranche_paper_parse (tranche_paper_get_name (i), &paper, NULL));
      g_assert_cmpuint (paper, ==, i);
      g_assert_nonnull (tranche_paper_get_label (i));
    }
}

static void
test_parse_unknown (void)
{
  g_autoptr (GError) error = NULL;
  TranchePaper paper = TRANCHE_PAPER_LETTER;

  g_assert_false (tranche_paper_parse ("a5", &paper, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpuint (paper, ==, TRANCHE_PAPER_LETTER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/paper/size", test_size);
  g_test_add_func ("/report/paper/parse", test_parse);
  g_test_add_func ("/report/paper/parse-unknown", test_parse_unknown);
  return g_test_run ();
}
