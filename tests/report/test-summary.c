/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/error.h"
#include "report/summary.h"

static void
test_new (void)
{
  g_autoptr (TrancheSummary) summary = tranche_summary_new (TRANCHE_SUMMARY_FTA);
  TrancheSummaryService *service;

  g_assert_cmpint (summary->kind, ==, TRANCHE_SUMMARY_FTA);
  service = tranche_summary_add_service (summary->upcoming);
  service->name = g_strdup ("Review");
  g_assert_cmpuint (service->dates->len, ==, 0);
  g_assert_true (g_ptr_array_index (summary->upcoming, 0) == service);
  tranche_summary_add_fee (summary->fees)->name = g_strdup ("Advice fee");
  tranche_summary_add_key_date (summary)->label = g_strdup ("Review");
  tranche_summary_add_signatory (summary)->name = g_strdup ("Jean Elliott");
}

static void
test_blocks_parse (void)
{
  TrancheSummaryBlocks blocks = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_summary_blocks_parse ("fees, head,,", &blocks, NULL));
  g_assert_cmpint (blocks, ==, TRANCHE_SUMMARY_FEES | TRANCHE_SUMMARY_HEAD);
  g_assert_true (tranche_summary_blocks_parse ("all", &blocks, NULL));
  g_assert_cmpint (blocks, ==, TRANCHE_SUMMARY_ALL_BLOCKS);
  g_assert_false (tranche_summary_blocks_parse ("fees,fes", &blocks, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpint (blocks, ==, TRANCHE_SUMMARY_ALL_BLOCKS);
}

static void
test_blocks_type (void)
{
  g_autoptr (GFlagsClass) flags = g_type_class_ref (TRANCHE_TYPE_SUMMARY_BLOCKS);

  g_assert_cmpuint (flags->mask, ==, TRANCHE_SUMMARY_ALL_BLOCKS);
  for (guint i = 0; i < flags->n_values; i++)
    {
      TrancheSummaryBlocks parsed;

      g_assert_true (tranche_summary_blocks_parse (flags->values[i].value_nick, &parsed, NULL));
      g_assert_cmpuint (parsed, ==, flags->values[i].value);
      g_assert_nonnull (tranche_summary_block_get_label (parsed));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/summary/new", test_new);
  g_test_add_func ("/report/summary/blocks-parse", test_blocks_parse);
  g_test_add_func ("/report/summary/blocks-type", test_blocks_type);
  return g_test_run ();
}
