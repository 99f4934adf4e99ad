/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/money.h"

#include <glib/gi18n.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

#include "domain/error.h"

/* 20 digits of 64 bits, a point, a sign, the NUL. */
#define PLAIN_LENGTH 24

/* A longer text isn't an amount, whatever it holds. */
#define TYPED_LENGTH_MAX 256

#define MINUS_SIGN "\xe2\x88\x92"

typedef enum
{
  AMOUNT_OK,
  AMOUNT_MALFORMED,
  AMOUNT_TOO_PRECISE,
  AMOUNT_TOO_LARGE,
} AmountStatus;

typedef struct
{
  gunichar decimal;
  gunichar grouping;
} Notation;

static AmountStatus
read_plain (const char *bytes, gsize length, TrancheMoney *amount)
{
  const char *end = bytes + length;
  gboolean negative = FALSE;
  gint64 cents = 0;
  guint decimals = 0;

  if (bytes < end && *bytes == '-')
    {
      negative = TRUE;
      bytes++;
    }

  if (bytes == end || !g_ascii_isdigit (*bytes))
    return AMOUNT_MALFORMED;

  for (; bytes < end && g_ascii_isdigit (*bytes); bytes++)
    {
      cents = cents * 10 + (*bytes - '0');
      if (cents > TRANCHE_MONEY_MAX / 100)
        return AMOUNT_TOO_LARGE;
    }
  cents *= 100;

  if (bytes < end && *bytes == '.')
    {
      int weight = 10;

      for (bytes++; bytes < end && g_ascii_isdigit (*bytes); bytes++)
        {
          if (++decimals > 2)
            return AMOUNT_TOO_PRECISE;
          cents += (*bytes - '0') * weight;
          weight /= 10;
        }
      if (decimals == 0)
        return AMOUNT_MALFORMED;
    }

  if (bytes != end)
    return AMOUNT_MALFORMED;

  *amount = negative ? -cents : cents;
  return AMOUNT_OK;
}

static void
set_amount_error (GError **error, AmountStatus status, const char *text)
{
  g_autofree char *shown = NULL;

  /* A hostile text may be a megabyte of anything; the message quotes what a person can read. */
  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 40)
    shown = g_strdup_printf ("“%s”", text);
  else
    shown = g_strdup (_ ("The text"));

  switch (status)
    {
    case AMOUNT_TOO_LARGE:
      {
        g_autofree char *largest = tranche_money_format (TRANCHE_MONEY_MAX);

        g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                     _ ("%s is beyond the largest amount, %s"), shown, largest);
      }
      break;

    case AMOUNT_TOO_PRECISE:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s has more than two decimals"),
                   shown);
      break;

    case AMOUNT_OK:
    case AMOUNT_MALFORMED:
    default:
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s isn’t an amount"), shown);
      break;
    }
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* The locale's strings come in the locale's own encoding. */
static char *
locale_string_to_utf8 (const char *string)
{
  if (g_utf8_validate (string, -1, NULL))
    return g_strdup (string);

  return g_locale_to_utf8 (string, -1, NULL, NULL, NULL);
}

static Notation
notation_for (const char *decimal_point)
{
  Notation notation = { '.', 0 };

  if (decimal_point != NULL)
    {
      notation.decimal = g_utf8_get_char (decimal_point);
    }
  else
    {
      const struct lconv *conventions = localeconv ();
      g_autofree char *decimal = locale_string_to_utf8 (conventions->decimal_point);
      g_autofree char *grouping = locale_string_to_utf8 (conventions->thousands_sep);

      if (decimal != NULL && *decimal != '\0')
        notation.decimal = g_utf8_get_char (decimal);
      if (grouping != NULL && *grouping != '\0')
        notation.grouping = g_utf8_get_char (grouping);
    }

  /* Many locales group by a blank, yet their people also type the sign that isn't the decimal one.
   */
  if (notation.grouping == 0 || g_unichar_isspace (notation.grouping))
    notation.grouping = notation.decimal == ',' ? '.' : ',';

  return notation;
}

/* Groups have three digits (two are usual in India, except for the last), so that "1.5" typed where
 * the point groups is refused instead of being read as fifteen. */
static gboolean
group_is_complete (guint n_groups, guint n_digits, gboolean last)
{
  if (n_groups == 0)
    return n_digits >= 1 && n_digits <= 3;

  return n_digits == 3 || (!last && n_digits == 2);
}

/* Turns the digits, groups and decimals of what was typed, without its sign, into the plain
 * notation. */
static AmountStatus
normalise_digits (const char *start, const char *end, const Notation *notation, GString *plain)
{
  gunichar separator = 0;
  guint n_groups = 0;
  guint n_digits = 0;
  const char *iter = start;

  for (; iter < end; iter = g_utf8_next_char (iter))
    {
      gunichar c = g_utf8_get_char (iter);
      int digit = g_unichar_digit_value (c);

      if (digit >= 0)
        {
          g_string_append_c (plain, '0' + digit);
          n_digits++;
          continue;
        }

      if (c == notation->decimal)
        break;

      if (g_unichar_isspace (c))
        c = ' ';
      else if (is_apostrophe (c))
        c = '\'';
      else if (c != notation->grouping)
        return AMOUNT_MALFORMED;

      if ((separator != 0 && c != separator) || !group_is_complete (n_groups, n_digits, FALSE))
        return AMOUNT_MALFORMED;

      separator = c;
      n_groups++;
      n_digits = 0;
    }

  if (n_groups > 0 && !group_is_complete (n_groups, n_digits, TRUE))
    return AMOUNT_MALFORMED;

  if (iter == end)
    return AMOUNT_OK;

  /* ".50" is how many people write fifty cents. */
  if (n_groups == 0 && n_digits == 0)
    g_string_append_c (plain, '0');
  g_string_append_c (plain, '.');

  for (iter = g_utf8_next_char (iter); iter < end; iter = g_utf8_next_char (iter))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (iter));

      if (digit < 0)
        return AMOUNT_MALFORMED;
      g_string_append_c (plain, '0' + digit);
    }

  return AMOUNT_OK;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212;
}

static void
trim_blanks (const char **start, const char **end)
{
  while (*start < *end && g_unichar_isspace (g_utf8_get_char (*start)))
    *start = g_utf8_next_char (*start);

  while (*start < *end)
    {
      const char *last = g_utf8_prev_char (*end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      *end = last;
    }
}

/* Takes signs and brackets off both ends. */
static gboolean
take_sign (const char **start, const char **end, gboolean *negative)
{
  guint n_signs = 0;

  trim_blanks (start, end);

  if (*start < *end && **start == '(')
    {
      if (*end - *start < 2 || (*end)[-1] != ')')
        return FALSE;
      (*start)++;
      (*end)--;
      n_signs++;
      trim_blanks (start, end);
    }

  if (*start < *end && is_minus (g_utf8_get_char (*start)))
    {
      *start = g_utf8_next_char (*start);
      n_signs++;
      trim_blanks (start, end);
    }

  if (*start < *end && is_minus (g_utf8_get_char (g_utf8_prev_char (*end))))
    {
      *end = g_utf8_prev_char (*end);
      n_signs++;
      trim_blanks (start, end);
    }

  *negative = n_signs == 1;
  return n_signs <= 1;
}

static AmountStatus
read_typed (const char *text, const Notation *notation, TrancheMoney *amount)
{
  g_autoptr (GString) plain = NULL;
  const char *start = text;
  const char *end;
  gboolean negative;
  AmountStatus status;

  if (strnlen (text, TYPED_LENGTH_MAX + 1) > TYPED_LENGTH_MAX || !g_utf8_validate (text, -1, &end))
    return AMOUNT_MALFORMED;

  if (!take_sign (&start, &end, &negative) || start == end)
    return AMOUNT_MALFORMED;

  plain = g_string_new (negative ? "-" : NULL);
  status = normalise_digits (start, end, notation, plain);
  if (status != AMOUNT_OK)
    return status;

  return read_plain (plain->str, plain->len, amount);
}

/* Writes the magnitude's digits and the sign; the smallest 64-bit amount has no positive twin,
 * hence unsigned. */
static guint64
get_magnitude (TrancheMoney amount)
{
  return amount < 0 ? -(guint64) amount : (guint64) amount;
}

static void
append_grouped (GString *string, guint64 units, const char *separator, const char *grouping)
{
  char digits[PLAIN_LENGTH];
  gboolean starts_group[PLAIN_LENGTH] = { FALSE };
  int length = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, units);
  int position = length;

  /* grouping: sizes from the right, the last one repeated (a NUL follows it); CHAR_MAX ends it. */
  while (*separator != '\0' && *grouping > 0 && *grouping != CHAR_MAX)
    {
      position -= *grouping;
      if (position <= 0)
        break;
      starts_group[position] = TRUE;
      if (grouping[1] != '\0')
        grouping++;
    }

  for (int i = 0; i < length; i++)
    {
      if (starts_group[i])
        g_string_append (string, separator);
      g_string_append_c (string, digits[i]);
    }
}

/* @number in units of the last of @n_decimals. */
static char *
format_decimals (gint64 number, guint n_decimals)
{
  const struct lconv *conventions = localeconv ();
  g_autofree char *decimal = locale_string_to_utf8 (conventions->decimal_point);
  g_autofree char *separator = locale_string_to_utf8 (conventions->thousands_sep);
  guint64 magnitude = get_magnitude (number);
  guint64 divisor = 1;
  GString *string = g_string_sized_new (32);

  for (guint i = 0; i < n_decimals; i++)
    divisor *= 10;
  if (number < 0)
    g_string_append (string, MINUS_SIGN);
  append_grouped (string, magnitude / divisor, separator != NULL ? separator : "",
                  conventions->grouping);

  if (n_decimals > 0)
    {
      g_string_append (string, decimal != NULL && *decimal != '\0' ? decimal : ".");
      g_string_append_printf (string, "%0*" G_GUINT64_FORMAT, (int) n_decimals,
                              magnitude % divisor);
    }

  return g_string_free_and_steal (string);
}

gboolean
tranche_money_parse (const char *text, TrancheMoney *amount, GError **error)
{
  AmountStatus status;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (amount != NULL, FALSE);

  status = read_plain (text, strlen (text), amount);
  if (status == AMOUNT_OK)
    return TRUE;

  set_amount_error (error, status, text);
  return FALSE;
}

gboolean
tranche_money_parse_bytes (const char *bytes, gsize length, TrancheMoney *amount)
{
  return read_plain (bytes, length, amount) == AMOUNT_OK;
}

gboolean
tranche_money_parse_locale (const char *text,
                            const char *decimal_point,
                            TrancheMoney *amount,
                            GError **error)
{
  Notation notation;
  AmountStatus status;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (decimal_point == NULL || g_str_equal (decimal_point, ".")
                            || g_str_equal (decimal_point, ","),
                        FALSE);
  g_return_val_if_fail (amount != NULL, FALSE);

  notation = notation_for (decimal_point);
  status = read_typed (text, &notation, amount);
  if (status == AMOUNT_OK)
    return TRUE;

  set_amount_error (error, status, text);
  return FALSE;
}

char *
tranche_money_to_string (TrancheMoney amount)
{
  guint64 magnitude = get_magnitude (amount);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02d", amount < 0 ? "-" : "", magnitude / 100,
                          (int) (magnitude % 100));
}

char *
tranche_money_format (TrancheMoney amount)
{
  return format_decimals (amount, 2);
}

char *
tranche_money_format_short (TrancheMoney amount)
{
  return amount % 100 != 0 ? format_decimals (amount, 2) : format_decimals (amount / 100, 0);
}

gboolean
tranche_money_add (TrancheMoney a, TrancheMoney b, TrancheMoney *result)
{
  TrancheMoney sum;

  if (__builtin_add_overflow (a, b, &sum))
    return FALSE;

  *result = sum;
  return TRUE;
}

gboolean
tranche_money_multiply (TrancheMoney a, gint64 factor, TrancheMoney *result)
{
  TrancheMoney product;

  if (__builtin_mul_overflow (a, factor, &product))
    return FALSE;

  *result = product;
  return TRUE;
}

int
tranche_money_get_share (TrancheMoney part, TrancheMoney whole)
{
  __int128 scaled = (__int128) part * 10000;

  g_return_val_if_fail (whole > 0, 0);

  scaled = (scaled + (scaled < 0 ? -(whole / 2) : whole / 2)) / whole;
  return CLAMP (scaled, G_MININT + 1, G_MAXINT);
}

char *
tranche_money_format_share (TrancheMoney part, TrancheMoney whole)
{
  __int128 scaled = (__int128) part * 1000;
  g_autofree char *number = NULL;
  gint64 tenths;

  g_return_val_if_fail (whole > 0, NULL);

  scaled = (scaled + (scaled < 0 ? -(whole / 2) : whole / 2)) / whole;
  tenths = CLAMP (scaled, -TRANCHE_MONEY_MAX, TRANCHE_MONEY_MAX);
  number = format_decimals (tenths, 1);
  /* Translators: a share in percent: “58.3 %” */
  return g_strdup_printf (_ ("%s %%"), number);
}
