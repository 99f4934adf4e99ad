/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/store/practice.h"

#include "store/queries/client-file.h"
#include "store/queries/client-lines.h"

#define CLIENT 100
#define PERSON 200
#define SOLICITOR 201

static void
add_person (TrancheDatabase *db, gint64 id, const char *name)
{
  practice_execute (db,
                    "INSERT INTO party (id, kind, display_name, sort_key)"
                    " VALUES (%d, 2, '%s', '%s')",
                    (int) id, name, name);
  practice_execute (db, "INSERT INTO person (id, family_name) VALUES (%d, '%s')", (int) id, name);
}

static TrancheDatabase *
create_client (Scratch *scratch)
{
  TrancheDatabase *db = practice_create (scratch);

  practice_add_client (db, CLIENT, 1);
  add_person (db, PERSON, "Elliott");
  add_person (db, SOLICITOR, "Berg");
  scratch_execute (db, "INSERT INTO membership (client_id, person_id, role) VALUES (100, 200, 1)");
  /* Type 5: “is the solicitor for”, “has as solicitor” */
  scratch_execute (db, "INSERT INTO relationship (type_id, from_party_id, to_party_id, end_date)"
                       " VALUES (5, 201, 100, '2025-06-30'), (4, 200, 201, NULL)");
  return db;
}

static void
test_relationships (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_client (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = tranche_client_relationships_load (db, CLIENT, &error);
  const TrancheClientRelationship *relationship;

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  relationship = g_ptr_array_index (found, 0);
  g_assert_cmpint (relationship->subject_id, ==, PERSON);
  g_assert_cmpstr (relationship->phrase, ==, "is a friend of");
  /* What has ended comes last, from the client's own side. */
  relationship = g_ptr_array_index (found, 1);
  g_assert_cmpint (relationship->subject_id, ==, CLIENT);
  g_assert_cmpstr (relationship->phrase, ==, "has as solicitor");
  g_assert_cmpstr (relationship->other_name, ==, "Berg");
  g_assert_cmpint (relationship->end, ==, practice_day ("2025-06-30"));
}

static void
test_services (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_client (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientFile) file = NULL;
  const TrancheClientAgreement *agreement;
  const TrancheAgreementService *service;

  scratch_execute (db, "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                       " start_date, state) VALUES (1, 'OFA-1', 1, 100, 1, 4, '2024-07-01', 3)");
  scratch_execute (db, "INSERT INTO entitlement (id, agreement_id, name, frequency, kind,"
                       " expected_count, period_start, period_end, position) VALUES"
                       " (1, 1, 'Reviews', 4, 2, 4, '2024-07-01', '2025-06-30', 1),"
                       " (2, 1, 'Reviews', 4, 2, 4, '2025-07-01', '2026-06-30', 1)");
  /* One outside of the period isn't counted. */
  scratch_execute (db, "INSERT INTO delivery (party_id, entitlement_id, name, delivered_on) VALUES"
                       " (100, 2, 'Review', '2025-07-01'), (100, 2, 'Review', '2025-09-01'),"
                       " (100, 2, 'Review', '2025-11-01'), (100, 2, 'Review', '2026-07-01')");

  file = tranche_client_file_load (db, CLIENT, 0, practice_day ("2025-12-01"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->detail->members->len, ==, 1);
  agreement = tranche_client_file_get_agreement (file);
  g_assert_nonnull (agreement);
  g_assert_cmpint (agreement->period_start, ==, practice_day ("2025-07-01"));
  g_assert_true (agreement->has_window);
  g_assert_cmpuint (agreement->services->len, ==, 1);
  service = g_ptr_array_index (agreement->services, 0);
  g_assert_cmpint (service->expected, ==, 4);
  g_assert_cmpint (service->received, ==, 3);
  g_assert_cmpint (service->last, ==, practice_day ("2025-11-01"));
}

static void
test_missing (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_client (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientFile) removed = NULL;

  g_assert_null (tranche_client_file_load (db, 999, 0, practice_day ("2025-12-01"), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  practice_execute (db, "UPDATE party SET removed = 1 WHERE id = %d", CLIENT);
  removed = tranche_client_file_load (db, CLIENT, 0, practice_day ("2025-12-01"), &error);
  g_assert_no_error (error);
  g_assert_true (removed->detail->removed);
}

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

static gboolean
is_denied (TrancheDatabase *db, gint64 member_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientFile) file
      = tranche_client_file_load (db, CLIENT, member_id, practice_day ("2025-12-01"), &error);

  if (file != NULL)
    {
      g_assert_no_error (error);
      return FALSE;
    }
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  return TRUE;
}

/* As the list does: the owner, whom that one reports to, and whose role sees all. */
static void
test_denied (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_client (scratch);
  g_autoptr (TrancheClientFile) missing = NULL;
  g_autoptr (GError) error = NULL;
  const int chief = 300;
  const int owner = 301;
  const int colleague = 302;
  const int manager = 303;

  add_member (db, chief, 4, 0);
  add_member (db, owner, 4, chief);
  add_member (db, colleague, 4, chief);
  add_member (db, manager, 3, 0);

  /* Without an owner, those only whose role sees all. */
  g_assert_true (is_denied (db, owner));
  g_assert_false (is_denied (db, manager));

  practice_execute (db, "UPDATE client SET owner_id = %d WHERE id = %d", owner, CLIENT);
  g_assert_false (is_denied (db, owner));
  g_assert_false (is_denied (db, chief));
  g_assert_false (is_denied (db, manager));
  g_assert_false (is_denied (db, 0));
  g_assert_true (is_denied (db, colleague));
  g_assert_true (is_denied (db, 999));

  missing = tranche_client_file_load (db, 999, colleague, practice_day ("2025-12-01"), &error);
  g_assert_null (missing);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static void
test_lines (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = create_client (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  practice_add_line (db, 1, CLIENT, TRANCHE_MONTH (2025, 8), 12345);
  practice_add_line (db, 1, CLIENT, TRANCHE_MONTH (2025, 9), -500);
  lines = tranche_client_lines_load (db, CLIENT, TRANCHE_MONTH (2025, 9), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpint (((const TrancheClientLine *) g_ptr_array_index (lines, 0))->amount, ==, -500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/client-file/relationships", test_relationships);
  scratch_test ("/store/client-file/services", test_services);
  scratch_test ("/store/client-file/missing", test_missing);
  scratch_test ("/store/client-file/denied", test_denied);
  scratch_test ("/store/client-file/lines", test_lines);

  return g_test_run ();
}
