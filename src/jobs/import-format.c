/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/import-format.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "domain/error.h"

typedef struct
{
  int values[3];
  guint n_digits[3];
} Numbers;

/* "a/b/c", with nothing behind it but a time of day. */
static gboolean
cut_numbers (const char *text, gsize length, Numbers *numbers)
{
  const char *end = text + length;
  char separator = '\0';

  for (guint i = 0; i < 3; i++)
    {
      int value = 0;
      guint n_digits = 0;

      for (; text < end && g_ascii_isdigit (*text) && n_digits < 5; text++, n_digits++)
        value = value * 10 + (*text - '0');
      if (n_digits == 0 || n_digits > 4)
        return FALSE;
      numbers->values[i] = value;
      numbers->n_digits[i] = n_digits;

      if (i == 2)
        break;
      if (text == end || (*text != '-' && *text != '/' && *text != '.')
          || (separator != '\0' && *text != separator))
        return FALSE;
      separator = *text++;
    }

  if (text == end)
    return TRUE;
  if (*text != ' ' && *text != 'T')
    return FALSE;
  for (text++; text < end; text++)
    if (strchr ("0123456789:.+-Zz APMapm", *text) == NULL)
      return FALSE;

  return TRUE;
}

/* Which numbers are the year, the month and the day; FALSE if that can't be said. */
static gboolean
assign_numbers (const TrancheImportFormat *format,
                const Numbers *numbers,
                int *year,
                int *month,
                int *day)
{
  if (numbers->n_digits[0] == 4 && numbers->n_digits[1] <= 2 && numbers->n_digits[2] <= 2)
    {
      *year = numbers->values[0];
      *month = numbers->values[1];
      *day = numbers->values[2];
      return TRUE;
    }

  if (numbers->n_digits[0] > 2 || numbers->n_digits[1] > 2 || numbers->n_digits[2] != 4)
    return FALSE;

  *year = numbers->values[2];
  if (format->dates == TRANCHE_IMPORT_DATES_DAY_FIRST)
    {
      *day = numbers->values[0];
      *month = numbers->values[1];
      return TRUE;
    }
  if (format->dates == TRANCHE_IMPORT_DATES_MONTH_FIRST)
    {
      *month = numbers->values[0];
      *day = numbers->values[1];
      return TRUE;
    }

  return FALSE;
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (*text) || (guchar) *text >= 0x80)
      return TRUE;

  return FALSE;
}

void
tranche_import_evidence_add_date (TrancheImportEvidence *self,
                                  const char *text,
                                  gsize length,
                                  gint64 line)
{
  Numbers numbers;

  if (self->dates != TRANCHE_IMPORT_DATES_RECOGNISE || !cut_numbers (text, length, &numbers))
    return;

  if (numbers.n_digits[0] == 4)
    self->dates = TRANCHE_IMPORT_DATES_YEAR_FIRST;
  else if (numbers.n_digits[2] != 4)
    return;
  else if (numbers.values[0] > 12 && numbers.values[1] <= 12)
    self->dates = TRANCHE_IMPORT_DATES_DAY_FIRST;
  else if (numbers.values[1] > 12 && numbers.values[0] <= 12)
    self->dates = TRANCHE_IMPORT_DATES_MONTH_FIRST;
  else if (numbers.values[0] <= 12 && numbers.values[1] <= 12
           && numbers.values[0] != numbers.values[1] && self->ambiguous_line == 0)
    {
      self->ambiguous_line = line;
      g_strlcpy (self->ambiguous, text, sizeof self->ambiguous);
    }
}

/* Only what can't be read otherwise counts: one or two digits behind the last sign, or both signs.
 * Three digits behind a single sign are a group, or a mistake. */
void
tranche_import_evidence_add_amount (TrancheImportEvidence *self, const char *text, gsize length)
{
  const char *last = NULL;
  guint n_behind = 0;

  for (const char *c = text; c < text + length; c++)
    {
      if (*c == '.' || *c == ',')
        {
          last = c;
          n_behind = 0;
        }
      else if (g_ascii_isdigit (*c))
        {
          n_behind++;
        }
    }

  if (last == NULL || n_behind == 0 || n_behind > 2)
    return;
  if (*last == '.')
    self->n_points++;
  else
    self->n_commas++;
}

gboolean
tranche_import_evidence_decide (const TrancheImportEvidence *self,
                                TrancheImportFormat *format,
                                GError **error)
{
  if (format->decimal == 0)
    format->decimal = self->n_commas > self->n_points ? ',' : '.';

  if (format->dates != TRANCHE_IMPORT_DATES_RECOGNISE)
    return TRUE;

  if (self->dates == TRANCHE_IMPORT_DATES_RECOGNISE && self->ambiguous_line != 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The dates can be read in two ways, as “%s” in line %" PRId64
                      "; say whether the day or the month comes first"),
                   self->ambiguous, self->ambiguous_line);
      return FALSE;
    }

  /* Dates such as 05/05/2025 alone read the same either way. */
  format->dates = self->dates != TRANCHE_IMPORT_DATES_RECOGNISE ? self->dates
                                                                : TRANCHE_IMPORT_DATES_DAY_FIRST;
  return TRUE;
}

gboolean
tranche_import_parse_date (const TrancheImportFormat *format,
                           const char *text,
                           gsize length,
                           TrancheMonth *month,
                           int *day)
{
  Numbers numbers;
  int year;
  int month_number;

  if (cut_numbers (text, length, &numbers))
    {
      if (!assign_numbers (format, &numbers, &year, &month_number, day)
          || tranche_date_new (year, month_number, *day) == TRANCHE_DATE_NONE)
        return FALSE;
    }
  else
    {
      TrancheDate date;

      if (length > 64 || !has_letter (text))
        return FALSE;
      date = tranche_date_parse_locale (text, NULL);
      if (date == TRANCHE_DATE_NONE)
        return FALSE;
      tranche_date_get (date, &year, &month_number, day);
    }

  *month = TRANCHE_MONTH (year, month_number);
  return TRUE;
}

char *
tranche_import_describe_date (const TrancheImportFormat *format, const char *text)
{
  g_autoptr (GError) error = NULL;
  Numbers numbers;
  int year;
  int month;
  int day;

  if (*text == '\0')
    return g_strdup (_ ("the date is empty"));
  if (g_utf8_strlen (text, -1) > 40)
    return g_strdup (_ ("the text isn’t a date"));
  if (!cut_numbers (text, strlen (text), &numbers))
    return g_strdup_printf (_ ("“%s” isn’t a date"), text);

  if (assign_numbers (format, &numbers, &year, &month, &day))
    {
      g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);

      if (tranche_date_parse (iso, &error) == TRANCHE_DATE_NONE)
        return g_strdup_printf ("“%s”: %s", text, error->message);
    }

  if (numbers.n_digits[0] <= 2 && numbers.n_digits[2] <= 2)
    return g_strdup_printf (_ ("the year in “%s” needs four digits"), text);
  return g_strdup_printf (_ ("“%s” isn’t written as the dates above it"), text);
}

/* With the comma as decimal sign, the plain notation is one byte away. */
static gboolean
parse_with_comma (const char *text, gsize length, TrancheMoney *amount)
{
  char plain[24];
  char *comma;

  if (length >= sizeof plain || memchr (text, '.', length) != NULL)
    return FALSE;

  memcpy (plain, text, length);
  comma = memchr (plain, ',', length);
  if (comma != NULL)
    *comma = '.';
  return tranche_money_parse_bytes (plain, length, amount);
}

gboolean
tranche_import_parse_amount (const TrancheImportFormat *format,
                             const char *text,
                             gsize length,
                             TrancheMoney *amount,
                             GError **error)
{
  if (length == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("the amount is empty"));
      return FALSE;
    }

  if (format->decimal == ',' ? parse_with_comma (text, length, amount)
                             : tranche_money_parse_bytes (text, length, amount))
    return TRUE;

  return tranche_money_parse_locale (text, format->decimal == ',' ? "," : ".", amount, error);
}
