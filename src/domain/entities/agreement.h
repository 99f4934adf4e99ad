/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_AGREEMENT (tranche_agreement_get_type ())
G_DECLARE_FINAL_TYPE (TrancheAgreement, tranche_agreement, TRANCHE, AGREEMENT, TrancheRecord)

/**
 * TrancheAgreement:
 *
 * A service agreement with a client or a group, ongoing or for a fixed term.
 */
struct _TrancheAgreement
{
  TrancheRecord parent_instance;

  char *number;
  int kind; /* TrancheAgreementKind */
  gint64 party_id;
  gint64 office_id;
  gint64 adviser_id;
  gint64 segment_id;
  TrancheDate start_date; /* the day entered; anniversaries count from it */
  TrancheDate end_date;   /* of a fixed term */
  TrancheDate reference_day;
  int state; /* TrancheAgreementState */
  TrancheDate signed_on;
  TrancheDate ended_on;
  char *end_basis;
  gint64 supersedes_id; /* an agreement */
  char *notes;
};

/* (transfer full): an empty one */
TrancheAgreement *tranche_agreement_new (void);

G_END_DECLS
