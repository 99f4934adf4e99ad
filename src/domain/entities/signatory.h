/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SIGNATORY (tranche_signatory_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSignatory, tranche_signatory, TRANCHE, SIGNATORY, TrancheRecord)

/**
 * TrancheSignatory:
 *
 * Who signs an agreement, and as what.
 */
struct _TrancheSignatory
{
  TrancheRecord parent_instance;

  gint64 agreement_id;
  gint64 person_id;
  char *name;
  char *capacity; /* "trustee for the Ng Family Trust" */
  TrancheDate signed_on;
  gint64 position;
};

/* (transfer full): an empty one */
TrancheSignatory *tranche_signatory_new (void);

G_END_DECLS
