/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"
#include "store/queries/agreement-fees.h"
#include "store/queries/agreement-services.h"
#include "store/queries/summary-periods.h"

G_BEGIN_DECLS

/**
 * TranchePersonFacts:
 *
 * Somebody the letter is written to: the client's primary contact first, then the partner.
 */
typedef struct
{
  char *title;
  char *given_names;
  char *preferred_name;
  char *family_name;
  char *address;
} TranchePersonFacts;

typedef struct
{
  char *name;
  char *capacity;
  TrancheDate signed_on;
} TrancheSignatoryFacts;

/**
 * TrancheSummaryFacts:
 * @client_id: whom the letter is for; of a group's agreement one of its clients
 * @client_name: the client, or the group whose agreement it is
 * @client_reference: the practice's own number of the client; may be ""
 * @people: (element-type TranchePersonFacts)
 * @previous: (element-type TrancheServiceFacts): by order number, then name
 * @also_provided: (element-type TrancheServiceFacts): delivered in the previous period without
 * being one of its entitlements
 * @upcoming: (element-type TrancheServiceFacts)
 * @upcoming_derived: whether the upcoming period has no entitlements yet, so that they were worked
 * out from the package as it is now
 * @fees: (element-type TrancheAgreementFee)
 * @signatories: (element-type TrancheSignatoryFacts)
 *
 * Everything a printed summary says about one agreement, as the file has it on one day. Plain data,
 * for any thread.
 */
typedef struct
{
  gint64 agreement_id;
  char *agreement_number;
  TrancheArrangementDates dates;
  TrancheAgreementState state;
  TrancheDate ended_on;
  char *package;
  TrancheConsentRules rules;
  TrancheSummaryPeriods periods;

  char *practice;
  GBytes *logo;
  char *licensee;
  char *licence_number;
  char *office;
  char *office_address;
  char *office_phone;
  char *office_email;
  char *office_website;
  char *adviser;
  char *currency;

  gint64 party_id;
  gint64 client_id;
  char *client_name;
  char *client_reference;
  char *salutation;
  char *address;
  GPtrArray *people;

  GPtrArray *previous;
  GPtrArray *also_provided;
  GPtrArray *upcoming;
  gboolean upcoming_derived;
  GPtrArray *fees;
  GPtrArray *signatories;
} TrancheSummaryFacts;

void tranche_summary_facts_free (TrancheSummaryFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSummaryFacts, tranche_summary_facts_free)

/**
 * tranche_summary_facts_load:
 * @client_id: one of the agreement's clients
 * @looks_back: see tranche_summary_periods_init(); it decides the period, and whether the previous
 * one's services are read
 * @wanted: see there
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_NOT_FOUND if there is no such agreement or
 * client, %TRANCHE_ERROR_DENIED if who acts may not see the client, or with the errors of
 * tranche_summary_periods_init()
 */
TrancheSummaryFacts *tranche_summary_facts_load (TrancheDatabase *db,
                                                 gint64 agreement_id,
                                                 gint64 client_id,
                                                 gboolean looks_back,
                                                 TrancheDate wanted,
                                                 TrancheDate today,
                                                 GError **error);

/**
 * tranche_summary_facts_keep_promise:
 *
 * Where the upcoming services were worked out from the package, makes them the agreement's
 * entitlements of that period, in the package's words of today: what is promised on paper is what
 * deliveries are counted against, whatever becomes of the benefits. Otherwise does nothing.
 */
gboolean tranche_summary_facts_keep_promise (TrancheOperation *operation,
                                             const TrancheSummaryFacts *facts,
                                             GError **error);

/* The file's rules, with what the office and the file set in place of the defaults; what can't be
 * read is left out. */
gboolean tranche_summary_rules_load (TrancheDatabase *db,
                                     gint64 office_id,
                                     TrancheConsentRules *rules,
                                     GError **error);

G_END_DECLS
