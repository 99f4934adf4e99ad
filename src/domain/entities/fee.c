/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/fee.h"

#include "domain/entities/entity-private.h"
#include "domain/frequency.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheFee, tranche_fee, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheFee,
                 agreement_id,
                 "agreement-id",
                 N_ ("Agreement"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT, TrancheFee, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheFee,
                       basis,
                       "basis",
                       N_ ("Basis"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_FEE_FIXED,
                       TRANCHE_FEE_ESTIMATE),
  TRANCHE_FIELD (TEXT,
                 TrancheFee,
                 method,
                 "method",
                 N_ ("How it was worked out"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD_RANGE (MONEY,
                       TrancheFee,
                       amount,
                       "amount",
                       N_ ("Amount"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       TRANCHE_MONEY_MAX),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheFee,
                       frequency,
                       "frequency",
                       N_ ("Frequency"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_FREQUENCY_WEEKLY,
                       TRANCHE_FREQUENCY_AS_REQUIRED),
  TRANCHE_FIELD (TEXT, TrancheFee, account, "account", N_ ("Account"), TRANCHE_FIELD_PERSONAL),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheFee,
                       position,
                       "position",
                       N_ ("Position"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
};

/* The consent has to say how an estimate was worked out. */
static gboolean
tranche_fee_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  TrancheFee *self = TRANCHE_FEE (record);

  if (self->basis == TRANCHE_FEE_ESTIMATE && tranche_entity_is_blank (self->method))
    return tranche_entity_refuse (record, "method", N_ ("“%s” is needed"), field, error);

  return TRUE;
}

static void
tranche_fee_class_init (TrancheFeeClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->validate = tranche_fee_validate;
  tranche_record_class_set_fields (record_class, "fee", fields, G_N_ELEMENTS (fields));
}

static void
tranche_fee_init (TrancheFee *self)
{
  self->basis = TRANCHE_FEE_FIXED;
}

TrancheFee *
tranche_fee_new (void)
{
  return g_object_new (TRANCHE_TYPE_FEE, NULL);
}
