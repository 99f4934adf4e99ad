/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/scratch.h"

#include "domain/entities/entities.h"
#include "store/record-restore.h"
#include "store/records.h"
#include "store/undo.h"

/* The built-in model's. */
enum
{
  BRONZE = 2,
  GOLD = 4
};

typedef struct
{
  TrancheDatabase *db;
  gint64 licensee_id;
  gint64 practice_id;
  gint64 office_id;
} Practice;

static TrancheOperation *
begin (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Something changed", &error);

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

/* Takes @record and gives its new id. */
static gint64
insert (TrancheOperation *operation, gpointer record)
{
  g_autoptr (TrancheRecord) owned = record;
  g_autoptr (GError) error = NULL;

  tranche_records_insert (operation, owned, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tranche_record_get_id (owned), >, 0);
  g_assert_cmpint (tranche_record_get_row_version (owned), ==, 1);
  return tranche_record_get_id (owned);
}

static void
refuse_insert (TrancheOperation *operation, gpointer record, TrancheError code, const char *message)
{
  g_autoptr (TrancheRecord) owned = record;
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_records_insert (operation, owned, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpint (tranche_record_get_id (owned), ==, 0);
}

static void
update (TrancheOperation *operation, TrancheRecord *record)
{
  g_autoptr (GError) error = NULL;

  tranche_records_update (operation, record, &error);
  g_assert_no_error (error);
}

static void
refuse_update (TrancheOperation *operation,
               TrancheRecord *record,
               TrancheError code,
               const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_records_update (operation, record, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static TrancheRecord *
load (TrancheDatabase *db, GType type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  TrancheRecord *record = tranche_records_load (db, type, id, &error);

  g_assert_no_error (error);
  return record;
}

static gint64
add_client (TrancheOperation *operation, gint64 office_id, const char *name)
{
  return insert (operation, g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_HOUSEHOLD,
                                          "name", name, "office-id", office_id, NULL));
}

static gint64
add_person (TrancheOperation *operation, const char *given_names, const char *family_name)
{
  return insert (operation, g_object_new (TRANCHE_TYPE_PERSON, "given-names", given_names,
                                          "family-name", family_name, NULL));
}

static gint64
add_office (TrancheOperation *operation, gint64 practice_id, const char *name)
{
  return insert (operation, g_object_new (TRANCHE_TYPE_OFFICE, "practice-id", practice_id, "name",
                                          name, NULL));
}

static Practice
set_up_practice (Scratch *scratch)
{
  Practice practice = { .db = scratch_create (scratch) };
  TrancheOperation *operation = begin (practice.db);

  practice.licensee_id
      = insert (operation, g_object_new (TRANCHE_TYPE_LICENSEE, "name", "Coast Licence", NULL));
  practice.practice_id
      = insert (operation, g_object_new (TRANCHE_TYPE_PRACTICE, "name", "Coast Advice",
                                         "licensee-id", practice.licensee_id, NULL));
  practice.office_id = add_office (operation, practice.practice_id, "North");
  commit (operation);
  return practice;
}

static void
assert_text (TrancheDatabase *db, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (tranche_statement_step (statement, &error));
  g_assert_cmpstr (tranche_statement_get_text (statement, 0, NULL), ==, expected);
}

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

static void
refuse_remove (TrancheOperation *operation, GType type, gint64 id, const char *message)
{
  g_autoptr (TrancheRecord) record = load (tranche_operation_get_database (operation), type, id);
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_records_remove (operation, record, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_members (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 client_id = add_client (operation, practice.office_id, "Elliott Household");
  gint64 jean_id = add_person (operation, "Jean", "Elliott");
  gint64 sam_id = add_person (operation, "Sam", "Elliott");
  gint64 membership_id;
  g_autoptr (TrancheRecord) membership = NULL;

#define MEMBER(person, role_)                                                                      \
  g_object_new (TRANCHE_TYPE_MEMBERSHIP, "client-id", client_id, "person-id", person, "role",      \
                role_, NULL)

  membership_id = insert (operation, MEMBER (jean_id, TRANCHE_MEMBER_PRIMARY_CONTACT));
  insert (operation, MEMBER (sam_id, TRANCHE_MEMBER_PARTNER));
  refuse_insert (operation, MEMBER (sam_id, TRANCHE_MEMBER_PRIMARY_CONTACT), TRANCHE_ERROR_CONFLICT,
                 "“Role”: the client has a primary contact already");
  refuse_insert (operation, MEMBER (jean_id, TRANCHE_MEMBER_PARTNER), TRANCHE_ERROR_CONFLICT,
                 "“Role”: the client has a partner already");
  insert (operation, MEMBER (jean_id, TRANCHE_MEMBER_DIRECTOR));
  refuse_insert (operation, MEMBER (jean_id, TRANCHE_MEMBER_DIRECTOR), TRANCHE_ERROR_CONFLICT,
                 "“Role”: the person has it in this client already");
  refuse_insert (operation, MEMBER ((gint64) 999, TRANCHE_MEMBER_OTHER), TRANCHE_ERROR_INVALID,
                 "It refers to something that isn’t there");

  refuse_remove (operation, TRANCHE_TYPE_PERSON, jean_id,
                 "The person is a member of a client; end the membership first");

  /* An ended one makes room. */
  membership = load (practice.db, TRANCHE_TYPE_MEMBERSHIP, membership_id);
  g_object_set (membership, "end-date", tranche_date_new (2025, 6, 30), NULL);
  update (operation, membership);
  insert (operation, MEMBER (sam_id, TRANCHE_MEMBER_PRIMARY_CONTACT));
  commit (operation);
  tranche_database_close (practice.db);
}

static void
test_relationships (Scratch *scratch, gconstpointer data)
{
  enum
  {
    SPOUSE = 1,
    EMPLOYED_BY = 11
  };
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 jean_id = add_person (operation, "Jean", "Elliott");
  gint64 sam_id = add_person (operation, "Sam", "Elliott");
  gint64 client_id = add_client (operation, practice.office_id, "Smart Systems Ltd");
  gint64 relationship_id;
  g_autoptr (TrancheRecord) relationship = NULL;
  g_autoptr (TrancheRecord) type = NULL;

#define RELATIONSHIP(type_, from, to)                                                              \
  g_object_new (TRANCHE_TYPE_RELATIONSHIP, "type-id", (gint64) type_, "from-party-id", from,       \
                "to-party-id", to, NULL)

  relationship_id = insert (operation, RELATIONSHIP (SPOUSE, jean_id, sam_id));
  refuse_insert (operation, RELATIONSHIP (SPOUSE, sam_id, jean_id), TRANCHE_ERROR_CONFLICT,
                 "This relationship exists already, seen from the other side");
  refuse_insert (operation, RELATIONSHIP (SPOUSE, jean_id, sam_id), TRANCHE_ERROR_CONFLICT,
                 "This relationship exists already");
  refuse_insert (operation, RELATIONSHIP (SPOUSE, jean_id, jean_id), TRANCHE_ERROR_INVALID,
                 "Nobody is related to themself");
  refuse_insert (operation, RELATIONSHIP (SPOUSE, jean_id, client_id), TRANCHE_ERROR_INVALID,
                 "“To”: the type doesn’t allow this kind on its other side");
  refuse_insert (operation, RELATIONSHIP (EMPLOYED_BY, client_id, client_id + 1),
                 TRANCHE_ERROR_INVALID, "It refers to something that isn’t there");
  refuse_insert (operation, RELATIONSHIP (EMPLOYED_BY, client_id, jean_id), TRANCHE_ERROR_INVALID,
                 "“From”: the type doesn’t allow this kind on its first side");
  insert (operation, RELATIONSHIP (EMPLOYED_BY, jean_id, client_id));

  /* Ended, remarried the other way round; the old one can't be opened again beside the new one. */
  relationship = load (practice.db, TRANCHE_TYPE_RELATIONSHIP, relationship_id);
  g_object_set (relationship, "end-date", tranche_date_new (2024, 1, 1), NULL);
  update (operation, relationship);
  insert (operation, RELATIONSHIP (SPOUSE, sam_id, jean_id));
  g_object_set (relationship, "end-date", TRANCHE_DATE_NONE, NULL);
  refuse_update (operation, relationship, TRANCHE_ERROR_CONFLICT,
                 "This relationship exists already, seen from the other side");

  type = load (practice.db, TRANCHE_TYPE_RELATIONSHIP_TYPE, EMPLOYED_BY);
  g_object_set (type, "active", FALSE, NULL);
  update (operation, type);
  refuse_insert (operation, RELATIONSHIP (EMPLOYED_BY, sam_id, client_id), TRANCHE_ERROR_INVALID,
                 "“Type”: it is not in use any more");
  commit (operation);
  tranche_database_close (practice.db);
}

static void
test_segments (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 client_id = add_client (operation, practice.office_id, "Elliott Household");
  gint64 person_id = add_person (operation, "Jean", "Elliott");
  gint64 model_id;
  gint64 platinum_id;
  gint64 override_id;
  g_autoptr (TrancheRecord) gold = load (practice.db, TRANCHE_TYPE_SEGMENT, GOLD);
  g_autoptr (TrancheRecord) platinum = NULL;
  g_autoptr (TrancheRecord) own_practice = NULL;
  g_autoptr (TrancheRecord) override = NULL;
  g_autoptr (GError) error = NULL;

  /* The built-in model is read-only, and no segment is ever deleted. */
  g_object_set (gold, "description", "Better", NULL);
  refuse_update (operation, gold, TRANCHE_ERROR_REFUSED,
                 "the built-in segmentation model can’t be changed; duplicate it first");

  model_id = insert (operation,
                     g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level", TRANCHE_MODEL_PRACTICE,
                                   "practice-id", practice.practice_id, "name", "Ours", NULL));

#define SEGMENT(name_)                                                                             \
  g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", model_id, "name", name_, "description", "Best",  \
                "colour", TRANCHE_COLOUR_TEAL, "mark", TRANCHE_MARK_STAR, NULL)
#define OVERRIDE(party, segment)                                                                   \
  g_object_new (TRANCHE_TYPE_OVERRIDE, "party-id", party, "segment-id", (gint64) segment,          \
                "reason", "related to J. Elliott", "start-date", tranche_date_new (2026, 1, 1),    \
                NULL)

  platinum_id = insert (operation, SEGMENT ("Platinum"));
  refuse_insert (operation, SEGMENT (" PLATINUM"), TRANCHE_ERROR_CONFLICT,
                 "“Name”: another segment of the model, perhaps an inactive one, has it");
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_SEGMENT_BENEFIT, "segment-id", platinum_id,
                               "benefit-id", (gint64) 1, NULL),
                 TRANCHE_ERROR_INVALID,
                 "“Benefit”: it is of another segmentation model than the segment");
  platinum = load (practice.db, TRANCHE_TYPE_SEGMENT, platinum_id);
  g_assert_false (tranche_records_remove (operation, platinum, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);

  /* The office's model decides, the built-in one as long as nobody chose another. */
  insert (operation, OVERRIDE (client_id, GOLD));
  refuse_insert (operation, OVERRIDE (client_id, platinum_id), TRANCHE_ERROR_INVALID,
                 "“Segment”: it isn’t of the segmentation model that the office uses");
  refuse_insert (operation, OVERRIDE (person_id, GOLD), TRANCHE_ERROR_INVALID,
                 "“Client or group”: only clients and groups have segments");
  own_practice = load (practice.db, TRANCHE_TYPE_PRACTICE, practice.practice_id);
  g_object_set (own_practice, "segmentation-model-id", model_id, NULL);
  update (operation, own_practice);
  override_id = insert (operation, OVERRIDE (client_id, platinum_id));
  refuse_insert (operation, OVERRIDE (client_id, GOLD), TRANCHE_ERROR_INVALID,
                 "“Segment”: it isn’t of the segmentation model that the office uses");

  g_object_set (platinum, "active", FALSE, NULL);
  update (operation, platinum);
  refuse_insert (operation, OVERRIDE (client_id, platinum_id), TRANCHE_ERROR_INVALID,
                 "“Segment”: it is inactive");
  override = load (practice.db, TRANCHE_TYPE_OVERRIDE, override_id);
  g_object_set (override, "end-date", tranche_date_new (2026, 6, 30), NULL);
  update (operation, override);
  commit (operation);
  tranche_database_close (practice.db);
}

static void
test_strategies (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 strategy_id;
  gint64 other_id;
  g_autoptr (TrancheRecord) strategy = NULL;
  g_autoptr (TrancheRecord) other = NULL;

#define STRATEGY(name_)                                                                            \
  g_object_new (TRANCHE_TYPE_STRATEGY, "office-id", practice.office_id, "name", name_, "target",   \
                TRANCHE_TARGET_INDIVIDUAL, NULL)
#define BAND(strategy_, segment, lower)                                                            \
  g_object_new (TRANCHE_TYPE_STRATEGY_BAND, "strategy-id", strategy_, "segment-id",                \
                (gint64) segment, "monthly-lower", (gint64) lower, NULL)

  strategy_id = insert (operation, STRATEGY ("First"));
  strategy = load (practice.db, TRANCHE_TYPE_STRATEGY, strategy_id);
  g_object_set (strategy, "active", TRUE, NULL);
  refuse_update (operation, strategy, TRANCHE_ERROR_INVALID,
                 "“Active”: a strategy needs at least one segment before it is made active");

  insert (operation, BAND (strategy_id, BRONZE, 0));
  refuse_insert (operation, BAND (strategy_id, BRONZE, 100), TRANCHE_ERROR_CONFLICT,
                 "“Segment”: the strategy has it already");
  refuse_insert (operation, BAND (strategy_id, GOLD, 0), TRANCHE_ERROR_CONFLICT,
                 "“Lower limit”: another segment of the strategy starts there");
  update (operation, strategy);

  other_id = insert (operation, STRATEGY ("Second"));
  insert (operation, BAND (other_id, GOLD, 0));
  other = load (practice.db, TRANCHE_TYPE_STRATEGY, other_id);
  g_object_set (other, "active", TRUE, NULL);
  refuse_update (operation, other, TRANCHE_ERROR_CONFLICT,
                 "“Active”: the office has an active strategy of this kind already");
  commit (operation);
  tranche_database_close (practice.db);
}

static void
test_groups_and_team (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);
  gint64 south_id = add_office (operation, practice.practice_id, "South");
  gint64 client_id = add_client (operation, practice.office_id, "Elliott Household");
  gint64 group_ids[3];
  gint64 chief_id;
  gint64 member_id;
  g_autoptr (TrancheRecord) client = load (practice.db, TRANCHE_TYPE_CLIENT, client_id);
  g_autoptr (TrancheRecord) chief = NULL;
  g_autoptr (TrancheRecord) group = NULL;

  for (guint i = 0; i < 3; i++)
    group_ids[i]
        = insert (operation, g_object_new (TRANCHE_TYPE_CLIENT_GROUP, "kind", TRANCHE_GROUP_FAMILY,
                                           "name", "Elliott", "office-id",
                                           i < 2 ? practice.office_id : south_id, NULL));

#define IN_GROUP(group, primary)                                                                   \
  g_object_new (TRANCHE_TYPE_GROUP_MEMBERSHIP, "group-id", group, "client-id", client_id,          \
                "is-primary", primary, NULL)

  insert (operation, IN_GROUP (group_ids[0], TRUE));
  refuse_insert (operation, IN_GROUP (group_ids[1], TRUE), TRANCHE_ERROR_CONFLICT,
                 "“Primary group”: the client counts in another group already");
  refuse_insert (operation, IN_GROUP (group_ids[0], FALSE), TRANCHE_ERROR_CONFLICT,
                 "“Client”: it is in the group already");
  refuse_insert (operation, IN_GROUP (group_ids[2], FALSE), TRANCHE_ERROR_INVALID,
                 "“Group”: the client belongs to another office");
  g_object_set (client, "office-id", south_id, NULL);
  refuse_update (operation, client, TRANCHE_ERROR_INVALID,
                 "“Office”: the client is in a group of the old office; take it out of the group"
                 " first");

#define MEMBER_OF_TEAM(name_, chief_)                                                              \
  g_object_new (TRANCHE_TYPE_TEAM_MEMBER, "family-name", name_, "role-id", (gint64) 4,             \
                "office-id", practice.office_id, "reports-to", chief_, NULL)

  chief_id = insert (operation, MEMBER_OF_TEAM ("Chief", (gint64) 0));
  member_id = insert (operation, MEMBER_OF_TEAM ("Member", chief_id));
  member_id = insert (operation, MEMBER_OF_TEAM ("Assistant", member_id));
  chief = load (practice.db, TRANCHE_TYPE_TEAM_MEMBER, chief_id);
  refuse_remove (operation, TRANCHE_TYPE_TEAM_MEMBER, chief_id,
                 "Other team members report to this one; change that first");
  refuse_remove (operation, TRANCHE_TYPE_CLIENT_GROUP, group_ids[0],
                 "The group has clients; take them out of the group first");
  g_object_set (client, "office-id", practice.office_id, "owner-id", member_id, NULL);
  update (operation, client);
  refuse_remove (operation, TRANCHE_TYPE_TEAM_MEMBER, member_id,
                 "The team member owns clients; give them to somebody else first");
  g_assert_true (tranche_records_remove (operation, client, NULL));
  group = load (practice.db, TRANCHE_TYPE_CLIENT_GROUP, group_ids[0]);
  g_assert_true (tranche_records_remove (operation, group, NULL));
  g_object_set (chief, "reports-to", member_id, NULL);
  refuse_update (operation, chief, TRANCHE_ERROR_INVALID,
                 "“Reports to”: that team member reports to this one");
  refuse_insert (operation,
                 g_object_new (TRANCHE_TYPE_OFFICE, "practice-id", practice.practice_id, "name",
                               "SOUTH", NULL),
                 TRANCHE_ERROR_CONFLICT, "“Name”: another office has it");
  commit (operation);
  tranche_database_close (practice.db);
}

/* A party whose own row is refused leaves nothing, and the operation goes on. */
static void
test_refused_party (Scratch *scratch, gconstpointer data)
{
  Practice practice = set_up_practice (scratch);
  TrancheOperation *operation = begin (practice.db);

#define NUMBERED(name_)                                                                            \
  g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_TRUST, "name", name_, "reference",     \
                "C-1", "office-id", practice.office_id, NULL)

  insert (operation, NUMBERED ("Ng"));
  refuse_insert (operation, NUMBERED ("Adams"), TRANCHE_ERROR_CONFLICT,
                 "“Client number”: another client of the office has it");
  commit (operation);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM party"), ==, 1);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM client_slot"), ==, 1);
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
  scratch_test ("/store/records/members", test_members);
  scratch_test ("/store/records/relationships", test_relationships);
  scratch_test ("/store/records/segments", test_segments);
  scratch_test ("/store/records/strategies", test_strategies);
  scratch_test ("/store/records/groups-and-team", test_groups_and_team);
  scratch_test ("/store/records/refused-party", test_refused_party);
  scratch_test ("/store/records/affects", test_affects);
  scratch_test ("/store/records/restore-party", test_restore_party);
  scratch_test ("/store/records/restore-row", test_restore_row);
  scratch_test ("/store/records/undo", test_undo);
  scratch_test ("/store/records/benefit", test_benefit);
  scratch_test ("/store/records/history", test_history);

  return g_test_run ();
}
