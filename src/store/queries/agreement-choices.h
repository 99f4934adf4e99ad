/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/consent.h"
#include "domain/entities/segment.h"
#include "store/queries/client-package.h"

G_BEGIN_DECLS

/**
 * TrancheAgreementChoices:
 * @obstacle: (nullable): why the acting member may enter no agreement with the client, for people
 * @segments: (element-type TrancheSegment): the packages there are to choose: active ones of the
 * model that the client's office uses
 * @package: the client's own
 * @rules: how long a term may be, for one
 *
 * What somebody who enters an agreement chooses from.
 */
typedef struct
{
  char *obstacle;
  GPtrArray *segments;
  TrancheClientPackage *package;
  TrancheConsentRules rules;
} TrancheAgreementChoices;

/* @member_id: who would act. (transfer full): NOT_FOUND, and DENIED where who acts may not see the
 * client */
TrancheAgreementChoices *tranche_agreement_choices_load (TrancheDatabase *db,
                                                         gint64 client_id,
                                                         gint64 member_id,
                                                         TrancheDate today,
                                                         GError **error);
void tranche_agreement_choices_free (TrancheAgreementChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheAgreementChoices, tranche_agreement_choices_free)

G_END_DECLS
