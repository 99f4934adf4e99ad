/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/client-alias.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheClientAlias, tranche_client_alias, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheClientAlias,
                 office_id,
                 "office-id",
                 N_ ("Office"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheClientAlias,
                 provider_id,
                 "provider-id",
                 N_ ("Provider"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheClientAlias,
                 reference,
                 "reference",
                 N_ ("Reference"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheClientAlias,
                 client_id,
                 "client-id",
                 N_ ("Client"),
                 TRANCHE_FIELD_REQUIRED),
};

static char *
tranche_client_alias_dup_display_name (TrancheRecord *record)
{
  return g_strdup (TRANCHE_CLIENT_ALIAS (record)->reference);
}

static gint64
tranche_client_alias_get_party_id (TrancheRecord *record)
{
  return TRANCHE_CLIENT_ALIAS (record)->client_id;
}

static void
tranche_client_alias_class_init (TrancheClientAliasClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->dup_display_name = tranche_client_alias_dup_display_name;
  record_class->get_party_id = tranche_client_alias_get_party_id;
  tranche_record_class_set_fields (record_class, "client_alias", fields, G_N_ELEMENTS (fields));
}

static void
tranche_client_alias_init (TrancheClientAlias *self)
{
}

TrancheClientAlias *
tranche_client_alias_new (void)
{
  return g_object_new (TRANCHE_TYPE_CLIENT_ALIAS, NULL);
}
