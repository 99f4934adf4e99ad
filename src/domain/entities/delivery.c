/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/delivery.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheDelivery, tranche_delivery, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheDelivery,
                 party_id,
                 "party-id",
                 N_ ("Client or group"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheDelivery,
                 agreement_id,
                 "agreement-id",
                 N_ ("Agreement"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (ID,
                 TrancheDelivery,
                 entitlement_id,
                 "entitlement-id",
                 N_ ("Entitlement"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheDelivery, name, "name", N_ ("Service"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (DATE,
                 TrancheDelivery,
                 delivered_on,
                 "delivered-on",
                 N_ ("Date"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheDelivery,
                 team_member_id,
                 "team-member-id",
                 /* Translators: who gave a service, beside a team member’s name */
                 N_ ("By"),
                 TRANCHE_FIELD_OPTIONAL),
  /* Translators: how a service was given: “Meeting” */
  TRANCHE_FIELD (TEXT, TrancheDelivery, method, "method", N_ ("How"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheDelivery, note, "note", N_ ("Note"), TRANCHE_FIELD_PERSONAL),
};

static gint64
tranche_delivery_get_party_id (TrancheRecord *record)
{
  return TRANCHE_DELIVERY (record)->party_id;
}

static void
tranche_delivery_class_init (TrancheDeliveryClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->get_party_id = tranche_delivery_get_party_id;
  tranche_record_class_set_fields (record_class, "delivery", fields, G_N_ELEMENTS (fields));
}

static void
tranche_delivery_init (TrancheDelivery *self)
{
}

TrancheDelivery *
tranche_delivery_new (void)
{
  return g_object_new (TRANCHE_TYPE_DELIVERY, NULL);
}
