/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_ENTITLEMENT (tranche_entitlement_get_type ())
G_DECLARE_FINAL_TYPE (TrancheEntitlement, tranche_entitlement, TRANCHE, ENTITLEMENT, TrancheRecord)

/**
 * TrancheEntitlement:
 *
 * A benefit as an agreement promised it for a period, in the words of that day.
 */
struct _TrancheEntitlement
{
  TrancheRecord parent_instance;

  gint64 agreement_id;
  gint64 benefit_id;
  char *name;
  char *description;
  int frequency;         /* TrancheFrequency */
  int kind;              /* TrancheBenefitKind */
  gint64 expected_count; /* in the period; -1: not counted */
  TrancheDate period_start;
  TrancheDate period_end;
  gint64 position;
};

/* (transfer full): an empty one */
TrancheEntitlement *tranche_entitlement_new (void);

G_END_DECLS
