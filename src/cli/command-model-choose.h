/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"
#include "store/queries/model-content.h"

G_BEGIN_DECLS

/**
 * TrancheModelChooseOptions:
 * @name: of the model, or “inherit”: what the level above uses; %NULL: nothing is chosen
 * @level: (nullable): which level chooses; %NULL: the practice
 * @map: (nullable): "OLD=NEW" each: what takes the place of a segment
 *
 * What the command line says about choosing a model.
 */
typedef struct
{
  char *name;
  char *level;
  char **map;
} TrancheModelChooseOptions;

void tranche_model_choose_options_clear (TrancheModelChooseOptions *options);

/* "practice" or "licensee"; NULL is the practice. INVALID */
gboolean
tranche_command_model_read_level (const char *text, TrancheModelLevel *level, GError **error);

/* Chooses the model for the office's practice or licensee, or with @dry_run only works out what
 * would come of it; prints that. @now: the model that the office uses */
gboolean tranche_command_model_choose (TrancheDatabase *db,
                                       gint64 office_id,
                                       const TrancheModelContent *now,
                                       const TrancheModelChooseOptions *options,
                                       gboolean dry_run,
                                       const TrancheCommonOptions *common,
                                       GError **error);

G_END_DECLS
