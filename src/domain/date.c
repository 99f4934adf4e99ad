/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/date.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domain/error.h"
#include "domain/month.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2999

/* 1 Jan 1900 and 31 Dec 2999 */
#define DAY_MIN 693596
#define DAY_MAX 1095363

static const int days_before_month[2][12] = {
  { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 },
  { 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335 },
};

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
get_days_in_month (int year, int month)
{
  static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

static gboolean
is_in_range (TrancheDate date)
{
  return date >= DAY_MIN && date <= DAY_MAX;
}

TrancheDate
tranche_date_new (int year, int month, int day)
{
  int before = year - 1;

  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1
      || day > get_days_in_month (year, month))
    return TRANCHE_DATE_NONE;

  return before * 365 + before / 4 - before / 100 + before / 400
         + days_before_month[is_leap (year)][month - 1] + day;
}

/**
 * tranche_date_get:
 * @year: (out) (optional): the year, 0 for %TRANCHE_DATE_NONE or a number outside of the accepted
 * years
 * @month: (out) (optional): 1 to 12, or 0
 * @day: (out) (optional): 1 to 31, or 0
 */
void
tranche_date_get (TrancheDate date, int *year, int *month, int *day)
{
  int found_year = 0;
  int found_month = 0;
  int found_day = 0;

  if (is_in_range (date))
    {
      int rest = date - 1;
      int centuries_4;
      int centuries;
      int years_4;
      int years;

      /* Cycles of 400, 100, 4 and 1 years; the last day of a leap cycle would begin a fifth part.
       */
      centuries_4 = rest / 146097;
      rest %= 146097;
      centuries = MIN (rest / 36524, 3);
      rest -= centuries * 36524;
      years_4 = rest / 1461;
      rest %= 1461;
      years = MIN (rest / 365, 3);
      rest -= years * 365;

      found_year = centuries_4 * 400 + centuries * 100 + years_4 * 4 + years + 1;
      found_month = rest / 31 + 1;
      if (found_month < 12 && days_before_month[is_leap (found_year)][found_month] <= rest)
        found_month++;
      found_day = rest - days_before_month[is_leap (found_year)][found_month - 1] + 1;
    }

  if (year != NULL)
    *year = found_year;
  if (month != NULL)
    *month = found_month;
  if (day != NULL)
    *day = found_day;
}

/* The digits of @n_digits bytes, or -1. */
static int
read_digits (const char *bytes, guint n_digits)
{
  int value = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (bytes[i]))
        return -1;
      value = value * 10 + (bytes[i] - '0');
    }

  return value;
}

static gboolean
split_iso (const char *bytes, gsize length, int *year, int *month, int *day)
{
  if (length != TRANCHE_DATE_TEXT_LENGTH || bytes[4] != '-' || bytes[7] != '-')
    return FALSE;

  *year = read_digits (bytes, 4);
  *month = read_digits (bytes + 5, 2);
  *day = read_digits (bytes + 8, 2);
  return *year >= 0 && *month >= 0 && *day >= 0;
}

static void
set_not_a_date (GError **error, const char *text)
{
  /* A hostile text may be a megabyte of anything; the message quotes what a person can read. */
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("“%s” isn’t a date written as YYYY-MM-DD"), text);
  else
    g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                         _ ("The text isn’t a date written as YYYY-MM-DD"));
}

/* The day, or an error that says which part there isn't. */
static TrancheDate
make_date (int year, int month, int day, GError **error)
{
  TrancheDate date = tranche_date_new (year, month, day);

  if (date != TRANCHE_DATE_NONE)
    return date;

  if (year < YEAR_MIN || year > YEAR_MAX)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("The year %d isn’t between %d and %d"), year, YEAR_MIN, YEAR_MAX);
  else if (month < 1 || month > 12)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("There is no month %d"), month);
  else
    {
      g_autofree char *in_month = tranche_month_format (year * 12 + month - 1);

      /* Translators: a day’s number, and a month with its year: “31 Feb 2025 doesn’t exist” */
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%d %s doesn’t exist"), day,
                   in_month);
    }
  return TRANCHE_DATE_NONE;
}

TrancheDate
tranche_date_parse (const char *text, GError **error)
{
  int year;
  int month;
  int day;

  g_return_val_if_fail (text != NULL, TRANCHE_DATE_NONE);

  if (!split_iso (text, strnlen (text, TRANCHE_DATE_TEXT_LENGTH + 1), &year, &month, &day))
    {
      set_not_a_date (error, text);
      return TRANCHE_DATE_NONE;
    }

  return make_date (year, month, day, error);
}

TrancheDate
tranche_date_parse_bytes (const char *bytes, gsize length)
{
  int year;
  int month;
  int day;

  if (!split_iso (bytes, length, &year, &month, &day))
    return TRANCHE_DATE_NONE;

  return tranche_date_new (year, month, day);
}

/**
 * tranche_date_write:
 *
 * An empty text for %TRANCHE_DATE_NONE and for numbers outside of the accepted years.
 */
void
tranche_date_write (TrancheDate date, char text[TRANCHE_DATE_TEXT_LENGTH + 1])
{
  int year;
  int month;
  int day;

  tranche_date_get (date, &year, &month, &day);
  if (year == 0)
    {
      text[0] = '\0';
      return;
    }

  text[0] = '0' + year / 1000;
  text[1] = '0' + year / 100 % 10;
  text[2] = '0' + year / 10 % 10;
  text[3] = '0' + year % 10;
  text[4] = '-';
  text[5] = '0' + month / 10;
  text[6] = '0' + month % 10;
  text[7] = '-';
  text[8] = '0' + day / 10;
  text[9] = '0' + day % 10;
  text[10] = '\0';
}

char *
tranche_date_to_string (TrancheDate date)
{
  char text[TRANCHE_DATE_TEXT_LENGTH + 1];

  tranche_date_write (date, text);
  return g_strdup (text);
}

TrancheDate
tranche_date_add_months (TrancheDate date, int months)
{
  gint64 total;
  int year;
  int month;
  int day;

  tranche_date_get (date, &year, &month, &day);
  if (year == 0)
    return TRANCHE_DATE_NONE;

  total = (gint64) year * 12 + month - 1 + months;
  if (total < YEAR_MIN * 12 || total > YEAR_MAX * 12 + 11)
    return TRANCHE_DATE_NONE;

  year = total / 12;
  month = total % 12 + 1;
  return tranche_date_new (year, month, MIN (day, get_days_in_month (year, month)));
}

TrancheDate
tranche_date_get_term_end (TrancheDate start, int months)
{
  TrancheDate corresponding = tranche_date_add_months (start, months);
  int start_day;
  int day;

  if (corresponding == TRANCHE_DATE_NONE || months < 1)
    return TRANCHE_DATE_NONE;

  tranche_date_get (start, NULL, NULL, &start_day);
  tranche_date_get (corresponding, NULL, NULL, &day);
  return day < start_day ? corresponding : corresponding - 1;
}
