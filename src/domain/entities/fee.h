/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_FEE (tranche_fee_get_type ())
G_DECLARE_FINAL_TYPE (TrancheFee, tranche_fee, TRANCHE, FEE, TrancheRecord)

/**
 * TrancheFee:
 *
 * What an agreement costs.
 */
struct _TrancheFee
{
  TrancheRecord parent_instance;

  gint64 agreement_id;
  char *name;
  int basis; /* TrancheFeeBasis */
  char *method;
  TrancheMoney amount;
  int frequency; /* TrancheFrequency */
  char *account;
  gint64 position;
};

/* (transfer full): an empty one */
TrancheFee *tranche_fee_new (void);

G_END_DECLS
