/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pages.h"
#include "sample.h"

static void
test_empty (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = lay_out (document);
  g_autofree char *text = tranche_layout_get_page_text (layout, 0);

  g_assert_cmpuint (tranche_layout_get_n_pages (layout), ==, 1);
  g_assert_cmpuint (tranche_layout_get_n_parts (layout, 0), ==, 0);
  g_assert_cmpstr (text, ==, "");
  check_pages (layout);
}

static void
test_empty_blocks (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  TrancheLetterhead letterhead = { NULL };
  const char *const cells[] = { NULL, "", NULL };

  tranche_document_add_letterhead (document, &letterhead);
  tranche_document_add_address (document, NULL);
  tranche_document_add_title (document, NULL, NULL);
  tranche_document_add_heading (document, 1, "");
  tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, NULL);
  tranche_document_add_grid (document, 2);
  tranche_document_add_table (document, NULL);
  add_table (document);
  tranche_block_add_row (add_table (document), cells);
  tranche_block_add_total (add_table (document), cells);
  tranche_block_add_date (tranche_document_add_dates (document), NULL, NULL, NULL);
  tranche_document_add_statements (document);
  tranche_block_add_statement (tranche_document_add_statements (document), NULL, NULL);
  tranche_block_add_signature (tranche_document_add_signatures (document), NULL, NULL, NULL);
  tranche_document_add_space (document, 0);
  tranche_document_add_page_break (document);

  layout = lay_out (document);
  g_assert_cmpuint (tranche_layout_get_n_pages (layout), ==, 1);
  check_pages (layout);
}

static void
test_heading_stays_with_text (void)
{
  for (guint n_lines = 30; n_lines < 70; n_lines++)
    {
      g_autoptr (TrancheDocument) document = tranche_document_new ();
      g_autoptr (TrancheLayout) layout = NULL;

      for (guint i = 0; i < n_lines; i++)
        tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_NOTE, "Line");
      tranche_document_add_heading (document, 1, "Heading");
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, "Its text");

      layout = lay_out (document);
      for (guint page = 0; page < tranche_layout_get_n_pages (layout); page++)
        {
          TrancheLayoutPart part;

          tranche_layout_get_part (layout, page, tranche_layout_get_n_parts (layout, page) - 1,
                                   &part);
          g_assert_cmpint (part.kind, !=, TRANCHE_PART_HEADING);
        }
    }
}

/* Wherever the page ends, nobody signs a page without the sentence. */
static void
test_signatures_stay_with_sentence (void)
{
  for (guint n_lines = 20; n_lines < 60; n_lines++)
    {
      g_autoptr (TrancheDocument) document = tranche_document_new ();
      g_autoptr (TrancheLayout) layout = NULL;
      g_autofree char *text = NULL;
      TrancheBlock *signatures;

      for (guint i = 0; i < n_lines; i++)
        tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_NOTE, "Line");
      tranche_document_add_heading (document, 1, "Consent");
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, "I agree.");
      signatures = tranche_document_add_signatures (document);
      tranche_block_add_signature (signatures, "Jean", "Client", "");
      tranche_block_add_signature (signatures, "John", "Client", "1 Jul 2025");

      layout = lay_out (document);
      text = tranche_layout_get_page_text (layout, tranche_layout_get_n_pages (layout) - 1);
      g_assert_nonnull (strstr (text, "Consent\nI agree.\nJean"));
      g_assert_nonnull (strstr (text, "John"));
    }
}

static void
test_no_widows (void)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append (words, "paragraph ");

  for (guint space = 0; space < 700; space += 9)
    {
      g_autoptr (TrancheDocument) document = tranche_document_new ();
      g_autoptr (TrancheLayout) layout = NULL;

      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, "First");
      tranche_document_add_space (document, space);
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, words->str);
      layout = lay_out (document);
      if (tranche_layout_get_n_pages (layout) == 2)
        {
          TrancheLayoutPart first, last;

          tranche_layout_get_part (layout, 1, 0, &first);
          tranche_layout_get_part (layout, 1, tranche_layout_get_n_parts (layout, 1) - 1, &last);
          g_assert_cmpfloat (last.y + last.height - first.y, >, 20);
        }
    }
}

static void
test_page_break (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  g_autofree char *text = NULL;

  tranche_document_add_page_break (document);
  tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, "One");
  tranche_document_add_page_break (document);
  tranche_document_add_page_break (document);
  tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, "Two");
  tranche_document_add_page_break (document);

  layout = lay_out (document);
  g_assert_cmpuint (tranche_layout_get_n_pages (layout), ==, 2);
  text = tranche_layout_get_page_text (layout, 1);
  g_assert_cmpstr (text, ==, "Two\n");
}

static void
test_hostile_text (void)
{
  g_autofree char *word = g_strnfill (10000, 'w');
  g_autofree char *lines = g_strnfill (5000, '\n');
  const char *const texts[] = {
    word,
    lines,
    "\xff\xfe\xfa",
    "\x01\x02\x1b[31m",
    "\u202e\u202d\u2066 turned \u200f",
    "שלום עולם – مرحبا بالعالم",
    "\u0301\u0301\u0301 marks",
    "👩‍👩‍👧‍👦 \U0010ffff \ufffe",
    " \t \t ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = texts[i];

      const char *const cells[] = { text, text, text };
      g_autoptr (TrancheDocument) document = tranche_document_new ();
      g_autoptr (TrancheLayout) layout = NULL;
      g_autoptr (GBytes) logo = g_bytes_new (text, strlen (text));
      TrancheLetterhead letterhead = { text, text, text, logo };
      TrancheBlock *block;

      tranche_document_set_title (document, text);
      tranche_document_set_number (document, text);
      tranche_document_set_language (document, text);
      tranche_document_set_draft (document, TRUE);
      tranche_document_add_letterhead (document, &letterhead);
      block = tranche_document_add_address (document, text);
      tranche_block_add_pair (block, text, text);
      tranche_document_add_title (document, text, text);
      tranche_document_add_heading (document, 2, text);
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_LEAD, text);
      tranche_block_add_pair (tranche_document_add_grid (document, 2), text, text);
      block = add_table (document);
      tranche_block_add_row (block, cells);
      tranche_block_add_total (block, cells);
      tranche_block_add_note (block, text);
      block = tranche_document_add_table (document, text);
      tranche_block_add_column (block, text, 0.001, TRANCHE_COLUMN_DEFAULT);
      tranche_block_add_column (block, text, 1000, TRANCHE_COLUMN_CENTER);
      tranche_block_add_row (block, cells);
      tranche_block_add_date (tranche_document_add_dates (document), text, text, text);
      tranche_block_add_statement (tranche_document_add_statements (document), text, text);
      tranche_block_add_signature (tranche_document_add_signatures (document), text, text, text);

      layout = lay_out (document);
      check_pages (layout);
    }
}

static void
test_right_to_left (void)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (TrancheLayout) layout = NULL;

  tranche_document_set_language (document, "he-IL");
  tranche_document_set_draft (document, TRUE);
  tranche_document_add_title (document, "סיכום שנתי", "2025");
  add_row (add_table (document), "פגישה", "פגישה אחת בשנה – annual review");
  layout = lay_out (document);
  check_pages (layout);
  g_assert_cmpuint (tranche_layout_get_n_pages (layout), ==, 1);
}

/* Whether there is anything in the left and in the right half of a document's only page, above the
 * foot. */
static void
find_ink (TrancheDocument *document, gboolean *left, gboolean *right)
{
  g_autoptr (TrancheLayout) layout = lay_out (document);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 595, 700);
  cairo_t *cairo = cairo_create (surface);
  const guchar *data;
  int stride = cairo_image_surface_get_stride (surface);

  tranche_layout_render_page (layout, 0, cairo);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  *left = *right = FALSE;
  for (int y = 0; y < 700; y++)
    {
      for (int x = 0; x < 595; x++)
        {
          if (data[y * stride + x] != 0)
            *(x < 297 ? left : right) = TRUE;
        }
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static void
test_starts_on_the_right_side (void)
{
  g_autoptr (TrancheDocument) english = tranche_document_new ();
  g_autoptr (TrancheDocument) hebrew = tranche_document_new ();
  gboolean left, right;

  tranche_document_set_language (english, "en");
  tranche_document_add_paragraph (english, TRANCHE_PARAGRAPH_BODY, "Services");
  find_ink (english, &left, &right);
  g_assert_true (left && !right);

  tranche_document_set_language (hebrew, "he");
  tranche_document_add_paragraph (hebrew, TRANCHE_PARAGRAPH_BODY, "שירותים");
  find_ink (hebrew, &left, &right);
  g_assert_true (right && !left);
}

/* Also what runs the other way: a name stands where the others stand. */
static void
test_stranger_starts_on_the_pages_side (void)
{
  static const TrancheParagraphStyle styles[]
      = { TRANCHE_PARAGRAPH_BODY, TRANCHE_PARAGRAPH_LEAD, TRANCHE_PARAGRAPH_NOTE };
  gboolean left, right;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autoptr (TrancheDocument) english = tranche_document_new ();
      g_autoptr (TrancheDocument) hebrew = tranche_document_new ();

      tranche_document_set_language (english, "en");
      tranche_document_add_paragraph (english, styles[i], "שירותים\nא\nב\nג\nד");
      find_ink (english, &left, &right);
      g_assert_true (left && !right);

      tranche_document_set_language (hebrew, "he");
      tranche_document_add_paragraph (hebrew, styles[i], "Services");
      find_ink (hebrew, &left, &right);
      g_assert_true (right && !left);
    }
}

static gpointer
lay_out_samples (gpointer data)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  guint n_pages = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (TrancheSummary) summary = sample_summary_new (i % 3);
      g_autoptr (TrancheDocument) document = tranche_summary_to_document (summary, NULL, NULL);
      g_autoptr (TrancheLayout) layout = tranche_layout_new (typesetter, document);

      check_pages (layout);
      n_pages += tranche_layout_get_n_pages (layout);
    }

  return GUINT_TO_POINTER (n_pages);
}

static void
test_two_threads (void)
{
  GThread *a = g_thread_new ("a", lay_out_samples, NULL);
  GThread *b = g_thread_new ("b", lay_out_samples, NULL);
  guint n_a = GPOINTER_TO_UINT (g_thread_join (a));
  guint n_b = GPOINTER_TO_UINT (g_thread_join (b));

  g_assert_cmpuint (n_a, >=, 60);
  g_assert_cmpuint (n_a, ==, n_b);
}

static void
test_letter_paper (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  TrancheSummaryOptions options = tranche_summary_options_default (TRANCHE_SUMMARY_FDS);
  g_autoptr (TrancheDocument) document = NULL;
  g_autoptr (TrancheLayout) layout = NULL;
  double width, height;

  options.paper = TRANCHE_PAPER_LETTER;
  document = tranche_summary_to_document (summary, &options, NULL);
  layout = lay_out (document);
  tranche_layout_get_page_size (layout, &width, &height);
  g_assert_cmpfloat (width, ==, 612);
  g_assert_cmpfloat (height, ==, 792);
  check_pages (layout);
}

/* More texts than are kept: what comes again is shaped again, and looks the same. */
static void
test_bounded_memory (void)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autofree char *first = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TrancheDocument) document = tranche_document_new ();
      g_autoptr (TrancheLayout) layout = NULL;
      g_autofree char *text = NULL;

      for (guint j = 0; j < 2000; j++)
        {
          g_autofree char *line = g_strdup_printf ("Line %u", j);

          tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, line);
        }
      layout = tranche_layout_new (typesetter, document);
      text = tranche_layout_get_page_text (layout, 5);
      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        g_assert_cmpstr (first, ==, text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/layout/empty", test_empty);
  g_test_add_func ("/report/layout/empty-blocks", test_empty_blocks);
  g_test_add_func ("/report/layout/heading-stays-with-text", test_heading_stays_with_text);
  g_test_add_func ("/report/layout/signatures-stay-with-sentence",
                   test_signatures_stay_with_sentence);
  g_test_add_func ("/report/layout/no-widows", test_no_widows);
  g_test_add_func ("/report/layout/page-break", test_page_break);
  g_test_add_func ("/report/layout/hostile-text", test_hostile_text);
  g_test_add_func ("/report/layout/right-to-left", test_right_to_left);
  g_test_add_func ("/report/layout/starts-on-the-right-side", test_starts_on_the_right_side);
  g_test_add_func ("/report/layout/stranger-starts-on-the-pages-side",
                   test_stranger_starts_on_the_pages_side);
  g_test_add_func ("/report/layout/two-threads", test_two_threads);
  g_test_add_func ("/report/layout/letter-paper", test_letter_paper);
  g_test_add_func ("/report/layout/bounded-memory", test_bounded_memory);
  return g_test_run ();
}
