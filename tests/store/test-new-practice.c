/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/new-practice.h"
#include "store/queries/practice-context.h"
#include "tests/store/scratch.h"

static void
test_create (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TranchePracticeContext) context = NULL;
  const TrancheNamedId *office;
  const TrancheNamedId *member;

  g_assert_true (
      tranche_new_practice_create (scratch->path, " Cape Town ", "Anna Maria Nkosi", &error));
  g_assert_no_error (error);

  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  context = tranche_practice_context_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (context->offices->len, ==, 1);
  g_assert_cmpuint (context->members->len, ==, 1);
  g_assert_cmpstr (context->currency, ==, "");

  office = g_ptr_array_index (context->offices, 0);
  g_assert_cmpstr (office->name, ==, "Cape Town");
  member = g_ptr_array_index (context->members, 0);
  g_assert_cmpstr (member->name, ==, "Anna Maria Nkosi");
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM team_member WHERE given_names = 'Anna Maria'"
                         " AND family_name = 'Nkosi' AND active = 1"),
      ==, 1);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM office WHERE is_default = 1"
                                      " AND segmentation_enabled = 1"),
                   ==, 1);
}

static void
test_one_word_name (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = NULL;

  g_assert_true (tranche_new_practice_create (scratch->path, "Cape Town", "Cher", &error));
  g_assert_no_error (error);
  db = scratch_open (scratch, TRANCHE_DATABASE_READ_ONLY);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM team_member WHERE given_names = ''"
                                      " AND family_name = 'Cher'"),
                   ==, 1);
}

static void
test_blank (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_new_practice_create (scratch->path, "  ", "Anna Nkosi", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tranche_new_practice_create (scratch->path, "Cape Town", "", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpuint (scratch_count_files (scratch), ==, 0);
}

static void
test_taken (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (scratch->path, "mine", -1, &error));
  g_assert_false (tranche_new_practice_create (scratch->path, "Cape Town", "Anna Nkosi", &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_true (g_file_get_contents (scratch->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
}

static void
test_context_order (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (TranchePracticeContext) context = NULL;

  scratch_execute (db, "INSERT INTO licensee (id, name) VALUES (1, 'Harbour')");
  scratch_execute (db, "INSERT INTO practice (id, licensee_id, name) VALUES (1, 1, 'Kings Cross')");
  scratch_execute (db, "INSERT INTO office (id, practice_id, name, folded_name, is_default)"
                       " VALUES (1, 1, 'Beach', 'beach', 0), (2, 1, 'City', 'city', 1),"
                       " (3, 1, 'Airport', 'airport', 0)");
  scratch_execute (db, "INSERT INTO party (id, kind, display_name, sort_key, removed) VALUES"
                       " (1, 6, 'Adviser', 'adviser', 0), (2, 6, 'Manager', 'manager', 0),"
                       " (3, 6, 'Left', 'left', 0), (4, 6, 'Removed', 'removed', 1)");
  scratch_execute (db,
                   "INSERT INTO team_member (id, family_name, role_id, office_id, active) VALUES"
                   " (1, 'Adviser', 4, 1, 1), (2, 'Manager', 3, 1, 1), (3, 'Left', 1, 1, 0),"
                   " (4, 'Removed', 1, 1, 1)");
  scratch_execute (db, "INSERT INTO setting (key, value) VALUES ('currency', 'ZAR')");

  context = tranche_practice_context_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (context->offices->len, ==, 3);
  g_assert_cmpstr (((TrancheNamedId *) g_ptr_array_index (context->offices, 0))->name, ==, "City");
  g_assert_cmpstr (((TrancheNamedId *) g_ptr_array_index (context->offices, 1))->name, ==,
                   "Airport");
  g_assert_cmpuint (context->members->len, ==, 2);
  g_assert_cmpstr (((TrancheNamedId *) g_ptr_array_index (context->members, 0))->name, ==,
                   "Manager");
  g_assert_cmpstr (context->currency, ==, "ZAR");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/new-practice/create", test_create);
  scratch_test ("/store/new-practice/one-word-name", test_one_word_name);
  scratch_test ("/store/new-practice/blank", test_blank);
  scratch_test ("/store/new-practice/taken", test_taken);
  scratch_test ("/store/practice-context/order", test_context_order);

  return g_test_run ();
}
