/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pages.h"

/* Each row on one page, in order, and the head first on every page. */
static void
test_long_table (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  TrancheBlock *table;
  guint next_row = 0;
  guint n_pages;

  tranche_document_add_title (document, "Services", NULL);
  table = add_table (document);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service %u", i);

      add_row (table, name,
               i % 3 == 0 ? "Two lines of description that are broken because they are "
                            "longer than the column they stand in"
                          : "");
    }

  layout = lay_out (document);
  check_pages (layout);
  n_pages = tranche_layout_get_n_pages (layout);
  g_assert_cmpuint (n_pages, >, 20);
  g_assert_cmpuint (n_pages, <, 60);
  for (guint page = 0; page < n_pages; page++)
    {
      for (guint i = 0; i < tranche_layout_get_n_parts (layout, page); i++)
        {
          TrancheLayoutPart part;

          tranche_layout_get_part (layout, page, i, &part);
          if (page > 0 && i == 0)
            {
              g_assert_cmpint (part.kind, ==, TRANCHE_PART_TABLE_HEAD);
              g_assert_true (part.repeated);
            }
          else if (i > 1)
            g_assert_cmpint (part.kind, ==, TRANCHE_PART_TABLE_ROW);
          if (part.kind != TRANCHE_PART_TABLE_ROW)
            continue;
          g_assert_false (part.continued);
          g_assert_cmpuint (part.row, ==, next_row++);
        }
    }
  g_assert_cmpuint (next_row, ==, 1000);
}

/* The exception: it goes over several pages, and what follows still comes. */
static void
test_row_taller_than_a_page (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *last = NULL;
  TrancheBlock *table = add_table (document);
  guint n_continued = 0;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (words, "word%u ", i);
  add_row (table, "First", "");
  add_row (table, "Long", words->str);
  add_row (table, "After", "the end");

  layout = lay_out (document);
  check_pages (layout);
  g_assert_cmpuint (tranche_layout_get_n_pages (layout), >, 2);
  for (guint page = 0; page < tranche_layout_get_n_pages (layout); page++)
    {
      for (guint i = 0; i < tranche_layout_get_n_parts (layout, page); i++)
        {
          TrancheLayoutPart part;

          tranche_layout_get_part (layout, page, i, &part);
          if (part.continued)
            {
              n_continued++;
              g_assert_cmpuint (part.row, ==, 1);
            }
        }
    }
  g_assert_cmpuint (n_continued, >, 5);
  last = tranche_layout_get_page_text (layout, tranche_layout_get_n_pages (layout) - 1);
  g_assert_nonnull (strstr (last, "word2999"));
  g_assert_nonnull (strstr (last, "After\tthe end"));
}

static void
test_totals_stay_with_rows (void)
{
  const char *const total[] = { "Total", "", "4" };

  /* Wherever the page ends. */
  for (guint n_rows = 20; n_rows < 60; n_rows++)
    {
      g_autoptr (TrancheDocument) document = tranche_document_new ();
      g_autoptr (TrancheLayout) layout = NULL;
      TrancheBlock *table = add_table (document);
      guint last_page;
      TrancheLayoutPart part;

      for (guint i = 0; i < n_rows; i++)
        add_row (table, "Review", "");
      tranche_block_add_total (table, total);
      tranche_block_add_note (table, "Small print.");

      layout = lay_out (document);
      last_page = tranche_layout_get_n_pages (layout) - 1;
      g_assert_cmpuint (tranche_layout_get_n_parts (layout, last_page), >=, 4);
      tranche_layout_get_part (layout, last_page,
                               tranche_layout_get_n_parts (layout, last_page) - 3, &part);
      g_assert_cmpint (part.kind, ==, TRANCHE_PART_TABLE_ROW);
    }
}

static void
test_many_columns (void)
{
  const char *cells[200];
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  TrancheBlock *table = tranche_document_add_table (document, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      cells[i] = "12345";
      tranche_block_add_column (table, "Column", 1, TRANCHE_COLUMN_NUMERIC);
    }
  tranche_block_add_row (table, cells);
  layout = lay_out (document);
  check_pages (layout);
}

/* The height of the only row of a table whose column of figures holds @figures. */
static double
measure_row (const char *figures)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  const char *const cells[] = { "Fee", "Basis", figures };
  TrancheBlock *table = tranche_document_add_table (document, "Fees");
  TrancheLayoutPart part;

  tranche_block_add_column (table, "Fee", 3, TRANCHE_COLUMN_STRONG);
  tranche_block_add_column (table, "Basis", 4, TRANCHE_COLUMN_QUIET);
  tranche_block_add_column (table, "Amount", 1, TRANCHE_COLUMN_NUMERIC);
  tranche_block_add_row (table, cells);
  layout = lay_out (document);
  check_pages (layout);
  tranche_layout_get_part (layout, 0, 1, &part);
  g_assert_cmpint (part.kind, ==, TRANCHE_PART_TABLE_ROW);
  return part.height;
}

static void
test_figures_are_whole (void)
{
  double line = measure_row ("1.00");

  g_assert_cmpfloat (measure_row ("est. 15,925,925,893.73"), ==, line);
  g_assert_cmpfloat (measure_row ("est. −90,071,992,547,409.91"), ==, line);
  /* what no page holds leaves the other columns half of theirs */
  g_assert_cmpfloat (measure_row ("1,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,"
                                  "000,000,000,000,000,000,000,000,000,000,000.00"),
                     >, line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/layout-table/long-table", test_long_table);
  g_test_add_func ("/report/layout-table/row-taller-than-a-page", test_row_taller_than_a_page);
  g_test_add_func ("/report/layout-table/totals-stay-with-rows", test_totals_stay_with_rows);
  g_test_add_func ("/report/layout-table/many-columns", test_many_columns);
  g_test_add_func ("/report/layout-table/figures-are-whole", test_figures_are_whole);
  return g_test_run ();
}
