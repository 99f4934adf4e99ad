/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/csv-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "domain/error.h"
#include "domain/text.h"
#include "jobs/csv-block.h"

#define CHUNK_SIZE (1024 * 1024)

/* The separator is recognised from so much of the beginning. */
#define SAMPLE_SIZE (64 * 1024)
#define SAMPLE_RECORDS 100

struct _TrancheCsvReader
{
  GInputStream *stream;
  TrancheCsvDecoder decoder;
  guint8 *chunk;
  goffset n_read;
  gboolean at_end;

  GString *text;  /* what isn't handed out yet, beginning with a record */
  gint64 line;    /* of its first byte */
  gsize scanned;  /* so far ends of records are known */
  gsize boundary; /* behind the last whole record */
  gboolean in_quotes;
  gsize quote; /* where the quote was opened */

  char separator;
  TrancheCsvBlock *first_block;
  GStrv header;
};

static void
prefix_line (GError **error, gint64 line)
{
  /* Translators: the number of a line, and what is wrong in it */
  g_prefix_error (error, _ ("line %" PRId64 ": "), line);
}

static gboolean
fill (TrancheCsvReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize n_bytes;

  if (!g_input_stream_read_all (self->stream, self->chunk, CHUNK_SIZE, &n_bytes, cancellable,
                                &local_error))
    {
      g_set_error_literal (error, TRANCHE_ERROR,
                           g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                               ? TRANCHE_ERROR_CANCELLED
                               : TRANCHE_ERROR_FAILED,
                           local_error->message);
      return FALSE;
    }

  self->n_read += n_bytes;
  self->at_end = n_bytes < CHUNK_SIZE;
  if (!tranche_csv_decoder_feed (&self->decoder, self->chunk, n_bytes, self->at_end, self->text,
                                 error))
    {
      prefix_line (error, self->line + tranche_csv_count_lines (self->text->str, self->text->len));
      return FALSE;
    }

  /* The last line need not be ended. */
  if (self->at_end && self->text->len > 0 && self->text->str[self->text->len - 1] != '\n'
      && self->text->str[self->text->len - 1] != '\r')
    g_string_append_c (self->text, '\n');

  return TRUE;
}

static gboolean
opens_field (TrancheCsvReader *self, gsize position)
{
  char before;

  if (position == 0)
    return TRUE;

  before = self->text->str[position - 1];
  return before == self->separator || before == '\n' || before == '\r';
}

/* Looks for the last end of a line in a stretch without quoted fields. */
static void
note_boundary (TrancheCsvReader *self, gsize from, gsize to)
{
  const char *text = self->text->str;

  for (gsize i = to; i > from; i--)
    {
      if (text[i - 1] == '\n')
        {
          self->boundary = i;
          return;
        }
      /* A CR at the very end may be half an end of line. */
      if (text[i - 1] == '\r' && (i < self->text->len || self->at_end))
        {
          self->boundary = i < self->text->len && text[i] == '\n' ? i + 1 : i;
          return;
        }
    }
}

/* Follows the quotes through what came since, and finds where the last whole record ends. A quote
 * counts at the start of a field only, as it does when the record is cut. */
static void
scan (TrancheCsvReader *self)
{
  const char *text = self->text->str;
  gsize length = self->text->len;
  gsize position = self->scanned;

  while (position < length)
    {
      const char *found = memchr (text + position, '"', length - position);
      gsize quote = found == NULL ? length : (gsize) (found - text);

      if (!self->in_quotes)
        {
          note_boundary (self, position, quote);
          position = quote;
          if (quote == length)
            break;
          if (opens_field (self, quote))
            {
              self->in_quotes = TRUE;
              self->quote = quote;
            }
          position++;
        }
      else if (quote == length)
        {
          position = length;
        }
      else if (quote + 1 == length && !self->at_end)
        {
          /* It closes, or the next byte is another one. */
          position = quote;
          break;
        }
      else if (quote + 1 < length && text[quote + 1] == '"')
        {
          position = quote + 2;
        }
      else
        {
          self->in_quotes = FALSE;
          position = quote + 1;
        }
    }

  /* A CR that may be half an end of line is looked at again. */
  if (position == length && !self->in_quotes && length > 0 && text[length - 1] == '\r')
    position--;
  self->scanned = position;
}

static gboolean
refuse_endless (TrancheCsvReader *self, GError **error)
{
  if (self->in_quotes)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   self->at_end ? _ ("the quote opened here is never closed")
                                : _ ("the quote opened here isn’t closed within 1 MiB"));
      prefix_line (error, self->line + tranche_csv_count_lines (self->text->str, self->quote));
    }
  else
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("the line is longer than 1 MiB"));
      prefix_line (error, self->line);
    }

  return FALSE;
}

/* Hands out the text up to the boundary and keeps the rest. */
static TrancheCsvBlock *
take_block (TrancheCsvReader *self)
{
  GString *rest = g_string_sized_new (CHUNK_SIZE + 4096);
  gsize length = self->boundary;
  gint64 line = self->line;
  char *text;

  g_string_append_len (rest, self->text->str + length, self->text->len - length);
  text = g_string_free_and_steal (g_steal_pointer (&self->text));
  self->text = rest;
  self->line += tranche_csv_count_lines (text, length);
  self->scanned -= MIN (self->scanned, length);
  self->quote -= MIN (self->quote, length);
  self->boundary = 0;
  return tranche_csv_block_new (text, length, line, self->separator);
}

static TrancheCsvBlock *
read_block (TrancheCsvReader *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      scan (self);
      if (self->at_end && self->in_quotes)
        {
          refuse_endless (self, error);
          return NULL;
        }
      if (self->boundary > 0)
        return take_block (self);
      if (self->text->len > TRANCHE_CSV_RECORD_MAX)
        {
          refuse_endless (self, error);
          return NULL;
        }
      if (self->at_end)
        return NULL;
      if (!fill (self, cancellable, error))
        return NULL;
    }
}

/* How well @separator cuts the sample: records with as many fields as the header, per mille, then
 * the number of fields; 0 if it doesn't cut the header at all. */
static guint
rate_separator (TrancheCsvReader *self, char separator)
{
  gsize length = MIN (self->text->len, SAMPLE_SIZE);
  g_autoptr (TrancheCsvBlock) block = NULL;
  TrancheCsvRecord record;
  guint n_columns = 0;
  guint n_records = 0;
  guint n_even = 0;
  GString *sample = g_string_new_len (self->text->str, length);

  g_string_append_c (sample, '\n');
  length = sample->len;
  block = tranche_csv_block_new (g_string_free_and_steal (sample), length, 1, separator);
  while (n_records < SAMPLE_RECORDS && tranche_csv_block_next (block, &record))
    {
      /* The last one may be cut in the middle. */
      if (record.blank || (n_records > 0 && tranche_csv_block_is_at_end (block)))
        continue;
      if (n_records++ == 0)
        n_columns = record.n_fields;
      n_even += record.n_fields == n_columns;
    }

  if (n_columns < 2)
    return 0;
  return n_even * 1000 / n_records * 8192 + n_columns;
}

static char
recognise_separator (TrancheCsvReader *self)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  char best = ',';
  guint best_rate = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint rate = rate_separator (self, separators[i]);

      if (rate > best_rate)
        {
          best = separators[i];
          best_rate = rate;
        }
    }

  return best;
}

/* Spreadsheets write and understand a first line "sep=;". */
static char
take_separator_line (TrancheCsvReader *self)
{
  const char *text = self->text->str;
  char separator;
  gsize length = 5;

  if (self->text->len < 6 || g_ascii_strncasecmp (text, "sep=", 4) != 0
      || strchr (",;\t|", text[4]) == NULL || (text[5] != '\n' && text[5] != '\r'))
    return 0;

  separator = text[4];
  length += text[5] == '\r' && text[6] == '\n' ? 2 : 1;
  g_string_erase (self->text, 0, length);
  self->line++;
  return separator;
}

static gboolean
read_header (TrancheCsvReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  TrancheCsvRecord record;

  do
    {
      g_clear_pointer (&self->first_block, tranche_csv_block_free);
      self->first_block = read_block (self, cancellable, &local_error);
      if (self->first_block == NULL)
        {
          if (local_error == NULL)
            g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                                 _ ("The file is empty"));
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  while (!tranche_csv_block_next (self->first_block, &record));

  if (record.flaw != NULL || record.blank)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           record.flaw != NULL ? record.flaw : _ ("there are no names of columns"));
      prefix_line (error, record.line);
      return FALSE;
    }

  for (guint i = 0; i < record.n_fields; i++)
    g_strv_builder_add (names, record.fields[i].text);
  self->header = g_strv_builder_end (names);
  return TRUE;
}

TrancheCsvReader *
tranche_csv_reader_new (GInputStream *stream,
                        char separator,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (TrancheCsvReader) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_new0 (TrancheCsvReader, 1);
  self->stream = g_object_ref (stream);
  self->chunk = g_malloc (CHUNK_SIZE);
  self->text = g_string_sized_new (CHUNK_SIZE + 4096);
  self->line = 1;

  if (!fill (self, cancellable, error))
    return NULL;

  self->separator = take_separator_line (self);
  if (separator != 0)
    self->separator = separator;
  if (self->separator == 0)
    self->separator = recognise_separator (self);
  if (!read_header (self, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
tranche_csv_reader_free (TrancheCsvReader *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->first_block, tranche_csv_block_free);
  g_strfreev (self->header);
  g_string_free (self->text, TRUE);
  g_free (self->chunk);
  g_free (self);
}

char
tranche_csv_reader_get_separator (TrancheCsvReader *self)
{
  return self->separator;
}

TrancheCsvEncoding
tranche_csv_reader_get_encoding (TrancheCsvReader *self)
{
  return self->decoder.encoding;
}

const char *const *
tranche_csv_reader_get_header (TrancheCsvReader *self)
{
  return (const char *const *) self->header;
}

int
tranche_csv_reader_find_column (TrancheCsvReader *self, const char *name)
{
  g_autofree char *folded = tranche_text_fold (name);
  guint64 number;

  for (int i = 0; self->header[i] != NULL; i++)
    {
      g_autofree char *folded_header = tranche_text_fold (self->header[i]);

      if (g_str_equal (folded, folded_header))
        return i;
    }

  if (g_ascii_string_to_unsigned (name, 10, 1, g_strv_length (self->header), &number, NULL))
    return number - 1;

  return -1;
}

goffset
tranche_csv_reader_get_position (TrancheCsvReader *self)
{
  return self->n_read;
}

TrancheCsvBlock *
tranche_csv_reader_next_block (TrancheCsvReader *self, GCancellable *cancellable, GError **error)
{
  if (self->first_block != NULL)
    return g_steal_pointer (&self->first_block);

  return read_block (self, cancellable, error);
}
