/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"
#include "store/queries/model-content.h"

G_BEGIN_DECLS

/* What the commands about segmentation models share. */

/* (transfer full): the model that the office uses; @office NULL: the default one. */
TrancheModelContent *
tranche_cli_load_model (TrancheDatabase *db, const char *office, gint64 *office_id, GError **error);

/* Their index; -1 with NOT_FOUND and the names there are. */
int tranche_cli_find_segment (const TrancheModelContent *content, const char *name, GError **error);
int tranche_cli_find_benefit (const TrancheModelContent *content, const char *name, GError **error);
gint64
tranche_cli_find_segment_id (const TrancheModelContent *content, const char *name, GError **error);
gint64
tranche_cli_find_benefit_id (const TrancheModelContent *content, const char *name, GError **error);

/* "OLD=NEW" at its first "="; INVALID with @example. */
gboolean tranche_cli_split (const char *text,
                            const char *example,
                            char **first,
                            char **second,
                            GError **error);

/* "Gold=1": a name, and a place from 1 to @n_places. */
gboolean tranche_cli_split_place (const char *text,
                                  guint n_places,
                                  char **name,
                                  guint *place,
                                  GError **error);

/* The id of what a record has to be put before to come to @place, from 1: 0 for the end. */
gint64 tranche_cli_find_before (GPtrArray *records, gint64 moving_id, guint place);

G_END_DECLS
