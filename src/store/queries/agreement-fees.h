/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/frequency.h"
#include "domain/money.h"
#include "store/database.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  TrancheFeeBasis basis;
  char *method;
  TrancheMoney amount; /* of one payment, in cents */
  TrancheFrequency frequency;
  char *account;
} TrancheAgreementFee;

/* (transfer full) (element-type TrancheAgreementFee): what is paid for the agreement, in the order
 * the paper has it. */
GPtrArray *tranche_agreement_fees_load (TrancheDatabase *db, gint64 agreement_id, GError **error);

G_END_DECLS
