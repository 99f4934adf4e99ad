/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"

G_BEGIN_DECLS

/**
 * TrancheBand:
 * @segment_id: the segment's id
 * @name: its name, for messages
 * @monthly_lower: where it begins, in cents a month; it ends where the next one begins
 */
typedef struct
{
  gint64 segment_id;
  const char *name;
  TrancheMoney monthly_lower;
} TrancheBand;

/**
 * TrancheBands:
 *
 * A strategy's segments with their monthly limits, in ascending order: at least one, none negative,
 * no limit and no segment twice. Immutable and reference counted, so that a run, the what-if and
 * the page share one from several threads; an edit makes a new one.
 */
typedef struct _TrancheBands TrancheBands;

/* The index of no band: unsegmented. */
#define TRANCHE_BAND_UNSEGMENTED (-1)

/**
 * TrancheBandFlags:
 * @TRANCHE_BAND_NEGATIVE: the total is below zero: "negative production"
 * @TRANCHE_BAND_NO_PRODUCTION: no production in the range
 */
typedef enum
{
  TRANCHE_BAND_NEGATIVE = 1 << 0,
  TRANCHE_BAND_NO_PRODUCTION = 1 << 1,
} TrancheBandFlags;

/**
 * tranche_bands_new:
 * @bands: (array length=n_bands): copied, names included
 * @bad_band: (out) (optional): the index of the band an error is about
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_INVALID, naming the band, if the order, a
 * limit or a segment can't be used
 */
TrancheBands *
tranche_bands_new (const TrancheBand *bands, guint n_bands, guint *bad_band, GError **error);

TrancheBands *tranche_bands_ref (TrancheBands *self);
void tranche_bands_unref (TrancheBands *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheBands, tranche_bands_unref)

guint tranche_bands_get_n_bands (TrancheBands *self);

/* (transfer none) */
const TrancheBand *tranche_bands_get_band (TrancheBands *self, guint index);

/* FALSE for the top band, which has no upper limit. */
gboolean tranche_bands_get_monthly_upper (TrancheBands *self, guint index, TrancheMoney *upper);

/* The segment's index, or TRANCHE_BAND_UNSEGMENTED. */
int tranche_bands_find_segment (TrancheBands *self, gint64 segment_id);

/**
 * tranche_bands_with_lower:
 * tranche_bands_with_upper:
 *
 * The bands with one monthly limit changed. An upper limit is the next band's lower one and moves
 * it.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_INVALID if a band would end where it begins,
 * or before
 */
TrancheBands *tranche_bands_with_lower (TrancheBands *self,
                                        guint index,
                                        TrancheMoney monthly_lower,
                                        GError **error);
TrancheBands *tranche_bands_with_upper (TrancheBands *self,
                                        guint index,
                                        TrancheMoney monthly_upper,
                                        GError **error);

/**
 * tranche_bands_get_effective:
 * @months: how many months are available, at least 1 (12 gives the yearly limits)
 * @lowers: (out caller-allocates): room for as many amounts as there are bands
 *
 * The effective lower limits: monthly × months.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID, naming the band, if a product doesn't fit
 */
gboolean
tranche_bands_get_effective (TrancheBands *self, int months, TrancheMoney *lowers, GError **error);

/* The last of the ascending @lowers that isn't above @total, or -1: lower inclusive, upper
 * exclusive. */
static inline int
tranche_bands_search (const TrancheMoney *lowers, guint n_bands, TrancheMoney total)
{
  guint first = 0;
  guint last = n_bands;

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (lowers[middle] <= total)
        first = middle + 1;
      else
        last = middle;
    }

  return (int) first - 1;
}

/**
 * tranche_bands_classify:
 * @lowers: (array length=n_bands): effective lower limits, ascending
 * @total: production of the range
 * @n_production_months: in how many months of the range there was production, or -1 if that isn't
 * known; a total of 0 then counts as no production
 * @flags: (out) (optional): what else to say about it
 *
 * A total below the lowest limit belongs to the lowest band when that begins at 0 (it is negative
 * then), and to none otherwise.
 *
 * Returns: the band's index, or %TRANCHE_BAND_UNSEGMENTED
 */
static inline int
tranche_bands_classify (const TrancheMoney *lowers,
                        guint n_bands,
                        TrancheMoney total,
                        int n_production_months,
                        TrancheBandFlags *flags)
{
  int index = tranche_bands_search (lowers, n_bands, total);

  if (index < 0 && n_bands > 0 && lowers[0] == 0)
    index = 0;

  if (flags != NULL)
    {
      guint found = 0;

      if (total < 0)
        found |= TRANCHE_BAND_NEGATIVE;
      if (n_production_months == 0 || (n_production_months < 0 && total == 0))
        found |= TRANCHE_BAND_NO_PRODUCTION;
      *flags = (TrancheBandFlags) found;
    }

  return index;
}

G_END_DECLS
