/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_GROUP (tranche_client_group_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientGroup,
                      tranche_client_group,
                      TRANCHE,
                      CLIENT_GROUP,
                      TrancheRecord)

/**
 * TrancheClientGroup:
 *
 * Several clients added up together; a party.
 */
struct _TrancheClientGroup
{
  TrancheRecord parent_instance;

  int kind; /* TrancheGroupKind */
  char *name;
  gint64 office_id;
  char *notes;
};

/* (transfer full): an empty one */
TrancheClientGroup *tranche_client_group_new (void);

G_END_DECLS
