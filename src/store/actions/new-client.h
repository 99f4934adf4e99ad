/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/client.h"
#include "domain/entities/person.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheNewClient:
 * @client: its name and office at least; an empty name is proposed from the people
 * @primary: (nullable): the primary contact; a household or an individual needs one
 * @partner: (nullable): of a household only
 *
 * A client with the people in it, none of whom is in the file yet.
 */
typedef struct
{
  TrancheClient *client;
  TranchePerson *primary;
  TranchePerson *partner;
} TrancheNewClient;

TrancheNewClient *tranche_new_client_new (void);
void tranche_new_client_free (TrancheNewClient *new_client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheNewClient, tranche_new_client_free)

/**
 * tranche_new_client_add:
 * @new_client: blanks around its texts are taken away; the records get their ids
 *
 * One operation, undone in one step. Memberships begin with the day the client is one since, where
 * that is known.
 *
 * Returns: %FALSE, with nothing written, with %TRANCHE_ERROR_INVALID (a name, an e-mail address or
 * a primary contact is missing or can't be one), %TRANCHE_ERROR_CONFLICT (the client number is
 * another's), or %TRANCHE_ERROR_DENIED (the role may not, or the owner is somebody whose clients
 * the acting member doesn't see)
 */
gboolean tranche_new_client_add (TrancheDatabase *db, TrancheNewClient *new_client, GError **error);

/* The same, and the same refusals, but nothing stays written: what would be added is in
 * @new_client, with ids that mean nothing. */
gboolean tranche_new_client_try (TrancheDatabase *db, TrancheNewClient *new_client, GError **error);

G_END_DECLS
