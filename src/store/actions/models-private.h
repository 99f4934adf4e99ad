/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/actions/models.h"
#include "store/operation.h"

G_BEGIN_DECLS

/*
 * The steps that actions with models are put together from: each within an operation, whose label
 * and commit are the caller's.
 */

/* @label: (out): what was done, in a sentence. As tranche_models_duplicate(). */
gboolean tranche_models_write_copy (TrancheOperation *operation,
                                    gint64 model_id,
                                    TrancheModelLevel level,
                                    gint64 office_id,
                                    const char *name,
                                    gint64 *new_id,
                                    char **label,
                                    GError **error);

/* Whether anything has the segment that is to be replaced. */
gboolean tranche_model_mapping_is_used (const TrancheModelMapping *mapping);

/* As tranche_models_choose(); the operation is of the kind SWITCH. */
gboolean tranche_models_write_choice (TrancheOperation *operation,
                                      const TrancheModelSwitch *plan,
                                      TrancheDate today,
                                      char **label,
                                      GError **error);

G_END_DECLS
