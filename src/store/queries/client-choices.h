/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/practice-context.h"

G_BEGIN_DECLS

/**
 * TrancheClientChoices:
 * @obstacle: (nullable): why no client may be added, in a sentence for people
 * @offices: (element-type TrancheNamedId): by name, the default one first
 * @owners: (element-type TrancheNamedId): who can be given clients by @member_id: the team, or
 * where the member doesn't see all clients, those whose clients it sees
 * @may_have_no_owner: whether the member would see a client without an owner
 * @stages: (element-type TrancheNamedId): those in use, in their order
 * @sources: (element-type TrancheNamedId): likewise
 * @owner_id: what a new client would have: the member itself, 0 for nobody by name
 * @stage_id: the stage called “Client” in the content of a new file, 0 if it is out of use
 *
 * What there is to choose from for a new client.
 */
typedef struct
{
  char *obstacle;
  GPtrArray *offices;
  GPtrArray *owners;
  gboolean may_have_no_owner;
  GPtrArray *stages;
  GPtrArray *sources;
  gint64 owner_id;
  gint64 stage_id;
} TrancheClientChoices;

/* (transfer full): as @member_id, 0 for nobody by name, would be asked. */
TrancheClientChoices *
tranche_client_choices_load (TrancheDatabase *db, gint64 member_id, GError **error);
void tranche_client_choices_free (TrancheClientChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientChoices, tranche_client_choices_free)

/* Why @member_id may not add clients; (out) (nullable): NULL: it may. */
gboolean tranche_client_choices_find_obstacle (TrancheDatabase *db,
                                               gint64 member_id,
                                               char **obstacle,
                                               GError **error);

/* How many clients that @member_id may see have that name already, whatever its case and marks. */
gboolean tranche_client_choices_count_namesakes (TrancheDatabase *db,
                                                 gint64 member_id,
                                                 const char *name,
                                                 guint *n_namesakes,
                                                 GError **error);

G_END_DECLS
