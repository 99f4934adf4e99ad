/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"

G_BEGIN_DECLS

/**
 * TranchePeopleNames:
 *
 * What was typed of a client's primary contact and partner so far; blanks around names don't count,
 * and "" is a name that isn't there. %NULL stands for "".
 */
typedef struct
{
  const char *given_names;
  const char *family_name;
  const char *partner_given_names;
  const char *partner_family_name;
} TranchePeopleNames;

/* (transfer full): what a client of these people would be called: "Elliott Household", "Ng & Tan
 * Household", "Jean Elliott"; "" for a business, which has a name of its own, and before there is a
 * family name. */
char *tranche_client_names_propose_name (TrancheClientKind kind, const TranchePeopleNames *people);

/* (transfer full): how a letter begins: "Peter and Jean"; "" before there are given names. */
char *tranche_client_names_propose_salutation (TrancheClientKind kind,
                                               const TranchePeopleNames *people);

/* Whether a client of this kind is people, and so can't be without a primary contact. */
gboolean tranche_client_kind_needs_contact (TrancheClientKind kind);

/* Whether @text looks like an e-mail address: something, one @, and a domain, without blanks. */
gboolean tranche_email_is_plausible (const char *text);

G_END_DECLS
