/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/date.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheBenefitUse:
 * @benefit_name: what the agreement calls the benefit, which may not be its name of today
 * @party_name: of the client or group
 * @of_client: it is a client
 * @end_date: the term's, or the day it ended on; %TRANCHE_DATE_NONE where it goes on
 */
typedef struct
{
  gint64 agreement_id;
  char *number;
  TrancheAgreementKind kind;
  TrancheAgreementState state;
  gint64 party_id;
  char *party_name;
  gboolean of_client;
  char *benefit_name;
  TrancheDate start_date;
  TrancheDate end_date;
} TrancheBenefitUse;

void tranche_benefit_use_free (TrancheBenefitUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheBenefitUse, tranche_benefit_use_free)

/* (transfer full) (element-type TrancheBenefitUse): the agreements that contain the benefit, by
 * client; without those of clients whom who acts doesn't see. @limit 0: all. */
GPtrArray *
tranche_benefit_usage_load (TrancheDatabase *db, gint64 benefit_id, guint limit, GError **error);

/* How many agreements that is, whoever sees them. */
gboolean
tranche_benefit_usage_count (TrancheDatabase *db, gint64 benefit_id, gint64 *count, GError **error);

G_END_DECLS
