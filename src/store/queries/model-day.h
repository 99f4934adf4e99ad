/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "store/queries/model-content.h"

G_BEGIN_DECLS

/**
 * tranche_model_content_load_on:
 * @day: %TRANCHE_DATE_NONE: as it is now
 *
 * The model as it was when @day ended where the user is. What other models have been used meanwhile
 * doesn't matter.
 *
 * Returns: (transfer full): NOT_FOUND if there is no such model, or wasn't yet
 */
TrancheModelContent *tranche_model_content_load_on (TrancheDatabase *db,
                                                    gint64 model_id,
                                                    TrancheDate day,
                                                    GError **error);

G_END_DECLS
