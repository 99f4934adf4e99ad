/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/model-sheet.h"

#include "domain/error.h"
#include "domain/frequency.h"
#include "domain/month.h"
#include "store/queries/model-day.h"
#include "store/queries/office-head.h"
#include "store/queries/segment-overview.h"
#include "store/strategies.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static gboolean
check_request (const TrancheModelSheetRequest *request, GError **error)
{
  if (request->day == TRANCHE_DATE_NONE)
    return TRUE;
  if (request->day > request->today)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("what the model will be on a day to come isn’t known"));
      return FALSE;
    }
  if (request->for_colleagues && request->day != request->today)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("numbers of clients are today’s: they don’t go with a past day"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_head (TrancheDatabase *db, TranchePracticeHead *head, gint64 office_id, GError **error)
{
  g_autoptr (TrancheOfficeHead) facts = tranche_office_head_load (db, office_id, error);

  if (facts == NULL)
    return FALSE;

  head->practice = g_steal_pointer (&facts->practice);
  head->licensee = g_steal_pointer (&facts->licensee);
  head->licence_number = g_steal_pointer (&facts->licence_number);
  head->office = g_steal_pointer (&facts->office);
  head->address = g_steal_pointer (&facts->address);
  head->phone = g_steal_pointer (&facts->phone);
  head->email = g_steal_pointer (&facts->email);
  head->website = g_steal_pointer (&facts->website);
  head->logo = g_steal_pointer (&facts->logo);
  return TRUE;
}

static void
word_content (TrancheModelSheet *sheet, const TrancheModelContent *content)
{
  for (guint i = 0; i < content->benefits->len; i++)
    {
      const TrancheBenefit *benefit = tranche_model_content_get_benefit (content, i);
      TrancheModelSheetService *service = tranche_model_sheet_add_service (sheet);

      service->name = g_strdup (benefit->name);
      service->description = g_strdup (benefit->description);
      service->frequency
          = g_strdup (tranche_frequency_get_name ((TrancheFrequency) benefit->frequency));
    }

  for (guint i = 0; i < content->segments->len; i++)
    {
      const TrancheSegment *segment = tranche_model_content_get_segment (content, i);
      TrancheModelSheetPackage *package;

      if (!segment->active)
        continue;
      package = tranche_model_sheet_add_package (sheet);
      package->name = g_strdup (segment->name);
      package->description = g_strdup (segment->description);
      package->mark = segment->mark;
      package->colour = segment->colour;
      for (guint j = 0; j < content->benefits->len; j++)
        if (tranche_model_content_get_cell (content, j, i))
          g_array_append_val (package->services, j);
    }
}

static char *
word_figures (const TrancheSegmentOverviewRow *row)
{
  g_autofree char *clients = g_strdup_printf (
      ngettext ("%'d client", "%'d clients", (gulong) row->clients), (int) row->clients);
  g_autofree char *percent = NULL;

  if (row->share < 0)
    return g_steal_pointer (&clients);
  percent = tranche_money_format_share (row->share, 10000);
  /* Translators: “12 clients”, and on the next line a share in percent, like “58.3 %” */
  return g_strdup_printf (_ ("%s\n%s of production"), clients, percent);
}

static const TrancheSegmentOverviewRow *
find_row (const TrancheSegmentOverview *overview, gint64 segment_id)
{
  for (guint i = 0; i < overview->rows->len; i++)
    {
      const TrancheSegmentOverviewRow *row
          = &g_array_index (overview->rows, TrancheSegmentOverviewRow, i);

      if (row->segment_id == segment_id)
        return row;
    }
  return NULL;
}

static gboolean
add_figures (TrancheDatabase *db,
             TrancheModelSheet *sheet,
             const TrancheModelContent *content,
             const TrancheModelSheetRequest *request,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TrancheSegmentOverview) overview
      = tranche_segment_overview_load (db, request->office_id, request->today, cancellable, error);
  guint package = 0;

  if (overview == NULL)
    return FALSE;

  for (guint i = 0; i < content->segments->len; i++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (content, i);
      const TrancheSegmentOverviewRow *row;

      if (!segment->active)
        continue;
      row = find_row (overview, tranche_record_get_id (TRANCHE_RECORD (segment)));
      if (row != NULL)
        ((TrancheModelSheetPackage *) g_ptr_array_index (sheet->packages, package))->figures
            = word_figures (row);
      package++;
    }

  if (overview->run_id != 0)
    {
      g_autofree char *start = tranche_month_format (overview->start);
      g_autofree char *end = tranche_month_format (overview->end);

      /* Translators: %s are the first and the last month */
      sheet->figures_note = g_strdup_printf (_ ("Production from %s to %s."), start, end);
    }
  return TRUE;
}

TrancheModelSheet *
tranche_model_sheet_load (TrancheDatabase *db,
                          const TrancheModelSheetRequest *request,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (TrancheModelSheet) sheet = tranche_model_sheet_new ();
  g_autoptr (TrancheModelContent) content = NULL;
  gint64 model_id;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  if (!check_request (request, error)
      || !tranche_strategies_find_model (db, request->office_id, &model_id, error))
    return NULL;
  content = tranche_model_content_load_on (
      db, model_id, request->day == request->today ? TRANCHE_DATE_NONE : request->day, error);
  if (content == NULL || !load_head (db, &sheet->head, request->office_id, error))
    return NULL;

  sheet->day = request->day != TRANCHE_DATE_NONE ? request->day : request->today;
  sheet->for_colleagues = request->for_colleagues;
  word_content (sheet, content);
  if (request->for_colleagues && !add_figures (db, sheet, content, request, cancellable, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

TrancheDocument *
tranche_model_sheet_make (TrancheDatabase *db,
                          const TrancheModelSheetRequest *request,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (TrancheModelSheet) sheet = tranche_model_sheet_load (db, request, cancellable, error);

  return sheet != NULL ? tranche_model_sheet_to_document (sheet, request->paper, 0) : NULL;
}

char *
tranche_model_sheet_make_file_name (const TrancheModelSheetRequest *request)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (request != NULL, NULL);

  day = tranche_date_to_string (request->day != TRANCHE_DATE_NONE ? request->day : request->today);
  /* Translators: the name of a file; %s is a day: 2026-11-21 */
  return g_strdup_printf (request->for_colleagues ? _ ("Service packages %s for colleagues.pdf")
                                                  : _ ("Service packages %s.pdf"),
                          day);
}
