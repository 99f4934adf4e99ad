/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT (tranche_client_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClient, tranche_client, TRANCHE, CLIENT, TrancheRecord)

/**
 * TrancheClient:
 *
 * What the practice does business with: a household, a business or an individual; a party.
 */
struct _TrancheClient
{
  TrancheRecord parent_instance;

  int kind; /* TrancheClientKind */
  char *name;
  char *salutation;
  char *reference; /* the practice's own number, unique in its office */
  gint64 office_id;
  gint64 owner_id; /* a team member */
  gint64 stage_id;
  gint64 source_id;
  TrancheDate client_since;
  char *email;
  char *phone;
  char *address;
  char *notes;
  gint64 created_by; /* an operation; set by the store */
};

/* (transfer full): an empty one */
TrancheClient *tranche_client_new (void);

G_END_DECLS
