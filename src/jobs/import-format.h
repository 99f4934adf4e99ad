/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"

G_BEGIN_DECLS

/* How a column of dates is written. Dates that begin with a year of four digits read the same in
 * every order. */
typedef enum
{
  TRANCHE_IMPORT_DATES_RECOGNISE,
  TRANCHE_IMPORT_DATES_YEAR_FIRST,
  TRANCHE_IMPORT_DATES_DAY_FIRST,
  TRANCHE_IMPORT_DATES_MONTH_FIRST,
} TrancheImportDates;

/**
 * TrancheImportFormat:
 * @decimal: '.' or ',', 0 to recognise it
 */
typedef struct
{
  TrancheImportDates dates;
  char decimal;
} TrancheImportFormat;

/**
 * TrancheImportEvidence:
 *
 * What the values seen so far say about the format: begin with zeros, feed it, and ask.
 */
typedef struct
{
  TrancheImportDates dates; /* what a date proved */
  gint64 ambiguous_line;    /* the first date that can be read in two ways; 0: none */
  char ambiguous[16];
  guint n_points;
  guint n_commas;
} TrancheImportEvidence;

void tranche_import_evidence_add_date (TrancheImportEvidence *self,
                                       const char *text,
                                       gsize length,
                                       gint64 line);
void
tranche_import_evidence_add_amount (TrancheImportEvidence *self, const char *text, gsize length);

/**
 * tranche_import_evidence_decide:
 * @format: (inout): what is still to be recognised is filled in
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID, which asks, if all dates can be read in two ways
 */
gboolean tranche_import_evidence_decide (const TrancheImportEvidence *self,
                                         TrancheImportFormat *format,
                                         GError **error);

/* ISO dates, and those of @format's order with "/", "." or "-"; a time of day behind it is passed
 * over. Named months
 * ("14 Aug 2025") go in every order. FALSE without a message: tranche_import_describe_date() words
 * it. */
gboolean tranche_import_parse_date (const TrancheImportFormat *format,
                                    const char *text,
                                    gsize length,
                                    TrancheMonth *month,
                                    int *day);

/* (transfer full): why a date was refused. */
char *tranche_import_describe_date (const TrancheImportFormat *format, const char *text);

/* Plain amounts, and what people and spreadsheets make of them: grouped thousands, brackets or a
 * trailing minus. */
gboolean tranche_import_parse_amount (const TrancheImportFormat *format,
                                      const char *text,
                                      gsize length,
                                      TrancheMoney *amount,
                                      GError **error);

G_END_DECLS
