/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/csv-block.h"

#include <glib/gi18n.h>
#include <string.h>

/* A record of more columns isn't a statement's; it keeps a line of a million commas from costing 16
 * MB. */
#define FIELDS_MAX 4096

struct _TrancheCsvBlock
{
  char *text;
  char *position;
  char *end;
  gint64 line;
  TrancheCsvField *fields;
  guint n_allocated;
  char separator;
  guint8 ends_field[256];
};

TrancheCsvBlock *
tranche_csv_block_new (char *text, gsize length, gint64 line, char separator)
{
  TrancheCsvBlock *self = g_new0 (TrancheCsvBlock, 1);

  g_assert (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'));

  self->text = text;
  self->position = text;
  self->end = text + length;
  self->line = line;
  self->separator = separator;
  self->ends_field[(guint8) separator] = 1;
  self->ends_field['\n'] = 1;
  self->ends_field['\r'] = 1;
  self->n_allocated = 16;
  self->fields = g_new (TrancheCsvField, self->n_allocated);
  return self;
}

void
tranche_csv_block_free (TrancheCsvBlock *self)
{
  g_free (self->text);
  g_free (self->fields);
  g_free (self);
}

gboolean
tranche_csv_block_is_at_end (TrancheCsvBlock *self)
{
  return self->position == self->end;
}

gint64
tranche_csv_count_lines (const char *text, gsize length)
{
  gsize n_lines = 0;
  gsize i = 0;

  /* Without branches and counted in bytes, so that the compiler takes sixteen at a time. */
  while (i + 1 < length)
    {
      gsize end = i + MIN (length - 1 - i, G_MAXUINT8);
      guint8 n = 0;

      for (; i < end; i++)
        n += (text[i] == '\n') | ((text[i] == '\r') & (text[i + 1] != '\n'));
      n_lines += n;
    }
  if (length > 0)
    n_lines += text[length - 1] == '\n' || text[length - 1] == '\r';

  return n_lines;
}

static void
trim (TrancheCsvField *field)
{
  while (field->length > 0 && *field->text == ' ')
    {
      field->text++;
      field->length--;
    }
  while (field->length > 0 && field->text[field->length - 1] == ' ')
    field->length--;
}

/* Takes the quotes off in place. Returns where the field ends: at a separator or an end of line. */
static char *
cut_quoted (TrancheCsvBlock *self, char *start, TrancheCsvField *field, const char **flaw)
{
  char *in = start + 1;
  char *out = in;

  field->text = in;
  for (;;)
    {
      char *quote = memchr (in, '"', self->end - in);

      /* A reader's blocks hold whole records; a mere sample of a file may be cut anywhere. */
      if (quote == NULL)
        {
          quote = self->end - 1;
          memmove (out, in, quote - in);
          field->length = out + (quote - in) - field->text;
          *flaw = _ ("the quote opened here is never closed");
          return quote;
        }

      self->line += tranche_csv_count_lines (in, quote - in);
      memmove (out, in, quote - in);
      out += quote - in;
      in = quote + 1;
      if (in == self->end || *in != '"')
        break;
      *out++ = '"';
      in++;
    }
  field->length = out - field->text;

  while (!self->ends_field[(guint8) *in])
    {
      if (*in != ' ')
        *flaw = _ ("there is text after a closing quote");
      in++;
    }

  return in;
}

gboolean
tranche_csv_block_next (TrancheCsvBlock *self, TrancheCsvRecord *record)
{
  while (self->position < self->end)
    {
      char *start = self->position;
      char *position = start;
      gint64 line = self->line;
      gboolean quoted = FALSE;
      char terminator;

      record->line = line;
      record->n_fields = 0;
      record->flaw = NULL;
      record->blank = TRUE;

      do
        {
          TrancheCsvField *field;

          if (record->n_fields == self->n_allocated)
            {
              self->n_allocated *= 2;
              self->fields = g_renew (TrancheCsvField, self->fields, self->n_allocated);
            }
          field = &self->fields[record->n_fields];

          if (*position == '"')
            {
              position = cut_quoted (self, position, field, &record->flaw);
              quoted = TRUE;
            }
          else
            {
              field->text = position;
              while (!self->ends_field[(guint8) *position])
                position++;
              field->length = position - field->text;
            }

          terminator = *position;
          if (field->length > 0 && (field->text[0] == ' ' || field->text[field->length - 1] == ' '))
            trim (field);
          field->text[field->length] = '\0';
          record->blank = record->blank && field->length == 0;

          if (record->n_fields < FIELDS_MAX)
            record->n_fields++;
          else
            record->flaw = _ ("there are more than 4,096 fields");
          position++;
        }
      while (terminator == self->separator);

      if (terminator == '\r' && position < self->end && *position == '\n')
        position++;
      self->line++;
      self->position = position;
      record->fields = self->fields;

      if (position - start > TRANCHE_CSV_RECORD_MAX)
        record->flaw = _ ("the line is longer than 1 MiB");
      if (record->n_fields > 1 || record->fields[0].length > 0 || quoted)
        return TRUE;
    }

  return FALSE;
}
