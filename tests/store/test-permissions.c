/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/team.h"

#include "store/runs.h"

static void
assert_denied (GError **error, const char *message)
{
  g_assert_error (*error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_assert_cmpstr ((*error)->message, ==, message);
  g_clear_error (error);
}

static void
test_nobody (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tranche_database_get_actor (db), ==, 0);
  g_assert_true (tranche_permissions_require (db, TRANCHE_PERMISSION_EDIT_STRATEGY, &error));
  g_assert_true (
      tranche_permissions_require_level (db, TRANCHE_MODEL_LICENSEE, practice.office_id, &error));
  g_assert_no_error (error);
}

static void
test_role (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, adviser, "Mai Ng");
  g_assert_true (tranche_permissions_require (db, TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND, &error));
  g_assert_false (tranche_permissions_require (db, TRANCHE_PERMISSION_EDIT_STRATEGY, &error));
  assert_denied (&error, "Your role “Adviser” may not edit strategies; this may: “Licensee "
                         "administrator”, “Practice manager”");
  g_assert_false (
      tranche_permissions_require_level (db, TRANCHE_MODEL_LICENSEE, practice.office_id, &error));
  assert_denied (&error, "Your role “Adviser” may not edit the licensee’s segmentation model; this "
                         "may: “Licensee administrator”");
}

/* Who has left may do nothing, and who never was neither. */
static void
test_former (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 manager = add_colleague (&practice, "Ng", ROLE_PRACTICE_MANAGER);
  g_autoptr (TrancheRecord) member = load (db, TRANCHE_TYPE_TEAM_MEMBER, manager);
  g_autofree char *obstacle = NULL;
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation = begin (db);

  g_object_set (member, "active", FALSE, NULL);
  update (operation, member);
  commit (operation);

  tranche_database_set_actor (db, manager, "Mai Ng");
  g_assert_false (tranche_permissions_require (db, TRANCHE_PERMISSION_EDIT_STRATEGY, &error));
  assert_denied (&error, "Who acts isn’t an active member of the team");
  g_assert_true (tranche_permissions_find_obstacle (db, 4711, TRANCHE_PERMISSION_EDIT_STRATEGY,
                                                    practice.office_id, &obstacle, &error));
  g_assert_no_error (error);
  g_assert_nonnull (obstacle);
}

/* A manager's hand reaches as far as the practice, an office's role as far as the office. */
static void
test_reach (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 manager = add_colleague (&practice, "Ng", ROLE_PRACTICE_MANAGER);
  gint64 service = add_colleague (&practice, "Dlamini", ROLE_CLIENT_SERVICE);
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation = begin (db);
  gint64 sister = add_office (operation, practice.practice_id, "South");
  gint64 other = insert (operation, g_object_new (TRANCHE_TYPE_PRACTICE, "name", "Hills Advice",
                                                  "licensee-id", practice.licensee_id, NULL));
  gint64 foreign = add_office (operation, other, "Hills");

  commit (operation);
  tranche_database_set_actor (db, manager, "Mai Ng");
  g_assert_true (
      tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_EDIT_STRATEGY, sister, &error));
  g_assert_false (tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_EDIT_STRATEGY,
                                                         foreign, &error));
  assert_denied (&error, "Your role “Practice manager” acts in your own practice only");
  g_assert_true (tranche_permissions_require_level (db, TRANCHE_MODEL_PRACTICE, sister, &error));
  g_assert_false (tranche_permissions_require_level (db, TRANCHE_MODEL_PRACTICE, foreign, &error));
  assert_denied (&error, "Your role “Practice manager” acts in your own practice only");

  tranche_database_set_actor (db, service, "Mai Dlamini");
  g_assert_true (tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_RUN_SEGMENTATION,
                                                        practice.office_id, &error));
  g_assert_false (tranche_permissions_require_in_office (db, TRANCHE_PERMISSION_RUN_SEGMENTATION,
                                                         sister, &error));
  assert_denied (&error, "Your role “Client service” acts in your own office only");
}

/* Whatever code writes a record, the store asks. */
static void
test_records (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 model_id = add_own_model (&practice, TRANCHE_MODEL_PRACTICE);
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  gint64 compliance = add_colleague (&practice, "Ward", ROLE_COMPLIANCE);
  static const char practice_model[]
      = "Your role “Adviser” may not edit the practice’s segmentation model; this may: “Licensee "
        "administrator”, “Practice manager”";
  TrancheOperation *operation;

  tranche_database_set_actor (db, adviser, "Mai Ng");
  operation = begin (db);
  refuse_insert (operation, SEGMENT ("Top"), TRANCHE_ERROR_DENIED, practice_model);
  refuse_insert (operation, STRATEGY ("Ours"), TRANCHE_ERROR_DENIED,
                 "Your role “Adviser” may not edit strategies; this may: “Licensee "
                 "administrator”, “Practice manager”");
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level", TRANCHE_MODEL_PRACTICE,
                               "practice-id", practice.practice_id, "name", "Mine", NULL),
                 TRANCHE_ERROR_DENIED, practice_model);
  add_client (operation, practice.office_id, "Ng");
  tranche_operation_cancel (operation);

  tranche_database_set_actor (db, compliance, "Mai Ward");
  operation = begin (db);
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_HOUSEHOLD, "name",
                               "Elliott", "office-id", practice.office_id, NULL),
                 TRANCHE_ERROR_DENIED,
                 "Your role “Compliance” may not edit clients; this may: “Licensee "
                 "administrator”, “Practice manager”, “Adviser”, “Associate adviser”, “Client "
                 "service”");
  tranche_operation_cancel (operation);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM segment WHERE model_id <> 1"), ==, 0);
}

/* A practice manager may manage the team, but not make a licensee's administrator of anybody, not
 * even of the role that they have themselves. */
static void
test_grants (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 manager = add_colleague (&practice, "Ng", ROLE_PRACTICE_MANAGER);
  g_autoptr (TrancheRecord) own_role = load (db, TRANCHE_TYPE_ROLE, ROLE_PRACTICE_MANAGER);
  g_autoptr (TrancheRecord) own_row = load (db, TRANCHE_TYPE_TEAM_MEMBER, manager);
  static const char message[]
      = "Your role “Practice manager” may not give or take rights that it doesn’t have itself";
  TrancheOperation *operation;

  tranche_database_set_actor (db, manager, "Mai Ng");
  operation = begin (db);
  g_object_set (own_role, "permissions",
                TRANCHE_ROLE (own_role)->permissions | TRANCHE_PERMISSION_EDIT_LICENSEE_MODEL,
                NULL);
  refuse_update (operation, own_role, TRANCHE_ERROR_DENIED, message);
  g_object_set (own_row, "role-id", (gint64) ROLE_LICENSEE_ADMINISTRATOR, NULL);
  refuse_update (operation, own_row, TRANCHE_ERROR_DENIED, message);
  g_object_set (own_row, "role-id", (gint64) ROLE_ADVISER, NULL);
  update (operation, own_row);
  tranche_operation_cancel (operation);
}

/* Taking back what one may not do is doing it. */
static void
test_undo (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  gint64 manager = add_colleague (&practice, "Ward", ROLE_PRACTICE_MANAGER);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, manager, "Mai Ward");
  add_own_model (&practice, TRANCHE_MODEL_PRACTICE);
  tranche_database_set_actor (db, adviser, "Mai Ng");
  g_assert_null (tranche_undo_operation (db, 0, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);

  tranche_database_set_actor (db, manager, "Mai Ward");
  undone = tranche_undo_operation (db, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM segmentation_model WHERE removed = 0"),
                   ==, 1);
  tranche_database_set_actor (db, adviser, "Mai Ng");
  g_assert_null (tranche_redo_operation (db, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);
  tranche_database_set_actor (db, manager, "Mai Ward");
  redone = tranche_redo_operation (db, &error);
  g_assert_no_error (error);
}

/* Runs, imports and issues are refused before they begin. */
static void
test_kinds (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  static const struct
  {
    TrancheOperationKind kind;
    gint64 role_id;
    gboolean allowed;
  } cases[] = {
    { TRANCHE_OPERATION_RUN, ROLE_ADVISER, TRUE },
    { TRANCHE_OPERATION_RUN, ROLE_ASSOCIATE, FALSE },
    { TRANCHE_OPERATION_IMPORT, ROLE_CLIENT_SERVICE, TRUE },
    { TRANCHE_OPERATION_IMPORT, ROLE_ADVISER, FALSE },
    { TRANCHE_OPERATION_ISSUE, ROLE_ASSOCIATE, TRUE },
    { TRANCHE_OPERATION_ISSUE, ROLE_COMPLIANCE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheOperation) operation = NULL;
      g_autoptr (GError) error = NULL;
      gint64 member;

      tranche_database_set_actor (db, 0, "Owner");
      member = add_colleague (&practice, "Ng", cases[i].role_id);
      tranche_database_set_actor (db, member, "Mai Ng");
      operation = tranche_operation_begin (db, cases[i].kind, "", &error);
      if (cases[i].allowed)
        g_assert_no_error (error);
      else
        g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
      g_assert_cmpint (operation != NULL, ==, cases[i].allowed);
    }
}

/* An office's adviser runs the own office, as undoing asks too. */
static void
test_run_elsewhere (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRun) run = tranche_run_new ();
  g_autoptr (GArray) moves = g_array_new (FALSE, TRUE, sizeof (TrancheRunMove));
  g_autoptr (GError) error = NULL;

  scratch_execute (db, "INSERT INTO office (id, practice_id, name, folded_name)"
                       " SELECT 777, practice_id, 'Elsewhere', 'elsewhere' FROM office LIMIT 1");
  tranche_database_set_actor (db, adviser, "Mai Ng");
  operation = tranche_operation_begin (db, TRANCHE_OPERATION_RUN, "Ran", &error);
  g_assert_no_error (error);
  run->office_id = 777;
  g_assert_false (tranche_runs_record (operation, run, moves, &error));
  assert_denied (&error, "Your role “Adviser” acts in your own office only");
}

static void
refuse_move (Practice *practice, gint64 client_id, gint64 office_id, const char *message)
{
  g_autoptr (TrancheRecord) client = load (practice->db, TRANCHE_TYPE_CLIENT, client_id);
  TrancheOperation *operation = begin (practice->db);

  g_object_set (client, "office-id", office_id, NULL);
  refuse_update (operation, client, TRANCHE_ERROR_DENIED, message);
  tranche_operation_cancel (operation);
}

/* A role that sees all clients still works for its own office's only, and who looks after one does,
 * too. */
static void
test_clients_elsewhere (Scratch *scratch, gconstpointer data)
{
  static const char message[] = "Your role “Client service” acts in your own office only";
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 service = add_colleague (&practice, "Ng", ROLE_CLIENT_SERVICE);
  gint64 manager = add_colleague (&practice, "Ward", ROLE_PRACTICE_MANAGER);
  gint64 adviser = add_colleague (&practice, "Dlamini", ROLE_ADVISER);
  TrancheOperation *operation = begin (db);
  gint64 sister = add_office (operation, practice.practice_id, "South");
  gint64 near = add_client (operation, practice.office_id, "Near");
  gint64 far = add_client (operation, sister, "Far");
  gint64 own
      = insert (operation, g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_TRUST, "name",
                                         "Own", "office-id", sister, "owner-id", adviser, NULL));

  commit (operation);
  tranche_database_set_actor (db, service, "Mai Ng");
  operation = begin (db);
  add_client (operation, practice.office_id, "New");
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_TRUST, "name", "New",
                               "office-id", sister, NULL),
                 TRANCHE_ERROR_DENIED, message);
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "A-1", "kind",
                               TRANCHE_AGREEMENT_ONGOING, "party-id", far, "office-id",
                               practice.office_id, "start-date", tranche_date_new (2026, 1, 1),
                               NULL),
                 TRANCHE_ERROR_DENIED, message);
  tranche_operation_cancel (operation);
  refuse_move (&practice, near, sister, message);
  refuse_move (&practice, far, practice.office_id, message);

  tranche_database_set_actor (db, adviser, "Mai Dlamini");
  operation = begin (db);
  refuse_insert (operation, OVERRIDE (own, GOLD), TRANCHE_ERROR_DENIED,
                 "Your role “Adviser” acts in your own office only");
  refuse_insert (operation, OVERRIDE (far, GOLD), TRANCHE_ERROR_DENIED,
                 "The client is another team member’s");
  tranche_operation_cancel (operation);
  refuse_move (&practice, own, practice.office_id,
               "Your role “Adviser” acts in your own office only");

  tranche_database_set_actor (db, manager, "Mai Ward");
  operation = begin (db);
  insert (operation, OVERRIDE (far, GOLD));
  add_client (operation, sister, "New");
  tranche_operation_cancel (operation);
}

static void
test_find_member (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gint64 id = -1;
  gint64 added;

  g_assert_true (tranche_permissions_find_member (db, "Whoever", &id, NULL, &error));
  g_assert_cmpint (id, ==, 0);

  added = add_colleague (&practice, "Ng", ROLE_ADVISER);
  add_colleague (&practice, "Ward", ROLE_ADVISER);
  g_assert_true (tranche_permissions_find_member (db, " mai  NG", &id, &name, &error));
  g_assert_cmpint (id, ==, added);
  g_assert_cmpstr (name, ==, "Mai Ng");
  g_assert_false (tranche_permissions_find_member (db, "Jean", &id, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==,
                   "There is no team member “Jean”; there is “Mai Ng”, “Mai Ward”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/permissions/nobody", test_nobody);
  scratch_test ("/store/permissions/role", test_role);
  scratch_test ("/store/permissions/former", test_former);
  scratch_test ("/store/permissions/reach", test_reach);
  scratch_test ("/store/permissions/records", test_records);
  scratch_test ("/store/permissions/grants", test_grants);
  scratch_test ("/store/permissions/undo", test_undo);
  scratch_test ("/store/permissions/kinds", test_kinds);
  scratch_test ("/store/permissions/run-elsewhere", test_run_elsewhere);
  scratch_test ("/store/permissions/clients-elsewhere", test_clients_elsewhere);
  scratch_test ("/store/permissions/find-member", test_find_member);

  return g_test_run ();
}
