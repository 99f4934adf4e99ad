/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-model-print.h"

#include "cli/output.h"
#include "domain/error.h"
#include "jobs/documents-file.h"
#include "jobs/model-sheet.h"
#include "report/layout.h"
#include "report/pdf.h"

#include <glib/gi18n.h>

static gboolean
make_document (TrancheDatabase *db,
               const TrancheModelSheetRequest *request,
               TrancheDocument **document,
               GError **error)
{
  g_autoptr (TrancheTransaction) snapshot = tranche_transaction_begin (db, error);

  if (snapshot == NULL)
    return FALSE;
  *document = tranche_model_sheet_make (db, request, NULL, error);
  return *document != NULL;
}

static void
print_result (const TrancheModelPrintOptions *options,
              const TrancheModelSheetRequest *request,
              guint n_pages,
              const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!common->json)
    {
      /* Translators: %s is a file */
      g_print (ngettext ("%u page: %s\n", "%u pages: %s\n", n_pages), n_pages, options->path);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "file", options->path);
  tranche_json_add_integer (builder, "pages", n_pages);
  tranche_json_add_date (builder, "date",
                         request->day != TRANCHE_DATE_NONE ? request->day : request->today);
  tranche_json_add_boolean (builder, "for_colleagues", request->for_colleagues);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

gboolean
tranche_command_model_print (TrancheDatabase *db,
                             gint64 office_id,
                             TrancheDate day,
                             const TrancheModelPrintOptions *options,
                             const TrancheCommonOptions *common,
                             GError **error)
{
  TrancheModelSheetRequest request = {
    .office_id = office_id,
    .day = day,
    .for_colleagues = options->for_colleagues,
    .paper = TRANCHE_PAPER_A4,
  };
  g_autoptr (TrancheTypesetter) typesetter = NULL;
  g_autoptr (TrancheDocument) document = NULL;
  g_autoptr (TrancheLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!tranche_command_parse_date (NULL, &request.today, error)
      || (options->paper != NULL && !tranche_paper_parse (options->paper, &request.paper, error))
      || !make_document (db, &request, &document, error))
    return FALSE;

  typesetter = tranche_typesetter_new ();
  layout = tranche_layout_new (typesetter, document);
  bytes = tranche_pdf_write_bytes (typesetter, document, NULL, error);
  if (bytes == NULL || !tranche_document_file_write (options->path, bytes, error))
    return FALSE;

  print_result (options, &request, tranche_layout_get_n_pages (layout), common);
  return TRUE;
}

void
tranche_model_print_options_clear (TrancheModelPrintOptions *options)
{
  g_clear_pointer (&options->path, g_free);
  g_clear_pointer (&options->paper, g_free);
}
