/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/group-membership.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheGroupMembership, tranche_group_membership, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheGroupMembership,
                 group_id,
                 "group-id",
                 N_ ("Group"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (ID,
                 TrancheGroupMembership,
                 client_id,
                 "client-id",
                 N_ ("Client"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheGroupMembership,
                 is_primary,
                 "is-primary",
                 N_ ("Primary group"),
                 TRANCHE_FIELD_AFFECTS),
};

static gint64
tranche_group_membership_get_party_id (TrancheRecord *record)
{
  return TRANCHE_GROUP_MEMBERSHIP (record)->client_id;
}

static void
tranche_group_membership_class_init (TrancheGroupMembershipClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->affects = TRANCHE_AFFECTS_MEMBERSHIP;
  record_class->get_party_id = tranche_group_membership_get_party_id;
  tranche_record_class_set_fields (record_class, "group_membership", fields, G_N_ELEMENTS (fields));
}

static void
tranche_group_membership_init (TrancheGroupMembership *self)
{
  self->is_primary = TRUE;
}

TrancheGroupMembership *
tranche_group_membership_new (void)
{
  return g_object_new (TRANCHE_TYPE_GROUP_MEMBERSHIP, NULL);
}
