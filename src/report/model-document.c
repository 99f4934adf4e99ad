/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/model-document.h"

#include <glib/gi18n.h>

/* Widths of columns relative to each other; about points on A4. */
#define FREQUENCY_WIDTH 76.0
#define TABLE_WIDTH 481.0

static void
package_free (gpointer data)
{
  TrancheModelSheetPackage *package = data;

  g_free (package->name);
  g_free (package->description);
  g_free (package->figures);
  g_array_unref (package->services);
  g_free (package);
}

static void
service_free (gpointer data)
{
  TrancheModelSheetService *service = data;

  g_free (service->name);
  g_free (service->description);
  g_free (service->frequency);
  g_free (service);
}

TrancheModelSheet *
tranche_model_sheet_new (void)
{
  TrancheModelSheet *sheet = g_new0 (TrancheModelSheet, 1);

  sheet->day = TRANCHE_DATE_NONE;
  sheet->packages = g_ptr_array_new_with_free_func (package_free);
  sheet->services = g_ptr_array_new_with_free_func (service_free);
  return sheet;
}

void
tranche_model_sheet_free (TrancheModelSheet *sheet)
{
  g_return_if_fail (sheet != NULL);

  tranche_practice_head_clear (&sheet->head);
  g_free (sheet->figures_note);
  g_ptr_array_unref (sheet->packages);
  g_ptr_array_unref (sheet->services);
  g_free (sheet);
}

TrancheModelSheetPackage *
tranche_model_sheet_add_package (TrancheModelSheet *sheet)
{
  TrancheModelSheetPackage *package;

  g_return_val_if_fail (sheet != NULL, NULL);

  package = g_new0 (TrancheModelSheetPackage, 1);
  package->services = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (sheet->packages, package);
  return package;
}

TrancheModelSheetService *
tranche_model_sheet_add_service (TrancheModelSheet *sheet)
{
  TrancheModelSheetService *service;

  g_return_val_if_fail (sheet != NULL, NULL);

  service = g_new0 (TrancheModelSheetService, 1);
  g_ptr_array_add (sheet->services, service);
  return service;
}

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return (first > second) - (first < second);
}

static gboolean
holds (const TrancheModelSheetPackage *package, guint service)
{
  return g_array_binary_search (package->services, &service, compare_indexes, NULL);
}

static gboolean
is_shown (const TrancheModelSheet *sheet, guint service)
{
  for (guint i = 0; i < sheet->packages->len; i++)
    if (holds (g_ptr_array_index (sheet->packages, i), service))
      return TRUE;
  return sheet->for_colleagues;
}

static gboolean
has_services (const TrancheModelSheet *sheet)
{
  for (guint i = 0; i < sheet->services->len; i++)
    if (is_shown (sheet, i))
      return TRUE;
  return FALSE;
}

/* At a glance ---------------------------------------------------------------------------------- */

static void
add_columns (const TrancheModelSheet *sheet, TrancheBlock *table, guint first, guint n_across)
{
  double width = n_across <= 3 ? 66 : 66 - 5.5 * (n_across - 3);

  tranche_block_add_column (table, _ ("Service"), TABLE_WIDTH - FREQUENCY_WIDTH - n_across * width,
                            TRANCHE_COLUMN_STRONG);
  tranche_block_add_column (table, _ ("How often"), FREQUENCY_WIDTH, TRANCHE_COLUMN_QUIET);
  for (guint i = first; i < first + n_across; i++)
    {
      const TrancheModelSheetPackage *package = g_ptr_array_index (sheet->packages, i);

      tranche_block_add_marked_column (table, package->name, width, package->mark, package->colour);
    }
}

static void
add_comparison (const TrancheModelSheet *sheet,
                TrancheDocument *document,
                guint first,
                guint n_across)
{
  TrancheBlock *table
      = tranche_document_add_table (document, _ ("Which service belongs to which package"));

  add_columns (sheet, table, first, n_across);
  for (guint i = 0; i < sheet->services->len; i++)
    {
      const TrancheModelSheetService *service = g_ptr_array_index (sheet->services, i);
      const char *cells[2 + TRANCHE_MODEL_SHEET_ACROSS];

      if (!is_shown (sheet, i))
        continue;
      cells[0] = service->name;
      cells[1] = service->frequency;
      for (guint j = 0; j < n_across; j++)
        cells[2 + j] = holds (g_ptr_array_index (sheet->packages, first + j), i) ? "✓" : "–";
      tranche_block_add_row (table, cells);
    }
}

static void
add_comparisons (const TrancheModelSheet *sheet, TrancheDocument *document)
{
  guint n_packages = sheet->packages->len;
  guint n_tables = (n_packages + TRANCHE_MODEL_SHEET_ACROSS - 1) / TRANCHE_MODEL_SHEET_ACROSS;
  guint first = 0;

  tranche_document_add_heading (document, 1, _ ("At a glance"));
  for (guint i = 0; i < n_tables; i++)
    {
      /* Seven are four and three rather than six and one. */
      guint n_across = (n_packages - first) / (n_tables - i);

      if ((n_packages - first) % (n_tables - i) != 0)
        n_across++;
      if (n_tables > 1)
        {
          const TrancheModelSheetPackage *start = g_ptr_array_index (sheet->packages, first);
          const TrancheModelSheetPackage *end
              = g_ptr_array_index (sheet->packages, first + n_across - 1);
          /* Translators: the first and the last package of a table */
          g_autofree char *range = n_across > 1
                                       ? g_strdup_printf (_ ("%s to %s"), start->name, end->name)
                                       : g_strdup (start->name);

          tranche_document_add_heading (document, 2, range);
        }
      add_comparison (sheet, document, first, n_across);
      first += n_across;
    }
}

/* One by one ----------------------------------------------------------------------------------- */

static void
add_services (const TrancheModelSheet *sheet, TrancheDocument *document)
{
  TrancheBlock *table = NULL;

  for (guint i = 0; i < sheet->services->len; i++)
    {
      const TrancheModelSheetService *service = g_ptr_array_index (sheet->services, i);
      const char *cells[] = { service->name, service->description };

      if (!says (service->description) || !is_shown (sheet, i))
        continue;
      if (table == NULL)
        {
          tranche_document_add_heading (document, 1, _ ("The services"));
          table = tranche_document_add_table (document, _ ("What the services are"));
          tranche_block_add_column (table, _ ("Service"), 118, TRANCHE_COLUMN_STRONG);
          tranche_block_add_column (table, _ ("What you get"), 353, TRANCHE_COLUMN_DEFAULT);
        }
      tranche_block_add_row (table, cells);
    }
}

static void
add_packages (const TrancheModelSheet *sheet, TrancheDocument *document)
{
  tranche_document_add_heading (document, 1, _ ("The packages"));
  if (says (sheet->figures_note))
    tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_NOTE, sheet->figures_note);
  for (guint i = 0; i < sheet->packages->len; i++)
    {
      const TrancheModelSheetPackage *package = g_ptr_array_index (sheet->packages, i);
      TrancheBlock *block
          = tranche_document_add_package (document, package->mark, package->colour, package->name,
                                          package->description, package->figures);

      for (guint j = 0; j < package->services->len; j++)
        {
          const TrancheModelSheetService *service
              = g_ptr_array_index (sheet->services, g_array_index (package->services, guint, j));

          tranche_block_add_service (block, service->name, service->frequency);
        }
      if (package->services->len == 0)
        tranche_block_add_service (block, _ ("No services yet"), "");
    }
}

/* The document --------------------------------------------------------------------------------- */

static char *
create_subtitle (const TrancheModelSheet *sheet)
{
  g_autofree char *day = sheet->day != TRANCHE_DATE_NONE ? tranche_date_format (sheet->day) : NULL;
  /* Translators: %s is a day: what is printed is as it was then */
  g_autofree char *as_on = day != NULL ? g_strdup_printf (_ ("As on %s"), day) : g_strdup ("");

  if (!sheet->for_colleagues)
    return g_steal_pointer (&as_on);
  if (*as_on == '\0')
    return g_strdup (_ ("For colleagues only"));
  return g_strdup_printf ("%s  ·  %s", as_on, _ ("For colleagues only"));
}

static void
set_metadata (const TrancheModelSheet *sheet,
              TrancheDocument *document,
              const char *subtitle,
              gint64 created)
{
  g_autoptr (GString) title = g_string_new (NULL);

  if (says (sheet->head.practice))
    /* Translators: %s is a practice */
    g_string_append_printf (title, _ ("Service packages of %s"), sheet->head.practice);
  else
    g_string_append (title, _ ("Service packages"));
  /* It stands at the foot of each page. */
  if (*subtitle != '\0')
    g_string_append_printf (title, "  ·  %s", subtitle);

  if (created == 0 && sheet->day != TRANCHE_DATE_NONE)
    {
      int year, month, day;
      g_autoptr (GDateTime) midnight = NULL;

      tranche_date_get (sheet->day, &year, &month, &day);
      midnight = g_date_time_new_utc (year, month, day, 0, 0, 0);
      created = midnight != NULL ? g_date_time_to_unix (midnight) : 0;
    }

  tranche_document_set_title (document, title->str);
  tranche_document_set_author (document, sheet->head.practice);
  tranche_document_set_subject (document, _ ("Service packages"));
  tranche_document_set_bookmark (document, _ ("Our service packages"));
  tranche_document_set_created (document, created);
  tranche_document_set_language (document, C_ ("language of documents", "en"));
}

TrancheDocument *
tranche_model_sheet_to_document (const TrancheModelSheet *sheet, TranchePaper paper, gint64 created)
{
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (sheet != NULL, NULL);

  subtitle = create_subtitle (sheet);
  set_metadata (sheet, document, subtitle, created);
  tranche_document_set_paper (document, paper);

  tranche_practice_head_print (&sheet->head, document);
  tranche_document_add_title (document, _ ("Our service packages"), subtitle);
  if (sheet->packages->len == 0)
    {
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY,
                                      _ ("There are no active packages."));
      return g_steal_pointer (&document);
    }

  if (has_services (sheet))
    add_comparisons (sheet, document);
  add_services (sheet, document);
  add_packages (sheet, document);
  return g_steal_pointer (&document);
}
