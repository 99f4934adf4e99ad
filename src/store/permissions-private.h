/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation-private.h"
#include "store/permission-place.h"

G_BEGIN_DECLS

/* Whether the acting member has the permission, at the place's level or above, and reaches it. */
gboolean tranche_permissions_require_at (TrancheDatabase *db,
                                         TranchePermissions permission,
                                         const TranchePermissionPlace *place,
                                         GError **error);

/* Whether the acting member may write the row. @stored: (nullable): the row as it is now. An
 * operation that has asked for all of what it does goes through. */
gboolean tranche_permissions_check_write (TrancheOperation *operation,
                                          TrancheRecord *record,
                                          TrancheRecord *stored,
                                          GError **error);

/* Whoever manages the team hands on what they have, and no more: a role, or a member's role, that
 * reaches further than the acting member's own is neither given nor taken. TRUE for every other
 * table. */
gboolean tranche_permissions_check_grant (TrancheDatabase *db,
                                          TrancheRecord *record,
                                          TrancheRecord *stored,
                                          GError **error);

/* Whether the acting member may do, undo or do again an operation that isn't made of records: a
 * run, an import, an issue. */
gboolean tranche_permissions_check_kind (TrancheDatabase *db,
                                         TrancheOperationKind kind,
                                         gint64 office_id,
                                         GError **error);

G_END_DECLS
