/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_BENEFIT (tranche_benefit_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefit, tranche_benefit, TRANCHE, BENEFIT, TrancheRecord)

/**
 * TrancheBenefit:
 *
 * A service that clients of a segment are entitled to. Agreements copy its words.
 */
struct _TrancheBenefit
{
  TrancheRecord parent_instance;

  gint64 model_id;
  char *name;
  char *description;
  int frequency; /* TrancheFrequency */
  int kind;      /* TrancheBenefitKind */
  gint64 position;
  gboolean removed;
};

/* (transfer full): an empty one */
TrancheBenefit *tranche_benefit_new (void);

G_END_DECLS
