/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/date.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include <glib/gi18n.h>

#include "domain/error.h"
#include "domain/text.h"

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

static const char *const english_months[12] = {
  "january", "february", "march",     "april",   "may",      "june",
  "july",    "august",   "september", "october", "november", "december",
};

static gboolean
locale_is_plain (void)
{
  const char *locale = setlocale (LC_TIME, NULL);

  return locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
         || g_str_has_prefix (locale, "C.");
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
          typed->values[typed->n_values] = g_ascii_strtoull (start, NULL, 10);
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

static void
set_not_a_date (GError **error, const char *text)
{
  /* A hostile text may be a megabyte of anything; the message quotes what a person can read. */
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("“%s” isn’t a date"), text);
  else
    g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("The text isn’t a date"));
}

TrancheDate
tranche_date_parse_locale (const char *text, GError **error)
{
  TypedDate typed = { 0 };
  char iso[32];
  guint year;
  guint month = 0;
  guint day;

  g_return_val_if_fail (text != NULL, TRANCHE_DATE_NONE);

  if (strnlen (text, TYPED_LENGTH_MAX + 1) > TYPED_LENGTH_MAX || !g_utf8_validate (text, -1, NULL)
      || !split_typed (text, &typed))
    {
      set_not_a_date (error, text);
      return TRANCHE_DATE_NONE;
    }

  /* Four digits are the year wherever they stand first or last; in between they are nonsense. */
  year = typed.n_digits[0] == 4 ? 0 : typed.n_values - 1;
  if (typed.n_digits[year] != 4)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The year in “%s” needs four digits"), text);
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
      set_not_a_date (error, text);
      return TRANCHE_DATE_NONE;
    }

  /* At most four and two digits each. That parser has the words for days there aren't. */
  g_snprintf (iso, sizeof iso, "%04d-%02d-%02d", typed.values[year],
              typed.named_month != 0 ? typed.named_month : typed.values[month], typed.values[day]);
  return tranche_date_parse (iso, error);
}
