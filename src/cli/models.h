/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"
#include "store/queries/model-content.h"

G_BEGIN_DECLS

/* What the commands about segmentation models share. */

/* (transfer full): the model that the office uses; @office NULL: the default one. */
TrancheModelContent *
tranche_cli_load_model (TrancheDatabase *db, const char *office, gint64 *office_id, GError **error);

/* @text (nullable): a day that isn't to come; NULL gives TRANCHE_DATE_NONE. */
gboolean tranche_cli_read_past_day (const char *text, TrancheDate *day, GError **error);

/* (transfer full): the same model as it was at the end of @day; TRANCHE_DATE_NONE: as it is now. */
TrancheModelContent *tranche_cli_load_model_on (TrancheDatabase *db,
                                                const char *office,
                                                TrancheDate day,
                                                gint64 *office_id,
                                                GError **error);

/* Their index; -1 with NOT_FOUND and the names there are. */
int tranche_cli_find_segment (const TrancheModelContent *content, const char *name, GError **error);
int tranche_cli_find_benefit (const TrancheModelContent *content, const char *name, GError **error);
gint64
tranche_cli_find_segment_id (const TrancheModelContent *content, const char *name, GError **error);
gint64
tranche_cli_find_benefit_id (const TrancheModelContent *content, const char *name, GError **error);

typedef int (*TrancheCliFind) (const TrancheModelContent *content, const char *name);

/* "OLD=NEW", at the first "=" that has the name of something there is before it, otherwise at the
 * first one; INVALID with @example. */
gboolean tranche_cli_split (const char *text,
                            const char *example,
                            const TrancheModelContent *content,
                            TrancheCliFind find,
                            char **first,
                            char **second,
                            GError **error);

/**
 * tranche_cli_move:
 * @text: "Gold=1": a name, and a place from 1
 * @records: the segments or the benefits of @content, in their order
 * @find_id: the id of one by its name, 0 with an error
 */
gboolean tranche_cli_move (
    TrancheDatabase *db,
    const TrancheModelContent *content,
    const char *text,
    GPtrArray *records,
    TrancheCliFind find,
    gint64 (*find_id) (const TrancheModelContent *content, const char *name, GError **error),
    gboolean (*move) (TrancheDatabase *db, gint64 id, gint64 before_id, GError **error),
    GError **error);

G_END_DECLS
