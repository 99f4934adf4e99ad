/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/*
 * Whose clients a team member may see: their own, those of the people who report to them, directly
 * or not, and all of them with the role's permission. A client without an owner is seen by the
 * latter only; a group by whoever sees one of its clients, a person likewise by whoever sees one of
 * the clients it belongs to. Where nobody acts by name the file's owner sits at the machine, who
 * sees everything.
 */

/**
 * tranche_sharing_list_owners:
 * @member_id: 0: nobody by name
 * @sees_all: (out): it sees every client; the list is empty then
 *
 * The team members whose clients @member_id may see, itself among them.
 *
 * Returns: (transfer full) (element-type gint64)
 */
GArray *tranche_sharing_list_owners (TrancheDatabase *db,
                                     gint64 member_id,
                                     gboolean *sees_all,
                                     GError **error);

/**
 * tranche_sharing_require:
 * @party_id: a client, a group or a person; anything else is everybody's, and what isn't there is
 * for the caller to miss
 *
 * Returns: %FALSE with %TRANCHE_ERROR_DENIED if @member_id may not see it
 */
gboolean
tranche_sharing_require (TrancheDatabase *db, gint64 member_id, gint64 party_id, GError **error);

/* The same for who acts on the connection. */
gboolean tranche_sharing_require_for_actor (TrancheDatabase *db, gint64 party_id, GError **error);

G_END_DECLS
