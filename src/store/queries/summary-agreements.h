/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * tranche_summary_agreements_list:
 * @with_drafts: also those that haven't been issued
 *
 * The agreements of a kind that a summary can be printed of: issued or signed ones of the client
 * itself, newest first, then those of the groups it belongs to.
 *
 * Returns: (transfer full) (element-type gint64); DENIED where who acts may not see the client
 */
GArray *tranche_summary_agreements_list (TrancheDatabase *db,
                                         gint64 client_id,
                                         TrancheAgreementKind kind,
                                         gboolean with_drafts,
                                         GError **error);

/* The first of them, 0 if there is none. */
gboolean tranche_summary_agreements_find (TrancheDatabase *db,
                                          gint64 client_id,
                                          TrancheAgreementKind kind,
                                          gboolean with_drafts,
                                          gint64 *agreement_id,
                                          GError **error);

/* (transfer full): a client's name for people. NOT_FOUND */
char *tranche_summary_client_name (TrancheDatabase *db, gint64 client_id, GError **error);

/* (transfer full) (element-type gint64): the clients that who acts may see, in order of their
 * names. @office_id: 0 for all offices */
GArray *tranche_summary_clients_list (TrancheDatabase *db, gint64 office_id, GError **error);

G_END_DECLS
