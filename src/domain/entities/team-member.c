/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/team-member.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheTeamMember, tranche_team_member, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT,
                 TrancheTeamMember,
                 given_names,
                 "given-names",
                 N_ ("Given names"),
                 TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheTeamMember,
                 family_name,
                 "family-name",
                 N_ ("Family name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (ID, TrancheTeamMember, role_id, "role-id", N_ ("Role"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheTeamMember,
                 office_id,
                 "office-id",
                 N_ ("Office"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheTeamMember,
                 reports_to,
                 "reports-to",
                 N_ ("Reports to"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheTeamMember, email, "email", N_ ("E-mail"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TrancheTeamMember, phone, "phone", N_ ("Phone"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (BOOLEAN,
                 TrancheTeamMember,
                 active,
                 "active",
                 N_ ("Active"),
                 TRANCHE_FIELD_OPTIONAL),
};

static char *
tranche_team_member_dup_display_name (TrancheRecord *record)
{
  return tranche_entity_join (TRANCHE_TEAM_MEMBER (record)->given_names,
                              TRANCHE_TEAM_MEMBER (record)->family_name);
}

/* Family names first, as people look each other up. */
static char *
tranche_team_member_dup_sort_name (TrancheRecord *record)
{
  return tranche_entity_join (TRANCHE_TEAM_MEMBER (record)->family_name,
                              TRANCHE_TEAM_MEMBER (record)->given_names);
}

static gboolean
tranche_team_member_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  TrancheTeamMember *self = TRANCHE_TEAM_MEMBER (record);

  if (self->reports_to != 0 && self->reports_to == tranche_record_get_id (record))
    return tranche_entity_refuse (record, "reports-to", N_ ("Nobody reports to themself"), field,
                                  error);

  return TRUE;
}

static void
tranche_team_member_class_init (TrancheTeamMemberClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->party_kind = TRANCHE_PARTY_TEAM_MEMBER;
  record_class->dup_display_name = tranche_team_member_dup_display_name;
  record_class->dup_sort_name = tranche_team_member_dup_sort_name;
  record_class->validate = tranche_team_member_validate;
  tranche_record_class_set_fields (record_class, "team_member", fields, G_N_ELEMENTS (fields));
}

static void
tranche_team_member_init (TrancheTeamMember *self)
{
  self->active = TRUE;
}

TrancheTeamMember *
tranche_team_member_new (void)
{
  return g_object_new (TRANCHE_TYPE_TEAM_MEMBER, NULL);
}
