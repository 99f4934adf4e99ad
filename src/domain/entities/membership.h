/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MEMBERSHIP (tranche_membership_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMembership, tranche_membership, TRANCHE, MEMBERSHIP, TrancheRecord)

/**
 * TrancheMembership:
 *
 * A person in a client. At most one primary contact and one partner at a time.
 */
struct _TrancheMembership
{
  TrancheRecord parent_instance;

  gint64 client_id;
  gint64 person_id;
  int role; /* TrancheMemberRole */
  TrancheDate start_date;
  TrancheDate end_date; /* 0: still a member */
};

/* (transfer full): an empty one */
TrancheMembership *tranche_membership_new (void);

G_END_DECLS
