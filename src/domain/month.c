/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/month.h"

#include <string.h>

#include <glib/gi18n.h>

#include "domain/error.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2999

TrancheMonth
tranche_month_from_date (TrancheDate date)
{
  int year;
  int month;

  tranche_date_get (date, &year, &month, NULL);
  if (year == 0)
    return TRANCHE_MONTH_NONE;

  return TRANCHE_MONTH (year, month);
}

TrancheDate
tranche_month_get_first_day (TrancheMonth month)
{
  if (month < 0)
    return TRANCHE_DATE_NONE;

  return tranche_date_new (tranche_month_get_year (month), tranche_month_get_month (month), 1);
}

TrancheDate
tranche_month_get_last_day (TrancheMonth month)
{
  TrancheDate first = tranche_month_get_first_day (month);
  int month_number;

  if (first == TRANCHE_DATE_NONE)
    return TRANCHE_DATE_NONE;

  month_number = tranche_month_get_month (month);
  for (int day = 31; day > 28; day--)
    {
      TrancheDate last = tranche_date_new (tranche_month_get_year (month), month_number, day);

      if (last != TRANCHE_DATE_NONE)
        return last;
    }

  return first + 27;
}

TrancheMonth
tranche_month_parse (const char *text, GError **error)
{
  gboolean well_formed;
  int year;
  int month;

  g_return_val_if_fail (text != NULL, TRANCHE_MONTH_NONE);

  well_formed = strnlen (text, 8) == 7 && text[4] == '-';
  for (int i = 0; well_formed && i < 7; i++)
    well_formed = i == 4 || g_ascii_isdigit (text[i]);

  if (well_formed)
    {
      year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
      month = (text[5] - '0') * 10 + text[6] - '0';
      if (year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12)
        return TRANCHE_MONTH (year, month);
    }

  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("“%s” isn’t a month written as YYYY-MM between 1900-01 and 2999-12"), text);
  else
    g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                         _ ("The text isn’t a month written as YYYY-MM"));
  return TRANCHE_MONTH_NONE;
}

char *
tranche_month_to_string (TrancheMonth month)
{
  if (month < 0)
    return g_strdup ("");

  return g_strdup_printf ("%04d-%02d", tranche_month_get_year (month),
                          tranche_month_get_month (month));
}

char *
tranche_month_format (TrancheMonth month)
{
  g_autoptr (GDateTime) moment = NULL;

  if (tranche_month_get_first_day (month) == TRANCHE_DATE_NONE)
    return g_strdup ("");

  moment = g_date_time_new_utc (tranche_month_get_year (month), tranche_month_get_month (month), 1,
                                0, 0, 0);

  /* Translators: a month, as “Aug 2024”; see g_date_time_format() for the letters. Write %Ob where
   * a month has another form when no day stands before it. */
  return g_date_time_format (moment, C_ ("month", "%b %Y"));
}
