/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/team.h"

#include "store/actions/new-client.h"
#include "store/queries/client-choices.h"

static TrancheNewClient *
make (Practice *practice, TrancheClientKind kind, const char *name)
{
  TrancheNewClient *new_client = tranche_new_client_new ();

  g_object_set (new_client->client, "kind", kind, "name", name, "office-id", practice->office_id,
                NULL);
  return new_client;
}

static TranchePerson *
make_person (const char *given_names, const char *family_name)
{
  return g_object_new (TRANCHE_TYPE_PERSON, "given-names", given_names, "family-name", family_name,
                       NULL);
}

static void
assert_empty (TrancheDatabase *db)
{
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM person"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM membership"), ==, 0);
}

static void
test_household (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheNewClient) new_client = make (&practice, TRANCHE_CLIENT_HOUSEHOLD, "  ");
  g_autoptr (TrancheUndoState) state = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  new_client->primary = make_person (" Wei ", "Ng");
  new_client->partner = make_person ("Lin", " Tan");
  g_object_set (new_client->client, "email", " wei@example.com ", "stage-id", (gint64) 1,
                "client-since", tranche_date_new (2026, 3, 1), NULL);
  g_assert_true (tranche_new_client_add (db, new_client, &error));
  g_assert_no_error (error);

  assert_text (db, "SELECT name FROM client", "Ng & Tan Household");
  assert_text (db, "SELECT email FROM client", "wei@example.com");
  assert_text (db, "SELECT given_names FROM person WHERE family_name = 'Ng'", "Wei");
  g_assert_cmpint (scratch_query (db,
                                  "SELECT count (*) FROM membership AS m JOIN person AS p"
                                  " ON p.id = m.person_id JOIN client AS c ON c.id = m.client_id"
                                  " WHERE m.start_date = '2026-03-01' AND m.end_date IS NULL"
                                  " AND ((m.role = 1 AND p.family_name = 'Ng')"
                                  " OR (m.role = 2 AND p.family_name = 'Tan'))"),
                   ==, 2);
  g_assert_cmpint (tranche_record_get_id (TRANCHE_RECORD (new_client->client)), ==,
                   scratch_query (db, "SELECT id FROM client"));

  /* One step: it goes and comes with its people. */
  state = tranche_undo_state_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state->undo_label, ==, "Client “Ng & Tan Household” added");
  undone = tranche_undo_operation (db, state->undo_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, state->undo_label);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM party WHERE removed = 0 AND kind < 3"),
                   ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM membership"), ==, 0);
}

static void
test_business (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheNewClient) alone
      = make (&practice, TRANCHE_CLIENT_COMPANY, "Smart Systems Ltd");
  g_autoptr (TrancheNewClient) led = make (&practice, TRANCHE_CLIENT_TRUST, "Ng Family Trust");
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_new_client_add (db, alone, &error));
  g_assert_no_error (error);
  led->primary = make_person ("Wei", "Ng");
  g_assert_true (tranche_new_client_add (db, led, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM client"), ==, 2);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM membership WHERE role = 1"), ==, 1);
}

static void
test_invalid (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheNewClient) alone = make (&practice, TRANCHE_CLIENT_HOUSEHOLD, "Ng");
  g_autoptr (TrancheNewClient) nameless = make (&practice, TRANCHE_CLIENT_COMPANY, " ");
  g_autoptr (TrancheNewClient) coupled = make (&practice, TRANCHE_CLIENT_INDIVIDUAL, "Ng");
  g_autoptr (TrancheNewClient) unreachable = make (&practice, TRANCHE_CLIENT_COMPANY, "Ng Ltd");
  g_autoptr (TrancheNewClient) half = make (&practice, TRANCHE_CLIENT_HOUSEHOLD, "Ng");
  TrancheNewClient *const all[] = { alone, nameless, coupled, unreachable, half };

  coupled->primary = make_person ("Wei", "Ng");
  coupled->partner = make_person ("Lin", "Tan");
  g_object_set (unreachable->client, "email", "wei at example", NULL);
  half->primary = make_person ("Wei", "Ng");
  half->partner = make_person ("Lin", " ");

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tranche_new_client_add (db, all[i], &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      assert_empty (db);
    }
}

/* As in every other list, names stand in one line. */
static void
test_words (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autofree char *long_name = g_strnfill (201, 'x');
  const char *const names[] = { "Ng\nLtd", "Ng \033[31m", long_name, "\xe2\x80\x8b" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TrancheNewClient) company = make (&practice, TRANCHE_CLIENT_COMPANY, names[i]);
      g_autoptr (TrancheNewClient) household = make (&practice, TRANCHE_CLIENT_HOUSEHOLD, "Ng");
      g_autoptr (GError) error = NULL;

      g_assert_false (tranche_new_client_add (db, company, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_clear_error (&error);
      household->primary = make_person ("Wei", names[i]);
      g_assert_false (tranche_new_client_add (db, household, &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      assert_empty (db);
    }
}

/* It is refused for the same reasons, and stays out. */
static void
test_try (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  g_autoptr (TrancheNewClient) new_client = make (&practice, TRANCHE_CLIENT_HOUSEHOLD, "");
  gint64 n_operations;
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_new_client_try (db, new_client, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_clear_error (&error);

  n_operations = scratch_query (db, "SELECT count (*) FROM operation");
  new_client->primary = make_person (" Wei", "Ng ");
  g_assert_true (tranche_new_client_try (db, new_client, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (new_client->client->name, ==, "Ng Household");
  assert_empty (db);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM operation"), ==, n_operations);

  tranche_database_set_actor (db, adviser, "Mai Ng");
  g_assert_false (tranche_new_client_try (db, new_client, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
}

static void
test_permission (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 compliance = add_colleague (&practice, "Kaur", ROLE_COMPLIANCE);
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  g_autoptr (TrancheNewClient) new_client = make (&practice, TRANCHE_CLIENT_COMPANY, "Smart Ltd");
  g_autofree char *obstacle = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, compliance, "Mai Kaur");
  g_assert_false (tranche_new_client_add (db, new_client, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (tranche_client_choices_find_obstacle (db, compliance, &obstacle, &error));
  g_assert_nonnull (obstacle);
  g_clear_pointer (&obstacle, g_free);

  /* An adviser doesn't see a client that somebody else, or nobody, owns. */
  tranche_database_set_actor (db, adviser, "Mai Ng");
  g_assert_true (tranche_client_choices_find_obstacle (db, adviser, &obstacle, &error));
  g_assert_null (obstacle);
  g_assert_false (tranche_new_client_add (db, new_client, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);
  g_object_set (new_client->client, "owner-id", compliance, NULL);
  g_assert_false (tranche_new_client_add (db, new_client, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);
  assert_empty (db);

  g_object_set (new_client->client, "owner-id", adviser, NULL);
  g_assert_true (tranche_new_client_add (db, new_client, &error));
  g_assert_no_error (error);
}

static void
test_choices (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 manager = add_colleague (&practice, "Zhou", ROLE_PRACTICE_MANAGER);
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  g_autoptr (TrancheClientChoices) all = NULL;
  g_autoptr (TrancheClientChoices) few = NULL;
  g_autoptr (GError) error = NULL;

  all = tranche_client_choices_load (db, manager, &error);
  g_assert_no_error (error);
  g_assert_null (all->obstacle);
  g_assert_cmpuint (all->offices->len, ==, 1);
  g_assert_cmpuint (all->owners->len, ==, 2);
  g_assert_cmpstr (((TrancheNamedId *) g_ptr_array_index (all->owners, 0))->name, ==, "Mai Ng");
  g_assert_true (all->may_have_no_owner);
  g_assert_cmpint (all->owner_id, ==, manager);
  g_assert_cmpuint (all->stages->len, ==, 4);
  g_assert_cmpstr (((TrancheNamedId *) g_ptr_array_index (all->stages, 1))->name, ==, "Client");
  g_assert_cmpint (all->stage_id, ==, 2);

  scratch_execute (db, "UPDATE stage SET active = 0 WHERE id = 2");
  few = tranche_client_choices_load (db, adviser, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (few->owners->len, ==, 1);
  g_assert_false (few->may_have_no_owner);
  g_assert_cmpint (few->owner_id, ==, adviser);
  g_assert_cmpuint (few->stages->len, ==, 3);
  g_assert_cmpint (few->stage_id, ==, 0);
}

static void
test_namesakes (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 adviser = add_colleague (&practice, "Ng", ROLE_ADVISER);
  g_autoptr (TrancheNewClient) new_client = make (&practice, TRANCHE_CLIENT_COMPANY, "Núñez Ltd");
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (tranche_new_client_add (db, new_client, &error));
  g_assert_no_error (error);
  g_assert_true (tranche_client_choices_count_namesakes (db, 0, "  nunez  LTD ", &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (tranche_client_choices_count_namesakes (db, 0, "Nunez", &n, &error));
  g_assert_cmpuint (n, ==, 0);
  /* Who may not see it isn't told of it. */
  g_assert_true (tranche_client_choices_count_namesakes (db, adviser, "Núñez Ltd", &n, &error));
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/new-client/household", test_household);
  scratch_test ("/store/new-client/business", test_business);
  scratch_test ("/store/new-client/invalid", test_invalid);
  scratch_test ("/store/new-client/words", test_words);
  scratch_test ("/store/new-client/try", test_try);
  scratch_test ("/store/new-client/permission", test_permission);
  scratch_test ("/store/client-choices/defaults", test_choices);
  scratch_test ("/store/client-choices/namesakes", test_namesakes);

  return g_test_run ();
}
