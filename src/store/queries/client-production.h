/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/money.h"
#include "domain/month.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * tranche_client_production_load:
 * @party_id: a client, or a client group
 * @months: (out caller-allocates) (array): cents of each month from @start to @end
 * @total: (out): their sum
 * @has_lines: (out): FALSE: no production in the range
 *
 * The months behind a segment, from the statement lines. A group's are those of the clients of its
 * office that count in it.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID if the sum doesn't fit
 */
gboolean tranche_client_production_load (TrancheDatabase *db,
                                         gint64 party_id,
                                         TrancheStrategyTarget target,
                                         TrancheMonth start,
                                         TrancheMonth end,
                                         TrancheMoney *months,
                                         TrancheMoney *total,
                                         gboolean *has_lines,
                                         GError **error);

G_END_DECLS
