/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/explain.h"

#include <glib/gi18n.h>

#include "domain/effective-range.h"

/* "18,240.00 over Aug 2024 – Jul 2025 (12 of 12 months)" */
static char *
describe_total (const TrancheExplanation *self)
{
  g_autofree char *total = tranche_money_format (self->total);
  g_autofree char *range = tranche_effective_range_format (self->start, self->end);

  if (self->flags & TRANCHE_BAND_NO_PRODUCTION)
    return g_strdup_printf (
        /* Translators: a range of months, then how many of its months are available; the end of a
         * sentence follows after a colon */
        ngettext ("No production in the range %s (%d of %d month)",
                  "No production in the range %s (%d of %d months)", self->maximum),
        range, self->available, self->maximum);

  return g_strdup_printf (
      /* Translators: an amount, a range of months, and how many of its months are available:
       * “18,240.00 over Aug 2024 – Jul 2025 (12 of 12 months)”; the end of a sentence follows after
       * a colon */
      ngettext ("%s over %s (%d of %d month)", "%s over %s (%d of %d months)", self->maximum),
      total, range, self->available, self->maximum);
}

/* "5,760.00", how far the total is below the next limit; NULL where no integer holds it. */
static char *
describe_gap (const TrancheExplanation *self)
{
  TrancheMoney gap;

  if (__builtin_sub_overflow (self->next_lower, self->total, &gap))
    return NULL;

  return tranche_money_format (gap);
}

static char *
describe_unsegmented (const TrancheExplanation *self)
{
  g_autofree char *limit = NULL;

  if (self->next_name == NULL)
    return g_strdup (_ ("unsegmented"));

  limit = tranche_money_format (self->next_lower);
  if (self->flags & TRANCHE_BAND_NEGATIVE)
    /* Translators: an amount and a segment’s name */
    return g_strdup_printf (
        _ ("negative production, below the lowest limit, %s (%s), so unsegmented"), limit,
        self->next_name);

  /* Translators: an amount and a segment’s name */
  return g_strdup_printf (_ ("below the lowest limit, %s (%s), so unsegmented"), limit,
                          self->next_name);
}

/* "at least 6,000.00 (Silver), 5,760.00 short of Gold" */
static char *
describe_segment (const TrancheExplanation *self)
{
  g_autofree char *limit = tranche_money_format (self->band_lower);
  g_autofree char *gap = NULL;

  if (self->next_name != NULL)
    gap = describe_gap (self);

  if (self->flags & TRANCHE_BAND_NEGATIVE)
    {
      if (gap == NULL)
        /* Translators: a segment’s name */
        return g_strdup_printf (_ ("negative production, so the lowest segment (%s)"),
                                self->band_name);

      /* Translators: a segment’s name, an amount, the next segment’s name */
      return g_strdup_printf (_ ("negative production, so the lowest segment (%s), %s short of %s"),
                              self->band_name, gap, self->next_name);
    }

  if (gap == NULL)
    /* Translators: an amount and a segment’s name */
    return g_strdup_printf (_ ("at least %s (%s), the highest segment"), limit, self->band_name);

  /* Translators: an amount and a segment’s name, then an amount and the next segment’s name */
  return g_strdup_printf (_ ("at least %s (%s), %s short of %s"), limit, self->band_name, gap,
                          self->next_name);
}

void
tranche_explanation_set_band (TrancheExplanation *self,
                              TrancheBands *bands,
                              int index,
                              const TrancheMoney *lowers)
{
  guint next;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bands != NULL);
  g_return_if_fail (lowers != NULL);
  g_return_if_fail (index < (int) tranche_bands_get_n_bands (bands));

  self->band_name = NULL;
  self->band_lower = 0;
  self->next_name = NULL;
  self->next_lower = 0;

  if (index >= 0)
    {
      self->band_name = tranche_bands_get_band (bands, index)->name;
      self->band_lower = lowers[index];
    }

  next = index >= 0 ? (guint) index + 1 : 0;
  if (next < tranche_bands_get_n_bands (bands))
    {
      self->next_name = tranche_bands_get_band (bands, next)->name;
      self->next_lower = lowers[next];
    }
}

char *
tranche_explanation_to_sentence (const TrancheExplanation *self)
{
  g_autofree char *total = NULL;
  g_autofree char *result = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  total = describe_total (self);
  result = self->band_name != NULL ? describe_segment (self) : describe_unsegmented (self);

  /* Translators: what a client brought, and the segment that follows from it: “18,240.00 over Aug
   * 2024 – Jul 2025 (12 of 12 months): at least 6,000.00 (Silver), 5,760.00 short of Gold.” */
  return g_strdup_printf (_ ("%s: %s."), total, result);
}

char *
tranche_explain_group (const char *group_name, const TrancheExplanation *group)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (group_name != NULL, NULL);
  g_return_val_if_fail (group != NULL, NULL);

  sentence = tranche_explanation_to_sentence (group);
  /* Translators: a group’s name and a sentence about its production */
  return g_strdup_printf (_ ("Through the group “%s”: %s"), group_name, sentence);
}

char *
tranche_explain_changed (const char *segment_name, TrancheDate run_date, const char *sentence)
{
  g_autofree char *day = tranche_date_format (run_date);

  g_return_val_if_fail (sentence != NULL, NULL);

  if (segment_name == NULL)
    /* Translators: a date, and a sentence about production */
    return g_strdup_printf (_ ("Not in the run of %s. A run would now say: %s"), day, sentence);

  /* Translators: a segment’s name, a date, and a sentence about production */
  return g_strdup_printf (_ ("%s by the run of %s, but what it went by has changed. A run would "
                             "now say: %s"),
                          *segment_name != '\0' ? segment_name : _ ("Unsegmented"), day, sentence);
}

char *
tranche_explain_override (const char *segment_name,
                          const char *reason,
                          TrancheDate until,
                          const char *otherwise)
{
  g_autofree char *day = tranche_date_format (until);
  g_autofree char *set = NULL;

  g_return_val_if_fail (segment_name != NULL, NULL);

  if (reason != NULL && *reason == '\0')
    reason = NULL;

  if (until != TRANCHE_DATE_NONE && reason != NULL)
    /* Translators: a segment’s name, a date, a reason */
    set = g_strdup_printf (_ ("Set by hand to %s until %s (%s)."), segment_name, day, reason);
  else if (until != TRANCHE_DATE_NONE)
    /* Translators: a segment’s name and a date */
    set = g_strdup_printf (_ ("Set by hand to %s until %s."), segment_name, day);
  else if (reason != NULL)
    /* Translators: a segment’s name and a reason */
    set = g_strdup_printf (_ ("Set by hand to %s (%s)."), segment_name, reason);
  else
    /* Translators: a segment’s name */
    set = g_strdup_printf (_ ("Set by hand to %s."), segment_name);

  if (otherwise == NULL)
    return g_steal_pointer (&set);

  /* Translators: the sentence about the segment set by hand, and the one about what would count
   * without it */
  return g_strdup_printf (_ ("%s Otherwise: %s"), set, otherwise);
}
