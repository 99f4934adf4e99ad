/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/matrix.h"

/* Gold has all, Old is inactive and has the first, Silver has the second. */
static TrancheModelContent *
create_content (const char *const *benefits)
{
  static const char *const names[] = { "Gold", "Old", "Silver" };
  TrancheModelContent *content = tranche_model_content_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TrancheSegment *segment
          = g_object_new (TRANCHE_TYPE_SEGMENT, "name", names[i], "position", (gint64) i + 1,
                          "active", !g_str_equal (names[i], "Old"), NULL);

      tranche_record_set_id (TRANCHE_RECORD (segment), 11 + i);
      g_ptr_array_add (content->segments, segment);
    }
  for (guint i = 0; benefits[i] != NULL; i++)
    {
      TrancheBenefit *benefit = g_object_new (TRANCHE_TYPE_BENEFIT, "name", benefits[i], "position",
                                              (gint64) i + 1, NULL);

      /* "Review" is 21 wherever it stands, "Report" 22, "Lunch" 23 */
      tranche_record_set_id (TRANCHE_RECORD (benefit), g_str_equal (benefits[i], "Review")   ? 21
                                                       : g_str_equal (benefits[i], "Report") ? 22
                                                                                             : 23);
      g_ptr_array_add (content->benefits, benefit);
      tranche_model_content_set_cell (content, i, 0, TRUE);
      tranche_model_content_set_cell (content, i, 1, i == 0);
      tranche_model_content_set_cell (content, i, 2, i == 1);
    }
  return content;
}

static const char *const both[] = { "Review", "Report", NULL };

/* What changed was told: 0 not at all, 1 words and checks, 2 rows or columns. */
typedef struct
{
  TrancheMatrix *matrix;
  int told;
} Fixture;

static void
changed_cb (Fixture *fixture, gboolean structure)
{
  fixture->told = MAX (fixture->told, structure ? 2 : 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->matrix = tranche_matrix_new ();
  g_signal_connect_swapped (fixture->matrix, "changed", G_CALLBACK (changed_cb), fixture);
  g_assert_cmpuint (tranche_matrix_get_n_rows (fixture->matrix), ==, 0);
  g_assert_cmpuint (tranche_matrix_get_n_columns (fixture->matrix), ==, 0);
  tranche_matrix_set_content (fixture->matrix, create_content (both));
  g_assert_cmpint (fixture->told, ==, 2);
  fixture->told = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->matrix);
}

static void
test_active (Fixture *fixture, gconstpointer data)
{
  TrancheMatrix *matrix = fixture->matrix;

  g_assert_true (tranche_matrix_get_only_active (matrix));
  g_assert_cmpuint (tranche_matrix_get_n_columns (matrix), ==, 2);
  g_assert_cmpint (tranche_matrix_get_segment_id (matrix, 1), ==, 13);
  g_assert_cmpstr (tranche_matrix_get_segment (matrix, 1)->name, ==, "Silver");
  g_assert_false (tranche_matrix_get_held (matrix, 0, 1));
  g_assert_true (tranche_matrix_get_held (matrix, 1, 1));
  g_assert_cmpuint (tranche_matrix_count_row (matrix, 0), ==, 1);
  g_assert_cmpuint (tranche_matrix_count_row (matrix, 1), ==, 2);
  g_assert_cmpuint (tranche_matrix_count_column (matrix, 0), ==, 2);
  g_assert_cmpuint (tranche_matrix_count_column (matrix, 1), ==, 1);
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  TrancheMatrix *matrix = fixture->matrix;

  tranche_matrix_set_only_active (matrix, TRUE);
  g_assert_cmpint (fixture->told, ==, 0);
  tranche_matrix_set_only_active (matrix, FALSE);
  g_assert_cmpint (fixture->told, ==, 2);
  g_assert_cmpuint (tranche_matrix_get_n_columns (matrix), ==, 3);
  g_assert_cmpstr (tranche_matrix_get_segment (matrix, 1)->name, ==, "Old");
  g_assert_true (tranche_matrix_get_held (matrix, 0, 1));
  g_assert_cmpuint (tranche_matrix_count_row (matrix, 0), ==, 2);
  tranche_matrix_set_only_active (matrix, TRUE);
  g_assert_cmpuint (tranche_matrix_get_n_columns (matrix), ==, 2);
  g_assert_cmpuint (tranche_matrix_count_row (matrix, 0), ==, 1);
}

/* The same rows and columns with other checks are no other structure. */
static void
test_structure (Fixture *fixture, gconstpointer data)
{
  static const char *const turned[] = { "Report", "Review", NULL };
  static const char *const one[] = { "Report", NULL };
  static const char *const other[] = { "Report", "Lunch", NULL };
  TrancheMatrix *matrix = fixture->matrix;
  TrancheModelContent *content = create_content (both);

  tranche_model_content_set_cell (content, 0, 2, TRUE);
  tranche_matrix_set_content (matrix, content);
  g_assert_cmpint (fixture->told, ==, 1);
  g_assert_true (tranche_matrix_get_held (matrix, 0, 1));

  fixture->told = 0;
  tranche_matrix_set_content (matrix, create_content (turned));
  g_assert_cmpint (fixture->told, ==, 2);
  g_assert_cmpint (tranche_matrix_find_row (matrix, 21), ==, 1);

  fixture->told = 0;
  tranche_matrix_set_content (matrix, create_content (one));
  g_assert_cmpint (fixture->told, ==, 2);
  g_assert_cmpint (tranche_matrix_find_row (matrix, 21), ==, -1);
  g_assert_cmpint (tranche_matrix_find_row (matrix, 22), ==, 0);

  tranche_matrix_set_content (matrix, create_content (both));
  fixture->told = 0;
  tranche_matrix_set_content (matrix, create_content (other));
  g_assert_cmpint (fixture->told, ==, 2);
  g_assert_cmpstr (tranche_matrix_get_benefit (matrix, 1)->name, ==, "Lunch");
}

/* A check is there at once, with its totals; several may be under way. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  TrancheMatrix *matrix = fixture->matrix;

  g_assert_false (tranche_matrix_is_writing (matrix));
  tranche_matrix_begin_write (matrix, 21, 13, TRUE);
  g_assert_cmpint (fixture->told, ==, 1);
  g_assert_true (tranche_matrix_get_held (matrix, 0, 1));
  g_assert_cmpuint (tranche_matrix_count_row (matrix, 0), ==, 2);
  g_assert_cmpuint (tranche_matrix_count_column (matrix, 1), ==, 2);
  tranche_matrix_begin_write (matrix, 22, 13, FALSE);
  g_assert_false (tranche_matrix_get_held (matrix, 1, 1));
  g_assert_true (tranche_matrix_is_writing (matrix));
  g_assert_false (tranche_matrix_end_write (matrix));
  g_assert_true (tranche_matrix_end_write (matrix));
  g_assert_false (tranche_matrix_is_writing (matrix));

  /* What isn't shown is written all the same, and shown by the next reading. */
  tranche_matrix_begin_write (matrix, 21, 12, FALSE);
  tranche_matrix_begin_write (matrix, 99, 11, TRUE);
  g_assert_cmpuint (tranche_matrix_count_column (matrix, 0), ==, 2);
  g_assert_false (tranche_matrix_end_write (matrix));
  g_assert_true (tranche_matrix_end_write (matrix));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/model/matrix/active", Fixture, NULL, set_up, test_active, tear_down);
  g_test_add ("/model/matrix/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/model/matrix/structure", Fixture, NULL, set_up, test_structure, tear_down);
  g_test_add ("/model/matrix/write", Fixture, NULL, set_up, test_write, tear_down);

  return g_test_run ();
}
