/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/summary.h"

G_BEGIN_DECLS

static inline gboolean
tranche_summary_says (const char *text)
{
  return text != NULL && *text != '\0';
}

/* "30 Sep 2023 – 29 Sep 2024"; one day alone where the other is missing; NULL where both are. */
char *tranche_summary_format_period (TrancheDate from, TrancheDate until);

/* The same for running text, where no line ends within a day. */
char *tranche_summary_word_period (TrancheDate from, TrancheDate until);
char *tranche_summary_word_day (TrancheDate day);

/* @width, the share of a column, or more where a word of @text would not fit into it: some
 * languages have long ones, and a table breaks what doesn't fit in the middle. @text may be NULL.
 */
double tranche_summary_widen (double width, const char *text);

void tranche_summary_add_previous (const TrancheSummary *summary, TrancheDocument *document);
void tranche_summary_add_upcoming (const TrancheSummary *summary, TrancheDocument *document);

/* @with_paid: those of the previous period too. FALSE with TRANCHE_ERROR_INVALID if a total doesn't
 * fit. */
gboolean tranche_summary_add_fees (const TrancheSummary *summary,
                                   TrancheDocument *document,
                                   gboolean with_paid,
                                   GError **error);

void tranche_summary_add_dates (const TrancheSummary *summary, TrancheDocument *document);
void tranche_summary_add_statements (const TrancheSummary *summary, TrancheDocument *document);
void tranche_summary_add_signatures (const TrancheSummary *summary, TrancheDocument *document);

G_END_DECLS
