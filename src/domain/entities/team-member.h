/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_TEAM_MEMBER (tranche_team_member_get_type ())
G_DECLARE_FINAL_TYPE (TrancheTeamMember, tranche_team_member, TRANCHE, TEAM_MEMBER, TrancheRecord)

/**
 * TrancheTeamMember:
 *
 * Somebody of the staff; a party.
 */
struct _TrancheTeamMember
{
  TrancheRecord parent_instance;

  char *given_names;
  char *family_name;
  gint64 role_id;
  gint64 office_id;
  gint64 reports_to; /* a team member */
  char *email;
  char *phone;
  gboolean active;
};

/* (transfer full): an empty one */
TrancheTeamMember *tranche_team_member_new (void);

G_END_DECLS
