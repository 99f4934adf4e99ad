/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TRANCHE_CSV_ENCODING_UTF_8,
  TRANCHE_CSV_ENCODING_UTF_16_LE,
  TRANCHE_CSV_ENCODING_UTF_16_BE,
  TRANCHE_CSV_ENCODING_WINDOWS_1252,
} TrancheCsvEncoding;

/* "UTF-8", "UTF-16", "Windows-1252": what was assumed, for people. */
const char *tranche_csv_encoding_get_name (TrancheCsvEncoding encoding);

/**
 * TrancheCsvDecoder:
 *
 * Turns the bytes of a text file, as they come, into UTF-8. A byte-order mark decides; without one
 * the text is taken as UTF-8 until a byte contradicts. Where nothing but ASCII came before that
 * byte, the file is Windows-1252 (of which Latin-1's letters are a part); otherwise it is damaged.
 * NUL bytes are no text.
 */
typedef struct
{
  TrancheCsvEncoding encoding;
  gboolean started;
  gboolean seen_beyond_ascii;
  guint8 pending[4];
  guint n_pending;
} TrancheCsvDecoder;

/**
 * tranche_csv_decoder_feed:
 * @last: nothing comes after @bytes
 * @text: what is decoded is appended to it
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID at a byte that can't be text; everything before it
 * was appended
 */
gboolean tranche_csv_decoder_feed (TrancheCsvDecoder *self,
                                   const guint8 *bytes,
                                   gsize n_bytes,
                                   gboolean last,
                                   GString *text,
                                   GError **error);

G_END_DECLS
