/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/bands.h"
#include "domain/month.h"

G_BEGIN_DECLS

/**
 * TrancheExplanation:
 * @total: production of the range, in cents
 * @start: the range's first month
 * @end: its last
 * @available: how many months of it are available
 * @maximum: how many it spans
 * @flags: as the classification found them
 * @band_name: (nullable): the segment's name, or %NULL for unsegmented
 * @band_lower: its effective lower limit, in cents
 * @next_name: (nullable): the next segment up (of the unsegmented: the lowest one), or %NULL for
 * the highest
 * @next_lower: its effective lower limit, in cents
 *
 * What a segment by production rests on: a client's, or a group's.
 */
typedef struct
{
  TrancheMoney total;
  TrancheMonth start;
  TrancheMonth end;
  int available;
  int maximum;
  TrancheBandFlags flags;
  const char *band_name;
  TrancheMoney band_lower;
  const char *next_name;
  TrancheMoney next_lower;
} TrancheExplanation;

/**
 * tranche_explanation_set_band:
 * @index: a band or %TRANCHE_BAND_UNSEGMENTED
 * @lowers: the effective lower limits of @bands
 *
 * Fills in the names and limits; the names stay those of @bands, which has to live as long.
 */
void tranche_explanation_set_band (TrancheExplanation *self,
                                   TrancheBands *bands,
                                   int index,
                                   const TrancheMoney *lowers);

/**
 * tranche_explanation_to_sentence:
 *
 * One sentence in the user's language: "18,240.00 over Aug 2024 – Jul 2025 (12 of 12 months): at
 * least 6,000.00 (Silver), 5,760.00 short of Gold."
 */
char *tranche_explanation_to_sentence (const TrancheExplanation *self);

/**
 * tranche_explain_group:
 * @group_name: the group whose production drives the client's segment
 * @group: what the group's segment rests on
 *
 * "Through the group “Elliott Family”: " and the group's sentence.
 */
char *tranche_explain_group (const char *group_name, const TrancheExplanation *group);

/**
 * tranche_explain_changed:
 * @segment_name: (nullable): the segment that the run gave, "" for unsegmented; %NULL: the run knew
 * nothing of the client
 * @run_date: the day of the run
 * @sentence: what a run would go by now
 *
 * For a segment that doesn't follow from today's production any more, until the next run: a
 * sentence must not name one segment for a client that is in another.
 */
char *
tranche_explain_changed (const char *segment_name, TrancheDate run_date, const char *sentence);

/**
 * tranche_explain_override:
 * @segment_name: the segment set by hand
 * @reason: (nullable): why
 * @until: its last day, or %TRANCHE_DATE_NONE
 * @otherwise: (nullable): the sentence of what would count without it
 *
 * "Set by hand to Gold until 30 Jun 2026 (related to J. Elliott). Otherwise: …"
 */
char *tranche_explain_override (const char *segment_name,
                                const char *reason,
                                TrancheDate until,
                                const char *otherwise);

G_END_DECLS
