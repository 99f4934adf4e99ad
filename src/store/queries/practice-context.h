/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/named-ids.h"

G_BEGIN_DECLS

/**
 * TranchePracticeContext:
 * @offices: (element-type TrancheNamedId): by name, the default one first
 * @members: (element-type TrancheNamedId): active team members, those first whose role allows most
 * @currency: ISO 4217; "" where the file doesn't say
 *
 * What a window needs to know of a practice before it shows a page.
 */
typedef struct
{
  GPtrArray *offices;
  GPtrArray *members;
  char *currency;
} TranchePracticeContext;

TranchePracticeContext *tranche_practice_context_load (TrancheDatabase *db, GError **error);
void tranche_practice_context_free (TranchePracticeContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TranchePracticeContext, tranche_practice_context_free)

G_END_DECLS
