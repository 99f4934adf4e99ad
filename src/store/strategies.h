/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/bands.h"
#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheStrategySetupBand:
 * @segment_id: 0 where only the name is known
 * @segment_name: what the segment is called now
 * @segment_active: as loaded; an inactive segment can't be saved in a strategy again
 * @monthly_lower: cents a month
 */
typedef struct
{
  gint64 segment_id;
  char *segment_name;
  gboolean segment_active;
  TrancheMoney monthly_lower;
} TrancheStrategySetupBand;

/**
 * TrancheStrategySetup:
 * @id: 0 for one that isn't saved yet
 * @row_version: of the row it was loaded from; 0 writes without looking
 * @bands: (element-type TrancheStrategySetupBand): ascending when loaded, in any order when saved
 *
 * A strategy together with its bands, as the strategy page edits it and the command line gives it.
 */
typedef struct
{
  gint64 id;
  gint64 row_version;
  gint64 office_id;
  TrancheStrategyTarget target;
  char *name;
  int maximum_months;
  int buffer_months;
  gboolean active;
  GArray *bands;
} TrancheStrategySetup;

/* With the default window and no bands. */
TrancheStrategySetup *
tranche_strategy_setup_new (gint64 office_id, TrancheStrategyTarget target, const char *name);
TrancheStrategySetup *tranche_strategy_setup_copy (const TrancheStrategySetup *setup);
void tranche_strategy_setup_free (TrancheStrategySetup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheStrategySetup, tranche_strategy_setup_free)

/* @segment_id may be 0 and @segment_name NULL, but not both. */
void tranche_strategy_setup_add_band (TrancheStrategySetup *setup,
                                      gint64 segment_id,
                                      const char *segment_name,
                                      TrancheMoney monthly_lower);

const TrancheStrategySetupBand *tranche_strategy_setup_get_band (const TrancheStrategySetup *setup,
                                                                 guint index);

/* (transfer full): its limits, for effective limits, the what-if and the run; INVALID names the
 * band. */
TrancheBands *tranche_strategy_setup_make_bands (const TrancheStrategySetup *setup, GError **error);

/* The model whose segments the office uses: its practice's choice, else its licensee's, else the
 * built-in one. */
gboolean tranche_strategies_find_model (TrancheDatabase *db,
                                        gint64 office_id,
                                        gint64 *model_id,
                                        GError **error);

/* (transfer full); NOT_FOUND */
TrancheStrategySetup *tranche_strategies_load (TrancheDatabase *db, gint64 id, GError **error);

/* (transfer full): NULL without an error where the office has no active strategy for @target. */
TrancheStrategySetup *tranche_strategies_load_active (TrancheDatabase *db,
                                                      gint64 office_id,
                                                      TrancheStrategyTarget target,
                                                      GError **error);

/* (transfer full) (element-type TrancheStrategySetup): active ones first, then by name; 0: of all
 * offices. */
GPtrArray *tranche_strategies_list (TrancheDatabase *db, gint64 office_id, GError **error);

/**
 * tranche_strategies_save:
 * @id: (out) (optional): the strategy's
 *
 * Writes a strategy and its bands in one operation. A band without a segment's id, or with one that
 * the office's model no longer has, is matched by the segment's name. Making it active makes the
 * office's other strategy for the same target inactive, in the same step.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID (an unknown or inactive segment, with the names there
 * are; limits that don't ascend; no name), %TRANCHE_ERROR_REFUSED (active without a band) or
 * %TRANCHE_ERROR_CONFLICT; nothing is written then
 */
gboolean tranche_strategies_save (TrancheDatabase *db,
                                  const TrancheStrategySetup *setup,
                                  gint64 *id,
                                  GError **error);

/* Activates (and with that deactivates the other one) or deactivates. REFUSED without a band. */
gboolean
tranche_strategies_set_active (TrancheDatabase *db, gint64 id, gboolean active, GError **error);

G_END_DECLS
