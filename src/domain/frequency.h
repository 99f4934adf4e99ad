/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"

G_BEGIN_DECLS

/**
 * TrancheFrequency:
 *
 * How often a benefit is due. The codes are what files hold: they are only ever appended to.
 */
typedef enum
{
  TRANCHE_FREQUENCY_WEEKLY = 1,
  TRANCHE_FREQUENCY_FORTNIGHTLY = 2,
  TRANCHE_FREQUENCY_MONTHLY = 3,
  TRANCHE_FREQUENCY_QUARTERLY = 4,
  TRANCHE_FREQUENCY_HALF_YEARLY = 5,
  TRANCHE_FREQUENCY_YEARLY = 6,
  TRANCHE_FREQUENCY_TWO_YEARLY = 7,
  TRANCHE_FREQUENCY_ONCE = 8,
  TRANCHE_FREQUENCY_ONGOING = 9,
  TRANCHE_FREQUENCY_AS_REQUIRED = 10,
} TrancheFrequency;

#define TRANCHE_FREQUENCY_LAST TRANCHE_FREQUENCY_AS_REQUIRED

/* What tranche_frequency_get_expected_count() returns for services that aren't counted. */
#define TRANCHE_FREQUENCY_NOT_COUNTED (-1)

/* Whether a number read from a file is one of the codes. */
gboolean tranche_frequency_is_valid (int code);

/* "Half-yearly", in the user's language; "" for what isn't a code. */
const char *tranche_frequency_get_name (TrancheFrequency frequency);

/* "half-yearly": the word for imports, exports and the command line, the same in every language;
 * NULL for what isn't a code. */
const char *tranche_frequency_get_nick (TrancheFrequency frequency);

/**
 * tranche_frequency_from_text:
 * @text: a nick, or a name in English or the user's language, in any case
 * @frequency: (out): where to put it
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID, naming the words there are
 */
gboolean
tranche_frequency_from_text (const char *text, TrancheFrequency *frequency, GError **error);

/**
 * tranche_frequency_get_expected_count:
 * @start: the period's first day
 * @end: its last day, included
 *
 * How many times a service is promised within a period: the whole periods of the frequency that fit
 * into it, counted from its first day. A year has 52 weekly, 26 fortnightly, 12 monthly, 4
 * quarterly, 2 half-yearly and 1 yearly ones; a term of seven months 2 quarterly and no yearly one.
 * Once is 1 whatever the period's length. A service every two years is 0 within a year by itself;
 * agreements that go on for years use tranche_frequency_get_expected_count_since().
 *
 * Returns: the count, 0 for a period that ends before it starts, or %TRANCHE_FREQUENCY_NOT_COUNTED
 * for ongoing and as required, and for what a damaged file may hold instead of a frequency
 */
int tranche_frequency_get_expected_count (TrancheFrequency frequency,
                                          TrancheDate start,
                                          TrancheDate end);

/**
 * tranche_frequency_get_expected_count_since:
 * @since: the day the arrangement was entered into, on or before @start
 *
 * The same for one period of an arrangement that goes on: the whole periods counted from @since
 * that end within
 * @start to @end. So a service every two years is expected in every second year of the arrangement,
 * and one that is owed once in its first period only. Weeks are counted within the period, or some
 * years had 53.
 */
int tranche_frequency_get_expected_count_since (TrancheFrequency frequency,
                                                TrancheDate since,
                                                TrancheDate start,
                                                TrancheDate end);

G_END_DECLS
