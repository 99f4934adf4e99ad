/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/date.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include <glib/gi18n.h>

#include "domain/error.h"
#include "domain/text.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2999

/* 1 Jan 1900 and 31 Dec 2999 */
#define DAY_MIN 693596
#define DAY_MAX 1095363

/* A longer text isn't a date, whatever it holds. */
#define TYPED_LENGTH_MAX 128

typedef enum
{
  ORDER_DAY_MONTH_YEAR,
  ORDER_MONTH_DAY_YEAR,
  ORDER_YEAR_MONTH_DAY,
} DateOrder;

/* What was typed, cut at its separators: three numbers, or two and a month's name. */
typedef struct
{
  int values[3];
  guint n_digits[3];
  guint n_values;
  int named_month;
} TypedDate;

static const int days_before_month[2][12] = {
  { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 },
  { 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335 },
};

static const char *const english_months[12] = {
  "january", "february", "march",     "april",   "may",      "june",
  "july",    "august",   "september", "october", "november", "december",
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
set_not_a_date (GError **error, const char *text, const char *expected)
{
  /* A hostile text may be a megabyte of anything; the message quotes what a person can read. */
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, "“%s” isn’t a %s", text, expected);
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, "The text isn’t a %s", expected);
}

/* The day, or an error that says which part there isn't. */
static TrancheDate
make_date (int year, int month, int day, GError **error)
{
  TrancheDate date = tranche_date_new (year, month, day);

  if (date != TRANCHE_DATE_NONE)
    return date;

  if (year < YEAR_MIN || year > YEAR_MAX)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, "The year %d isn’t between %d and %d",
                 year, YEAR_MIN, YEAR_MAX);
  else if (month < 1 || month > 12)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, "There is no month %d", month);
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, "%d %c%.2s %d doesn’t exist", day,
                 g_ascii_toupper (english_months[month - 1][0]), english_months[month - 1] + 1,
                 year);
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
      set_not_a_date (error, text, "date written as YYYY-MM-DD");
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

static char *
format_date (TrancheDate date, const char *format)
{
  g_autoptr (GDateTime) moment = NULL;
  int year;
  int month;
  int day;

  tranche_date_get (date, &year, &month, &day);
  if (year == 0)
    return g_strdup ("");

  moment = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return g_date_time_format (moment, format);
}

char *
tranche_date_format (TrancheDate date)
{
  /* Translators: a day, as “14 Aug 2025”; see g_date_time_format() for the letters. */
  return format_date (date, C_ ("date", "%-d %b %Y"));
}

static gboolean
locale_is_plain (void)
{
  const char *locale = setlocale (LC_TIME, NULL);

  return locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
         || g_str_has_prefix (locale, "C.");
}

char *
tranche_date_format_short (TrancheDate date)
{
  g_autoptr (GString) format = NULL;

  if (locale_is_plain ())
    return tranche_date_to_string (date);

  /* Two-digit years are the rule in the locales' own forms, and a nuisance for birth dates. */
  format = g_string_new (nl_langinfo (D_FMT));
  g_string_replace (format, "%D", "%m/%d/%Y", 0);
  g_string_replace (format, "%y", "%Y", 0);
  return format_date (date, format->str);
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

static DateOrder
get_locale_order (void)
{
  const char *format;

  /* The plain locale has the American form; the program's own language writes 14 Aug 2025. */
  if (locale_is_plain ())
    return ORDER_DAY_MONTH_YEAR;

  format = nl_langinfo (D_FMT);
  for (const char *percent = strchr (format, '%'); percent != NULL;
       percent = strchr (percent + 1, '%'))
    {
      /* Flags such as %-d */
      while (percent[1] != '\0' && strchr ("-_0E^O", percent[1]) != NULL)
        percent++;

      switch (percent[1])
        {
        case 'd':
        case 'e':
          return ORDER_DAY_MONTH_YEAR;

        case 'm':
        case 'b':
        case 'B':
        case 'D':
          return ORDER_MONTH_DAY_YEAR;

        case 'y':
        case 'Y':
        case 'F':
          return ORDER_YEAR_MONTH_DAY;

        default:
          break;
        }
    }

  return ORDER_DAY_MONTH_YEAR;
}

static gboolean
name_matches (const char *folded, const char *locale_name)
{
  g_autofree char *name = NULL;
  g_autofree char *folded_name = NULL;
  gsize length;

  if (g_utf8_validate (locale_name, -1, NULL))
    name = g_strdup (locale_name);
  else
    name = g_locale_to_utf8 (locale_name, -1, NULL, NULL, NULL);
  if (name == NULL || *name == '\0')
    return FALSE;

  /* Abbreviations end in a full stop in some languages; as a separator it was cut off what was
   * typed. */
  length = strlen (name);
  while (length > 1 && name[length - 1] == '.')
    name[--length] = '\0';

  folded_name = tranche_text_fold (name);
  return g_str_equal (folded, folded_name);
}

/* The month of that name, in the locale's language or in English, or 0. */
static int
find_month (const char *text, gsize length)
{
  static const nl_item full[12]
      = { MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8, MON_9, MON_10, MON_11, MON_12 };
  static const nl_item abbreviated[12]
      = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
          ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };
  g_autofree char *typed = g_strndup (text, length);
  g_autofree char *folded = tranche_text_fold (typed);

  for (int i = 0; i < 12; i++)
    if (name_matches (folded, nl_langinfo (full[i]))
        || name_matches (folded, nl_langinfo (abbreviated[i])))
      return i + 1;

  for (int i = 0; i < 12; i++)
    if (strlen (folded) >= 3 && g_str_has_prefix (english_months[i], folded))
      return i + 1;

  return 0;
}

static gboolean
is_separator (gunichar c)
{
  return c == '/' || c == '.' || c == '-' || c == ',' || c == 0x2010 || c == 0x2011
         || g_unichar_isspace (c);
}

static gboolean
split_typed (const char *text, TypedDate *typed)
{
  const char *iter = text;

  while (*iter != '\0')
    {
      const char *start = iter;
      gunichar c = g_utf8_get_char (iter);

      if (g_ascii_isdigit (*iter))
        {
          while (g_ascii_isdigit (*iter))
            iter++;
          if (typed->n_values == 3 || iter - start > 4)
            return FALSE;
          typed->values[typed->n_values] = read_digits (start, iter - start);
          typed->n_digits[typed->n_values++] = iter - start;
        }
      else if (g_unichar_isalpha (c))
        {
          while (g_unichar_isalpha (g_utf8_get_char (iter))
                 || g_unichar_ismark (g_utf8_get_char (iter)))
            iter = g_utf8_next_char (iter);
          if (typed->named_month != 0)
            return FALSE;
          typed->named_month = find_month (start, iter - start);
          if (typed->named_month == 0)
            return FALSE;
        }
      else if (is_separator (c))
        {
          iter = g_utf8_next_char (iter);
        }
      else
        {
          return FALSE;
        }
    }

  return typed->n_values + (typed->named_month != 0) == 3;
}

TrancheDate
tranche_date_parse_locale (const char *text, GError **error)
{
  TypedDate typed = { 0 };
  guint year;
  guint month = 0;
  guint day;

  g_return_val_if_fail (text != NULL, TRANCHE_DATE_NONE);

  if (strnlen (text, TYPED_LENGTH_MAX + 1) > TYPED_LENGTH_MAX || !g_utf8_validate (text, -1, NULL)
      || !split_typed (text, &typed))
    {
      set_not_a_date (error, text, "date");
      return TRANCHE_DATE_NONE;
    }

  /* Four digits are the year wherever they stand first or last; in between they are nonsense. */
  year = typed.n_digits[0] == 4 ? 0 : typed.n_values - 1;
  if (typed.n_digits[year] != 4)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   "The year in “%s” needs four digits", text);
      return TRANCHE_DATE_NONE;
    }

  if (typed.named_month != 0)
    {
      day = 1 - year;
    }
  else if (year == 0)
    {
      month = 1;
      day = 2;
    }
  else
    {
      month = get_locale_order () == ORDER_MONTH_DAY_YEAR ? 0 : 1;
      day = 1 - month;
    }

  if (typed.n_digits[day] > 2 || (typed.named_month == 0 && typed.n_digits[month] > 2))
    {
      set_not_a_date (error, text, "date");
      return TRANCHE_DATE_NONE;
    }

  return make_date (typed.values[year],
                    typed.named_month != 0 ? typed.named_month : typed.values[month],
                    typed.values[day], error);
}
