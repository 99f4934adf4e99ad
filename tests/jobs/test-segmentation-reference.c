/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "jobs/segmentation.h"

/*
 * The run against a reference that shares nothing with it: every line in memory, added up one by
 * one for each client, and the limits tried from the top. Practices are random: gaps, claw-backs,
 * totals exactly on a limit, clients without lines, lines that come to nothing, two offices,
 * groups, removed clients.
 */

#define FIRST_MONTH TRANCHE_MONTH (2023, 1)
#define N_MONTHS 30
#define N_CLIENTS 60
#define N_GROUPS 8
#define FIRST_CLIENT 100
#define FIRST_GROUP 50

typedef struct
{
  int client;
  TrancheMonth month;
  TrancheMoney amount;
} Line;

typedef struct
{
  GArray *lines;
  int office[N_CLIENTS];
  int group[N_CLIENTS]; /* -1: none */
  int group_office[N_GROUPS];
  gboolean removed[N_CLIENTS];
  TrancheMoney limits[3]; /* below 0: not there */
  int maximum;
  int buffer;
} Model;

static TrancheMoney
random_amount (GRand *rand, const Model *model)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return -g_rand_int_range (rand, 1, 300000);
    case 1:
      return 0;
    case 2:
      /* On a limit for one month, one below, one above. */
      return MAX (model->limits[g_rand_int_range (rand, 0, 3)], 1) + g_rand_int_range (rand, -1, 2);
    default:
      return g_rand_int_range (rand, 1, 400000);
    }
}

static void
make_limits (GRand *rand, Model *model)
{
  TrancheMoney lower = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 1, 30000);

  for (int i = 0; i < 3; i++)
    {
      model->limits[i] = i > 0 && g_rand_int_range (rand, 0, 5) == 0 ? -1 : lower;
      lower += g_rand_int_range (rand, 1, 90000);
    }
  model->maximum = g_rand_int_range (rand, 1, 25);
  model->buffer = g_rand_int_range (rand, 0, 4);
}

static void
fill (TrancheDatabase *db, GRand *rand, Model *model)
{
  model->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  for (int i = 0; i < N_GROUPS; i++)
    {
      model->group_office[i] = g_rand_int_range (rand, 0, 4) == 0 ? 2 : 1;
      practice_add_group (db, FIRST_GROUP + i, model->group_office[i]);
    }
  make_limits (rand, model);
  for (int i = 0; i < N_CLIENTS; i++)
    {
      int n_lines = g_rand_int_range (rand, 0, 4) == 0 ? 0 : g_rand_int_range (rand, 1, 12);

      model->office[i] = g_rand_int_range (rand, 0, 6) == 0 ? 2 : 1;
      model->group[i] = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, N_GROUPS) : -1;
      practice_add_client (db, FIRST_CLIENT + i, model->office[i]);
      if (model->group[i] >= 0)
        practice_join (db, FIRST_GROUP + model->group[i], FIRST_CLIENT + i, TRUE);

      for (int j = 0; j < n_lines; j++)
        {
          Line line = { i, FIRST_MONTH + g_rand_int_range (rand, 0, N_MONTHS),
                        random_amount (rand, model) };

          g_array_append_val (model->lines, line);
          if (g_rand_int_range (rand, 0, 10) == 0)
            {
              Line back = { i, line.month, -line.amount };

              g_array_append_val (model->lines, back);
            }
        }

      model->removed[i] = g_rand_int_range (rand, 0, 12) == 0;
      if (model->removed[i])
        practice_execute (db, "UPDATE party SET removed = 1 WHERE id = %d", FIRST_CLIENT + i);
    }

  for (guint i = 0; i < model->lines->len; i++)
    {
      const Line *line = &g_array_index (model->lines, Line, i);

      practice_add_line (db, model->office[line->client], FIRST_CLIENT + line->client, line->month,
                         line->amount);
    }
  practice_pack (db);
}

typedef struct
{
  gboolean looked_at;
  TrancheMoney total;
  guint n_lines;
  gint64 segment; /* 0: unsegmented */
} Expected;

static gint64
judge (const Model *model, TrancheMoney total, int available)
{
  int lowest = -1;

  for (int i = 2; i >= 0; i--)
    if (model->limits[i] >= 0)
      {
        lowest = i;
        if (total >= model->limits[i] * available)
          return PRACTICE_BRONZE + i;
      }
  return model->limits[lowest] == 0 ? PRACTICE_BRONZE + lowest : 0;
}

/* 0 where the run is to be refused. */
static int
expect (const Model *model,
        TrancheStrategyTarget target,
        TrancheMonth run_month,
        Expected *parties,
        int n_parties)
{
  TrancheMonth end = run_month - model->buffer;
  TrancheMonth start = end - (model->maximum - 1);
  TrancheMonth earliest = G_MAXINT32;
  int available;

  for (guint i = 0; i < model->lines->len; i++)
    {
      const Line *line = &g_array_index (model->lines, Line, i);

      if (model->office[line->client] == 1)
        earliest = MIN (earliest, line->month);
    }
  if (MAX (start, earliest) > end)
    return 0;
  available = end - MAX (start, earliest) + 1;

  memset (parties, 0, (gsize) n_parties * sizeof *parties);
  for (int i = 0; i < n_parties; i++)
    parties[i].looked_at = target == TRANCHE_TARGET_GROUP
                               ? model->group_office[i] == 1
                               : model->office[i] == 1 && !model->removed[i];
  for (guint i = 0; i < model->lines->len; i++)
    {
      const Line *line = &g_array_index (model->lines, Line, i);
      int party = target == TRANCHE_TARGET_GROUP ? model->group[line->client] : line->client;

      if (line->month < start || line->month > end || party < 0 || model->office[line->client] != 1
          || model->removed[line->client])
        continue;
      parties[party].total += line->amount;
      parties[party].n_lines++;
    }
  for (int i = 0; i < n_parties; i++)
    parties[i].segment = judge (model, parties[i].total, available);
  return available;
}

static void
compare (TrancheDatabase *db, const Model *model, TrancheStrategyTarget target, const char *day)
{
  int n_parties = target == TRANCHE_TARGET_GROUP ? N_GROUPS : N_CLIENTS;
  int first = target == TRANCHE_TARGET_GROUP ? FIRST_GROUP : FIRST_CLIENT;
  Expected parties[N_CLIENTS];
  gint64 before[N_CLIENTS];
  TrancheSegmentationRequest request = { 1, target, practice_day (day), FALSE };
  TrancheMonth run_month = tranche_month_from_date (request.date);
  int available = expect (model, target, run_month, parties, n_parties);
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 looked_at = 0, moves = 0, unsegmented = 0, no_production = 0, negative = 0;
  TrancheMoney production = 0;

  for (int i = 0; i < n_parties; i++)
    before[i] = practice_get_segment (db, first + i);

  result = tranche_segmentation_run (db, &request, NULL, NULL, NULL, &error);
  if (available == 0)
    {
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
      for (int i = 0; i < n_parties; i++)
        g_assert_cmpint (practice_get_segment (db, first + i), ==, before[i]);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpint (result->run->available_months, ==, available);
  for (int i = 0; i < n_parties; i++)
    {
      if (!parties[i].looked_at)
        {
          g_assert_cmpint (practice_get_segment (db, first + i), ==, before[i]);
          continue;
        }

      g_assert_cmpint (practice_get_segment (db, first + i), ==, parties[i].segment);
      looked_at++;
      moves += before[i] != parties[i].segment;
      unsegmented += parties[i].segment == 0;
      no_production += parties[i].n_lines == 0;
      negative += parties[i].total < 0;
      production += parties[i].total;
    }

  g_assert_cmpint (result->run->parties, ==, looked_at);
  g_assert_cmpint (result->run->moves, ==, moves);
  g_assert_cmpint (result->run->unsegmented, ==, unsegmented);
  g_assert_cmpint (result->run->no_production, ==, no_production);
  g_assert_cmpint (result->run->negative, ==, negative);
  g_assert_cmpint (result->run->production, ==, production);
  g_assert_cmpint (result->run->production + result->ungrouped_production, ==,
                   result->office_production);
  g_assert_cmpint (practice_query (db,
                                   "SELECT count (*) FROM assignment_history"
                                   " WHERE operation_id = %d",
                                   (int) result->run->operation_id),
                   ==, moves);
}

static void
test_random (Scratch *scratch, gconstpointer data)
{
  static const char *const days[] = { "2023-01-20", "2023-07-01", "2024-05-31", "2025-02-28" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  Model model;

  scratch_execute (db, "PRAGMA synchronous = OFF");
  fill (db, rand, &model);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    for (TrancheStrategyTarget target = TRANCHE_TARGET_INDIVIDUAL; target <= TRANCHE_TARGET_GROUP;
         target++)
      {
        make_limits (rand, &model);
        practice_add_strategy (db, 1, target, model.maximum, model.buffer, model.limits[0],
                               model.limits[1], model.limits[2]);
        compare (db, &model, target, days[i]);
      }
  g_array_unref (model.lines);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/jobs/segmentation-reference/%u", seed);

      g_test_add (path, Scratch, GUINT_TO_POINTER (seed), scratch_set_up, test_random,
                  scratch_tear_down);
    }

  return g_test_run ();
}
