/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/date.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheNewAgreement:
 * @client_id: with whom
 * @start: the day entered; anniversaries count from it
 * @end: last day of a fixed term; %TRANCHE_DATE_NONE for an ongoing one
 * @reference_day: of an ongoing one, agreed to stand in for an anniversary that it is earlier than:
 * for the next one from today, or for one before; %TRANCHE_DATE_NONE: none
 * @chooses_package: whether @segment_id is a choice; otherwise the agreement takes the client's
 * @segment_id: an active segment of the model that the client's office uses
 * @beside_another: that one of the kind runs already, of the client or joint with its group, has
 * been looked at
 */
typedef struct
{
  gint64 client_id;
  TrancheAgreementKind kind;
  TrancheDate start;
  TrancheDate end;
  TrancheDate reference_day;
  gboolean chooses_package;
  gint64 segment_id;
  gboolean beside_another;
} TrancheNewAgreement;

/**
 * tranche_new_agreement_add:
 * @agreement_id: (out) (optional)
 * @number: (out) (optional) (transfer full): the next one of its kind, "OFA-00141"
 *
 * Enters an agreement as a draft, with the client's owner as adviser and, as signatories, the
 * people who speak for the client. The benefits of its package are copied into entitlements in the
 * words of today, with the count expected in the period: of a fixed term for the term; of an
 * ongoing one for the year that runs and the one before it, or for the first year where that is
 * still to come. One operation.
 *
 * Returns: %FALSE, with nothing written, with %TRANCHE_ERROR_INVALID (the days, or a package that
 * can't be chosen), %TRANCHE_ERROR_CONFLICT (another runs, and @beside_another isn't set),
 * %TRANCHE_ERROR_NOT_FOUND, or %TRANCHE_ERROR_DENIED
 */
gboolean tranche_new_agreement_add (TrancheDatabase *db,
                                    const TrancheNewAgreement *new_agreement,
                                    TrancheDate today,
                                    gint64 *agreement_id,
                                    char **number,
                                    GError **error);

/**
 * tranche_new_agreement_check_reference_day:
 * @start: the day entered
 *
 * What stands in for an anniversary is agreed to be earlier than it: than the next one from @today,
 * or than one before. INVALID
 */
gboolean tranche_new_agreement_check_reference_day (TrancheDate start,
                                                    TrancheDate reference_day,
                                                    TrancheDate today,
                                                    GError **error);

/**
 * tranche_new_agreement_find_other:
 * @number: (out) (nullable) (transfer full): an agreement of @kind that stands on @start or later,
 * of the client or of a group it is in; %NULL: there is none
 */
gboolean tranche_new_agreement_find_other (TrancheDatabase *db,
                                           gint64 client_id,
                                           TrancheAgreementKind kind,
                                           TrancheDate start,
                                           char **number,
                                           GError **error);

G_END_DECLS
