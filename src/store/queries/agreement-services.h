/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/frequency.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheServiceFacts:
 * @counted: whether @expected says anything: not for ongoing, as required, and what is always there
 * @dates: (element-type TrancheDate): deliveries inside the period, oldest first
 */
typedef struct
{
  gint64 entitlement_id; /* 0: derived from the package, or also provided */
  gint64 benefit_id;     /* of what is derived */
  gint64 position;
  char *name;
  char *description;
  TrancheFrequency frequency; /* 0 for what was also provided */
  TrancheBenefitKind kind;
  gboolean counted;
  int expected;
  GArray *dates;
} TrancheServiceFacts;

TrancheServiceFacts *tranche_service_facts_new (const char *name);
void tranche_service_facts_free (TrancheServiceFacts *service);

/* What is always there is promised, but nobody counts it. @expected: or
 * TRANCHE_FREQUENCY_NOT_COUNTED */
void tranche_service_facts_set_expected (TrancheServiceFacts *service, int expected);

/**
 * TrancheServicePeriod:
 * @party_id: whose the agreement is: the client or a group
 * @client_id: for whom it is looked at; of a joint agreement one of the clients
 * @with_earlier: whether a new version of an agreement has the old one's entitlements behind it
 *
 * Which part of an agreement is looked at.
 */
typedef struct
{
  gint64 agreement_id;
  gint64 party_id;
  gint64 client_id;
  TrancheDate from;
  TrancheDate until;
  gboolean with_earlier;
} TrancheServicePeriod;

/* (transfer full) (element-type TrancheServiceFacts): the entitlements that begin in the period, by
 * order number, then name; without deliveries. */
GPtrArray *tranche_agreement_services_load (TrancheDatabase *db,
                                            const TrancheServicePeriod *period,
                                            GError **error);

/**
 * tranche_agreement_services_load_deliveries:
 * @services: (element-type TrancheServiceFacts): get the days of the deliveries that are theirs
 * @also_provided: (nullable) (element-type TrancheServiceFacts): gets the rest
 *
 * What the client received in the period up to @today, of this agreement and its earlier versions,
 * or of no agreement. The client's page and the printed summary count by this, and so agree.
 */
gboolean tranche_agreement_services_load_deliveries (TrancheDatabase *db,
                                                     const TrancheServicePeriod *period,
                                                     TrancheDate today,
                                                     GPtrArray *services,
                                                     GPtrArray *also_provided,
                                                     GError **error);

G_END_DECLS
