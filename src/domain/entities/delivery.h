/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_DELIVERY (tranche_delivery_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDelivery, tranche_delivery, TRANCHE, DELIVERY, TrancheRecord)

/**
 * TrancheDelivery:
 *
 * A dated record that a service was received.
 */
struct _TrancheDelivery
{
  TrancheRecord parent_instance;

  gint64 party_id;
  gint64 agreement_id;
  gint64 entitlement_id; /* 0: also provided */
  char *name;
  TrancheDate delivered_on;
  gint64 team_member_id; /* a team member */
  char *method;
  char *note;
};

/* (transfer full): an empty one */
TrancheDelivery *tranche_delivery_new (void);

G_END_DECLS
