/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/record-scratch.h"

static void
test_round_trip (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  TrancheRecord *person;
  TrancheRecord *read;
  gint64 id;

  person = g_object_new (TRANCHE_TYPE_PERSON, "given-names", "Jean", "family-name", "Élliott",
                         "birth-date", tranche_date_new (1961, 3, 4), "notes", "“quoted” 'text'",
                         NULL);
  id = insert (operation, g_object_ref (person));
  commit (operation);

  read = load (practice.db, TRANCHE_TYPE_PERSON, id);
  g_assert_true (tranche_record_equal (read, person));
  g_assert_cmpint (tranche_record_get_row_version (read), ==, 1);
  assert_text (practice.db, "SELECT display_name FROM party ORDER BY id DESC LIMIT 1",
               "Jean Élliott");
  assert_text (practice.db, "SELECT sort_key FROM party ORDER BY id DESC LIMIT 1", "elliott jean");
  g_assert_cmpint (scratch_query (practice.db, "SELECT kind FROM party ORDER BY id DESC LIMIT 1"),
                   ==, TRANCHE_PARTY_PERSON);

  operation = begin (practice.db);
  g_object_set (read, "family-name", "Ng", "birth-date", TRANCHE_DATE_NONE, NULL);
  update (operation, read);
  commit (operation);
  g_assert_cmpint (tranche_record_get_row_version (read), ==, 2);
  assert_text (practice.db, "SELECT sort_key FROM party ORDER BY id DESC LIMIT 1", "ng jean");
  assert_text (practice.db,
               "SELECT before ->> 'birth_date' FROM change WHERE table_name = 'person'"
               " ORDER BY id DESC LIMIT 1",
               "1961-03-04");
  assert_text (practice.db,
               "SELECT after ->> 'family_name' FROM change WHERE table_name = 'person'"
               " ORDER BY id DESC LIMIT 1",
               "Ng");
  g_assert_cmpint (
      scratch_query (
          practice.db,
          "SELECT count(*) FROM change WHERE table_name = 'person' AND party_id = row_id"),
      ==, 2);

  g_assert_finalize_object (read);
  g_assert_finalize_object (person);
  tranche_database_close (practice.db);
}

/* Columns and field tables belong together: every entity can be read from its table. */
static void
test_every_table (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  guint n_rows = 0;

  for (guint i = 0; i < tranche_entities_get_n_types (); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;
      GType type = tranche_entities_get_type (i);

      records = tranche_records_list (practice.db, type, NULL, NULL, NULL, 0, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < records->len; j++)
        {
          /* What a new file starts with follows the rules too. */
          tranche_record_validate (records->pdata[j], NULL, &error);
          g_assert_no_error (error);
          n_rows++;
        }
    }

  g_assert_cmpuint (n_rows, >, 60);
  tranche_database_close (practice.db);
}

static void
test_update (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 id = add_client (operation, practice.office_id, "Elliott Household");
  g_autoptr (GError) error = NULL;
  TrancheRecord *mine;
  TrancheRecord *theirs;
  gint64 created_by;

  created_by = tranche_operation_get_id (operation);
  commit (operation);

  mine = load (practice.db, TRANCHE_TYPE_CLIENT, id);
  theirs = load (practice.db, TRANCHE_TYPE_CLIENT, id);
  g_assert_cmpint (TRANCHE_CLIENT (mine)->created_by, ==, created_by);

  /* Nothing differs: nothing is written. */
  operation = begin (practice.db);
  update (operation, mine);
  commit (operation);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM change"), ==, 4);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM operation"), ==, 2);

  operation = begin (practice.db);
  g_object_set (theirs, "phone", "02 5550 1234", NULL);
  update (operation, theirs);
  g_object_set (mine, "email", "jean@example.com", NULL);
  refuse_update (operation, mine, TRANCHE_ERROR_CONFLICT,
                 "“Elliott Household”: it was changed meanwhile");
  commit (operation);

  operation = begin (practice.db);
  g_object_set (theirs, "name", "  ", NULL);
  refuse_update (operation, theirs, TRANCHE_ERROR_INVALID, "“Name” is needed");
  tranche_operation_cancel (operation);

  g_assert_null (tranche_records_load (practice.db, TRANCHE_TYPE_CLIENT, 999, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);

  g_assert_finalize_object (theirs);
  g_assert_finalize_object (mine);
  tranche_database_close (practice.db);
}

static void
test_remove (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 id = add_client (operation, practice.office_id, "Ng");
  gint64 other_id = add_client (operation, practice.office_id, "Adams");
  g_autoptr (TrancheRecord) client = load (practice.db, TRANCHE_TYPE_CLIENT, id);
  g_autoptr (TrancheRecord) office = load (practice.db, TRANCHE_TYPE_OFFICE, practice.office_id);
  g_autoptr (TrancheRecord) read = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_records_remove (operation, client, &error));
  g_assert_no_error (error);

  /* Found, not listed, and nobody writes to it. */
  read = load (practice.db, TRANCHE_TYPE_CLIENT, id);
  g_assert_true (tranche_record_equal (read, client));
  clients = tranche_records_list (practice.db, TRANCHE_TYPE_CLIENT, "kind = ? AND id > ?", "name",
                                  (gint64[]) { TRANCHE_CLIENT_HOUSEHOLD, 0 }, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clients->len, ==, 1);
  g_assert_cmpint (tranche_record_get_id (clients->pdata[0]), ==, other_id);
  g_object_set (client, "phone", "1", NULL);
  refuse_update (operation, client, TRANCHE_ERROR_CONFLICT, "“Ng”: it was removed meanwhile");
  g_assert_cmpint (scratch_query (practice.db, "SELECT removed FROM client_slot LIMIT 1"), ==, 1);

  g_assert_false (tranche_records_remove (operation, office, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "It is in use and can’t be removed");

  commit (operation);
  tranche_database_close (practice.db);
}

static gint64
last_affects (TrancheDatabase *db)
{
  return scratch_query (db, "SELECT affects FROM operation ORDER BY id DESC LIMIT 1");
}

static void
test_affects (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 south_id = add_office (operation, practice.practice_id, "South");
  gint64 client_id;
  g_autoptr (TrancheRecord) client = NULL;

  commit (operation);
  g_assert_cmpint (last_affects (practice.db), ==, TRANCHE_AFFECTS_SETTINGS);

  operation = begin (practice.db);
  client_id = add_client (operation, practice.office_id, "Ng");
  commit (operation);
  g_assert_cmpint (last_affects (practice.db), ==, TRANCHE_AFFECTS_MEMBERSHIP);

  client = load (practice.db, TRANCHE_TYPE_CLIENT, client_id);
  operation = begin (practice.db);
  g_object_set (client, "phone", "02 5550 1234", NULL);
  update (operation, client);
  commit (operation);
  g_assert_cmpint (last_affects (practice.db), ==, TRANCHE_AFFECTS_NOTHING);

  operation = begin (practice.db);
  g_object_set (client, "office-id", south_id, NULL);
  update (operation, client);
  commit (operation);
  g_assert_cmpint (last_affects (practice.db), ==, TRANCHE_AFFECTS_MEMBERSHIP);
  tranche_database_close (practice.db);
}

static void
restore (TrancheOperation *operation,
         const char *table_name,
         gint64 id,
         const char *expected,
         const char *wanted)
{
  g_autoptr (GError) error = NULL;

  tranche_record_restore (operation, table_name, id, expected, wanted, &error);
  g_assert_no_error (error);
}

static void
refuse_restore (TrancheOperation *operation,
                const char *table_name,
                gint64 id,
                const char *expected,
                const char *wanted,
                TrancheError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_record_restore (operation, table_name, id, expected, wanted, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
}

static void
test_restore_party (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 id = add_client (operation, practice.office_id, "Ng");
  g_autoptr (TrancheRecord) client = load (practice.db, TRANCHE_TYPE_CLIENT, id);
  g_autoptr (TrancheRecord) read = NULL;
  g_autofree char *added = tranche_record_to_json (client);
  g_autofree char *renamed = NULL;

  g_object_set (client, "name", "Ng Household", NULL);
  update (operation, client);
  renamed = tranche_record_to_json (client);

  refuse_restore (operation, "client", id, added, NULL, TRANCHE_ERROR_CONFLICT);
  refuse_restore (operation, "client", id, NULL, added, TRANCHE_ERROR_CONFLICT);
  refuse_restore (operation, "client", id + 1, added, renamed, TRANCHE_ERROR_CONFLICT);
  refuse_restore (operation, "nothing", id, added, renamed, TRANCHE_ERROR_NOT_FOUND);
  refuse_restore (operation, "client", id, renamed, "{\"name\":1}", TRANCHE_ERROR_INVALID);

  /* Undone twice, done again twice. */
  restore (operation, "client", id, renamed, added);
  assert_text (practice.db, "SELECT display_name FROM party", "Ng");
  restore (operation, "client", id, added, NULL);
  g_assert_cmpint (scratch_query (practice.db, "SELECT removed FROM party"), ==, 1);
  refuse_restore (operation, "client", id, added, renamed, TRANCHE_ERROR_CONFLICT);
  restore (operation, "client", id, NULL, added);
  g_assert_cmpint (scratch_query (practice.db, "SELECT removed FROM party"), ==, 0);
  restore (operation, "client", id, added, renamed);
  assert_text (practice.db, "SELECT sort_key FROM party", "ng household");

  read = load (practice.db, TRANCHE_TYPE_CLIENT, id);
  g_assert_true (tranche_record_equal (read, client));
  g_assert_cmpint (tranche_record_get_row_version (read), >,
                   tranche_record_get_row_version (client));

  /* JSON of a version that didn't know a column yet. */
  restore (operation, "client", id, "{\"name\":\"Ng Household\"}", "{\"name\":\"Ng Trust\"}");
  assert_text (practice.db, "SELECT display_name FROM party", "Ng Trust");
  commit (operation);
  g_assert_cmpint (
      scratch_query (practice.db, "SELECT count(*) FROM change WHERE table_name = 'client'"), ==,
      7);
  tranche_database_close (practice.db);
}

static void
test_restore_row (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 id = insert (
      operation, g_object_new (TRANCHE_TYPE_STAGE, "name", "Lapsed", "position", (gint64) 9, NULL));
  gint64 model_id;
  gint64 segment_id;
  g_autoptr (TrancheRecord) stage = load (practice.db, TRANCHE_TYPE_STAGE, id);
  g_autoptr (TrancheRecord) segment = NULL;
  g_autofree char *json = tranche_record_to_json (stage);
  g_autofree char *segment_json = NULL;

  restore (operation, "stage", id, json, NULL);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM stage"), ==, 4);
  restore (operation, "stage", id, NULL, NULL);
  restore (operation, "stage", id, NULL, json);
  g_assert_cmpint (scratch_query (practice.db, "SELECT max(id) FROM stage"), ==, id);

  /* Somebody took the name meanwhile. */
  restore (operation, "stage", id, json, NULL);
  insert (operation, g_object_new (TRANCHE_TYPE_STAGE, "name", "Lapsed", NULL));
  refuse_restore (operation, "stage", id + 1, NULL, json, TRANCHE_ERROR_CONFLICT);

  /* Segments are never deleted: the undo of adding one makes it inactive. */
  model_id = insert (operation,
                     g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level", TRANCHE_MODEL_LICENSEE,
                                   "licensee-id", practice.licensee_id, "name", "Ours", NULL));
  segment_id = insert (operation, SEGMENT ("Platinum"));
  segment = load (practice.db, TRANCHE_TYPE_SEGMENT, segment_id);
  segment_json = tranche_record_to_json (segment);
  restore (operation, "segment", segment_id, segment_json, NULL);
  g_assert_cmpint (
      scratch_query (practice.db, "SELECT active FROM segment ORDER BY id DESC LIMIT 1"), ==, 0);
  restore (operation, "segment", segment_id, NULL, segment_json);
  g_assert_cmpint (
      scratch_query (practice.db, "SELECT active FROM segment ORDER BY id DESC LIMIT 1"), ==, 1);
  commit (operation);
  tranche_database_close (practice.db);
}

/* A household with its people, and a segment with its benefit, in one step. */
static void
test_undo (Scratch *scratch, gconstpointer data)
{
  static const char members[] = "SELECT count(*) FROM membership";
  static const char parties[] = "SELECT count(*) FROM party WHERE removed = 0";
  static const char active[] = "SELECT count(*) FROM segment WHERE active = 1";
  static const char ticks[] = "SELECT count(*) FROM segment_benefit WHERE segment_id > 4";
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 model_id = insert (operation, g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level",
                                                     TRANCHE_MODEL_PRACTICE, "practice-id",
                                                     practice.practice_id, "name", "Ours", NULL));
  gint64 client_id;
  gint64 person_id;
  gint64 segment_id;
  gint64 benefit_id;

  commit (operation);

  operation = begin (practice.db);
  client_id = add_client (operation, practice.office_id, "Ng");
  person_id = add_person (operation, "An", "Ng");
  insert (operation, MEMBER (person_id, TRANCHE_MEMBER_PRIMARY_CONTACT));
  segment_id = insert (operation, SEGMENT ("Platinum"));
  benefit_id = insert (operation, g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", model_id, "name",
                                                "Lunch", "frequency", 6, NULL));
  insert (operation, g_object_new (TRANCHE_TYPE_SEGMENT_BENEFIT, "segment-id", segment_id,
                                   "benefit-id", benefit_id, NULL));
  commit (operation);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      undone = tranche_undo_operation (practice.db, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpint (scratch_query (practice.db, members), ==, 0);
      g_assert_cmpint (scratch_query (practice.db, parties), ==, 0);
      g_assert_cmpint (scratch_query (practice.db, active), ==, 4);
      g_assert_cmpint (scratch_query (practice.db, ticks), ==, 0);

      redone = tranche_redo_operation (practice.db, &error);
      g_assert_no_error (error);
      g_assert_cmpint (scratch_query (practice.db, members), ==, 1);
      g_assert_cmpint (scratch_query (practice.db, parties), ==, 2);
      g_assert_cmpint (scratch_query (practice.db, active), ==, 5);
      g_assert_cmpint (scratch_query (practice.db, ticks), ==, 1);
    }
  tranche_database_close (practice.db);
}

static void
test_benefit (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 model_id = insert (operation, g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level",
                                                     TRANCHE_MODEL_PRACTICE, "practice-id",
                                                     practice.practice_id, "name", "Ours", NULL));
  gint64 id = insert (operation, g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", model_id, "name",
                                               "Lunch", "frequency", 6, NULL));
  g_autoptr (TrancheRecord) benefit = load (practice.db, TRANCHE_TYPE_BENEFIT, id);
  g_autoptr (TrancheRecord) read = NULL;
  g_autoptr (GPtrArray) benefits = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_records_remove (operation, benefit, &error));
  g_assert_no_error (error);
  read = load (practice.db, TRANCHE_TYPE_BENEFIT, id);
  g_assert_true (TRANCHE_BENEFIT (read)->removed);
  benefits = tranche_records_list (practice.db, TRANCHE_TYPE_BENEFIT, "model_id = ?", NULL,
                                   &model_id, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (benefits->len, ==, 0);
  commit (operation);
  tranche_database_close (practice.db);
}

/* What hangs on an agreement is in the history of the agreement's client. */
static void
test_history (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 client_id = add_client (operation, practice.office_id, "Ng");
  gint64 agreement_id;
  gint64 party_id;

  agreement_id = insert (operation,
                         g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "A-1", "kind",
                                       TRANCHE_AGREEMENT_ONGOING, "party-id", client_id,
                                       "office-id", practice.office_id, "segment-id", (gint64) GOLD,
                                       "start-date", tranche_date_new (2025, 7, 1), NULL));
  insert (operation, g_object_new (TRANCHE_TYPE_FEE, "agreement-id", agreement_id, "name",
                                   "Advice fee", "amount", (gint64) 330000, "frequency", 6, NULL));
  commit (operation);

  party_id = scratch_query (practice.db, "SELECT party_id FROM change WHERE table_name = 'fee'");
  g_assert_cmpint (party_id, ==, client_id);
  tranche_database_close (practice.db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/records/round-trip", test_round_trip);
  scratch_test ("/store/records/every-table", test_every_table);
  scratch_test ("/store/records/update", test_update);
  scratch_test ("/store/records/remove", test_remove);
  scratch_test ("/store/records/affects", test_affects);
  scratch_test ("/store/records/restore-party", test_restore_party);
  scratch_test ("/store/records/restore-row", test_restore_row);
  scratch_test ("/store/records/undo", test_undo);
  scratch_test ("/store/records/benefit", test_benefit);
  scratch_test ("/store/records/history", test_history);

  return g_test_run ();
}
