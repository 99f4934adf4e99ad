/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/client.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheClient, tranche_client, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheClient,
                       kind,
                       "kind",
                       N_ ("Kind"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_CLIENT_HOUSEHOLD,
                       TRANCHE_CLIENT_BUSINESS),
  TRANCHE_FIELD (TEXT,
                 TrancheClient,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE | TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheClient,
                 salutation,
                 "salutation",
                 N_ ("Salutation"),
                 TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheClient,
                 reference,
                 "reference",
                 N_ ("Client number"),
                 TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (ID,
                 TrancheClient,
                 office_id,
                 "office-id",
                 N_ ("Office"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_AFFECTS),
  TRANCHE_FIELD (ID,
                 TrancheClient,
                 owner_id,
                 "owner-id",
                 N_ ("Client owner"),
                 TRANCHE_FIELD_OPTIONAL),
  /* Translators: how far the business with a client has got: “Prospect” */
  TRANCHE_FIELD (ID, TrancheClient, stage_id, "stage-id", N_ ("Stage"), TRANCHE_FIELD_OPTIONAL),
  /* Translators: how a client came: “Referral” */
  TRANCHE_FIELD (ID, TrancheClient, source_id, "source-id", N_ ("Source"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE,
                 TrancheClient,
                 client_since,
                 "client-since",
                 N_ ("Client since"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheClient, email, "email", N_ ("E-mail"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TrancheClient, phone, "phone", N_ ("Phone"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TrancheClient, address, "address", N_ ("Address"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (TEXT, TrancheClient, notes, "notes", N_ ("Notes"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD (ID,
                 TrancheClient,
                 created_by,
                 "created-by",
                 N_ ("Created by"),
                 TRANCHE_FIELD_DERIVED),
};

static void
tranche_client_class_init (TrancheClientClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->party_kind = TRANCHE_PARTY_CLIENT;
  record_class->affects = TRANCHE_AFFECTS_MEMBERSHIP;
  tranche_record_class_set_fields (record_class, "client", fields, G_N_ELEMENTS (fields));
}

static void
tranche_client_init (TrancheClient *self)
{
}

TrancheClient *
tranche_client_new (void)
{
  return g_object_new (TRANCHE_TYPE_CLIENT, NULL);
}
