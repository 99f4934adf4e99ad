/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/membership.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheMembership, tranche_membership, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheMembership,
                 client_id,
                 "client-id",
                 N_ ("Client"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheMembership,
                 person_id,
                 "person-id",
                 N_ ("Person"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheMembership,
                       role,
                       "role",
                       N_ ("Role"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_MEMBER_PRIMARY_CONTACT,
                       TRANCHE_MEMBER_OTHER),
  TRANCHE_FIELD (DATE,
                 TrancheMembership,
                 start_date,
                 "start-date",
                 N_ ("Start"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE, TrancheMembership, end_date, "end-date", N_ ("End"), TRANCHE_FIELD_OPTIONAL),
};

static gint64
tranche_membership_get_party_id (TrancheRecord *record)
{
  return TRANCHE_MEMBERSHIP (record)->client_id;
}

static gboolean
tranche_membership_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  return tranche_entity_check_period (record, "start-date", "end-date", field, error);
}

static void
tranche_membership_class_init (TrancheMembershipClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->get_party_id = tranche_membership_get_party_id;
  record_class->validate = tranche_membership_validate;
  tranche_record_class_set_fields (record_class, "membership", fields, G_N_ELEMENTS (fields));
}

static void
tranche_membership_init (TrancheMembership *self)
{
}

TrancheMembership *
tranche_membership_new (void)
{
  return g_object_new (TRANCHE_TYPE_MEMBERSHIP, NULL);
}
