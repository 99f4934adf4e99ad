/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "domain/entities/entities.h"
#include "store/chain.h"
#include "store/records.h"
#include "store/undo.h"

static TrancheOperation *
begin (TrancheDatabase *db, TrancheOperationKind kind, const char *label)
{
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation = tranche_operation_begin (db, kind, label, &error);

  g_assert_no_error (error);
  return operation;
}

static void
commit (TrancheOperation *operation)
{
  g_autoptr (GError) error = NULL;

  tranche_operation_commit (operation, &error);
  g_assert_no_error (error);
}

static gint64
insert (TrancheOperation *operation, gpointer record)
{
  g_autoptr (TrancheRecord) owned = record;
  g_autoptr (GError) error = NULL;

  tranche_records_insert (operation, owned, &error);
  g_assert_no_error (error);
  return tranche_record_get_id (owned);
}

static gint64
add_stage (TrancheDatabase *db, const char *name)
{
  g_autofree char *label = g_strdup_printf ("Stage “%s” added", name);
  TrancheOperation *operation = begin (db, TRANCHE_OPERATION_EDIT, label);
  gint64 id = insert (operation, g_object_new (TRANCHE_TYPE_STAGE, "name", name, NULL));

  commit (operation);
  return id;
}

static gint64
add_person (TrancheDatabase *db, const char *family_name)
{
  g_autofree char *label = g_strdup_printf ("Person “%s” added", family_name);
  TrancheOperation *operation = begin (db, TRANCHE_OPERATION_EDIT, label);
  gint64 id
      = insert (operation, g_object_new (TRANCHE_TYPE_PERSON, "family-name", family_name, NULL));

  commit (operation);
  return id;
}

static void
rename_person (TrancheDatabase *db, gint64 id, const char *family_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheRecord) record = tranche_records_load (db, TRANCHE_TYPE_PERSON, id, &error);
  TrancheOperation *operation = begin (db, TRANCHE_OPERATION_EDIT, "Person renamed");

  g_assert_no_error (error);
  g_object_set (record, "family-name", family_name, NULL);
  tranche_records_update (operation, record, &error);
  g_assert_no_error (error);
  commit (operation);
}

static char *
read_name (TrancheDatabase *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheRecord) record = tranche_records_load (db, TRANCHE_TYPE_PERSON, id, &error);

  g_assert_no_error (error);
  return g_strdup (TRANCHE_PERSON (record)->family_name);
}

static void
assert_name (TrancheDatabase *db, gint64 id, const char *expected)
{
  g_autofree char *name = read_name (db, id);

  g_assert_cmpstr (name, ==, expected);
}

static void
assert_undo (TrancheDatabase *db, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = tranche_undo_operation (db, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, expected);
}

static void
assert_redo (TrancheDatabase *db, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = tranche_redo_operation (db, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, expected);
}

static void
assert_undo_fails (TrancheDatabase *db, gint64 id, TrancheError code)
{
  g_autoptr (GError) error = NULL;
  gint64 before = scratch_query (db, "SELECT coalesce (max (id), 0) FROM operation");

  g_assert_null (tranche_undo_operation (db, id, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  g_assert_cmpint (scratch_query (db, "SELECT coalesce (max (id), 0) FROM operation"), ==, before);
}

static void
assert_redo_fails (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tranche_redo_operation (db, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static void
assert_state (TrancheDatabase *db, const char *undo, const char *redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheUndoState) state = tranche_undo_state_load (db, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (state->undo_label, ==, undo);
  g_assert_cmpstr (state->redo_label, ==, redo);
  g_assert_true ((state->undo_id != 0) == (undo != NULL));
  g_assert_true ((state->redo_id != 0) == (redo != NULL));
}

static void
assert_chain_holds (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  tranche_operation_chain_verify (db, NULL, &problem, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (problem, ==, NULL);
}

static gint64
count_stage (TrancheDatabase *db, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM stage WHERE name = '%s'", name);

  return scratch_query (db, sql);
}

static void
test_nothing (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  assert_state (db, NULL, NULL);
  assert_undo_fails (db, 0, TRANCHE_ERROR_NOT_FOUND);
  assert_undo_fails (db, 12, TRANCHE_ERROR_NOT_FOUND);
  assert_redo_fails (db);
}

static void
test_insert (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  add_stage (db, "Lapsed");
  assert_state (db, "Stage “Lapsed” added", NULL);
  assert_undo (db, "Stage “Lapsed” added");
  g_assert_cmpint (count_stage (db, "Lapsed"), ==, 0);
  assert_state (db, NULL, "Stage “Lapsed” added");
  assert_redo (db, "Stage “Lapsed” added");
  g_assert_cmpint (count_stage (db, "Lapsed"), ==, 1);
  assert_state (db, "Stage “Lapsed” added", NULL);

  /* And round again: the same step, as often as one likes. */
  assert_undo (db, "Stage “Lapsed” added");
  assert_redo (db, "Stage “Lapsed” added");
  g_assert_cmpint (count_stage (db, "Lapsed"), ==, 1);

  /* All of it is history: nothing was taken out. */
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, 5);
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM operation WHERE undoes = 1 AND kind = 4"), ==, 2);
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM operation WHERE redoes = 1 AND kind = 5"), ==, 2);
  assert_chain_holds (db);
}

static void
test_update (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  gint64 id = add_person (db, "Elliott");

  rename_person (db, id, "Ng");
  assert_undo (db, "Person renamed");
  assert_name (db, id, "Elliott");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM party WHERE sort_key LIKE 'elliott%'"),
                   ==, 1);
  assert_redo (db, "Person renamed");
  assert_name (db, id, "Ng");
  assert_undo (db, "Person renamed");
  assert_name (db, id, "Elliott");
  assert_chain_holds (db);
}

static void
test_remove (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheRecord) record = NULL;
  TrancheOperation *operation;
  gint64 id = add_person (db, "Ng");

  record = tranche_records_load (db, TRANCHE_TYPE_PERSON, id, &error);
  operation = begin (db, TRANCHE_OPERATION_EDIT, "Person removed");
  tranche_records_remove (operation, record, &error);
  g_assert_no_error (error);
  commit (operation);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM party WHERE removed = 1"), ==, 1);

  assert_undo (db, "Person removed");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM party WHERE removed = 1"), ==, 0);
  assert_name (db, id, "Ng");
  assert_redo (db, "Person removed");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM party WHERE removed = 1"), ==, 1);
  assert_chain_holds (db);
}

/* Last in, first out; then back again in the order of the doing. */
static void
test_several (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  add_stage (db, "A");
  add_stage (db, "B");
  add_stage (db, "C");
  assert_undo (db, "Stage “C” added");
  assert_undo (db, "Stage “B” added");
  assert_state (db, "Stage “A” added", "Stage “B” added");
  assert_redo (db, "Stage “B” added");
  assert_state (db, "Stage “B” added", "Stage “C” added");
  assert_redo (db, "Stage “C” added");
  assert_redo_fails (db);
  assert_undo (db, "Stage “C” added");
  assert_undo (db, "Stage “B” added");
  assert_undo (db, "Stage “A” added");
  assert_undo_fails (db, 0, TRANCHE_ERROR_NOT_FOUND);
  assert_redo (db, "Stage “A” added");
  g_assert_cmpint (count_stage (db, "A"), ==, 1);
  g_assert_cmpint (count_stage (db, "B"), ==, 0);
  assert_chain_holds (db);
}

/* Something new cuts off what could have been done again, and undo goes on behind it. */
static void
test_new_step_ends_redo (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);

  add_stage (db, "A");
  add_stage (db, "B");
  assert_undo (db, "Stage “B” added");
  add_stage (db, "C");
  assert_state (db, "Stage “C” added", NULL);
  assert_redo_fails (db);
  assert_undo (db, "Stage “C” added");
  assert_undo (db, "Stage “A” added");
  assert_state (db, NULL, "Stage “A” added");
}

static void
test_conflict (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  gint64 id = add_person (db, "Elliott");

  rename_person (db, id, "Ng");
  rename_person (db, id, "Smith");
  /* The one in the middle doesn't fit any more; nothing of it is done. */
  assert_undo_fails (db, 2, TRANCHE_ERROR_CONFLICT);
  assert_undo_fails (db, 1, TRANCHE_ERROR_CONFLICT);
  assert_name (db, id, "Smith");
  assert_undo (db, "Person renamed");
  assert_undo (db, "Person renamed");
  assert_name (db, id, "Elliott");
  assert_chain_holds (db);
}

static void
test_by_id (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  add_stage (db, "A");
  add_stage (db, "B");
  label = tranche_undo_operation (db, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_stage (db, "A"), ==, 0);
  assert_undo_fails (db, 1, TRANCHE_ERROR_CONFLICT);
  /* An undoing isn't undone but redone. */
  assert_undo_fails (db, 3, TRANCHE_ERROR_REFUSED);
  assert_redo (db, "Stage “A” added");
  g_assert_cmpint (count_stage (db, "A"), ==, 1);
}

/* One step of many rows comes back whole, in reverse order, so that references hold. */
static void
test_compound (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  TrancheOperation *operation = begin (db, TRANCHE_OPERATION_EDIT, "Practice set up");
  gint64 licensee
      = insert (operation, g_object_new (TRANCHE_TYPE_LICENSEE, "name", "Harbour", NULL));
  gint64 practice = insert (operation, g_object_new (TRANCHE_TYPE_PRACTICE, "name", "Elm Street",
                                                     "licensee-id", licensee, NULL));

  insert (operation,
          g_object_new (TRANCHE_TYPE_OFFICE, "name", "City", "practice-id", practice, NULL));
  commit (operation);

  assert_undo (db, "Practice set up");
  g_assert_cmpint (
      scratch_query (db,
                     "SELECT (SELECT count (*) FROM licensee) + (SELECT count (*) FROM practice)"
                     " + (SELECT count (*) FROM office)"),
      ==, 0);
  assert_redo (db, "Practice set up");
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM office o JOIN practice p ON p.id = o.practice_id"),
      ==, 1);
  assert_chain_holds (db);
}

static void
test_barriers (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  TrancheOperation *operation;

  add_stage (db, "A");
  operation = begin (db, TRANCHE_OPERATION_ISSUE, "Statement issued");
  tranche_operation_set_detail (operation, "{}");
  commit (operation);
  assert_state (db, NULL, NULL);
  assert_undo_fails (db, 0, TRANCHE_ERROR_REFUSED);
  assert_undo_fails (db, 2, TRANCHE_ERROR_REFUSED);

  add_stage (db, "B");
  assert_undo (db, "Stage “B” added");
  assert_undo_fails (db, 0, TRANCHE_ERROR_REFUSED);

  operation = begin (db, TRANCHE_OPERATION_CREATE, "Sample made");
  tranche_operation_set_detail (operation, "{}");
  commit (operation);
  assert_state (db, NULL, NULL);
  assert_undo_fails (db, 0, TRANCHE_ERROR_NOT_FOUND);
}

/* What made runs stale makes them stale again when it is taken back. */
static void
test_affects (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = scratch_create (scratch);
  TrancheOperation *operation = begin (db, TRANCHE_OPERATION_EDIT, "Settings");

  insert (operation, g_object_new (TRANCHE_TYPE_STAGE, "name", "A", NULL));
  tranche_operation_add_affects (operation, TRANCHE_AFFECTS_SETTINGS);
  tranche_operation_set_office (operation, 5);
  commit (operation);
  assert_undo (db, "Settings");
  assert_redo (db, "Settings");
  g_assert_cmpint (
      scratch_query (db, "SELECT count (*) FROM operation WHERE affects = 8 AND office_id = 5"), ==,
      3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/undo/nothing", test_nothing);
  scratch_test ("/store/undo/insert", test_insert);
  scratch_test ("/store/undo/update", test_update);
  scratch_test ("/store/undo/remove", test_remove);
  scratch_test ("/store/undo/several", test_several);
  scratch_test ("/store/undo/new-step-ends-redo", test_new_step_ends_redo);
  scratch_test ("/store/undo/conflict", test_conflict);
  scratch_test ("/store/undo/by-id", test_by_id);
  scratch_test ("/store/undo/compound", test_compound);
  scratch_test ("/store/undo/barriers", test_barriers);
  scratch_test ("/store/undo/affects", test_affects);
  return g_test_run ();
}
