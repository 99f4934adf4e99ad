/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheClientNotice:
 * @is_stale: whether a run, for clients or for groups, would see something that the latest one
 * didn't
 * @reasons: what
 * @n_statements: statements that came since, as far as they still count
 */
typedef struct
{
  gboolean is_stale;
  TrancheAffects reasons;
  gint64 n_statements;
} TrancheClientNotice;

/* What is to be said above a list of clients about the segments in it. */
gboolean tranche_client_notice_load (TrancheDatabase *db,
                                     gint64 office_id,
                                     TrancheClientNotice *notice,
                                     GError **error);

G_END_DECLS
