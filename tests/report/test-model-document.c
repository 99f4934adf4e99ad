/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "domain/codes.h"
#include "report/layout.h"
#include "report/model-document.h"
#include "report/pdf.h"

static TrancheModelSheetService *
add_service (TrancheModelSheet *sheet, const char *name, const char *frequency)
{
  TrancheModelSheetService *service = tranche_model_sheet_add_service (sheet);

  service->name = g_strdup (name);
  service->frequency = g_strdup (frequency);
  return service;
}

static TrancheModelSheetPackage *
add_package (TrancheModelSheet *sheet, const char *name, guint n_services)
{
  TrancheModelSheetPackage *package = tranche_model_sheet_add_package (sheet);

  package->name = g_strdup (name);
  package->description = g_strdup_printf ("All about %s.", name);
  package->mark = TRANCHE_MARK_CIRCLE;
  package->colour = TRANCHE_COLOUR_BLUE;
  for (guint i = 0; i < n_services; i++)
    g_array_append_val (package->services, i);
  return package;
}

/* Bronze has the review, Gold the review and the tax summary, nobody the workshop. */
static TrancheModelSheet *
create_sheet (void)
{
  TrancheModelSheet *sheet = tranche_model_sheet_new ();

  sheet->head.practice = g_strdup ("Elliott & Co");
  sheet->head.licensee = g_strdup ("Harbour Advice");
  sheet->head.licence_number = g_strdup ("123456");
  sheet->head.office = g_strdup ("Cape Town");
  sheet->day = tranche_date_new (2026, 11, 21);
  add_service (sheet, "Yearly review", "Yearly")->description = g_strdup ("We meet.");
  add_service (sheet, "Tax summary", "Quarterly");
  add_service (sheet, "Workshop", "Once")->description = g_strdup ("Half a day.");
  add_package (sheet, "Bronze", 1);
  add_package (sheet, "Gold", 2)->mark = TRANCHE_MARK_STAR;
  return sheet;
}

static TrancheLayout *
lay_out (TrancheModelSheet *sheet, TranchePaper paper)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheDocument) document = tranche_model_sheet_to_document (sheet, paper, 0);

  return tranche_layout_new (typesetter, document);
}

static char *
read_text (TrancheLayout *layout)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tranche_layout_get_n_pages (layout); i++)
    {
      g_autofree char *page = tranche_layout_get_page_text (layout, i);

      g_string_append (text, page);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
print (TrancheModelSheet *sheet)
{
  g_autoptr (TrancheLayout) layout = lay_out (sheet, TRANCHE_PAPER_A4);

  return read_text (layout);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” isn't in:\n%s", words, text);
}

static void
assert_silent (const char *text, const char *words)
{
  if (strstr (text, words) != NULL)
    g_error ("“%s” is in:\n%s", words, text);
}

static guint
count (const char *text, const char *words)
{
  guint n = 0;

  for (const char *next = strstr (text, words); next != NULL; next = strstr (next + 1, words))
    n++;
  return n;
}

/* Nothing on the page is cut off or lies over something else. */
static void
assert_fits (TrancheLayout *layout)
{
  double width, height;

  tranche_layout_get_page_size (layout, &width, &height);
  for (guint page = 0; page < tranche_layout_get_n_pages (layout); page++)
    {
      double bottom = 0;

      g_assert_cmpuint (tranche_layout_get_n_parts (layout, page), >, 0);
      for (guint i = 0; i < tranche_layout_get_n_parts (layout, page); i++)
        {
          TrancheLayoutPart part;

          tranche_layout_get_part (layout, page, i, &part);
          g_assert_cmpfloat (part.y, >=, bottom - 0.01);
          bottom = part.y + part.height;
          g_assert_cmpfloat (bottom, <=, height - 50);
        }
    }
}

static void
test_for_clients (void)
{
  g_autoptr (TrancheModelSheet) sheet = create_sheet ();
  g_autoptr (TrancheDocument) document
      = tranche_model_sheet_to_document (sheet, TRANCHE_PAPER_LETTER, 0);
  g_autofree char *text = print (sheet);

  assert_says (text, "Elliott & Co\tHarbour Advice  ·  Licence 123456\tCape Town\n"
                     "Our service packages\nAs on 21 Nov 2026\n");
  assert_says (text, "Service\tHow often\tBronze\tGold\n"
                     "Yearly review\tYearly\t✓\t✓\n"
                     "Tax summary\tQuarterly\t–\t✓\n");
  assert_says (text, "Service\tWhat you get\nYearly review\tWe meet.\n");
  assert_says (text, "Bronze\tAll about Bronze.\tYearly review\tYearly\n");
  assert_says (text, "Gold\tAll about Gold.\tYearly review\tYearly\tTax summary\tQuarterly\n");
  assert_silent (text, "Workshop");
  assert_silent (text, "olleagues");

  g_assert_cmpstr (tranche_document_get_title (document), ==,
                   "Service packages of Elliott & Co  ·  As on 21 Nov 2026");
  g_assert_cmpstr (tranche_document_get_author (document), ==, "Elliott & Co");
  g_assert_cmpint (tranche_document_get_paper (document), ==, TRANCHE_PAPER_LETTER);
  g_assert_cmpint (tranche_document_get_created (document), ==, 1795219200);
}

static void
test_for_colleagues (void)
{
  g_autoptr (TrancheModelSheet) sheet = create_sheet ();
  TrancheModelSheetPackage *gold = g_ptr_array_index (sheet->packages, 1);
  g_autoptr (TrancheDocument) document = NULL;
  g_autofree char *text = NULL;

  sheet->for_colleagues = TRUE;
  sheet->figures_note = g_strdup ("Production from Jan to Feb.");
  gold->figures = g_strdup ("12 clients\n33.3 % of production");
  text = print (sheet);
  assert_says (text, "As on 21 Nov 2026  ·  For colleagues only\n");
  assert_says (text, "The packages\nProduction from Jan to Feb.\n");
  assert_says (text, "All about Gold.\t12 clients\n33.3 % of production\tYearly review");
  /* A colleague sees what could still be promised. */
  assert_says (text, "Workshop\tOnce\t–\t–\n");
  assert_says (text, "Workshop\tHalf a day.\n");

  document = tranche_model_sheet_to_document (sheet, TRANCHE_PAPER_A4, 0);
  assert_says (tranche_document_get_title (document), "For colleagues only");
}

/* A practice that is its own licensee, with one office. */
static void
test_one_name (void)
{
  g_autoptr (TrancheModelSheet) sheet = create_sheet ();
  g_autofree char *text = NULL;

  g_set_str (&sheet->head.licensee, sheet->head.practice);
  g_set_str (&sheet->head.office, sheet->head.practice);
  g_set_str (&sheet->head.phone, "021 555 0100");
  text = print (sheet);
  assert_says (text, "Elliott & Co\tLicence 123456\t021 555 0100\nOur service packages\n");
}

/* So many side by side: their headers stay readable, and the tables are of about one width. */
static void
test_across (void)
{
  static const struct
  {
    guint n_packages;
    const char *tables[3];
  } cases[] = {
    { 1, { "\tA\n" } },
    { 6, { "\tA\tB\tC\tD\tE\tF\n" } },
    { 7,
      { "\nA to D\nService\tHow often\tA\tB\tC\tD\n", "\nE to G\nService\tHow often\tE\tF\tG\n" } },
    { 13,
      { "\nA to E\nService\tHow often\tA\tB\tC\tD\tE\n",
        "\nF to I\nService\tHow often\tF\tG\tH\tI\n",
        "\nJ to M\nService\tHow often\tJ\tK\tL\tM\n" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheModelSheet) sheet = tranche_model_sheet_new ();
      g_autofree char *text = NULL;

      add_service (sheet, "Yearly review", "Yearly");
      for (guint j = 0; j < cases[i].n_packages; j++)
        {
          const char name[] = { (char) ('A' + j), '\0' };

          add_package (sheet, name, 1);
        }
      text = print (sheet);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].tables) && cases[i].tables[j] != NULL; j++)
        assert_says (text, cases[i].tables[j]);
    }
}

/* As large as a licensee's book gets: everything lands on a page, each package under its name. */
static void
test_large (void)
{
  g_autoptr (TrancheModelSheet) sheet = create_sheet ();
  g_autoptr (TrancheLayout) layout = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_set_size (sheet->packages, 0);
  g_ptr_array_set_size (sheet->services, 0);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service %02u with a name that is long enough to "
                                               "need a second line wherever it stands",
                                               i);

      add_service (sheet, name, "Every two years")->description = g_strdup (name);
    }
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("Package-%02u Supercalifragilisticexpialidocious", i);

      add_package (sheet, name, 3 * i);
    }

  for (TranchePaper paper = 0; paper < TRANCHE_N_PAPERS; paper++)
    {
      g_clear_pointer (&layout, tranche_layout_free);
      layout = lay_out (sheet, paper);
      assert_fits (layout);
    }
  text = read_text (layout);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *description = g_strdup_printf ("All about Package-%02u", i);

      g_assert_cmpuint (count (text, description), ==, 1);
    }
  /* Five comparisons, the descriptions, and each package that has it. */
  g_assert_cmpuint (count (text, "Service 00 with"), ==, 5 + 2 + 29);
  assert_says (text, "\tNo services yet\t");
}

static void
test_hostile (void)
{
  g_autoptr (TrancheModelSheet) sheet = create_sheet ();
  TrancheModelSheetPackage *package = g_ptr_array_index (sheet->packages, 0);
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (TrancheLayout) layout = NULL;
  g_autoptr (TrancheDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  package->mark = 4711;
  package->colour = -3;
  g_free (package->description);
  package->description = g_strnfill (20000, 'w');
  for (guint i = 0; i < 20000; i += 7)
    package->description[i] = i % 5 == 0 ? '\n' : ' ';
  package = g_ptr_array_index (sheet->packages, 1);
  package->mark = -1;
  g_free (package->name);
  package->name = g_strdup ("\xff\xfe broken \x01");
  g_clear_pointer (&package->description, g_free);
  g_clear_pointer (&((TrancheModelSheetService *) sheet->services->pdata[0])->name, g_free);
  g_clear_pointer (&((TrancheModelSheetService *) sheet->services->pdata[1])->frequency, g_free);

  document = tranche_model_sheet_to_document (sheet, TRANCHE_PAPER_A4, 0);
  layout = tranche_layout_new (typesetter, document);
  assert_fits (layout);
  text = read_text (layout);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  assert_says (text, "broken");
  bytes = tranche_pdf_write_bytes (typesetter, document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
}

static void
test_empty (void)
{
  g_autoptr (TrancheModelSheet) sheet = tranche_model_sheet_new ();
  g_autofree char *empty = print (sheet);
  g_autofree char *without_services = NULL;

  g_assert_cmpstr (empty, ==, "Our service packages\nThere are no active packages.\n");

  add_package (sheet, "Gold", 0);
  without_services = print (sheet);
  g_assert_cmpstr (without_services, ==,
                   "Our service packages\nThe packages\n"
                   "Gold\tAll about Gold.\tNo services yet\t\n");
}

/* In black and white each of the nine marks is another shape, and inside of its square. */
static void
test_marks (void)
{
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int mark = TRANCHE_MARK_CIRCLE; mark <= TRANCHE_MARK_RING; mark++)
    {
      g_autoptr (TrancheModelSheet) sheet = tranche_model_sheet_new ();
      g_autoptr (TrancheLayout) layout = NULL;
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 595, 842);
      cairo_t *cairo = cairo_create (surface);
      char *sum;

      add_package (sheet, "Gold", 0)->mark = mark;
      layout = lay_out (sheet, TRANCHE_PAPER_A4);
      tranche_layout_render_page (layout, 0, cairo);
      cairo_surface_flush (surface);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                         (gsize) cairo_image_surface_get_stride (surface) * 842);
      g_assert_true (g_hash_table_add (pictures, sum));
      cairo_destroy (cairo);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/model-document/for-clients", test_for_clients);
  g_test_add_func ("/report/model-document/for-colleagues", test_for_colleagues);
  g_test_add_func ("/report/model-document/one-name", test_one_name);
  g_test_add_func ("/report/model-document/across", test_across);
  g_test_add_func ("/report/model-document/large", test_large);
  g_test_add_func ("/report/model-document/hostile", test_hostile);
  g_test_add_func ("/report/model-document/empty", test_empty);
  g_test_add_func ("/report/model-document/marks", test_marks);

  return g_test_run ();
}
