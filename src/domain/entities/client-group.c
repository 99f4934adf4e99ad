/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/client-group.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheClientGroup, tranche_client_group, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheClientGroup,
                       kind,
                       "kind",
                       N_ ("Kind"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_GROUP_FAMILY,
                       TRANCHE_GROUP_EMPLOYER),
  TRANCHE_FIELD (TEXT,
                 TrancheClientGroup,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (ID,
                 TrancheClientGroup,
                 office_id,
                 "office-id",
                 N_ ("Office"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (TEXT, TrancheClientGroup, notes, "notes", N_ ("Notes"), TRANCHE_FIELD_PERSONAL),
};

static void
tranche_client_group_class_init (TrancheClientGroupClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->party_kind = TRANCHE_PARTY_GROUP;
  record_class->affects = TRANCHE_AFFECTS_MEMBERSHIP;
  tranche_record_class_set_fields (record_class, "client_group", fields, G_N_ELEMENTS (fields));
}

static void
tranche_client_group_init (TrancheClientGroup *self)
{
}

TrancheClientGroup *
tranche_client_group_new (void)
{
  return g_object_new (TRANCHE_TYPE_CLIENT_GROUP, NULL);
}
