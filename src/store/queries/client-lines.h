/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/database.h"

G_BEGIN_DECLS

typedef struct
{
  TrancheDate date;
  TrancheMoney amount; /* cents */
  char *reference;
  char *statement_name;
  char *provider_name; /* "" where the statement has none */
} TrancheClientLine;

/* (transfer full) (element-type TrancheClientLine): a client's statement lines of one month, by
 * day. */
GPtrArray *tranche_client_lines_load (TrancheDatabase *db,
                                      gint64 client_id,
                                      TrancheMonth month,
                                      GError **error);

G_END_DECLS
