/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/consent.h"
#include "domain/frequency.h"
#include "store/database.h"
#include "store/queries/agreement-fees.h"

G_BEGIN_DECLS

/**
 * TrancheAgreementService:
 * @expected: in the period; -1: not counted
 * @received: deliveries of it to the client within the period, up to today
 * @last: the latest of these
 */
typedef struct
{
  gint64 entitlement_id;
  char *name;
  TrancheFrequency frequency;
  TrancheBenefitKind kind;
  gint64 expected;
  gint64 received;
  TrancheDate last;
} TrancheAgreementService;

typedef struct
{
  gint64 id;
  char *number;
  char *title;
  TrancheDate issued_on;
  gint64 pages;
} TrancheAgreementDocument;

/**
 * TrancheClientAgreement:
 * @party_id: whose it is: the client, or the group
 * @group_name: (nullable): the group whose joint agreement it is
 * @segment_id: the service package; 0: none
 * @period_start: of the services below: the period that is running, else the latest that began,
 * else the first; TRANCHE_DATE_NONE where there are no services
 * @services: (element-type TrancheAgreementService): by order number, then name
 * @fees: (element-type TrancheAgreementFee)
 * @documents: (element-type TrancheAgreementDocument): the latest first
 * @has_window: ongoing ones that stand: @window is the consent that is to be signed now or next
 */
typedef struct
{
  gint64 id;
  char *number;
  TrancheAgreementKind kind;
  TrancheAgreementState state;
  char *group_name;
  char *adviser_name;
  gint64 party_id;
  gint64 office_id;
  gint64 segment_id;
  TrancheDate start;
  TrancheDate end;
  TrancheDate reference_day;
  TrancheDate signed_on;
  TrancheDate ended_on;
  char *end_basis;
  TrancheDate period_start;
  TrancheDate period_end;
  GPtrArray *services;
  GPtrArray *fees;
  GPtrArray *documents;
  gboolean has_window;
  TrancheConsentWindow window;
} TrancheClientAgreement;

/* Whether it is in force on that day: issued or signed, begun, and neither ended nor over. */
gboolean tranche_client_agreement_is_running (const TrancheClientAgreement *agreement,
                                              TrancheDate day);

/* (transfer full) (element-type TrancheClientAgreement): the client's own and those of its groups,
 * the latest first. */
GPtrArray *tranche_client_agreements_load (TrancheDatabase *db,
                                           gint64 client_id,
                                           TrancheDate today,
                                           GError **error);

G_END_DECLS
