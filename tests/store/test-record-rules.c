/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/record-scratch.h"

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


  insert (operation, NUMBERED ("Ng"));
  refuse_insert (operation, NUMBERED ("Adams"), TRANCHE_ERROR_CONFLICT,
                 "“Client number”: another client of the office has it");
  commit (operation);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM party"), ==, 1);
  g_assert_cmpint (scratch_query (practice.db, "SELECT count(*) FROM client_slot"), ==, 1);
  tranche_database_close (practice.db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/record-rules/members", test_members);
  scratch_test ("/store/record-rules/relationships", test_relationships);
  scratch_test ("/store/record-rules/segments", test_segments);
  scratch_test ("/store/record-rules/strategies", test_strategies);
  scratch_test ("/store/record-rules/groups-and-team", test_groups_and_team);
  scratch_test ("/store/record-rules/refused-party", test_refused_party);

  return g_test_run ();
}
