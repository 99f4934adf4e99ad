/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/frequency.h"

#include <glib/gi18n.h>

#include "domain/error.h"
#include "domain/text.h"

typedef struct
{
  const char *nick;
  const char *name;
  int days;
  int months;
} FrequencyInfo;

static const FrequencyInfo infos[TRANCHE_FREQUENCY_LAST + 1] = {
  [TRANCHE_FREQUENCY_WEEKLY] = { "weekly", N_ ("Weekly"), 7, 0 },
  [TRANCHE_FREQUENCY_FORTNIGHTLY] = { "fortnightly", N_ ("Fortnightly"), 14, 0 },
  [TRANCHE_FREQUENCY_MONTHLY] = { "monthly", N_ ("Monthly"), 0, 1 },
  [TRANCHE_FREQUENCY_QUARTERLY] = { "quarterly", N_ ("Quarterly"), 0, 3 },
  [TRANCHE_FREQUENCY_HALF_YEARLY] = { "half-yearly", N_ ("Half-yearly"), 0, 6 },
  [TRANCHE_FREQUENCY_YEARLY] = { "yearly", N_ ("Yearly"), 0, 12 },
  [TRANCHE_FREQUENCY_TWO_YEARLY] = { "two-yearly", N_ ("Every two years"), 0, 24 },
  [TRANCHE_FREQUENCY_ONCE] = { "once", N_ ("Once"), 0, 0 },
  [TRANCHE_FREQUENCY_ONGOING] = { "ongoing", N_ ("Ongoing"), 0, 0 },
  [TRANCHE_FREQUENCY_AS_REQUIRED] = { "as-required", N_ ("As required"), 0, 0 },
};

/* Whole terms of @months from @since up to the end of @day. */
static int
count_terms (int months, TrancheDate since, TrancheDate day)
{
  int years;
  int month_number;
  int since_year;
  int since_month;
  int count;

  if (day < since)
    return 0;

  /* One too many at most, for the day of the month isn't looked at yet. */
  tranche_date_get (since, &since_year, &since_month, NULL);
  tranche_date_get (day, &years, &month_number, NULL);
  count = ((years - since_year) * 12 + month_number - since_month + 1) / months;

  while (count > 0)
    {
      TrancheDate end = tranche_date_get_term_end (since, count * months);

      if (end != TRANCHE_DATE_NONE && end <= day)
        break;
      count--;
    }

  return count;
}

static gboolean
is_day (TrancheDate date)
{
  int year;

  tranche_date_get (date, &year, NULL, NULL);
  return year != 0;
}

gboolean
tranche_frequency_is_valid (int code)
{
  return code >= TRANCHE_FREQUENCY_WEEKLY && code <= TRANCHE_FREQUENCY_LAST;
}

const char *
tranche_frequency_get_name (TrancheFrequency frequency)
{
  return tranche_frequency_is_valid (frequency) ? _ (infos[frequency].name) : "";
}

const char *
tranche_frequency_get_nick (TrancheFrequency frequency)
{
  return tranche_frequency_is_valid (frequency) ? infos[frequency].nick : NULL;
}

static gboolean
text_matches (const char *folded, const char *name)
{
  g_autofree char *folded_name = tranche_text_fold (name);

  return g_str_equal (folded, folded_name);
}

gboolean
tranche_frequency_from_text (const char *text, TrancheFrequency *frequency, GError **error)
{
  g_autofree char *folded = NULL;
  g_autoptr (GString) words = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (frequency != NULL, FALSE);

  folded = tranche_text_fold (text);
  for (int code = TRANCHE_FREQUENCY_WEEKLY; code <= TRANCHE_FREQUENCY_LAST; code++)
    if (text_matches (folded, infos[code].nick) || text_matches (folded, infos[code].name)
        || text_matches (folded, _ (infos[code].name)))
      {
        *frequency = code;
        return TRUE;
      }

  words = g_string_new (NULL);
  for (int code = TRANCHE_FREQUENCY_WEEKLY; code <= TRANCHE_FREQUENCY_LAST; code++)
    tranche_text_list_item (words, infos[code].nick);

  if (g_utf8_strlen (folded, -1) <= 40)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("“%s” isn’t a frequency; there are %s"), folded, words->str);
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("The text isn’t a frequency; there are %s"), words->str);
  return FALSE;
}

int
tranche_frequency_get_expected_count_since (TrancheFrequency frequency,
                                            TrancheDate since,
                                            TrancheDate start,
                                            TrancheDate end)
{
  const FrequencyInfo *info;

  if (frequency == TRANCHE_FREQUENCY_ONGOING || frequency == TRANCHE_FREQUENCY_AS_REQUIRED
      || !tranche_frequency_is_valid (frequency))
    return TRANCHE_FREQUENCY_NOT_COUNTED;

  if (!is_day (since) || !is_day (start) || !is_day (end) || end < start || start < since)
    return 0;

  if (frequency == TRANCHE_FREQUENCY_ONCE)
    return start == since ? 1 : 0;

  info = &infos[frequency];
  if (info->days > 0)
    return (end - start + 1) / info->days;

  return count_terms (info->months, since, end) - count_terms (info->months, since, start - 1);
}

int
tranche_frequency_get_expected_count (TrancheFrequency frequency,
                                      TrancheDate start,
                                      TrancheDate end)
{
  return tranche_frequency_get_expected_count_since (frequency, start, start, end);
}
