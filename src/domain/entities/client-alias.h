/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_ALIAS (tranche_client_alias_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientAlias,
                      tranche_client_alias,
                      TRANCHE,
                      CLIENT_ALIAS,
                      TrancheRecord)

/**
 * TrancheClientAlias:
 *
 * Which client a reference on statements means, learned once.
 */
struct _TrancheClientAlias
{
  TrancheRecord parent_instance;

  gint64 office_id;
  gint64 provider_id; /* 0: on any provider's statements */
  char *reference;
  gint64 client_id;
};

/* (transfer full): an empty one */
TrancheClientAlias *tranche_client_alias_new (void);

G_END_DECLS
