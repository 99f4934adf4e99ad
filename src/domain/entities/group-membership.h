/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_GROUP_MEMBERSHIP (tranche_group_membership_get_type ())
G_DECLARE_FINAL_TYPE (TrancheGroupMembership,
                      tranche_group_membership,
                      TRANCHE,
                      GROUP_MEMBERSHIP,
                      TrancheRecord)

/**
 * TrancheGroupMembership:
 *
 * A client in a group. It counts in its primary group and in no other.
 */
struct _TrancheGroupMembership
{
  TrancheRecord parent_instance;

  gint64 group_id;
  gint64 client_id;
  gboolean is_primary;
};

/* (transfer full): an empty one */
TrancheGroupMembership *tranche_group_membership_new (void);

G_END_DECLS
