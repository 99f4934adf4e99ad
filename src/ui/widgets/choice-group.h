/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/segment.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is chosen while nothing is: ids of records are positive, and 0 is free for "none of these".
 */
#define TRANCHE_CHOICE_NOTHING (-1)

#define TRANCHE_TYPE_CHOICE_GROUP (tranche_choice_group_get_type ())
G_DECLARE_FINAL_TYPE (TrancheChoiceGroup,
                      tranche_choice_group,
                      TRANCHE,
                      CHOICE_GROUP,
                      AdwPreferencesGroup)

/**
 * TrancheChoiceGroup:
 *
 * Rows of which one is chosen, each known by an id: the segments of a model, the models of an
 * office. In Blueprint: `$TrancheChoiceGroup segments_group { title: _("Package"); }`.
 *
 * Properties: chosen (int64, TRANCHE_CHOICE_NOTHING at first).
 */

/* (transfer none): the row, for what else it is to show. @subtitle: (nullable) */
AdwActionRow *tranche_choice_group_add (TrancheChoiceGroup *self,
                                        gint64 id,
                                        const char *title,
                                        const char *subtitle);

/* A segment with its mark and description, under its id. @current: what there is now, marked so. */
AdwActionRow *tranche_choice_group_add_segment (TrancheChoiceGroup *self,
                                                TrancheSegment *segment,
                                                gboolean current);

/* Without choices again. */
void tranche_choice_group_clear (TrancheChoiceGroup *self);

/* A row that is hidden can't be chosen, and isn't any more. */
void tranche_choice_group_set_row_visible (TrancheChoiceGroup *self, gint64 id, gboolean visible);

gint64 tranche_choice_group_get_chosen (TrancheChoiceGroup *self);
void tranche_choice_group_set_chosen (TrancheChoiceGroup *self, gint64 id);

G_END_DECLS
