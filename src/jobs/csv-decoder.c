/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/csv-decoder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domain/error.h"

/* 0x80 to 0x9f; 0 where Windows-1252 has no character. The rest is Latin-1. */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

const char *
tranche_csv_encoding_get_name (TrancheCsvEncoding encoding)
{
  switch (encoding)
    {
    case TRANCHE_CSV_ENCODING_UTF_16_LE:
    case TRANCHE_CSV_ENCODING_UTF_16_BE:
      return "UTF-16";

    case TRANCHE_CSV_ENCODING_WINDOWS_1252:
      return "Windows-1252";

    case TRANCHE_CSV_ENCODING_UTF_8:
    default:
      return "UTF-8";
    }
}

static gboolean
refuse_nul (GError **error)
{
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("there is a NUL byte; this isn’t a text file"));
  return FALSE;
}

static gboolean
refuse_byte (GError **error, guint8 byte, const char *encoding)
{
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("the byte 0x%02X isn’t %s text"),
               byte, encoding);
  return FALSE;
}

static gboolean
decode_windows_1252 (const guint8 *bytes, gsize n_bytes, GString *text, GError **error)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      gunichar c = bytes[i];

      if (c == 0)
        return refuse_nul (error);
      if (c >= 0x80 && c < 0xa0)
        c = windows_1252[c - 0x80];
      if (c == 0)
        return refuse_byte (error, bytes[i], "Windows-1252");

      if (c < 0x80)
        g_string_append_c (text, c);
      else
        g_string_append_unichar (text, c);
    }

  return TRUE;
}

static guint
read_unit (const TrancheCsvDecoder *self, const guint8 *bytes)
{
  return self->encoding == TRANCHE_CSV_ENCODING_UTF_16_LE ? bytes[0] | bytes[1] << 8
                                                          : bytes[0] << 8 | bytes[1];
}

/* How many bytes were used; what is left is half a character. */
static gboolean
decode_utf_16 (TrancheCsvDecoder *self,
               const guint8 *bytes,
               gsize n_bytes,
               gsize *used,
               GString *text,
               GError **error)
{
  gsize i = 0;

  while (i + 2 <= n_bytes)
    {
      gunichar c = read_unit (self, bytes + i);
      gsize length = 2;

      if (c == 0)
        return refuse_nul (error);

      if (c >= 0xd800 && c < 0xe000)
        {
          guint low;

          if (i + 4 > n_bytes)
            break;
          low = read_unit (self, bytes + i + 2);
          if (c >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
            {
              g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                                   _ ("this isn’t UTF-16 text"));
              return FALSE;
            }
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          length = 4;
        }

      g_string_append_unichar (text, c);
      i += length;
    }

  *used = i;
  return TRUE;
}

static gboolean
is_ascii (const char *bytes, gsize n_bytes)
{
  guint8 all = 0;

  for (gsize i = 0; i < n_bytes; i++)
    all |= (guint8) bytes[i];

  return all < 0x80;
}

static gboolean
decode_utf_8 (TrancheCsvDecoder *self,
              const guint8 *bytes,
              gsize n_bytes,
              gsize *used,
              GString *text,
              GError **error)
{
  const char *start = (const char *) bytes;
  const char *end;
  gboolean valid = g_utf8_validate_len (start, n_bytes, &end);
  gsize good = end - start;

  g_string_append_len (text, start, good);
  *used = good;
  if (valid)
    {
      self->seen_beyond_ascii = self->seen_beyond_ascii || !is_ascii (start, good);
      return TRUE;
    }

  if (bytes[good] == 0)
    return refuse_nul (error);

  self->seen_beyond_ascii = self->seen_beyond_ascii || !is_ascii (start, good);
  if (n_bytes - good < 4 && g_utf8_get_char_validated (end, n_bytes - good) == (gunichar) -2)
    return TRUE; /* half a character: the rest may come */

  if (self->seen_beyond_ascii)
    return refuse_byte (error, bytes[good], "UTF-8");

  self->encoding = TRANCHE_CSV_ENCODING_WINDOWS_1252;
  *used = n_bytes;
  return decode_windows_1252 (bytes + good, n_bytes - good, text, error);
}

/* The byte-order mark, if there is one. */
static gsize
recognise_mark (TrancheCsvDecoder *self, const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      /* Whoever marks a file as UTF-8 means it. */
      self->seen_beyond_ascii = TRUE;
      return 3;
    }

  if (n_bytes >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    self->encoding = TRANCHE_CSV_ENCODING_UTF_16_LE;
  else if (n_bytes >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    self->encoding = TRANCHE_CSV_ENCODING_UTF_16_BE;
  else
    return 0;

  return 2;
}

static gboolean
decode (TrancheCsvDecoder *self,
        const guint8 *bytes,
        gsize n_bytes,
        gsize *used,
        GString *text,
        GError **error)
{
  switch (self->encoding)
    {
    case TRANCHE_CSV_ENCODING_UTF_16_LE:
    case TRANCHE_CSV_ENCODING_UTF_16_BE:
      return decode_utf_16 (self, bytes, n_bytes, used, text, error);

    case TRANCHE_CSV_ENCODING_WINDOWS_1252:
      *used = n_bytes;
      return decode_windows_1252 (bytes, n_bytes, text, error);

    case TRANCHE_CSV_ENCODING_UTF_8:
    default:
      return decode_utf_8 (self, bytes, n_bytes, used, text, error);
    }
}

/* Half a character at the very end. */
static gboolean
finish (TrancheCsvDecoder *self, GString *text, GError **error)
{
  guint n_pending = self->n_pending;

  self->n_pending = 0;
  if (n_pending == 0)
    return TRUE;

  if (self->encoding == TRANCHE_CSV_ENCODING_UTF_8 && !self->seen_beyond_ascii)
    {
      self->encoding = TRANCHE_CSV_ENCODING_WINDOWS_1252;
      return decode_windows_1252 (self->pending, n_pending, text, error);
    }

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               _ ("the %s text ends in the middle of a character"),
               tranche_csv_encoding_get_name (self->encoding));
  return FALSE;
}

gboolean
tranche_csv_decoder_feed (TrancheCsvDecoder *self,
                          const guint8 *bytes,
                          gsize n_bytes,
                          gboolean last,
                          GString *text,
                          GError **error)
{
  gsize used;

  /* A mark may come in pieces. */
  if (!self->started)
    {
      while (self->n_pending < 3 && n_bytes > 0)
        {
          self->pending[self->n_pending++] = *bytes++;
          n_bytes--;
        }
      if (self->n_pending < 3 && !last)
        return TRUE;

      self->started = TRUE;
      used = recognise_mark (self, self->pending, self->n_pending);
      self->n_pending -= used;
      memmove (self->pending, self->pending + used, self->n_pending);
    }

  /* What was left over last time, completed byte by byte. */
  while (self->n_pending > 0 && n_bytes > 0)
    {
      if (self->n_pending < 4)
        {
          self->pending[self->n_pending++] = *bytes++;
          n_bytes--;
        }
      if (!decode (self, self->pending, self->n_pending, &used, text, error))
        return FALSE;
      self->n_pending -= used;
      memmove (self->pending, self->pending + used, self->n_pending);
    }
  if (self->n_pending > 0 && last)
    {
      if (!decode (self, self->pending, self->n_pending, &used, text, error))
        return FALSE;
      self->n_pending -= used;
      memmove (self->pending, self->pending + used, self->n_pending);
    }

  if (n_bytes > 0)
    {
      if (!decode (self, bytes, n_bytes, &used, text, error))
        return FALSE;
      g_assert (n_bytes - used < sizeof self->pending);
      self->n_pending = n_bytes - used;
      memcpy (self->pending, bytes + used, self->n_pending);
    }

  return !last || finish (self, text, error);
}
