/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/store/summary-practice.h"

#include "domain/entities/entities.h"
#include "store/actions/override.h"
#include "store/documents.h"
#include "store/queries/client-package.h"
#include "store/queries/operation-log.h"
#include "store/queries/segment-of-client.h"
#include "store/queries/summary-agreements.h"
#include "store/queries/summary-facts.h"
#include "store/records.h"
#include "store/sharing.h"
#include "store/undo.h"

#define CLIENT 1
#define OTHER_CLIENT 50
#define GROUP 60

/* The chief, who looks after nobody; two advisers that report to the chief; and one who sees all.
 */
enum
{
  CHIEF = 300,
  OWNER,
  COLLEAGUE,
  MANAGER,
};

static void
add_member (TrancheDatabase *db, gint64 id, int role_id, int reports_to)
{
  practice_execute (db,
                    "INSERT INTO party (id, kind, display_name, sort_key)"
                    " VALUES (%d, 6, 'Member %d', 'member %d')",
                    (int) id, (int) id, (int) id);
  practice_execute (db,
                    "INSERT INTO team_member (id, family_name, role_id, office_id, reports_to)"
                    " VALUES (%d, 'Member', %d, 1, nullif (%d, 0))",
                    (int) id, role_id, reports_to);
}

static TrancheDatabase *
create_team (Scratch *scratch)
{
  TrancheDatabase *db = summary_practice_create (scratch);

  add_member (db, CHIEF, 4, 0);
  add_member (db, OWNER, 4, CHIEF);
  add_member (db, COLLEAGUE, 4, CHIEF);
  add_member (db, MANAGER, 3, 0);
  practice_add_client (db, OTHER_CLIENT, 1);
  practice_execute (db, "UPDATE client SET owner_id = %d WHERE id = %d", OWNER, CLIENT);
  practice_execute (db, "UPDATE client SET owner_id = %d WHERE id = %d", COLLEAGUE, OTHER_CLIENT);
  return db;
}

/* Whether who acts is refused; any other error is a failure. */
static gboolean
is_denied (gboolean success, GError **error)
{
  if (success)
    {
      g_assert_no_error (*error);
      return FALSE;
    }
  g_assert_error (*error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (error);
  return TRUE;
}

static gboolean
may_see (TrancheDatabase *db, gint64 member_id, gint64 party_id)
{
  g_autoptr (GError) error = NULL;

  return !is_denied (tranche_sharing_require (db, member_id, party_id, &error), &error);
}

static void
test_require (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);

  g_assert_true (may_see (db, 0, CLIENT));
  g_assert_true (may_see (db, OWNER, CLIENT));
  g_assert_true (may_see (db, CHIEF, CLIENT));
  g_assert_true (may_see (db, MANAGER, CLIENT));
  g_assert_false (may_see (db, COLLEAGUE, CLIENT));
  g_assert_false (may_see (db, 999, CLIENT));

  /* A circle of reports ends. */
  practice_execute (db, "UPDATE team_member SET reports_to = %d WHERE id = %d", OWNER, CHIEF);
  g_assert_true (may_see (db, OWNER, CLIENT));
  g_assert_true (may_see (db, OWNER, OTHER_CLIENT));

  /* Nobody's client. */
  practice_execute (db, "UPDATE client SET owner_id = NULL WHERE id = %d", CLIENT);
  g_assert_false (may_see (db, OWNER, CLIENT));
  g_assert_true (may_see (db, MANAGER, CLIENT));

  /* Who isn't there is the caller's to miss. */
  g_assert_true (may_see (db, COLLEAGUE, 4711));
}

static void
test_group (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);

  practice_add_group (db, GROUP, 1);
  g_assert_false (may_see (db, OWNER, GROUP));
  practice_join (db, GROUP, CLIENT, TRUE);
  g_assert_true (may_see (db, OWNER, GROUP));
  g_assert_false (may_see (db, COLLEAGUE, GROUP));
  practice_join (db, GROUP, OTHER_CLIENT, TRUE);
  g_assert_true (may_see (db, COLLEAGUE, GROUP));
}

/* A person is seen with any of the clients it belongs to, and by everybody without one. */
static void
test_person (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);

  g_assert_true (may_see (db, OWNER, 2));
  g_assert_true (may_see (db, MANAGER, 2));
  g_assert_false (may_see (db, COLLEAGUE, 2));
  practice_execute (db, "INSERT INTO membership (client_id, person_id, role) VALUES (%d, 2, 5)",
                    OTHER_CLIENT);
  g_assert_true (may_see (db, COLLEAGUE, 2));
  g_assert_true (may_see (db, OWNER, 2));
  g_assert_false (may_see (db, COLLEAGUE, 3));
  practice_execute (db, "DELETE FROM membership WHERE person_id = 3");
  g_assert_true (may_see (db, COLLEAGUE, 3));
}

static gint64
issue_document (TrancheDatabase *db)
{
  g_autoptr (TrancheIssuedDocument) document = tranche_issued_document_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("frozen", 6);
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_ISSUE, "Issued", &error);

  g_assert_no_error (error);
  document->kind = TRANCHE_DOCUMENT_FDS;
  document->title = g_strdup ("Statement");
  document->party_id = CLIENT;
  document->agreement_id = 1;
  document->issued_on = practice_day ("2026-11-21");
  document->pages = 1;
  document->number = g_strdup ("FDS-2026-00001");
  g_assert_true (tranche_documents_insert (operation, document, bytes, &error));
  g_assert_true (tranche_operation_commit (operation, &error));
  g_assert_no_error (error);
  return document->id;
}

/* Everything that says something about one client refuses or none does. */
static void
assert_all_denied (TrancheDatabase *db, gint64 member_id, gint64 document_id, gboolean denied)
{
  const TrancheDate today = practice_day ("2026-11-21");
  g_autoptr (TrancheClientSegment) segment = NULL;
  g_autoptr (TrancheClientPackage) package = NULL;
  g_autoptr (TrancheSummaryFacts) facts = NULL;
  g_autoptr (TrancheIssuedDocument) document = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GArray) agreements = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, member_id, "Somebody");
  segment = tranche_client_segment_load (db, CLIENT, today, &error);
  g_assert_true (is_denied (segment != NULL, &error) == denied);
  package = tranche_client_package_load (db, CLIENT, today, &error);
  g_assert_true (is_denied (package != NULL, &error) == denied);
  agreements
      = tranche_summary_agreements_list (db, CLIENT, TRANCHE_AGREEMENT_ONGOING, FALSE, &error);
  g_assert_true (is_denied (agreements != NULL, &error) == denied);
  facts = tranche_summary_facts_load (db, 1, CLIENT, TRUE, TRANCHE_DATE_NONE, today, &error);
  g_assert_true (is_denied (facts != NULL, &error) == denied);
  documents = tranche_documents_list (db, CLIENT, &error);
  g_assert_true (is_denied (documents != NULL, &error) == denied);
  document = tranche_documents_load (db, document_id, &error);
  g_assert_true (is_denied (document != NULL, &error) == denied);
  bytes = tranche_documents_read (db, document_id, &error);
  g_assert_true (is_denied (bytes != NULL, &error) == denied);
  tranche_database_set_actor (db, 0, NULL);
}

static void
test_reading (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);
  gint64 document_id = issue_document (db);

  assert_all_denied (db, 0, document_id, FALSE);
  assert_all_denied (db, OWNER, document_id, FALSE);
  assert_all_denied (db, CHIEF, document_id, FALSE);
  assert_all_denied (db, MANAGER, document_id, FALSE);
  assert_all_denied (db, COLLEAGUE, document_id, TRUE);
}

static guint
count_clients (TrancheDatabase *db, gint64 member_id)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, member_id, "Somebody");
  ids = tranche_summary_clients_list (db, 0, &error);
  g_assert_no_error (error);
  tranche_database_set_actor (db, 0, NULL);
  return ids->len;
}

/* “All” leaves out those who aren't seen. */
static void
test_all (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);

  practice_add_client (db, 70, 1);
  g_assert_cmpuint (count_clients (db, 0), ==, 3);
  g_assert_cmpuint (count_clients (db, MANAGER), ==, 3);
  g_assert_cmpuint (count_clients (db, CHIEF), ==, 2);
  g_assert_cmpuint (count_clients (db, OWNER), ==, 1);
}

static gboolean
set_by_hand (TrancheDatabase *db, gint64 member_id)
{
  g_autoptr (GError) error = NULL;
  gboolean denied;

  tranche_database_set_actor (db, member_id, "Somebody");
  denied = is_denied (tranche_overrides_set (db, CLIENT, PRACTICE_GOLD, "Because",
                                             practice_day ("2026-11-21"), TRANCHE_DATE_NONE, NULL,
                                             &error),
                      &error);
  tranche_database_set_actor (db, 0, NULL);
  return !denied;
}

static void
test_writing (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);

  g_assert_false (set_by_hand (db, COLLEAGUE));
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 0);
  g_assert_true (set_by_hand (db, CHIEF));
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM override"), ==, 1);
}

static gboolean
insert_part (TrancheDatabase *db, gint64 member_id, gpointer record)
{
  g_autoptr (TrancheRecord) owned = record;
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gboolean denied;

  tranche_database_set_actor (db, member_id, "Somebody");
  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Part", &error);
  g_assert_no_error (error);
  denied = is_denied (tranche_records_insert (operation, owned, &error), &error);
  g_clear_pointer (&operation, tranche_operation_cancel);
  tranche_database_set_actor (db, 0, NULL);
  return !denied;
}

/* Agreements, what is in them, and who belongs to a client are as much the client's as the client
 * is. */
static void
test_parts (Scratch *scratch, gconstpointer data)
{
  static const gint64 members[] = { OWNER, COLLEAGUE };
  const TrancheDate day = practice_day ("2026-11-21");
  g_autoptr (TrancheDatabase) db = create_team (scratch);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      gboolean allowed = members[i] == OWNER;

      g_assert_true (
          insert_part (db, members[i],
                       g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "N-1", "kind",
                                     TRANCHE_AGREEMENT_ONGOING, "party-id", (gint64) CLIENT,
                                     "office-id", (gint64) 1, "start-date", day, NULL))
          == allowed);
      g_assert_true (insert_part (db, members[i],
                                  g_object_new (TRANCHE_TYPE_SIGNATORY, "agreement-id", (gint64) 1,
                                                "name", "Peter", "position", (gint64) 1, NULL))
                     == allowed);
      g_assert_true (insert_part (db, members[i],
                                  g_object_new (TRANCHE_TYPE_DELIVERY, "party-id", (gint64) CLIENT,
                                                "name", "Review", "delivered-on", day, NULL))
                     == allowed);
      g_assert_true (
          insert_part (db, members[i],
                       g_object_new (TRANCHE_TYPE_MEMBERSHIP, "client-id", (gint64) CLIENT,
                                     "person-id", (gint64) 3, "role", TRANCHE_MEMBER_TRUSTEE, NULL))
          == allowed);
      g_assert_true (insert_part (db, members[i],
                                  g_object_new (TRANCHE_TYPE_RELATIONSHIP, "type-id", (gint64) 10,
                                                "from-party-id", (gint64) CLIENT, "to-party-id",
                                                members[i], NULL))
                     == allowed);
    }
}

/* One row of a client that isn't seen can't be turned into one's own client's, nor the other way
 * round. */
static void
test_taking (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (GPtrArray) overrides = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (set_by_hand (db, OWNER));
  overrides = tranche_records_list (db, TRANCHE_TYPE_OVERRIDE, NULL, NULL, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overrides->len, ==, 1);
  g_object_set (g_ptr_array_index (overrides, 0), "party-id", (gint64) OTHER_CLIENT, NULL);
  for (gint64 member = OWNER; member <= COLLEAGUE; member++)
    {
      tranche_database_set_actor (db, member, "Somebody");
      operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Taken", &error);
      g_assert_no_error (error);
      g_assert_true (is_denied (
          tranche_records_update (operation, g_ptr_array_index (overrides, 0), &error), &error));
      g_clear_pointer (&operation, tranche_operation_cancel);
    }
}

static void
assert_log (TrancheDatabase *db, gint64 member_id, gboolean names)
{
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  tranche_database_set_actor (db, member_id, "Somebody");
  log = tranche_operation_log_load (db, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < log->len; i++)
    found |= strstr (((TrancheLogEntry *) g_ptr_array_index (log, i))->label, "Client 1") != NULL;
  g_assert_true (found == names);
  /* What is about nobody is everybody's. */
  g_assert_cmpuint (log->len, >=, 1);
  tranche_database_set_actor (db, 0, NULL);
}

/* The history names no client to who doesn't see it, done or undone. */
static void
test_log (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        g_assert_true (set_by_hand (db, OWNER));
      else
        undone = tranche_undo_operation (db, 0, &error);
      g_assert_no_error (error);
      assert_log (db, 0, TRUE);
      assert_log (db, OWNER, TRUE);
      assert_log (db, CHIEF, TRUE);
      assert_log (db, MANAGER, TRUE);
      assert_log (db, COLLEAGUE, FALSE);
    }
}

static void
assert_undo_label (TrancheDatabase *db, gint64 member_id, const char *label)
{
  g_autoptr (TrancheUndoState) state = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, member_id, "Somebody");
  state = tranche_undo_state_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state->undo_label, ==, label);
  tranche_database_set_actor (db, 0, NULL);
}

/* The menu names no client to who doesn't see it, and nobody takes back what they don't see. */
static void
test_undo (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_team (scratch);
  g_autoptr (GError) error = NULL;
  const char *label = "“Client 1” set to Gold by hand";

  g_assert_true (set_by_hand (db, OWNER));
  assert_undo_label (db, 0, label);
  assert_undo_label (db, OWNER, label);
  assert_undo_label (db, CHIEF, label);
  assert_undo_label (db, MANAGER, label);
  assert_undo_label (db, COLLEAGUE, NULL);

  tranche_database_set_actor (db, COLLEAGUE, "Somebody");
  g_assert_null (tranche_undo_operation (db, 0, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/sharing/require", test_require);
  scratch_test ("/store/sharing/group", test_group);
  scratch_test ("/store/sharing/person", test_person);
  scratch_test ("/store/sharing/reading", test_reading);
  scratch_test ("/store/sharing/all", test_all);
  scratch_test ("/store/sharing/writing", test_writing);
  scratch_test ("/store/sharing/parts", test_parts);
  scratch_test ("/store/sharing/taking", test_taking);
  scratch_test ("/store/sharing/log", test_log);
  scratch_test ("/store/sharing/undo", test_undo);

  return g_test_run ();
}
