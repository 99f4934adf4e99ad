/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window asks of a large file, without the window: the clients' list, its search, trying
 * limits, and one edit. Each line it prints is a name and a time in seconds, for tests/bench/run.
 */
#include "domain/entities/client.h"
#include "jobs/what-if-loader.h"
#include "store/operation.h"
#include "store/queries/client-index.h"
#include "store/records.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 64
#define JUMPS 2000
#define KEYSTROKES 600
#define LIMITS 2000
#define EDITS 200

typedef struct
{
  const char *name;
  GArray *seconds; /* of double */
  gint64 began;
} Series;

static Series
series_new (const char *name)
{
  return (Series) { name, g_array_new (FALSE, FALSE, sizeof (double)), 0 };
}

static void
series_begin (Series *self)
{
  self->began = g_get_monotonic_time ();
}

static void
series_end (Series *self)
{
  double seconds = (g_get_monotonic_time () - self->began) / (double) G_USEC_PER_SEC;

  g_array_append_val (self->seconds, seconds);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* One time as it is; several as their median and their 99th percentile. */
static void
series_print (Series *self)
{
  const double *sorted;
  guint n = self->seconds->len;

  g_array_sort (self->seconds, compare_doubles);
  sorted = (const double *) self->seconds->data;
  if (n == 1)
    g_print ("%s %.9f\n", self->name, sorted[0]);
  else
    g_print ("%s.p50 %.9f\n%s.p99 %.9f\n", self->name, sorted[n / 2], self->name,
             sorted[(n - 1) * 99 / 100]);
  g_array_unref (self->seconds);
}

static void
load_page (TrancheDatabase *db,
           const TrancheClientContext *context,
           const guint32 *ids,
           guint n_ids,
           guint first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = tranche_client_rows_load (db, context, ids + first, MIN (PAGE, n_ids - first), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);
}

static gint64
find_office (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  gint64 office_id = 0;

  tranche_database_query_int64 (db, "SELECT min (id) FROM office", 0, &office_id, &error);
  g_assert_no_error (error);
  return office_id;
}

static void
measure_list (const char *path, TrancheDate today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheClientContext) context = NULL;
  g_autoptr (TrancheClientIds) ids = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  Series opening = series_new ("list.open");
  Series first = series_new ("list.first-page");
  Series last = series_new ("list.end");
  Series jumps = series_new ("list.jump");

  series_begin (&opening);
  db = tranche_database_open (path, TRANCHE_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  context = tranche_client_context_load (db, find_office (db), 0, today, &error);
  g_assert_no_error (error);
  series_end (&opening);

  series_begin (&first);
  ids = tranche_client_list_load_ids (db, context, NULL, &error);
  g_assert_no_error (error);
  load_page (db, context, ids->ids, ids->n_ids, 0);
  series_end (&first);

  series_begin (&last);
  load_page (db, context, ids->ids, ids->n_ids, ids->n_ids - MIN (PAGE, ids->n_ids));
  series_end (&last);

  for (guint i = 0; i < JUMPS; i++)
    {
      guint position = g_rand_int_range (random, 0, ids->n_ids);

      series_begin (&jumps);
      load_page (db, context, ids->ids, ids->n_ids, position);
      series_end (&jumps);
    }
  g_print ("list.clients %u\n", ids->n_ids);
  series_print (&opening);
  series_print (&first);
  series_print (&last);
  series_print (&jumps);
}

/* What somebody might type: pieces out of names that are there, a letter at a time. */
static void
measure_search (const char *path, TrancheDate today)
{
  static const char *const words[]
      = { "elliott", "ng",     "family trust", "smith", "van der", "000",
          "zz",      "harper", "john",         "pty",   "a",       "lee" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = tranche_database_open (path, TRANCHE_DATABASE_READ_ONLY, &error);
  g_autoptr (TrancheClientContext) context = NULL;
  g_autoptr (TrancheClientIndex) index = NULL;
  Series building = series_new ("search.build");
  Series keys = series_new ("search.key");

  g_assert_no_error (error);
  series_begin (&building);
  context = tranche_client_context_load (db, find_office (db), 0, today, &error);
  g_assert_no_error (error);
  index = tranche_client_index_load (db, context, NULL, &error);
  g_assert_no_error (error);
  series_end (&building);

  for (guint i = 0, typed = 0; typed < KEYSTROKES; i++)
    {
      const char *word = words[i % G_N_ELEMENTS (words)];
      g_autoptr (TrancheClientMatches) previous = NULL;

      for (gsize length = 1; word[length - 1] != '\0'; length++, typed++)
        {
          g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
          TrancheClientMatches *matches;

          query->search = g_strndup (word, length);
          series_begin (&keys);
          matches = tranche_client_index_match (index, query, previous, NULL, &error);
          series_end (&keys);
          g_assert_no_error (error);
          g_clear_pointer (&previous, tranche_client_matches_unref);
          previous = matches;
        }
    }
  g_print ("search.bytes %" G_GSIZE_FORMAT "\n", tranche_client_index_get_size (index));
  series_print (&building);
  series_print (&keys);
}

static void
measure_what_if (const char *path, TrancheDate today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = tranche_database_open (path, TRANCHE_DATABASE_READ_ONLY, &error);
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (TrancheWhatIfData) data = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree TrancheMoney *lowers = NULL;
  g_autofree TrancheWhatIfBand *bands = NULL;
  Series loading = series_new ("what-if.load");
  Series moving = series_new ("what-if.move");

  g_assert_no_error (error);
  setup = tranche_strategies_load_active (db, find_office (db), TRANCHE_TARGET_INDIVIDUAL, &error);
  g_assert_no_error (error);
  series_begin (&loading);
  data = tranche_what_if_load (db, setup, today, NULL, &error);
  g_assert_no_error (error);
  series_end (&loading);

  lowers = g_new0 (TrancheMoney, data->n_bands);
  bands = g_new0 (TrancheWhatIfBand, data->n_bands + 1);
  for (guint i = 0; i < LIMITS; i++)
    {
      for (guint band = 1; band < data->n_bands; band++)
        lowers[band] = lowers[band - 1] + g_rand_int_range (random, 100000, 2000000);
      series_begin (&moving);
      tranche_what_if_apply (data->what_if, lowers, bands);
      series_end (&moving);
    }
  series_print (&loading);
  series_print (&moving);
}

static void
measure_edits (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db
      = tranche_database_open (path, TRANCHE_DATABASE_READ_WRITE, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gint64 first = 0;
  gint64 last = 0;
  Series edits = series_new ("edit");

  g_assert_no_error (error);
  tranche_database_query_int64 (db, "SELECT min (id) FROM client", 0, &first, &error);
  g_assert_no_error (error);
  tranche_database_query_int64 (db, "SELECT max (id) FROM client", 0, &last, &error);
  g_assert_no_error (error);

  while (edits.seconds->len < EDITS)
    {
      g_autoptr (TrancheRecord) client = NULL;
      g_autoptr (TrancheOperation) operation = NULL;
      g_autofree char *phone = g_strdup_printf ("0%08d", g_rand_int_range (random, 0, 99999999));
      gint64 id = first + g_rand_int_range (random, 0, last - first + 1);

      client = tranche_records_load (db, TRANCHE_TYPE_CLIENT, id, NULL);
      if (client == NULL)
        continue;
      g_object_set (client, "phone", phone, NULL);
      series_begin (&edits);
      operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Client changed", &error);
      g_assert_no_error (error);
      tranche_records_update (operation, client, &error);
      g_assert_no_error (error);
      tranche_operation_commit (g_steal_pointer (&operation), &error);
      g_assert_no_error (error);
      series_end (&edits);
    }
  series_print (&edits);
}

int
main (int argc, char **argv)
{
  TrancheDate today;

  if (argc != 4 || (today = tranche_date_parse (argv[3], NULL)) == TRANCHE_DATE_NONE)
    {
      g_printerr ("usage: bench-store list|search|what-if|edit FILE TODAY\n");
      return EXIT_FAILURE;
    }
  if (strcmp (argv[1], "list") == 0)
    measure_list (argv[2], today);
  else if (strcmp (argv[1], "search") == 0)
    measure_search (argv[2], today);
  else if (strcmp (argv[1], "what-if") == 0)
    measure_what_if (argv[2], today);
  else if (strcmp (argv[1], "edit") == 0)
    measure_edits (argv[2]);
  else
    return EXIT_FAILURE;
  return EXIT_SUCCESS;
}
