/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/practice.h"

#include "domain/text.h"
#include "store/queries/client-index.h"

#include <string.h>

#define TODAY "2025-08-14"
#define N_CLIENTS 400
#define FIRST_OWNER 9001

/* A practice with everything that a row shows
 * ---------------------------------------------------------------------------------------------- */

static const char *const odd_names[]
    = { "Ünal",  "O’Brien", "Straße & Söhne", "王 伟",           "🦊 Fox Trust", "de Souza",
        "Ng",    "NG",      "Ångström",       "Łukasz",          "Élodie Côté",  "Smith",
        "Smith", "Smyth",   "عبد الله",       "  spaced   out ", "Zoë" };

static void
add_client (TrancheDatabase *db, int id, int office_id, const char *name, const char *salutation)
{
  g_autofree char *folded = tranche_text_fold (name);

  practice_execute (db,
                    "INSERT INTO party (id, kind, display_name, sort_key)"
                    " VALUES (%d, 1, '%s', '%s')",
                    id, name, folded);
  practice_execute (db,
                    "INSERT INTO client (id, kind, name, salutation, reference, office_id)"
                    " VALUES (%d, %d, '%s', '%s', 'R-%05d', %d)",
                    id, 1 + id % 6, name, salutation, id, office_id);
}

static void
add_owner (TrancheDatabase *db, int id, const char *name, int role_id, int reports_to)
{
  g_autofree char *folded = tranche_text_fold (name);

  practice_execute (db,
                    "INSERT INTO party (id, kind, display_name, sort_key)"
                    " VALUES (%d, 6, '%s', '%s')",
                    id, name, folded);
  practice_execute (db,
                    "INSERT INTO team_member (id, family_name, role_id, office_id, reports_to)"
                    " VALUES (%d, '%s', %d, 1, nullif (%d, 0))",
                    id, name, role_id, reports_to);
}

static void
add_agreement (TrancheDatabase *db, int party_id, int kind, int state, const char *start)
{
  practice_execute (
      db,
      "INSERT INTO agreement (number, kind, party_id, office_id, start_date, end_date,"
      " state) VALUES ((SELECT 'A' || count (*) FROM agreement), %d, %d, 1, '%s',"
      " iif (%d = 2, date ('%s', '+200 days'), NULL), %d)",
      kind, party_id, start, kind, start, state);
}

static gint64
add_run (TrancheDatabase *db, TrancheStrategyTarget target)
{
  gint64 operation_id = practice_operate (db, 1, TRANCHE_AFFECTS_NOTHING);

  practice_execute (
      db,
      "INSERT INTO run (operation_id, office_id, strategy_id, target, run_date, start_month,"
      " end_month, available_months, maximum_months, buffer_months, parties, production, moves,"
      " unsegmented, unsegmented_production, no_production, negative)"
      " VALUES (%d, 1, (SELECT id FROM strategy WHERE target = %d), %d, '2025-08-01', 24295, 24306,"
      " 12, 12, 1, 1, 0, 0, 0, 0, 0, 0)",
      (int) operation_id, target, target);
  return operation_id;
}

/* Segments, groups, overrides, owners, agreements and production by chance, but always the same. */
static void
fill (TrancheDatabase *db)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  const TrancheMonth last = tranche_month_from_date (practice_day (TODAY)) - 1;
  gint64 run;

  add_owner (db, FIRST_OWNER, "Zulu", 4, 0);
  add_owner (db, FIRST_OWNER + 1, "abel", 4, FIRST_OWNER);
  add_owner (db, FIRST_OWNER + 2, "Ábel", 3, 0);
  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  practice_add_strategy (db, 1, TRANCHE_TARGET_GROUP, 12, 1, 0, 50000, 200000);
  for (int i = 0; i < 10; i++)
    practice_add_group (db, 8001 + i, i < 8 ? 1 : 2);
  practice_execute (db, "UPDATE party SET removed = 1 WHERE id = 8001");

  for (int i = 0; i < N_CLIENTS; i++)
    {
      int id = 1000 + i * 7 % N_CLIENTS;
      g_autofree char *name = g_strdup_printf (
          "%s%.0d", odd_names[g_rand_int_range (random, 0, G_N_ELEMENTS (odd_names))],
          g_rand_int_range (random, 0, 12));

      add_client (db, id, i % 11 == 0 ? 2 : 1, name, i % 3 == 0 ? "John & Jean" : "");
      if (i % 4 != 0)
        practice_execute (db, "UPDATE client SET owner_id = %d WHERE id = %d", FIRST_OWNER + i % 3,
                          id);
      if (i % 5 == 0)
        practice_join (db, 8001 + i % 10, id, TRUE);
      for (int months = g_rand_int_range (random, 0, 4); months > 0; months--)
        practice_add_line (db, i % 11 == 0 ? 2 : 1, id, last - g_rand_int_range (random, 0, 15),
                           g_rand_int_range (random, -50, 200) * 100);
    }
  practice_add_line (db, 1, 1001, last, G_GINT64_CONSTANT (50000000000));
  practice_pack (db);

  run = add_run (db, TRANCHE_TARGET_INDIVIDUAL);
  practice_execute (db, "INSERT INTO assignment (party_id, segment_id, run_id, since)"
                        " SELECT id, nullif (1 + id %% 4, 1), 1, '2025-08-01' FROM client"
                        " WHERE id %% 9 <> 0");
  practice_execute (db,
                    "INSERT INTO assignment_history (operation_id, party_id, effective_date,"
                    " had_segment, has_segment, from_segment_id, to_segment_id)"
                    " SELECT %d, party_id, '2025-08-01', party_id %% 2, 1, 1 + party_id %% 3 + 1,"
                    " segment_id FROM assignment WHERE party_id %% 5 = 1",
                    (int) run);
  run = add_run (db, TRANCHE_TARGET_GROUP);
  practice_execute (db,
                    "INSERT INTO assignment (party_id, segment_id, run_id, since)"
                    " SELECT id, 2 + id %% 3, 2, '2025-08-01' FROM client_group WHERE id <> 8003");
  practice_execute (db,
                    "INSERT INTO assignment_history (operation_id, party_id, effective_date,"
                    " had_segment, has_segment, from_segment_id, to_segment_id)"
                    " VALUES (%d, 8004, '2025-08-01', 1, 1, NULL, 3)",
                    (int) run);
  practice_execute (db, "INSERT INTO override (party_id, segment_id, reason, start_date, end_date)"
                        " SELECT id, 4, 'r', '2025-01-01', iif (id %% 2, '2025-08-13', NULL)"
                        " FROM client WHERE id %% 13 = 0");
  practice_execute (db,
                    "INSERT INTO override (party_id, segment_id, reason, start_date)"
                    " VALUES (1014, 2, 'later', '2025-08-14'), (8003, 1, 'group', '2025-01-01'),"
                    " (1015, 1, 'not yet', '2025-08-15')");
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *start
          = g_strdup_printf ("%d-%02d-%02d", 2015 + i % 11, 1 + i % 12, 1 + i % 28);

      add_agreement (db, i % 6 == 5 ? 8001 + i % 10 : 1000 + i * 3, 1 + i % 2, 1 + i % 5, start);
    }
  add_agreement (db, 1002, 1, 3, "2024-02-29");
}

static TrancheClientContext *
load_context (TrancheDatabase *db, gint64 office_id, gint64 member_id)
{
  g_autoptr (GError) error = NULL;
  TrancheClientContext *context
      = tranche_client_context_load (db, office_id, member_id, practice_day (TODAY), &error);

  g_assert_no_error (error);
  return context;
}

static TrancheClientIndex *
load_index (TrancheDatabase *db, TrancheClientContext *context)
{
  g_autoptr (GError) error = NULL;
  TrancheClientIndex *index = tranche_client_index_load (db, context, NULL, &error);

  g_assert_no_error (error);
  return index;
}

static TrancheClientMatches *
match (TrancheClientIndex *index, const TrancheClientQuery *query, TrancheClientMatches *previous)
{
  g_autoptr (GError) error = NULL;
  TrancheClientMatches *matches = tranche_client_index_match (index, query, previous, NULL, &error);

  g_assert_no_error (error);
  return matches;
}

static GPtrArray *
load_rows (TrancheDatabase *db, TrancheClientContext *context, const guint32 *ids, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = tranche_client_rows_load (db, context, ids, n, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
  return rows;
}

static TrancheClientFacts *
load_row (TrancheDatabase *db, TrancheClientContext *context, guint32 id)
{
  g_autoptr (GPtrArray) rows = load_rows (db, context, &id, 1);

  return rows->pdata[0] != NULL ? tranche_client_facts_ref (rows->pdata[0]) : NULL;
}

/* The slow reference: all rows by themselves, then one by one
 * ---------------------------------------------------------------------------------------------- */

typedef struct
{
  const TrancheClientFacts *facts;
  char *words;
  guint place; /* among the names */
} Reference;

static void
reference_clear (gpointer data)
{
  g_free (((Reference *) data)->words);
}

static GArray *
make_reference (TrancheDatabase *db, GPtrArray *rows)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Reference));

  g_array_set_clear_func (all, reference_clear);
  for (guint i = 0; i < rows->len; i++)
    {
      const TrancheClientFacts *facts = rows->pdata[i];
      gint64 jean = practice_query (db, "SELECT salutation <> '' FROM client WHERE id = %d",
                                    (int) facts->id);
      g_autofree char *words
          = g_strconcat (facts->name, "\n", jean ? "John & Jean\n" : "", facts->reference, NULL);
      g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
      Reference reference
          = { facts, NULL,
              (guint) practice_query (
                  db,
                  "SELECT count (*) FROM party a, party b WHERE b.id = %d AND a.kind = 1"
                  " AND (a.sort_key < b.sort_key OR (a.sort_key = b.sort_key AND a.id < b.id))",
                  (int) facts->id) };

      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_autofree char *line = g_steal_pointer (&lines[j]);

          lines[j] = tranche_text_fold (line);
        }
      reference.words = g_strjoinv ("\n", lines);
      g_array_append_val (all, reference);
    }
  return all;
}

/* Keys count upwards; what has none is last whichever way. */
static gint64
get_key (const Reference *reference, TrancheClientSort sort, gboolean *missing)
{
  *missing = FALSE;
  switch (sort)
    {
    case TRANCHE_CLIENT_SORT_SEGMENT:
      *missing = reference->facts->segment_id == 0;
      return reference->facts->segment_id;
    case TRANCHE_CLIENT_SORT_OWNER:
      *missing = reference->facts->owner_id == 0;
      return reference->facts->owner_id == FIRST_OWNER       ? 3
             : reference->facts->owner_id == FIRST_OWNER + 1 ? 1
                                                             : 2;
    case TRANCHE_CLIENT_SORT_PRODUCTION:
      return reference->facts->production;
    case TRANCHE_CLIENT_SORT_NEXT_DATE:
      *missing = reference->facts->next_date == TRANCHE_DATE_NONE;
      return reference->facts->next_date;
    case TRANCHE_CLIENT_SORT_NAME:
    case TRANCHE_CLIENT_N_SORTS:
    default:
      return reference->place;
    }
}

static gboolean
comes_before (const Reference *a, const Reference *b, const TrancheClientQuery *query)
{
  gboolean a_missing;
  gboolean b_missing;
  gint64 first = get_key (a, query->sort, &a_missing);
  gint64 second = get_key (b, query->sort, &b_missing);

  if (a_missing != b_missing)
    return b_missing;
  if (a_missing || first == second)
    return a->place < b->place;
  return query->descending ? first > second : first < second;
}

static gboolean
has_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const Reference *reference, const TrancheClientQuery *query)
{
  g_autofree char *folded = tranche_text_fold (query->search != NULL ? query->search : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (reference->words, words[i]) == NULL)
      return FALSE;

  return (query->segment_ids == NULL || has_id (query->segment_ids, reference->facts->segment_id))
         && (query->owner_ids == NULL || has_id (query->owner_ids, reference->facts->owner_id));
}

static void
assert_matches (GArray *all, const TrancheClientQuery *query, TrancheClientMatches *matches)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const guint32 *ids;
  guint n_ids;

  for (guint i = 0; i < all->len; i++)
    {
      Reference *reference = &g_array_index (all, Reference, i);
      guint at = wanted->len;

      if (!is_wanted (reference, query))
        continue;
      while (at > 0 && comes_before (reference, wanted->pdata[at - 1], query))
        at--;
      g_ptr_array_insert (wanted, (int) at, reference);
    }

  ids = tranche_client_matches_get_ids (matches, &n_ids);
  g_assert_cmpuint (n_ids, ==, wanted->len);
  for (guint i = 0; i < n_ids; i++)
    g_assert_cmpint (ids[i], ==, ((Reference *) wanted->pdata[i])->facts->id);
}

typedef struct
{
  TrancheDatabase *db;
  TrancheClientContext *context;
  TrancheClientIndex *index;
  TrancheClientIds *ids;
  GPtrArray *rows;
  GArray *all;
} List;

static void
list_clear (List *list)
{
  g_array_unref (list->all);
  g_ptr_array_unref (list->rows);
  tranche_client_ids_free (list->ids);
  tranche_client_index_unref (list->index);
  tranche_client_context_unref (list->context);
  tranche_database_close (list->db);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static void
list_load (List *list, Scratch *scratch)
{
  g_autoptr (GError) error = NULL;

  list->db = practice_create (scratch);
  fill (list->db);
  list->context = load_context (list->db, 1, 0);
  list->index = load_index (list->db, list->context);
  list->ids = tranche_client_list_load_ids (list->db, list->context, NULL, &error);
  g_assert_no_error (error);
  list->rows = load_rows (list->db, list->context, list->ids->ids, list->ids->n_ids);
  list->all = make_reference (list->db, list->rows);
}

static GArray *
make_ids (gint64 first, gint64 second)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, first);
  if (second >= 0)
    g_array_append_val (ids, second);
  return ids;
}

/* Tests
 * ---------------------------------------------------------------------------------------------- */

static void
test_names (Scratch *scratch, gconstpointer data)
{
  g_auto (List) list = { 0 };
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
  g_autoptr (TrancheClientMatches) matches = NULL;
  const guint32 *ids;
  guint n_ids;

  list_load (&list, scratch);
  matches = match (list.index, query, NULL);
  assert_matches (list.all, query, matches);

  /* What the first paint shows is what the index says. */
  ids = tranche_client_matches_get_ids (matches, &n_ids);
  g_assert_cmpmem (ids, n_ids * sizeof (guint32), list.ids->ids,
                   list.ids->n_ids * sizeof (guint32));
  g_assert_cmpuint (n_ids, ==,
                    practice_query (list.db, "SELECT count (*) FROM client WHERE office_id = 1"));
}

static void
test_sorts (Scratch *scratch, gconstpointer data)
{
  g_auto (List) list = { 0 };

  list_load (&list, scratch);
  for (int sort = 0; sort < TRANCHE_CLIENT_N_SORTS; sort++)
    {
      for (int descending = 0; descending < 2; descending++)
        {
          g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
          g_autoptr (TrancheClientMatches) matches = NULL;

          query->sort = (TrancheClientSort) sort;
          query->descending = descending;
          matches = match (list.index, query, NULL);
          assert_matches (list.all, query, matches);
        }
    }
}

static void
test_filters (Scratch *scratch, gconstpointer data)
{
  g_auto (List) list = { 0 };

  list_load (&list, scratch);
  for (gint64 segment = 0; segment <= 5; segment++)
    {
      for (gint64 owner = -1; owner <= 3; owner++)
        {
          g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
          g_autoptr (TrancheClientMatches) matches = NULL;

          query->sort = TRANCHE_CLIENT_SORT_PRODUCTION;
          query->segment_ids = make_ids (segment, segment == 3 ? 4 : -1);
          if (owner >= 0)
            query->owner_ids = make_ids (owner == 0 ? 0 : FIRST_OWNER + owner - 1, -1);
          g_assert_true (tranche_client_query_is_filtered (query));
          matches = match (list.index, query, NULL);
          assert_matches (list.all, query, matches);
        }
    }
}

static void
test_search (Scratch *scratch, gconstpointer data)
{
  static const char *const searches[]
      = { "",       " ",    "s",          "ss",      "unal", "ÜNAL",       "o’b",       "strasse",
          "straße", "王",   "🦊",         "smith 7", "jean", "smith jean", "r-0101",    "nobody",
          "العل",   "الله", "out spaced", "ngs",     "\n",   "\x1f",       "zoe john 1" };
  g_auto (List) list = { 0 };
  guint n_found = 0;

  list_load (&list, scratch);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      for (int sort = 0; sort < 4; sort += 3)
        {
          g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
          g_autoptr (TrancheClientMatches) matches = NULL;
          guint n_ids;

          query->search = g_strdup (searches[i]);
          query->sort = (TrancheClientSort) sort;
          matches = match (list.index, query, NULL);
          /* What stands between the words of a client is no word itself. */
          if (!g_str_equal (searches[i], "\x1f"))
            assert_matches (list.all, query, matches);
          tranche_client_matches_get_ids (matches, &n_ids);
          n_found += n_ids;
        }
    }
  g_assert_cmpuint (n_found, >, N_CLIENTS);
}

static void
test_narrow (Scratch *scratch, gconstpointer data)
{
  static const char *const typed[]
      = { "r-01", "r-010",  "r-0101", "r-0101 j", "r-0101 jean", "0101 jean",
          "r-01", "r-0102", "smi",    "smith",    "smith r-0",   "smyth" };
  g_auto (List) list = { 0 };

  list_load (&list, scratch);
  for (int sort = 0; sort < TRANCHE_CLIENT_N_SORTS; sort++)
    {
      g_autoptr (TrancheClientMatches) previous = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
        {
          g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
          TrancheClientMatches *matches;

          query->search = g_strdup (typed[i]);
          query->sort = (TrancheClientSort) sort;
          query->descending = i > 8;
          matches = match (list.index, query, previous);
          assert_matches (list.all, query, matches);
          g_clear_pointer (&previous, tranche_client_matches_unref);
          previous = matches;
        }
    }
}

static void
test_facts (Scratch *scratch, gconstpointer data)
{
  g_auto (List) list = { 0 };
  g_autoptr (TrancheSegmentDrivers) drivers = NULL;
  g_autoptr (GError) error = NULL;
  guint seen[4] = { 0 };

  list_load (&list, scratch);
  drivers = tranche_segment_drivers_load (list.db, 1, practice_day (TODAY), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list.rows->len; i++)
    {
      const TrancheClientFacts *facts = list.rows->pdata[i];
      gint64 own = practice_get_segment (list.db, facts->id);
      gint64 segment_id;
      TrancheSegmentDriver driver = tranche_segment_drivers_resolve (
          drivers, facts->id,
          practice_query (list.db,
                          "SELECT coalesce (group_id, 0) FROM client_slot WHERE client_id = %d",
                          (int) facts->id),
          own >= 0, MAX (own, 0), &segment_id);

      g_assert_cmpint (facts->driver, ==, driver);
      g_assert_cmpint (facts->segment_id, ==, segment_id);
      g_assert_cmpint (facts->production, ==,
                       practice_query (list.db,
                                       "SELECT coalesce (sum (amount), 0) FROM statement_line"
                                       " WHERE client_id = %d AND month BETWEEN %d AND %d",
                                       (int) facts->id, list.context->start, list.context->end));
      seen[driver]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 0);
}

static void
test_dates (Scratch *scratch, gconstpointer data)
{
  static const struct
  {
    const char *today;
    int kind;
    const char *start;
    const char *end;
    const char *reference;
    const char *next;
  } cases[] = {
    { "2025-08-14", 1, "2024-08-14", NULL, NULL, "2025-08-14" },
    { "2025-08-14", 1, "2024-08-13", NULL, NULL, "2026-08-13" },
    { "2025-08-14", 1, "2025-08-14", NULL, NULL, "2026-08-14" },
    { "2025-08-14", 1, "2026-01-01", NULL, NULL, "2027-01-01" },
    { "2025-02-28", 1, "2024-02-29", NULL, NULL, "2025-02-28" },
    { "2025-03-01", 1, "2024-02-29", NULL, NULL, "2026-02-28" },
    { "2027-03-01", 1, "2024-02-29", NULL, NULL, "2028-02-29" },
    { "2025-08-14", 1, "2024-11-01", NULL, "2025-09-01", "2025-09-01" },
    { "2025-09-02", 1, "2024-11-01", NULL, "2025-09-01", "2026-09-01" },
    { "2025-08-14", 2, "2025-01-01", "2025-08-14", NULL, "2025-08-14" },
    { "2025-08-15", 2, "2025-01-01", "2025-08-14", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheClientContext context = { .today = practice_day (cases[i].today) };
      TrancheDate next = tranche_client_context_find_next_date (
          &context, (TrancheAgreementKind) cases[i].kind, practice_day (cases[i].start),
          cases[i].end != NULL ? practice_day (cases[i].end) : TRANCHE_DATE_NONE,
          cases[i].reference != NULL ? practice_day (cases[i].reference) : TRANCHE_DATE_NONE);

      g_assert_cmpint (next, ==,
                       cases[i].next != NULL ? practice_day (cases[i].next) : TRANCHE_DATE_NONE);
    }
}

static void
test_moves (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheClientContext) context = NULL;
  gint64 run;

  practice_add_strategy (db, 1, TRANCHE_TARGET_INDIVIDUAL, 12, 1, 0, 50000, 200000);
  for (int id = 101; id <= 106; id++)
    practice_add_client (db, id, 1);
  add_run (db, TRANCHE_TARGET_INDIVIDUAL);
  run = add_run (db, TRANCHE_TARGET_INDIVIDUAL);
  /* In that run Silver lay above Gold. */
  practice_execute (db, "INSERT INTO run_segment (run_id, segment_id, name, monthly_lower,"
                        " effective_lower, parties, production)"
                        " VALUES (2, 2, 'B', 0, 0, 1, 0), (2, 3, 'S', 90, 90, 1, 0),"
                        " (2, 4, 'G', 70, 70, 1, 0)");
  practice_execute (db, "INSERT INTO assignment (party_id, segment_id, run_id, since)"
                        " VALUES (101, 3, 2, '2025-08-01'), (102, 4, 2, '2025-08-01'),"
                        " (103, NULL, 2, '2025-08-01'), (104, 2, 2, '2025-08-01'),"
                        " (105, 3, 2, '2025-08-01'), (106, 3, 2, '2025-08-01')");
  practice_execute (
      db,
      "INSERT INTO assignment_history (operation_id, party_id, effective_date,"
      " had_segment, has_segment, from_segment_id, to_segment_id) VALUES"
      " (%d, 101, '2025-08-01', 1, 1, 4, 3), (%d, 102, '2025-08-01', 1, 1, 3, 4),"
      " (%d, 103, '2025-08-01', 1, 1, 2, NULL), (%d, 104, '2025-08-01', 1, 1, NULL, 2),"
      " (%d, 105, '2025-08-01', 0, 1, NULL, 3), (%d, 106, '2025-08-01', 1, 1, 2, 3)",
      (int) run, (int) run, (int) run, (int) run, (int) run, (int) run);
  practice_execute (db, "INSERT INTO override (party_id, segment_id, reason, start_date)"
                        " VALUES (106, 4, 'r', '2025-01-01')");

  context = load_context (db, 1, 0);
  for (guint i = 0; i < 6; i++)
    {
      const int moved[] = { 1, -1, -1, 1, 0, 0 };
      g_autoptr (TrancheClientFacts) facts = load_row (db, context, 101 + i);

      g_assert_cmpint (facts->moved, ==, moved[i]);
    }
}

static void
test_visibility (Scratch *scratch, gconstpointer data)
{
  g_auto (List) list = { 0 };
  const struct
  {
    gint64 member_id;
    const char *where;
  } cases[] = {
    { FIRST_OWNER, "owner_id IN (9001, 9002)" }, /* abel reports to Zulu */
    { FIRST_OWNER + 1, "owner_id = 9002" },
    { FIRST_OWNER + 2, "TRUE" }, /* a practice manager */
    { 77, "FALSE" },             /* nobody */
  };

  list_load (&list, scratch);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheClientContext) context = load_context (list.db, 1, cases[i].member_id);
      g_autoptr (TrancheClientIndex) index = load_index (list.db, context);

      g_assert_cmpuint (tranche_client_index_get_n_clients (index), ==,
                        practice_query (list.db,
                                        "SELECT count (*) FROM client WHERE office_id = 1 AND %s",
                                        cases[i].where));
    }
}

static void
test_circle (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheClientContext) context = NULL;
  g_autoptr (TrancheClientIndex) index = NULL;

  add_owner (db, FIRST_OWNER, "One", 4, 0);
  add_owner (db, FIRST_OWNER + 1, "Two", 4, FIRST_OWNER);
  practice_execute (db, "UPDATE team_member SET reports_to = 9002 WHERE id = 9001");
  practice_add_client (db, 101, 1);
  practice_execute (db, "UPDATE client SET owner_id = 9002 WHERE id = 101");
  context = load_context (db, 1, FIRST_OWNER);
  index = load_index (db, context);
  g_assert_cmpuint (tranche_client_index_get_n_clients (index), ==, 1);
}

static void
test_gone (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheClientContext) context = load_context (db, 1, 0);
  g_autoptr (TrancheClientIndex) empty = load_index (db, context);
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
  g_autoptr (TrancheClientMatches) none = NULL;
  g_autoptr (TrancheClientIndex) index = NULL;
  guint n_ids;

  g_assert_false (context->has_window);
  query->sort = TRANCHE_CLIENT_SORT_OWNER;
  query->search = g_strdup ("x");
  none = match (empty, query, NULL);
  tranche_client_matches_get_ids (none, &n_ids);
  g_assert_cmpuint (n_ids, ==, 0);

  practice_add_client (db, 101, 1);
  practice_add_client (db, 102, 1);
  practice_execute (db, "UPDATE party SET removed = 1 WHERE id = 101");
  index = load_index (db, context);
  g_assert_cmpuint (tranche_client_index_get_n_clients (index), ==, 1);
  g_assert_null (load_row (db, context, 101));
  g_assert_null (load_row (db, context, 99));
}

static void
test_impossible_id (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TrancheClientContext) context = load_context (db, 1, 0);
  g_autoptr (GError) error = NULL;

  scratch_execute (db, "INSERT INTO party (id, kind, display_name, sort_key)"
                       " VALUES (4611686018427387904, 1, 'x', 'x')");
  g_assert_null (tranche_client_index_load (db, context, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
}

static void
test_cancel (Scratch *scratch, gconstpointer data)
{
  g_auto (List) list = { 0 };
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  list_load (&list, scratch);
  g_cancellable_cancel (cancellable);
  query->search = g_strdup ("s");
  g_assert_null (tranche_client_index_match (list.index, query, NULL, cancellable, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/client-list/names", test_names);
  scratch_test ("/store/client-list/sorts", test_sorts);
  scratch_test ("/store/client-list/filters", test_filters);
  scratch_test ("/store/client-list/search", test_search);
  scratch_test ("/store/client-list/narrow", test_narrow);
  scratch_test ("/store/client-list/facts", test_facts);
  scratch_test ("/store/client-list/dates", test_dates);
  scratch_test ("/store/client-list/moves", test_moves);
  scratch_test ("/store/client-list/visibility", test_visibility);
  scratch_test ("/store/client-list/circle-of-reports", test_circle);
  scratch_test ("/store/client-list/gone", test_gone);
  scratch_test ("/store/client-list/impossible-id", test_impossible_id);
  scratch_test ("/store/client-list/cancel", test_cancel);

  return g_test_run ();
}
