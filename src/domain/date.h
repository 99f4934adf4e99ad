/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrancheDate:
 *
 * A calendar day as its number in the proleptic Gregorian calendar counted from 1 Jan of year 1
 * (GDate's julian day), 0 for "no date". Days are added and compared as integers. Files and the
 * store write "YYYY-MM-DD". Years 1900 to 2999 are accepted.
 */
typedef gint32 TrancheDate;

#define TRANCHE_DATE_NONE ((TrancheDate) 0)
#define TRANCHE_DATE_TEXT_LENGTH 10

/* TRANCHE_DATE_NONE if there is no such day. */
TrancheDate tranche_date_new (int year, int month, int day);

void tranche_date_get (TrancheDate date, int *year, int *month, int *day);

/* "YYYY-MM-DD" exactly; TRANCHE_DATE_NONE and TRANCHE_ERROR_INVALID if it isn't a day ("31 Feb
 * doesn't exist"). */
TrancheDate tranche_date_parse (const char *text, GError **error);

/* The same over ten bytes, without a message, for the import's inner loop. */
TrancheDate tranche_date_parse_bytes (const char *bytes, gsize length);

/* Writes "YYYY-MM-DD" and a NUL. */
void tranche_date_write (TrancheDate date, char text[TRANCHE_DATE_TEXT_LENGTH + 1]);

char *tranche_date_to_string (TrancheDate date);

/* "14 Aug 2025" by the user's language. */
char *tranche_date_format (TrancheDate date);

/* The locale's numeric short form. */
char *tranche_date_format_short (TrancheDate date);

/* The same day some months later, or the month's last day where there is no such day (31 Jan + 1 =
 * 28 Feb). */
TrancheDate tranche_date_add_months (TrancheDate date, int months);

/* The last day of a term of some calendar months (at least one) that begins on @start: 1 Jul 2025
 * and 12 give 30 Jun 2026. Where the month after has no such day, the term ends with that month (29
 * Feb 2024 and 12 give 28 Feb 2025). TRANCHE_DATE_NONE if either day is outside of the accepted
 * years. */
TrancheDate tranche_date_get_term_end (TrancheDate start, int months);

/* What people type: ISO, or the locale's order of day, month and year with any usual separator;
 * two-digit years are refused. */
TrancheDate tranche_date_parse_locale (const char *text, GError **error);

G_END_DECLS
