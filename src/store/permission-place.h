/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/permissions.h"

G_BEGIN_DECLS

/*
 * Where something belongs, and how far a role reaches: to the member's own office, to all of its
 * practice, or to all of its licensee.
 */

/* 0: that doesn't matter. @lowest: the level that its permission needs at least. */
typedef struct
{
  TrancheRoleLevel lowest;
  gint64 office_id;
  gint64 practice_id;
  gint64 licensee_id;
} TranchePermissionPlace;

extern const TranchePermissionPlace tranche_permission_anywhere;

/* @office_id: 0: anywhere */
gboolean tranche_permission_place_of_office (TrancheDatabase *db,
                                             gint64 office_id,
                                             TranchePermissionPlace *place,
                                             GError **error);

/* Of a client or a group, its office; every other party is anywhere. */
gboolean tranche_permission_place_of_party (TrancheDatabase *db,
                                            gint64 party_id,
                                            TranchePermissionPlace *place,
                                            GError **error);

gboolean tranche_permission_place_of_model (TrancheDatabase *db,
                                            gint64 model_id,
                                            TrancheModelLevel *level,
                                            TranchePermissionPlace *place,
                                            GError **error);

/* Narrows @place to what editing something of @level needs; FALSE for the built-in one, which
 * nobody edits. */
gboolean tranche_permission_place_need_level (TrancheModelLevel level,
                                              TranchePermissions *permission,
                                              TranchePermissionPlace *place);

gboolean tranche_permission_place_is_reached (const TrancheActingMember *member,
                                              const TranchePermissionPlace *place);

/* Why @member doesn't reach a place. Returns: (transfer full) */
char *tranche_permission_place_explain_reach (const TrancheActingMember *member);

G_END_DECLS
