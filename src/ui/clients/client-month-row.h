/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_MONTH_ROW (tranche_client_month_row_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientMonthRow,
                      tranche_client_month_row,
                      TRANCHE,
                      CLIENT_MONTH_ROW,
                      AdwExpanderRow)

/* A month of a client's production; opened, it reads and shows the statement lines behind it. */
GtkWidget *tranche_client_month_row_new (TrancheStore *store,
                                         gint64 client_id,
                                         TrancheMonth month,
                                         TrancheMoney amount);

G_END_DECLS
