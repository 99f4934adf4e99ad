/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_ROLE (tranche_role_get_type ())
G_DECLARE_FINAL_TYPE (TrancheRole, tranche_role, TRANCHE, ROLE, TrancheRecord)

/**
 * TrancheRole:
 *
 * What a team member may do, and at which level of the organisation.
 */
struct _TrancheRole
{
  TrancheRecord parent_instance;

  char *name;
  int level;          /* TrancheRoleLevel */
  gint64 permissions; /* TranchePermissions */
};

/* (transfer full): an empty one */
TrancheRole *tranche_role_new (void);

G_END_DECLS
