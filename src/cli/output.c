/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include <stdarg.h>
#include <stdio.h>

/* How wide a column of descriptions is at the most. */
#define ELIDED_WIDTH 60

struct _TrancheTable
{
  char *alignment;
  GPtrArray *rows; /* GStrv, the first with the titles if there are any */
};

void
tranche_json_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
tranche_json_add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
tranche_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
tranche_json_add_money (JsonBuilder *builder, const char *name, TrancheMoney value)
{
  g_autofree char *text = tranche_money_to_string (value);

  tranche_json_add_text (builder, name, text);
}

void
tranche_json_add_date (JsonBuilder *builder, const char *name, TrancheDate value)
{
  g_autofree char *text = value != TRANCHE_DATE_NONE ? tranche_date_to_string (value) : NULL;

  tranche_json_add_text (builder, name, text);
}

void
tranche_json_add_month (JsonBuilder *builder, const char *name, TrancheMonth value)
{
  g_autofree char *text = tranche_month_to_string (value);

  tranche_json_add_text (builder, name, text);
}

void
tranche_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  /* JSON is UTF-8 whatever the locale: g_print() would convert it. */
  fputs (text, stdout);
  fputc ('\n', stdout);
}

static guint
get_character_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/* A row of a table is a line, whatever stands in its cells. */
static char *
make_line (const char *text)
{
  GString *line = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  return g_string_free_and_steal (line);
}

/* A text of many words, for people who look for the one that they want. */
static char *
elide (char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      width += get_character_width (g_utf8_get_char (p));
      if (width > ELIDED_WIDTH)
        {
          g_autofree char *whole = text;
          g_autofree char *beginning = g_strndup (whole, p - whole);

          return g_strconcat (g_strchomp (beginning), "…", NULL);
        }
    }
  return text;
}

static char **
collect_row (const char *alignment, va_list arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const char *column = alignment; *column != '\0'; column++)
    {
      char *line = make_line (va_arg (arguments, const char *));

      g_strv_builder_take (builder, *column == 'e' ? elide (line) : line);
    }
  return g_strv_builder_end (builder);
}

TrancheTable *
tranche_table_new_headless (const char *alignment)
{
  TrancheTable *self = g_new0 (TrancheTable, 1);

  self->alignment = g_strdup (alignment);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

TrancheTable *
tranche_table_new (const char *alignment, ...)
{
  TrancheTable *self = tranche_table_new_headless (alignment);
  va_list arguments;

  va_start (arguments, alignment);
  g_ptr_array_add (self->rows, collect_row (alignment, arguments));
  va_end (arguments);
  return self;
}

void
tranche_table_add_row (TrancheTable *self, ...)
{
  va_list arguments;

  va_start (arguments, self);
  g_ptr_array_add (self->rows, collect_row (self->alignment, arguments));
  va_end (arguments);
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      width += get_character_width (g_utf8_get_char (p));
    }
  return width;
}

void
tranche_table_print (TrancheTable *self)
{
  guint n_columns = strlen (self->alignment);
  g_autofree guint *widths = g_new0 (guint, n_columns);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);

      for (guint column = 0; column < n_columns; column++)
        widths[column] = MAX (widths[column], get_width (row[column]));
    }

  for (guint i = 0; i < self->rows->len; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);

      g_string_truncate (line, 0);
      for (guint column = 0; column < n_columns; column++)
        {
          int padding = (int) (widths[column] - get_width (row[column]));

          if (column > 0)
            g_string_append (line, "  ");
          if (self->alignment[column] == 'r')
            g_string_append_printf (line, "%*s", padding, "");
          g_string_append (line, row[column]);
          if (self->alignment[column] != 'r' && column + 1 < n_columns)
            g_string_append_printf (line, "%*s", padding, "");
        }
      /* What is empty at the end needs no blanks. */
      g_print ("%s\n", g_strchomp (line->str));
    }
}

void
tranche_table_free (TrancheTable *self)
{
  g_free (self->alignment);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
