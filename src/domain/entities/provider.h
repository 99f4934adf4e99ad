/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_PROVIDER (tranche_provider_get_type ())
G_DECLARE_FINAL_TYPE (TrancheProvider, tranche_provider, TRANCHE, PROVIDER, TrancheRecord)

/**
 * TrancheProvider:
 *
 * A product provider or a division of the own business; a party, of a kind by its own.
 */
struct _TrancheProvider
{
  TrancheRecord parent_instance;

  int kind; /* TrancheProviderKind */
  char *name;
  char *phone;
  char *email;
  char *website;
  char *address;
  char *notes;
};

/* (transfer full): an empty one */
TrancheProvider *tranche_provider_new (void);

G_END_DECLS
