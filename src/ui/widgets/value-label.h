/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "domain/money.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Labels for amounts and days, so that they look the same everywhere: tabular figures, amounts to
 * the right and without a currency sign (the currency stands once, in the header).
 */

/* A label for amounts, to be filled by tranche_label_set_money(). */
GtkWidget *tranche_money_label_new (void);

/* "1,234.50"; negative ones are also marked for the eye. */
void tranche_label_set_money (GtkLabel *label, TrancheMoney amount);

/* (transfer full): "today", "tomorrow", "in 9 days", "3 days ago" within two weeks, else "14 Aug
 * 2025". "" for no date. */
char *tranche_date_format_near (TrancheDate date, TrancheDate today);

/* The same in a label, with the whole date as its tooltip. */
void tranche_label_set_date (GtkLabel *label, TrancheDate date, TrancheDate today);

G_END_DECLS
