/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrancheMoney:
 *
 * An amount in whole cents of the practice's currency; never a floating-point number.
 * Sums and products go through the checked functions below.
 */
typedef gint64 TrancheMoney;

/* The largest amount accepted from outside: 999,999,999,999.99. Sums of many such still fit in 64
 * bits. */
#define TRANCHE_MONEY_MAX G_GINT64_CONSTANT (99999999999999)

/**
 * tranche_money_parse:
 * @text: digits with at most one "." followed by one or two digits, an optional leading "-";
 * nothing else
 * @amount: (out): the amount in cents
 *
 * Reads an amount in the program's own notation ("1234.5", "-0.01"), the one of files and command
 * lines. What people type goes through tranche_money_parse_locale().
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID if @text isn't an amount or is beyond
 * %TRANCHE_MONEY_MAX
 */
gboolean tranche_money_parse (const char *text, TrancheMoney *amount, GError **error);

/* The same over @length bytes that need not end in NUL; without an error message, for the import's
 * inner loop. */
gboolean tranche_money_parse_bytes (const char *bytes, gsize length, TrancheMoney *amount);

/* What people type: the locale's (or @decimal_point's) decimal sign and grouping, blanks (also
 * no-break and narrow ones), a leading or trailing minus (also U+2212), brackets for minus.
 * @decimal_point: "." or "," or NULL for the locale's own. */
gboolean tranche_money_parse_locale (const char *text,
                                     const char *decimal_point,
                                     TrancheMoney *amount,
                                     GError **error);

/* "-1234.50": the program's own notation, the same in every locale. */
char *tranche_money_to_string (TrancheMoney amount);

/* "−1,234.50" by the current locale's grouping and decimal sign, without currency. */
char *tranche_money_format (TrancheMoney amount);

/* Without cents where there are none: "6,000" – for limits and axes. */
char *tranche_money_format_short (TrancheMoney amount);

/* FALSE, with @result untouched, if the sum or the product doesn't fit. */
gboolean tranche_money_add (TrancheMoney a, TrancheMoney b, TrancheMoney *result);
gboolean tranche_money_multiply (TrancheMoney a, gint64 factor, TrancheMoney *result);

/* What @part is of @whole, which is above zero, in hundredths of a percent, rounded half away from
 * zero. Claw-backs can make it negative, or more than everything. */
int tranche_money_get_share (TrancheMoney part, TrancheMoney whole);

/* The same as words, to one decimal by the current locale: "58.3 %". */
char *tranche_money_format_share (TrancheMoney part, TrancheMoney whole);

G_END_DECLS
