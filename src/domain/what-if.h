/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"

G_BEGIN_DECLS

/**
 * TrancheWhatIf:
 *
 * What other limits would do to the parties (clients or groups) of a strategy: counts, production
 * and movers, without looking at each party again. The totals are sorted once, apart for each
 * current segment, with running sums; a set of limits then takes a binary search per segment and
 * limit, whatever the number of parties.
 *
 * Parties are known by their position in the arrays given. Segments are numbers: below the number
 * of bands the strategy's bands in order, then one for unsegmented, then any number of other
 * segments that a party may be in now (of an earlier strategy, say).
 *
 * Made on any thread, immutable afterwards. 20 bytes a party.
 */
typedef struct _TrancheWhatIf TrancheWhatIf;

/**
 * TrancheWhatIfBand:
 * @n_before: how many parties are in the segment now
 * @n_parties: how many would be
 * @n_in: how many of them would come from elsewhere
 * @n_out: how many would leave
 * @production: the sum of the totals of those who would be in it, in cents
 * @share: its share of all production in hundredths of a percent, or %TRANCHE_WHAT_IF_NO_SHARE if
 * all production together isn't above zero
 */
typedef struct
{
  guint n_before;
  guint n_parties;
  guint n_in;
  guint n_out;
  TrancheMoney production;
  int share;
} TrancheWhatIfBand;

typedef struct
{
  guint party;
  guint from;
  guint to;
  TrancheMoney total;
} TrancheWhatIfMover;

/**
 * TrancheWhatIfBucket:
 * @lower: inclusive; %G_MININT64 for the bucket of the negative totals
 * @upper: exclusive; %G_MAXINT64, then inclusive, for the last
 */
typedef struct
{
  TrancheMoney lower;
  TrancheMoney upper;
  guint n_parties;
} TrancheWhatIfBucket;

#define TRANCHE_WHAT_IF_ANY (-1)
#define TRANCHE_WHAT_IF_NO_SHARE G_MININT
#define TRANCHE_WHAT_IF_BANDS_MAX 255

/**
 * tranche_what_if_new:
 * @totals: (array length=n_parties): production of the range, in cents
 * @current: (array length=n_parties): the segment each is in now, below @n_segments
 * @n_bands: the strategy's bands, 1 to %TRANCHE_WHAT_IF_BANDS_MAX - 1
 * @n_segments: at least @n_bands + 1 and at most 256
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_INVALID if the totals are too large to add up
 * or a segment is out of range
 */
TrancheWhatIf *tranche_what_if_new (const TrancheMoney *totals,
                                    const guint8 *current,
                                    guint n_parties,
                                    guint n_bands,
                                    guint n_segments,
                                    GError **error);
void tranche_what_if_free (TrancheWhatIf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheWhatIf, tranche_what_if_free)

guint tranche_what_if_get_n_parties (TrancheWhatIf *self);
guint tranche_what_if_get_n_bands (TrancheWhatIf *self);

/* The sum of all totals, in cents. */
TrancheMoney tranche_what_if_get_production (TrancheWhatIf *self);

/**
 * tranche_what_if_apply:
 * @lowers: (array): effective lower limits of the bands, ascending
 * @bands: (out caller-allocates) (array): room for the number of bands and one more, the
 * unsegmented
 *
 * Returns: how many parties would change their segment
 */
guint
tranche_what_if_apply (TrancheWhatIf *self, const TrancheMoney *lowers, TrancheWhatIfBand *bands);

/* How many would move, from and to a segment or TRANCHE_WHAT_IF_ANY. */
guint
tranche_what_if_count_movers (TrancheWhatIf *self, const TrancheMoney *lowers, int from, int to);

/**
 * tranche_what_if_list_movers:
 * @offset: how many to leave out first
 * @movers: (out caller-allocates) (array length=n_movers): where to put them
 *
 * Who would move, by the segment they are in, then by the one they would be in, the largest totals
 * first.
 *
 * Returns: how many were put
 */
guint tranche_what_if_list_movers (TrancheWhatIf *self,
                                   const TrancheMoney *lowers,
                                   int from,
                                   int to,
                                   guint offset,
                                   TrancheWhatIfMover *movers,
                                   guint n_movers);

/**
 * tranche_what_if_get_histogram:
 *
 * The parties by total on a logarithmic scale, ten buckets to a power of ten at round amounts
 * (1.00, 1.25, 1.60, 2.00 … 8.00, 10.00). The first bucket holds the negative totals and the second
 * those from 0.00 to the first step.
 *
 * Returns: (transfer full) (element-type TrancheWhatIfBucket): without gaps, in ascending order
 */
GArray *tranche_what_if_get_histogram (TrancheWhatIf *self);

G_END_DECLS
