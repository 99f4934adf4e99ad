/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/error.h"
#include "jobs/csv-reader.h"

/* What a file reads as: "line:field|field" a record, each ended by a new line; or the error's
 * message. */
static char *
read_all (const char *bytes, gssize length, char separator, TrancheCsvEncoding *encoding)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, length, NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheCsvReader) reader = NULL;
  TrancheCsvRecord record;

  reader = tranche_csv_reader_new (stream, separator, NULL, &error);
  if (reader == NULL)
    {
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      return g_strdup (error->message);
    }

  g_string_append_printf (found, "%c:", tranche_csv_reader_get_separator (reader));
  for (guint i = 0; tranche_csv_reader_get_header (reader)[i] != NULL; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? "|" : "",
                            tranche_csv_reader_get_header (reader)[i]);
  g_string_append_c (found, '\n');

  for (;;)
    {
      g_autoptr (TrancheCsvBlock) block = tranche_csv_reader_next_block (reader, NULL, &error);

      if (block == NULL)
        break;
      while (tranche_csv_block_next (block, &record))
        {
          g_string_append_printf (found, "%d:", (int) record.line);
          if (record.flaw != NULL)
            g_string_append_printf (found, "!%s!", record.flaw);
          for (guint i = 0; i < record.n_fields; i++)
            {
              g_assert_cmpint (record.fields[i].text[record.fields[i].length], ==, '\0');
              g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", record.fields[i].text);
            }
          g_string_append_c (found, '\n');
        }
    }
  if (encoding != NULL)
    *encoding = tranche_csv_reader_get_encoding (reader);
  if (error != NULL)
    {
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      return g_strdup (error->message);
    }

  return g_string_free_and_steal (g_steal_pointer (&found));
}

typedef struct
{
  const char *text;
  const char *expected;
} TextCase;

static void
test_records (void)
{
  static const TextCase cases[] = {
    { "a,b\n1,2\n", ",:a|b\n2:1|2\n" },
    { "a,b\n1,2", ",:a|b\n2:1|2\n" },
    { "a,b\r\n1,2\r\n3,4\r\n", ",:a|b\n2:1|2\n3:3|4\n" },
    { "a,b\r1,2\r3,4", ",:a|b\n2:1|2\n3:3|4\n" },
    { "a,b\n\n\n1,2\n\r\n3,4\n", ",:a|b\n4:1|2\n6:3|4\n" },
    { "a;b\n1,5;2\n", ";:a|b\n2:1,5|2\n" },
    { "a\tb\n1,5\t2\n", "\t:a|b\n2:1,5|2\n" },
    { "a|b\n1,5|2\n", "|:a|b\n2:1,5|2\n" },
    { "sep=;\na,b;c\n1;2\n", ";:a,b|c\n3:1|2\n" },
    { "Name, first;Date;Amount\nx;y;z\nx;y;z\n", ";:Name, first|Date|Amount\n2:x|y|z\n3:x|y|z\n" },
    { "a\n1\n", ",:a\n2:1\n" },
    { "a,b\n", ",:a|b\n" },
    { "a,b", ",:a|b\n" },
    { "a,b\n\"1\n,\"\"x\"\"\",2\n3,4\n", ",:a|b\n2:1\n,\"x\"|2\n4:3|4\n" },
    { "\"a\",\"b\"\n\"\",\"\"\n", ",:a|b\n2:|\n" },
    { "a,b\n5\" pipe,\"2\"\n", ",:a|b\n2:5\" pipe|2\n" },
    { "a,b\n 1 , 2 \n\" 3 \" ,4\n", ",:a|b\n2:1|2\n3:3|4\n" },
    { "a,b\n1\n1,2,3\n,\n", ",:a|b\n2:1\n3:1|2|3\n4:|\n" },
    { "a,b\n1,\"2\"x\n3,4\n", ",:a|b\n2:!there is text after a closing quote!1|2\n3:3|4\n" },
    { "\n\na,b\n1,2\n", ",:a|b\n4:1|2\n" },
    { "\xef\xbb\xbf"
      "a,b\n\xc3\xa9,2\n",
      ",:a|b\n2:é|2\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = read_all (cases[i].text, strlen (cases[i].text), 0, NULL);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_refused (void)
{
  static const TextCase cases[] = {
    { "", "The file is empty" },
    { "\n\r\n\n", "The file is empty" },
    { "\xef\xbb\xbf", "The file is empty" },
    { "a,b\n1,\"2\n3,4\n", "line 2: the quote opened here is never closed" },
    { "a,b\n\"1\n2\",\n\"5,6\n7,8\n", "line 4: the quote opened here is never closed" },
    { "a,b\n\xc3\xa9,1\n\xe9,2\n", "line 3: the byte 0xE9 isn’t UTF-8 text" },
    { "a,b\n1,2\n\x81,2\n", "line 3: the byte 0x81 isn’t Windows-1252 text" },
    { "\xef\xbb\xbf"
      "a,b\n\xe9,2\n",
      "line 2: the byte 0xE9 isn’t UTF-8 text" },
    { "\xef\xbb\xbf"
      "a,b\n\xc3",
      "line 2: the UTF-8 text ends in the middle of a character" },
    { ",,\n1,2,3\n", "line 1: there are no names of columns" },
  };
  g_autofree char *binary = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = read_all (cases[i].text, strlen (cases[i].text), 0, NULL);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }

  binary = read_all ("a,b\n1,2\n\0\1\2", 11, 0, NULL);
  g_assert_cmpstr (binary, ==, "line 3: there is a NUL byte; this isn’t a text file");
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    TrancheCsvEncoding encoding;
    const char *expected;
  } cases[] = {
    { "a,b\nM\xfcller,\x80\n", 13, TRANCHE_CSV_ENCODING_WINDOWS_1252, ",:a|b\n2:Müller|€\n" },
    { "a,b\nM\xc3\xbcller,\xe2\x82\xac\n", 16, TRANCHE_CSV_ENCODING_UTF_8, ",:a|b\n2:Müller|€\n" },
    { "\xff\xfe"
      "a\0,\0b\0\n\0\xfc\0,\0\x3d\xd8\x00\xde\n\0",
      20, TRANCHE_CSV_ENCODING_UTF_16_LE, ",:a|b\n2:ü|😀\n" },
    { "\xfe\xff\0a\0,\0b\0\n\0\xfc\0,\xd8\x3d\xde\x00\0\n", 20, TRANCHE_CSV_ENCODING_UTF_16_BE,
      ",:a|b\n2:ü|😀\n" },
    { "\xff\xfe"
      "a\0;\0b\0\r\0\n\0"
      "1\0;\0"
      "2\0",
      18, TRANCHE_CSV_ENCODING_UTF_16_LE, ";:a|b\n2:1|2\n" },
    { "\xff\xfe"
      "a\0,\0b\0\n\0\x3d\xd8",
      12, TRANCHE_CSV_ENCODING_UTF_16_LE,
      "line 2: the UTF-16 text ends in the middle of a character" },
    { "\xff\xfe"
      "a\0,\0b\0\n\0\0\xde"
      "1\0",
      14, TRANCHE_CSV_ENCODING_UTF_16_LE, "line 2: this isn’t UTF-16 text" },
    { "a,b\n1,\xe9", 7, TRANCHE_CSV_ENCODING_WINDOWS_1252, ",:a|b\n2:1|é\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheCsvEncoding encoding = cases[i].encoding;
      g_autofree char *found = read_all (cases[i].bytes, cases[i].length, 0, &encoding);

      g_assert_cmpstr (found, ==, cases[i].expected);
      g_assert_cmpint (encoding, ==, cases[i].encoding);
    }
}

/* Records of every kind across the borders of the chunks that are read at a time. */
static void
test_chunks (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };

  for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
    for (guint shift = 0; shift < 19; shift++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GInputStream) stream = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (TrancheCsvReader) reader = NULL;
        TrancheCsvBlock *block;
        TrancheCsvRecord record;
        guint n_records = 0;
        gint64 line = 2;

        for (guint i = 0; i < shift; i++)
          g_string_append_c (text, 'h');
        g_string_append_printf (text, ",b%s", ends[e]);
        while (text->len < 1024 * 1024 + 100)
          g_string_append_printf (text, "é%s\"q \"\"1\"\", %s\"%s", ",", ends[e], ends[e]);

        stream = g_memory_input_stream_new_from_data (text->str, text->len, NULL);
        reader = tranche_csv_reader_new (stream, ',', NULL, &error);
        g_assert_no_error (error);
        while ((block = tranche_csv_reader_next_block (reader, NULL, &error)) != NULL)
          {
            while (tranche_csv_block_next (block, &record))
              {
                g_autofree char *second = g_strdup_printf ("q \"1\", %s", ends[e]);

                g_assert_null (record.flaw);
                g_assert_cmpint (record.line, ==, line);
                g_assert_cmpuint (record.n_fields, ==, 2);
                g_assert_cmpstr (record.fields[0].text, ==, "é");
                g_assert_cmpstr (record.fields[1].text, ==, second);
                line += 2;
                n_records++;
              }
            tranche_csv_block_free (block);
          }
        g_assert_no_error (error);
        g_assert_cmpuint (n_records, ==,
                          (text->len - shift - 2 - strlen (ends[e]))
                              / (15 + 2 * strlen (ends[e]) - 1));
      }
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,2\n");
  g_autofree char *found = NULL;
  g_autofree char *quoted = NULL;
  gsize start = text->len;

  while (text->len < 5 * 1024 * 1024)
    g_string_append (text, "xxxxxxxxxxxxxxxx");
  found = read_all (text->str, text->len, 0, NULL);
  g_assert_cmpstr (found, ==, "line 3: the line is longer than 1 MiB");

  text->str[start] = '"';
  for (gsize i = start + 10; i < text->len; i += 1000)
    text->str[i] = '\n';
  quoted = read_all (text->str, text->len, 0, NULL);
  g_assert_cmpstr (quoted, ==, "line 3: the quote opened here isn’t closed within 1 MiB");
}

static void
test_columns (void)
{
  const char *text = "Client Ref,Date,AMOUNT,2\n";
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheCsvReader) reader = tranche_csv_reader_new (stream, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, "client ref"), ==, 0);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, " Amount "), ==, 2);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, "1"), ==, 0);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, "2"), ==, 3);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, "5"), ==, -1);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, "0"), ==, -1);
  g_assert_cmpint (tranche_csv_reader_find_column (reader, "Name"), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jobs/csv-reader/records", test_records);
  g_test_add_func ("/jobs/csv-reader/refused", test_refused);
  g_test_add_func ("/jobs/csv-reader/encodings", test_encodings);
  g_test_add_func ("/jobs/csv-reader/chunks", test_chunks);
  g_test_add_func ("/jobs/csv-reader/long-line", test_long_line);
  g_test_add_func ("/jobs/csv-reader/columns", test_columns);

  return g_test_run ();
}
