/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "report/summary-private.h"

/* More days than this are told by the first and the last: nobody reads fifty-two. */
#define MAX_LISTED_DATES 4

typedef const char *(*GetText) (const TrancheSummaryService *service);

/* Of the column of the names. */
#define DESCRIPTION_SHARE 1.3

static const char *
get_description (const TrancheSummaryService *service)
{
  return service->description;
}

static const char *
get_frequency (const TrancheSummaryService *service)
{
  return service->frequency;
}

static gboolean
any_says (GPtrArray *services, GetText get_text)
{
  for (guint i = 0; i < services->len; i++)
    {
      if (tranche_summary_says (get_text (g_ptr_array_index (services, i))))
        return TRUE;
    }

  return FALSE;
}

static char *
format_dates (const TrancheSummaryService *service)
{
  g_autoptr (GString) text = NULL;
  guint n_dates = service->dates != NULL ? service->dates->len : 0;

  if (n_dates > MAX_LISTED_DATES)
    return tranche_summary_format_period (g_array_index (service->dates, TrancheDate, 0),
                                          g_array_index (service->dates, TrancheDate, n_dates - 1));

  text = g_string_new (NULL);
  for (guint i = 0; i < n_dates; i++)
    {
      g_autofree char *date = tranche_date_format (g_array_index (service->dates, TrancheDate, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", date);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_status (const TrancheSummary *summary, const TrancheSummaryService *service)
{
  gboolean running
      = summary->issue_date == TRANCHE_DATE_NONE || summary->issue_date <= summary->previous_until;

  if (tranche_summary_says (service->remark))
    return g_strdup (service->remark);
  if (!service->counted && service->received == 0)
    return g_strdup (_ ("Not counted"));
  if (!service->counted || service->received >= MAX (service->expected, 1))
    return g_strdup (_ ("✓ Received"));
  if (service->expected == 0)
    return g_strdup (_ ("Not due"));
  /* Translators: 3 of 4 services were received */
  if (service->received > 0)
    return g_strdup_printf (_ ("%d of %d"), service->received, service->expected);

  return g_strdup (running ? _ ("Outstanding") : _ ("Not received"));
}

static void
add_columns (TrancheBlock *table,
             GPtrArray *services,
             gboolean with_description,
             gboolean with_frequency,
             double name_width)
{
  const double least = 1.85;
  double frequency_width = least;

  for (guint i = 0; i < services->len; i++)
    frequency_width
        = tranche_summary_widen (frequency_width, get_frequency (g_ptr_array_index (services, i)));

  /* From what wraps, so that the other columns keep theirs. */
  if (with_frequency)
    name_width -= (frequency_width - least) / (with_description ? 1 + DESCRIPTION_SHARE : 1);

  tranche_block_add_column (table, _ ("Service"), name_width, TRANCHE_COLUMN_STRONG);
  if (with_description)
    tranche_block_add_column (table, _ ("Description"), name_width * DESCRIPTION_SHARE,
                              TRANCHE_COLUMN_QUIET);
  if (with_frequency)
    tranche_block_add_column (table, _ ("Frequency"), frequency_width, TRANCHE_COLUMN_DEFAULT);
}

static void
add_also_provided (const TrancheSummary *summary, TrancheDocument *document)
{
  GPtrArray *services = summary->also_provided;
  gboolean with_description = any_says (services, get_description);
  TrancheBlock *table;

  if (services->len == 0)
    return;

  tranche_document_add_heading (document, 2, _ ("Also provided"));
  table = tranche_document_add_table (document, _ ("Services that were also provided"));
  add_columns (table, services, with_description, FALSE, 4);
  tranche_block_add_column (table, _ ("Dates"), 2.2, TRANCHE_COLUMN_DEFAULT);
  for (guint i = 0; i < services->len; i++)
    {
      const TrancheSummaryService *service = g_ptr_array_index (services, i);
      g_autofree char *dates = format_dates (service);
      const char *cells[3];
      guint n_cells = 0;

      cells[n_cells++] = service->name;
      if (with_description)
        cells[n_cells++]
            = tranche_summary_says (service->remark) ? service->remark : service->description;
      cells[n_cells++] = dates;
      tranche_block_add_row (table, cells);
    }
}

void
tranche_summary_add_previous (const TrancheSummary *summary, TrancheDocument *document)
{
  GPtrArray *services = summary->previous;
  gboolean with_description = any_says (services, get_description);
  gboolean with_frequency = any_says (services, get_frequency);
  g_autofree char *period
      = tranche_summary_format_period (summary->previous_from, summary->previous_until);
  TrancheBlock *table;

  if (services->len == 0 && summary->also_provided->len == 0
      && (period == NULL || summary->kind != TRANCHE_SUMMARY_FDS))
    return;

  tranche_document_add_heading (document, 1, _ ("Services in the previous period"));
  if (period != NULL)
    tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_NOTE, period);
  /* A statement about a year says so where it has nothing to tell of it. */
  if (services->len == 0 && summary->also_provided->len == 0)
    tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY,
                                    _ ("No services are recorded for this period."));

  if (services->len > 0)
    {
      table = tranche_document_add_table (document, _ ("Services of the previous period"));
      add_columns (table, services, with_description, with_frequency, 3);
      tranche_block_add_column (table, _ ("Entitled"), 1.3, TRANCHE_COLUMN_CENTER);
      tranche_block_add_column (table, _ ("Received"), 1.35, TRANCHE_COLUMN_CENTER);
      tranche_block_add_column (table, _ ("Dates"), 2, TRANCHE_COLUMN_DEFAULT);
      tranche_block_add_column (table, _ ("Status"), 1.95, TRANCHE_COLUMN_DEFAULT);
      for (guint i = 0; i < services->len; i++)
        {
          const TrancheSummaryService *service = g_ptr_array_index (services, i);
          g_autofree char *entitled
              = service->counted ? g_strdup_printf ("%d", service->expected) : g_strdup ("–");
          g_autofree char *received = g_strdup_printf ("%d", service->received);
          g_autofree char *dates = format_dates (service);
          g_autofree char *status = format_status (summary, service);
          const char *cells[7];
          guint n_cells = 0;

          cells[n_cells++] = service->name;
          if (with_description)
            cells[n_cells++] = service->description;
          if (with_frequency)
            cells[n_cells++] = service->frequency;
          cells[n_cells++] = entitled;
          cells[n_cells++] = received;
          cells[n_cells++] = dates;
          cells[n_cells++] = status;
          tranche_block_add_row (table, cells);
        }
    }

  add_also_provided (summary, document);
}

void
tranche_summary_add_upcoming (const TrancheSummary *summary, TrancheDocument *document)
{
  GPtrArray *services = summary->upcoming;
  gboolean with_description = any_says (services, get_description);
  gboolean with_frequency = any_says (services, get_frequency);
  g_autofree char *period
      = tranche_summary_format_period (summary->upcoming_from, summary->upcoming_until);
  TrancheBlock *table;

  if (services->len == 0 && period == NULL)
    return;

  tranche_document_add_heading (document, 1,
                                summary->kind == TRANCHE_SUMMARY_FTA
                                    ? _ ("Services during the term")
                                    : _ ("Services in the upcoming period"));
  if (period != NULL)
    tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_NOTE, period);
  if (services->len == 0)
    {
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY,
                                      _ ("No services are agreed for this period."));
      return;
    }

  table = tranche_document_add_table (document, _ ("Services to come"));
  add_columns (table, services, with_description, with_frequency, 4);
  tranche_block_add_column (table, _ ("Entitled"), 1.4, TRANCHE_COLUMN_NUMERIC);
  for (guint i = 0; i < services->len; i++)
    {
      const TrancheSummaryService *service = g_ptr_array_index (services, i);
      g_autofree char *entitled
          = service->counted ? g_strdup_printf ("%d", service->expected) : g_strdup ("–");
      const char *cells[4];
      guint n_cells = 0;

      cells[n_cells++] = service->name;
      if (with_description)
        cells[n_cells++] = service->description;
      if (with_frequency)
        cells[n_cells++] = service->frequency;
      cells[n_cells++] = entitled;
      tranche_block_add_row (table, cells);
    }
}
