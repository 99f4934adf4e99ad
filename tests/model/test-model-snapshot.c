/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "model/model-snapshot.h"

static TrancheModelSnapshot *
load_snapshot (const Practice *practice, gint64 member_id, TrancheDate today)
{
  g_autoptr (GError) error = NULL;
  TrancheModelSnapshot *snapshot = tranche_model_snapshot_load (practice->db, practice->office_id,
                                                                member_id, today, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (snapshot);
  return snapshot;
}

static gint64
get_clients (const TrancheModelSnapshot *snapshot, const char *name)
{
  int index = tranche_model_content_find_segment (snapshot->content, name);

  g_assert_cmpint (index, >=, 0);
  return g_array_index (snapshot->clients, gint64, index);
}

static void
test_built_in (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheModelSnapshot) snapshot = load_snapshot (&practice, 0, TRANCHE_DATE_NONE);

  g_assert_cmpint (snapshot->use->model_id, ==, 1);
  g_assert_nonnull (snapshot->use->edit_obstacle);
  g_assert_cmpuint (snapshot->content->segments->len, ==, 4);
  /* Nobody asked for it, and it costs a pass over the clients. */
  g_assert_null (snapshot->clients);
}

/* By hand today, not before; the content's order and the counts' are the same. */
static void
test_clients (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheOperation *operation = begin (db);
  gint64 ng = add_client (operation, practice.office_id, "Ng");
  gint64 ward = add_client (operation, practice.office_id, "Ward");
  g_autoptr (TrancheModelSnapshot) before = NULL;
  g_autoptr (TrancheModelSnapshot) today = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  tranche_overrides_set (db, ng, find_segment (db, model_id, "Gold"), "asked for it", TODAY,
                         TRANCHE_DATE_NONE, NULL, &error);
  g_assert_no_error (error);
  tranche_overrides_set (db, ward, find_segment (db, model_id, "Gold"), "too", TODAY - 5,
                         TRANCHE_DATE_NONE, NULL, &error);
  g_assert_no_error (error);

  before = load_snapshot (&practice, 0, TODAY - 1);
  today = load_snapshot (&practice, 0, TODAY);
  g_assert_cmpint (before->use->model_id, ==, model_id);
  g_assert_null (before->use->edit_obstacle);
  g_assert_cmpuint (today->clients->len, ==, today->content->segments->len);
  g_assert_cmpint (get_clients (before, "Gold"), ==, 1);
  g_assert_cmpint (get_clients (today, "Gold"), ==, 2);
  g_assert_cmpint (get_clients (today, "Silver"), ==, 0);
}

/* The adviser reads the same model, and may not edit it. */
static void
test_member (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 manager = add_colleague (&practice, "Reed", ROLE_PRACTICE_MANAGER);
  gint64 adviser = add_colleague (&practice, "Silva", ROLE_ADVISER);
  g_autoptr (TrancheModelSnapshot) managers = load_snapshot (&practice, manager, TRANCHE_DATE_NONE);
  g_autoptr (TrancheModelSnapshot) advisers = load_snapshot (&practice, adviser, TRANCHE_DATE_NONE);

  g_assert_cmpint (advisers->use->model_id, ==, model_id);
  g_assert_null (managers->use->edit_obstacle);
  g_assert_true (g_str_has_prefix (advisers->use->edit_obstacle, "Your role “Adviser” may not"));
}

static void
test_failures (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (GError) error = NULL;

  g_assert_null (tranche_model_snapshot_load (db, 9999, 0, TRANCHE_DATE_NONE, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/model/model-snapshot/built-in", test_built_in);
  scratch_test ("/model/model-snapshot/clients", test_clients);
  scratch_test ("/model/model-snapshot/member", test_member);
  scratch_test ("/model/model-snapshot/failures", test_failures);
  return g_test_run ();
}
