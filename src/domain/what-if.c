/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/what-if.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domain/error.h"

/* A segment's parties lie from starts[segment] to starts[segment + 1], by total. The sums run on
 * over all segments: sums[b] - sums[a] is the production of the parties from a to b. */
struct _TrancheWhatIf
{
  guint n_parties;
  guint n_bands;
  guint n_segments;
  TrancheMoney *totals;
  TrancheMoney *sums;
  guint32 *parties;
  guint starts[257];
};

typedef struct
{
  guint64 key;
  guint32 party;
} Entry;

#define DIGIT_BITS 11
#define DIGIT_VALUES (1 << DIGIT_BITS)
#define N_DIGITS 6

/* 8 × 10^16, in cents: the next step wouldn't fit. */
#define LAST_STEP 169

#define SIGN_BIT (G_GUINT64_CONSTANT (1) << 63)

static guint
get_digit (guint64 key, guint digit)
{
  return (key >> (digit * DIGIT_BITS)) & (DIGIT_VALUES - 1);
}

/* Turns counts into the positions at which each value begins; FALSE if all have the same value. */
static gboolean
counts_to_positions (guint *counts, guint n_counts, guint n_entries)
{
  guint position = 0;

  for (guint i = 0; i < n_counts; i++)
    {
      guint count = counts[i];

      if (count == n_entries)
        return FALSE;
      counts[i] = position;
      position += count;
    }

  return TRUE;
}

/* Sorts by total, digit by digit from the lowest: six passes at most whatever the data, where
 * comparing takes twenty for a million. Amounts share their highest digits, so that most runs need
 * three or four. */
static Entry *
sort_entries (const TrancheMoney *totals, guint n_parties)
{
  g_autofree guint *counts = g_new0 (guint, N_DIGITS * DIGIT_VALUES);
  g_autofree Entry *entries = g_new (Entry, n_parties);
  g_autofree Entry *others = g_new (Entry, n_parties);

  for (guint i = 0; i < n_parties; i++)
    {
      /* With the sign bit turned the unsigned order is that of the amounts. */
      entries[i].key = (guint64) totals[i] ^ SIGN_BIT;
      entries[i].party = i;
      for (guint digit = 0; digit < N_DIGITS; digit++)
        counts[digit * DIGIT_VALUES + get_digit (entries[i].key, digit)]++;
    }

  for (guint digit = 0; digit < N_DIGITS; digit++)
    {
      guint *positions = counts + digit * DIGIT_VALUES;
      Entry *sorted;

      if (!counts_to_positions (positions, DIGIT_VALUES, n_parties))
        continue;

      for (guint i = 0; i < n_parties; i++)
        others[positions[get_digit (entries[i].key, digit)]++] = entries[i];

      sorted = g_steal_pointer (&others);
      others = g_steal_pointer (&entries);
      entries = sorted;
    }

  return g_steal_pointer (&entries);
}

/* Every sum of some of the totals fits if that of all their magnitudes does. */
static gboolean
check_input (const TrancheMoney *totals,
             const guint8 *current,
             guint n_parties,
             guint n_segments,
             GError **error)
{
  guint64 magnitude = 0;

  for (guint i = 0; i < n_parties; i++)
    {
      if (current[i] >= n_segments)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("There is no segment %d"),
                       current[i]);
          return FALSE;
        }

      magnitude += totals[i] < 0 ? -(guint64) totals[i] : (guint64) totals[i];
      if (magnitude > G_MAXINT64)
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                               _ ("The production is too large to add up"));
          return FALSE;
        }
    }

  return TRUE;
}

TrancheWhatIf *
tranche_what_if_new (const TrancheMoney *totals,
                     const guint8 *current,
                     guint n_parties,
                     guint n_bands,
                     guint n_segments,
                     GError **error)
{
  g_autoptr (TrancheWhatIf) self = NULL;
  g_autofree Entry *entries = NULL;
  guint positions[256];

  g_return_val_if_fail (n_parties == 0 || (totals != NULL && current != NULL), NULL);
  g_return_val_if_fail (n_bands >= 1 && n_bands < TRANCHE_WHAT_IF_BANDS_MAX, NULL);
  g_return_val_if_fail (n_segments > n_bands && n_segments <= 256, NULL);

  if (!check_input (totals, current, n_parties, n_segments, error))
    return NULL;

  self = g_new0 (TrancheWhatIf, 1);
  self->n_parties = n_parties;
  self->n_bands = n_bands;
  self->n_segments = n_segments;
  self->totals = g_new (TrancheMoney, n_parties);
  self->sums = g_new0 (TrancheMoney, (gsize) n_parties + 1);
  self->parties = g_new (guint32, n_parties);

  for (guint i = 0; i < n_parties; i++)
    self->starts[current[i] + 1]++;
  for (guint segment = 0; segment < n_segments; segment++)
    {
      positions[segment] = self->starts[segment];
      self->starts[segment + 1] += self->starts[segment];
    }

  /* Dealt out in order of their totals, the parties of each segment are in that order. */
  entries = sort_entries (totals, n_parties);
  for (guint i = 0; i < n_parties; i++)
    {
      guint position = positions[current[entries[i].party]]++;

      self->totals[position] = (TrancheMoney) (entries[i].key ^ SIGN_BIT);
      self->parties[position] = entries[i].party;
    }

  for (guint i = 0; i < n_parties; i++)
    self->sums[i + 1] = self->sums[i] + self->totals[i];

  return g_steal_pointer (&self);
}

void
tranche_what_if_free (TrancheWhatIf *self)
{
  if (self == NULL)
    return;

  g_free (self->totals);
  g_free (self->sums);
  g_free (self->parties);
  g_free (self);
}

guint
tranche_what_if_get_n_parties (TrancheWhatIf *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_parties;
}

guint
tranche_what_if_get_n_bands (TrancheWhatIf *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bands;
}

TrancheMoney
tranche_what_if_get_production (TrancheWhatIf *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sums[self->n_parties];
}

/* The first position of the segment whose total isn't below @limit. */
static guint
find_position (TrancheWhatIf *self, guint segment, TrancheMoney limit)
{
  guint first = self->starts[segment];
  guint last = self->starts[segment + 1];

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (self->totals[middle] < limit)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

/* Where the segment's parties that would be in @to begin and end. @to is a band or, as its last
 * value, unsegmented: those below the first limit, unless that is 0, when the negative ones belong
 * to the first band. */
static void
find_slice (TrancheWhatIf *self,
            const TrancheMoney *lowers,
            guint segment,
            guint to,
            guint *begin,
            guint *end)
{
  if (to == self->n_bands)
    {
      *begin = self->starts[segment];
      *end = lowers[0] == 0 ? *begin : find_position (self, segment, lowers[0]);
      return;
    }

  if (to == 0 && lowers[0] == 0)
    *begin = self->starts[segment];
  else
    *begin = find_position (self, segment, lowers[to]);

  if (to + 1 == self->n_bands)
    *end = self->starts[segment + 1];
  else
    *end = find_position (self, segment, lowers[to + 1]);
}

guint
tranche_what_if_apply (TrancheWhatIf *self, const TrancheMoney *lowers, TrancheWhatIfBand *bands)
{
  TrancheMoney all;
  guint n_movers = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (lowers != NULL, 0);
  g_return_val_if_fail (bands != NULL, 0);

  all = self->sums[self->n_parties];
  memset (bands, 0, (self->n_bands + 1) * sizeof *bands);
  for (guint segment = 0; segment < self->n_segments; segment++)
    {
      guint n_before = self->starts[segment + 1] - self->starts[segment];
      guint n_stay = 0;

      if (n_before == 0)
        continue;

      for (guint to = 0; to <= self->n_bands; to++)
        {
          guint begin;
          guint end;

          find_slice (self, lowers, segment, to, &begin, &end);
          bands[to].n_parties += end - begin;
          bands[to].production += self->sums[end] - self->sums[begin];
          if (to == segment)
            n_stay = end - begin;
          else
            bands[to].n_in += end - begin;
        }

      n_movers += n_before - n_stay;
      if (segment <= self->n_bands)
        {
          bands[segment].n_before = n_before;
          bands[segment].n_out = n_before - n_stay;
        }
    }

  for (guint to = 0; to <= self->n_bands; to++)
    bands[to].share
        = all > 0 ? tranche_money_get_share (bands[to].production, all) : TRANCHE_WHAT_IF_NO_SHARE;

  return n_movers;
}

guint
tranche_what_if_list_movers (TrancheWhatIf *self,
                             const TrancheMoney *lowers,
                             int from,
                             int to,
                             guint offset,
                             TrancheWhatIfMover *movers,
                             guint n_movers)
{
  guint n_put = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (lowers != NULL, 0);
  g_return_val_if_fail (movers != NULL || n_movers == 0, 0);

  for (guint segment = 0; segment < self->n_segments; segment++)
    {
      if (from != TRANCHE_WHAT_IF_ANY && (guint) from != segment)
        continue;

      for (guint band = 0; band <= self->n_bands && n_put < n_movers; band++)
        {
          guint begin;
          guint end;

          if (band == segment || (to != TRANCHE_WHAT_IF_ANY && (guint) to != band))
            continue;

          find_slice (self, lowers, segment, band, &begin, &end);
          if (offset >= end - begin)
            {
              offset -= end - begin;
              continue;
            }

          end -= offset;
          offset = 0;
          for (guint i = end; i > begin && n_put < n_movers; i--)
            movers[n_put++] = (TrancheWhatIfMover) {
              .party = self->parties[i - 1],
              .from = segment,
              .to = band,
              .total = self->totals[i - 1],
            };
        }
    }

  return n_put;
}

guint
tranche_what_if_count_movers (TrancheWhatIf *self, const TrancheMoney *lowers, int from, int to)
{
  guint n_movers = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (lowers != NULL, 0);

  for (guint segment = 0; segment < self->n_segments; segment++)
    for (guint band = 0; band <= self->n_bands; band++)
      {
        guint begin;
        guint end;

        if (band == segment || (from != TRANCHE_WHAT_IF_ANY && (guint) from != segment)
            || (to != TRANCHE_WHAT_IF_ANY && (guint) to != band))
          continue;

        find_slice (self, lowers, segment, band, &begin, &end);
        n_movers += end - begin;
      }

  return n_movers;
}

/* How many totals are below @limit, over all segments. */
static guint
count_below (TrancheWhatIf *self, TrancheMoney limit)
{
  guint count = 0;

  for (guint segment = 0; segment < self->n_segments; segment++)
    count += find_position (self, segment, limit) - self->starts[segment];

  return count;
}

/* The bucket limits in cents from 1.00 up, ten to a power of ten. */
static TrancheMoney
get_step (guint index)
{
  static const TrancheMoney steps[] = { 100, 125, 160, 200, 250, 315, 400, 500, 630, 800 };
  TrancheMoney step = steps[index % G_N_ELEMENTS (steps)];

  for (guint power = index / G_N_ELEMENTS (steps); power > 0; power--)
    step *= 10;

  return step;
}

/* The highest step that isn't above any positive total, so that no empty buckets lead; -1 if no
 * total is positive. */
static int
find_first_step (TrancheWhatIf *self)
{
  TrancheMoney smallest = G_MAXINT64;
  guint n_positive = 0;
  int step = 0;

  for (guint segment = 0; segment < self->n_segments; segment++)
    {
      guint position = find_position (self, segment, 1);

      if (position == self->starts[segment + 1])
        continue;
      smallest = MIN (smallest, self->totals[position]);
      n_positive++;
    }

  if (n_positive == 0)
    return -1;

  while (step < LAST_STEP && get_step (step + 1) <= smallest)
    step++;

  return step;
}

/* Appends the bucket that ends below @upper and keeps in mind how many totals lie below. */
static void
append_bucket (TrancheWhatIf *self,
               GArray *buckets,
               TrancheMoney lower,
               TrancheMoney upper,
               guint *n_below)
{
  TrancheWhatIfBucket bucket = { .lower = lower, .upper = upper };
  guint count = upper == G_MAXINT64 ? self->n_parties : count_below (self, upper);

  bucket.n_parties = count - *n_below;
  *n_below = count;
  g_array_append_val (buckets, bucket);
}

GArray *
tranche_what_if_get_histogram (TrancheWhatIf *self)
{
  GArray *buckets;
  guint n_below = 0;
  int first;

  g_return_val_if_fail (self != NULL, NULL);

  first = find_first_step (self);
  buckets = g_array_new (FALSE, FALSE, sizeof (TrancheWhatIfBucket));
  append_bucket (self, buckets, G_MININT64, 0, &n_below);
  append_bucket (self, buckets, 0, get_step (MAX (first, 0)), &n_below);

  for (int step = first; step >= 0 && n_below < self->n_parties; step++)
    append_bucket (self, buckets, get_step (step),
                   step < LAST_STEP ? get_step (step + 1) : G_MAXINT64, &n_below);

  return buckets;
}
