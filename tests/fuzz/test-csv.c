/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/error.h"
#include "jobs/import-rows.h"

#define SEED 20250814
#define ROUNDS 6000
#define AMOUNTS 200000
#define TIME_MAX (40 * G_USEC_PER_SEC)

/* What breaks readers of such files. */
static const char *const pieces[] = {
  "\"",
  "\"\"",
  "\r",
  "\n",
  "\r\n",
  ",",
  ";",
  "\t",
  "|",
  "sep=;\n",
  "\xef\xbb\xbf",
  "\xff\xfe",
  "\xc3",
  "\xa9",
  "\xe2\x82",
  "(",
  ")",
  "-",
  "−",
  ".",
  "1e9",
  "9999999999999.99",
  "31/02/2025",
  "2025-02-30",
  "T",
  " ",
  "\xc2\xa0",
  "’",
  "=1+1",
  "--",
  ",,,,,,,,",
  "\"\n\"",
  "0x1",
  "NaN",
  "Aug",
};

static char **fixtures;
static gsize *fixture_sizes;
static guint n_fixtures;

static void
load_fixtures (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_assert_cmpuint (names->len, >, 0);

  fixtures = g_new0 (char *, names->len + 1);
  fixture_sizes = g_new0 (gsize, names->len);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_assert_true (g_file_get_contents (path, &fixtures[i], &fixture_sizes[i], NULL));
    }
  n_fixtures = names->len;
}

static void
mutate (GRand *random, GString *text)
{
  guint n = g_rand_int_range (random, 1, 12);

  for (guint i = 0; i < n && text->len > 0; i++)
    {
      gsize at = g_rand_int_range (random, 0, text->len);
      gsize wanted = g_rand_int_range (random, 1, 40);
      gsize length = MIN (text->len - at, wanted);
      const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          text->str[at] = g_rand_int_range (random, 0, 256);
          break;

        case 1:
          g_string_erase (text, at, length);
          break;

        case 2:
          {
            g_autofree char *copy = g_memdup2 (text->str + at, length);

            g_string_insert_len (text, g_rand_int_range (random, 0, text->len + 1), copy, length);
            break;
          }

        default:
          g_string_insert (text, at, piece);
          break;
        }
    }
}

/* Whatever comes in, what comes out keeps its promises. */
static void
check_rows (const TrancheImportRows *rows)
{
  g_autofree guint32 *order = NULL;
  const TrancheRevenueClient *clients = (const TrancheRevenueClient *) rows->clients->data;
  TrancheMoney total = 0;
  gsize n_matched;

  for (guint i = 0; i < rows->clients->len; i++)
    {
      g_assert_cmpint (clients[i].reference[0], !=, '\0');
      g_assert_true (g_utf8_validate (clients[i].reference, -1, NULL));
      if (i > 0)
        g_assert_cmpint (strcmp (clients[i - 1].reference, clients[i].reference), <, 0);
    }
  for (gsize i = 0; i < rows->n_lines; i++)
    {
      const TrancheRevenueLine *line = &rows->lines[i];

      g_assert_cmpuint (line->client, <, rows->clients->len);
      g_assert_cmpuint (line->reference, <, rows->references->len);
      g_assert_true (g_utf8_validate (rows->references->str + line->reference, -1, NULL));
      g_assert_cmpint (ABS (line->amount), <=, TRANCHE_MONEY_MAX);
      g_assert_cmpint (line->month, >=, rows->first_month);
      g_assert_cmpint (line->month, <=, rows->last_month);
      g_assert_cmpint (line->day, >=, 1);
      g_assert_cmpint (line->day, <=, 31);
      if (i > 0)
        g_assert_cmpuint (line->line_number, >, rows->lines[i - 1].line_number);
      total += line->amount;
    }
  g_assert_cmpint (total, ==, rows->total);

  order = tranche_import_rows_sort (rows, &n_matched);
  g_assert_cmpuint (n_matched, ==, 0);
  for (gsize i = 0; i < rows->n_lines; i++)
    g_assert_cmpuint (order[i], ==, i);
}

static void
read_mutant (const GString *text, gint64 *n_read, gint64 *n_refused)
{
  /* By the length, so that a file is always read the same way. */
  TrancheImportFormat format = { TRANCHE_IMPORT_DATES_DAY_FIRST, text->len % 2 == 0 ? '.' : ',' };
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (text->str, text->len, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheCsvReader) reader = tranche_csv_reader_new (stream, 0, NULL, &error);
  g_autoptr (TrancheImportRows) rows = NULL;
  TrancheImportColumns columns = { 0 };
  int n_columns;

  if (reader != NULL)
    {
      n_columns = g_strv_length ((char **) tranche_csv_reader_get_header (reader));
      columns.date = MIN (1, n_columns - 1);
      columns.amount = tranche_csv_reader_find_column (reader, "amount");
      if (columns.amount < 0)
        columns.amount = MIN (2, n_columns - 1);
      columns.reference = n_columns > 3 ? 2 : -1;
      columns.name = columns.reference;
      rows = tranche_import_rows_read (reader, &columns, &format, 1, NULL, NULL, NULL, &error);
    }

  if (rows == NULL)
    {
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      (*n_refused)++;
      return;
    }

  g_assert_no_error (error);
  for (guint i = 0; i < rows->bad_rows->len; i++)
    {
      const TrancheImportBadRow *row = rows->bad_rows->pdata[i];

      g_assert_cmpint (row->line, >, 1);
      g_assert_true (g_utf8_validate (row->reason, -1, NULL));
    }
  check_rows (rows);
  (*n_read) += rows->n_lines > 0;
}

static void
test_files (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint64 end = g_get_monotonic_time () + TIME_MAX;
  gint64 n_read = 0;
  gint64 n_refused = 0;
  guint round;

  for (round = 0; round < ROUNDS && g_get_monotonic_time () < end; round++)
    {
      guint fixture = g_rand_int_range (random, 0, n_fixtures);
      g_autoptr (GString) text = g_string_new_len (fixtures[fixture], fixture_sizes[fixture]);

      mutate (random, text);
      read_mutant (text, &n_read, &n_refused);
    }

  /* A driver that only ever sees refusals, or none, doesn't reach what it is for. */
  g_test_message ("%u files, %" G_GINT64_FORMAT " with lines, %" G_GINT64_FORMAT " refused", round,
                  n_read, n_refused);
  g_assert_cmpint (n_read * 20, >, round);
  g_assert_cmpint (n_refused * 20, >, round);
}

static void
test_amounts (void)
{
  static const char alphabet[] = "0123456789012345678901234567890123456789.,.,-() '\xc2\xa0+e$";
  static const TrancheImportFormat formats[]
      = { { TRANCHE_IMPORT_DATES_DAY_FIRST, '.' }, { TRANCHE_IMPORT_DATES_MONTH_FIRST, ',' } };
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint64 end = g_get_monotonic_time () + TIME_MAX;
  guint n_read = 0;

  for (guint i = 0; i < AMOUNTS && g_get_monotonic_time () < end; i++)
    {
      const TrancheImportFormat *format = &formats[i % 2];
      char text[24];
      guint length = g_rand_int_range (random, 0, sizeof text - 1);
      TrancheMoney amount = G_MININT64;
      TrancheMoney again;
      TrancheMonth month;
      int day;

      for (guint c = 0; c < length; c++)
        text[c] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      text[length] = '\0';
      if (!g_utf8_validate (text, -1, NULL))
        continue;

      if (tranche_import_parse_amount (format, text, length, &amount, NULL))
        {
          g_autofree char *plain = tranche_money_to_string (amount);

          /* Written and read again it is the same. */
          n_read++;
          g_assert_cmpint (ABS (amount), <=, TRANCHE_MONEY_MAX);
          g_assert_true (tranche_money_parse (plain, &again, NULL));
          g_assert_cmpint (again, ==, amount);
        }
      if (!tranche_import_parse_date (format, text, length, &month, &day))
        g_free (tranche_import_describe_date (format, text));
    }

  g_assert_cmpuint (n_read, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  load_fixtures (argv[1]);
  g_test_add_func ("/fuzz/csv/files", test_files);
  g_test_add_func ("/fuzz/csv/amounts", test_amounts);
  return g_test_run ();
}
