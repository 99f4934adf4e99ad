/* SPDX-License-Identifier: GPL-3.0-or-later */
/* client_slot.has_lines spares a run the look at the lines of those who have none. Whatever is
 * imported, taken back and done again, in any order, it says what the lines say. */
#include "tests/store/scratch.h"

#include "jobs/import-statements.h"
#include "store/check.h"
#include "store/production.h"
#include "store/queries/run-parties.h"
#include "store/undo.h"

#define OFFICE 901
#define FIRST_MONTH (2025 * 12)
#define N_MONTHS 5
#define N_REFERENCES 24
#define N_STEPS 60

static TrancheDatabase *
create_file (Scratch *scratch)
{
  TrancheDatabase *db = scratch_create (scratch);

  scratch_execute (db, "INSERT INTO licensee (id, name) VALUES (901, 'L')");
  scratch_execute (db, "INSERT INTO practice (id, licensee_id, name) VALUES (901, 901, 'P')");
  scratch_execute (db, "INSERT INTO office (id, practice_id, name, folded_name)"
                       " VALUES (901, 901, 'A', 'a 901')");
  scratch_execute (db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES"
                       " (9001, 1, 'Ng', 'ng'), (9002, 1, 'Elliott', 'elliott'),"
                       " (9003, 1, 'Never', 'never')");
  scratch_execute (db, "INSERT INTO client (id, kind, name, reference, office_id) VALUES"
                       " (9001, 1, 'Ng', 'R1', 901), (9002, 1, 'Elliott', 'R2', 901),"
                       " (9003, 1, 'Never', 'N', 901)");
  return db;
}

/* Some lines of some clients, known, new and unknown; some come to nothing. */
static void
import_some (Scratch *scratch, TrancheDatabase *db, GRand *random, guint number)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.csv", scratch->folder, number);
  g_autoptr (GString) text = g_string_new ("Client Ref,Statement Date,Amount\n");
  g_autoptr (TrancheStatementImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gpointer result = NULL;
  int n_lines = g_rand_int_range (random, 1, 12);

  for (int i = 0; i < n_lines; i++)
    {
      int reference = g_rand_int_range (random, 0, N_REFERENCES);
      int month = g_rand_int_range (random, 1, N_MONTHS + 1);
      int amount = g_rand_int_range (random, 0, 3);

      g_string_append_printf (text, "R%d,2025-%02d-03,%d.00\n", reference, month, amount);
      if (g_rand_boolean (random))
        g_string_append_printf (text, "R%d,2025-%02d-04,-%d.00\n", reference, month, amount);
    }
  /* The same bytes twice would be refused. */
  g_string_append_printf (text, "unknown %u,2025-01-05,1.00\n", number);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);

  import = tranche_statement_import_new (path, OFFICE);
  import->create_clients = g_rand_boolean (random);
  tranche_statement_import_run (db, import, NULL, &result, &error);
  g_assert_no_error (error);
}

static void
assert_marked (TrancheDatabase *db)
{
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM client_slot AS s WHERE has_lines <> EXISTS"
                         " (SELECT 1 FROM statement_line AS l WHERE l.client_id = s.client_id)"),
      ==, 0);
}

/* A run counts as the lines say. */
static void
assert_counted (TrancheDatabase *db, TrancheMonth start, TrancheMonth end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheRunParties) parties
      = tranche_run_parties_load (db, OFFICE, TRANCHE_TARGET_INDIVIDUAL, start, end, NULL, &error);
  g_autofree char *sql = NULL;
  gint64 count;

  g_assert_no_error (error);
  g_assert_true (tranche_run_parties_count_without_lines (db, parties, TRANCHE_TARGET_INDIVIDUAL,
                                                          start, end, NULL, &count, &error));
  g_assert_no_error (error);
  sql = g_strdup_printf ("SELECT count (*) FROM client AS c JOIN party AS p USING (id)"
                         " WHERE office_id = %d AND NOT removed AND NOT EXISTS (SELECT 1 FROM"
                         " statement_line AS l WHERE l.client_id = c.id"
                         " AND month BETWEEN %d AND %d)",
                         OFFICE, start, end);
  g_assert_cmpint (count, ==, scratch_query (db, sql));
}

static void
step (Scratch *scratch, TrancheDatabase *db, GRand *random, guint number)
{
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
    case 1:
      import_some (scratch, db, random, number);
      break;
    case 2:
    case 3:
      /* Nothing to undo or to do again is no step. */
      label = tranche_undo_operation (db, 0, &error);
      break;
    default:
      label = tranche_redo_operation (db, &error);
      break;
    }
}

static void
test_random (Scratch *scratch, gconstpointer data)
{
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autoptr (TrancheDatabase) db = create_file (scratch);
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      gint64 most = 0;

      for (guint i = 0; i < N_STEPS; i++)
        {
          step (scratch, db, random, seed * N_STEPS + i);
          assert_marked (db);
          assert_counted (db, FIRST_MONTH, FIRST_MONTH + N_MONTHS - 1);
          assert_counted (db, FIRST_MONTH + (int) i % N_MONTHS, FIRST_MONTH + (int) i % N_MONTHS);
          most = MAX (most, scratch_query (db, "SELECT sum (has_lines) FROM client_slot"));
        }

      g_assert_cmpint (most, >, 5);
      g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation WHERE kind = 2"), >, 5);
      g_assert_cmpint (
          scratch_query (db, "SELECT count (*) FROM operation WHERE undoes IS NOT NULL"), >, 5);
      g_assert_cmpint (
          scratch_query (db, "SELECT count (*) FROM operation WHERE redoes IS NOT NULL"), >, 0);
      g_clear_pointer (&db, tranche_database_close);
      scratch_empty (scratch->folder);
    }
}

/* A check names whom a wrong mark is of; what makes the packs again puts the marks right. */
static void
test_check (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_file (scratch);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  const char *const wrong[] = {
    "UPDATE client_slot SET has_lines = 1 WHERE client_id = 9003",
    "UPDATE client_slot SET has_lines = 0 WHERE client_id = 9001",
  };

  for (guint i = 0; i < 8; i++)
    import_some (scratch, db, random, i);
  g_assert_cmpint (scratch_query (db, "SELECT has_lines FROM client_slot WHERE client_id = 9001"),
                   ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GPtrArray) sound = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      const TrancheFinding *finding;

      sound = tranche_database_check (db, TRANCHE_CHECK_ALL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sound->len, ==, 0);

      scratch_execute (db, wrong[i]);
      findings = tranche_database_check (db, TRANCHE_CHECK_ALL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 1);
      finding = findings->pdata[0];
      g_assert_cmpint (finding->check, ==, TRANCHE_CHECK_PRODUCTION);
      g_assert_nonnull (strstr (finding->message, i == 0 ? "9003" : "9001"));

      g_assert_true (tranche_production_rebuild (db, NULL, &error));
      g_assert_no_error (error);
      assert_marked (db);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/jobs/line-marks/random", test_random);
  scratch_test ("/jobs/line-marks/check", test_check);
  return g_test_run ();
}
