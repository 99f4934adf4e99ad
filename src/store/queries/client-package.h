/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/queries/segment-of-client.h"

G_BEGIN_DECLS

/**
 * TrancheAgreementPackage:
 * @segment_id: 0: the agreement has no package
 * @differs: from the client's, by its name
 */
typedef struct
{
  gint64 agreement_id;
  char *number;
  TrancheAgreementKind kind;
  TrancheAgreementState state;
  gint64 segment_id;
  char *segment_name;
  gboolean differs;
} TrancheAgreementPackage;

/**
 * TrancheClientPackage:
 * @segment_id: the client's today, override › group › individual; 0: none
 * @segment_active: whether it can still be chosen
 * @reason: (nullable): why it was set by hand, where it was
 * @last_day: of what is set by hand; TRANCHE_DATE_NONE: until further notice
 * @default_segment_id: what a new agreement starts with: the client's segment while it is active,
 * else 0
 * @agreements: (element-type TrancheAgreementPackage): drafts, issued and signed ones of the client
 * and of its groups that aren't over
 * @differs: whether one of them has another package
 */
typedef struct
{
  gint64 client_id;
  gint64 office_id;
  TrancheSegmentDriver driver;
  gint64 segment_id;
  char *segment_name;
  gboolean segment_active;
  char *reason;
  TrancheDate last_day;
  gint64 default_segment_id;
  GPtrArray *agreements;
  gboolean differs;
} TrancheClientPackage;

/* (transfer full): NOT_FOUND, and DENIED where who acts may not see the client */
TrancheClientPackage *tranche_client_package_load (TrancheDatabase *db,
                                                   gint64 client_id,
                                                   TrancheDate today,
                                                   GError **error);
/* The same of what is known already. (transfer full) */
TrancheClientPackage *tranche_client_package_load_of (TrancheDatabase *db,
                                                      const TrancheClientSegment *segment,
                                                      TrancheDate today,
                                                      GError **error);

/* (nullable) (transfer none): one of @agreements */
const TrancheAgreementPackage *
tranche_client_package_find_agreement (const TrancheClientPackage *package, gint64 agreement_id);
void tranche_client_package_free (TrancheClientPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientPackage, tranche_client_package_free)

G_END_DECLS
