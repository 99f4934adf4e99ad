/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/what-if.h"
#include "store/queries/run-inputs.h"

G_BEGIN_DECLS

/**
 * TrancheWhatIfData:
 * @inputs: the range, and the limits to begin with
 * @party_ids: (array): by the positions that @what_if knows parties by
 * @segment_ids: (array length=n_segments): by the numbers that @what_if knows segments by: the
 * strategy's bands, then 0 for unsegmented, 0 for not assigned yet, and any others that parties are
 * in now
 * @n_bands: so many of @segment_ids are the strategy's
 * @what_if: the totals, sorted
 *
 * What the strategy page needs to show what other limits would do, at every frame and without the
 * store. Immutable, for any thread.
 */
typedef struct
{
  TrancheRunInputs *inputs;
  gint64 *party_ids;
  guint n_parties;
  gint64 segment_ids[256];
  guint n_segments;
  guint n_bands;
  TrancheWhatIf *what_if;
} TrancheWhatIfData;

/**
 * tranche_what_if_load:
 * @setup: the strategy as it is being edited, saved or not; with at least one band
 *
 * On a reader, in one snapshot.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_REFUSED if no month is available,
 * %TRANCHE_ERROR_INVALID or %TRANCHE_ERROR_CANCELLED
 */
TrancheWhatIfData *tranche_what_if_load (TrancheDatabase *db,
                                         const TrancheStrategySetup *setup,
                                         TrancheDate date,
                                         GCancellable *cancellable,
                                         GError **error);
void tranche_what_if_data_free (TrancheWhatIfData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheWhatIfData, tranche_what_if_data_free)

G_END_DECLS
