/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of records share: a practice to write into, and writes that must succeed or be
 * refused. */

#include "tests/store/scratch.h"

#include "domain/entities/entities.h"
#include "store/record-restore.h"
#include "store/records.h"
#include "store/undo.h"

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

G_GNUC_UNUSED static TrancheOperation *
begin (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Something changed", &error);

  g_assert_no_error (error);
  return operation;
}

G_GNUC_UNUSED static void
commit (TrancheOperation *operation)
{
  g_autoptr (GError) error = NULL;

  tranche_operation_commit (operation, &error);
  g_assert_no_error (error);
}

/* Takes @record and gives its new id. */
G_GNUC_UNUSED static gint64
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

G_GNUC_UNUSED static void
refuse_insert (TrancheOperation *operation, gpointer record, TrancheError code, const char *message)
{
  g_autoptr (TrancheRecord) owned = record;
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_records_insert (operation, owned, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpint (tranche_record_get_id (owned), ==, 0);
}

G_GNUC_UNUSED static void
update (TrancheOperation *operation, TrancheRecord *record)
{
  g_autoptr (GError) error = NULL;

  tranche_records_update (operation, record, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
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

G_GNUC_UNUSED static TrancheRecord *
load (TrancheDatabase *db, GType type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  TrancheRecord *record = tranche_records_load (db, type, id, &error);

  g_assert_no_error (error);
  return record;
}

G_GNUC_UNUSED static gint64
add_client (TrancheOperation *operation, gint64 office_id, const char *name)
{
  return insert (operation, g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_HOUSEHOLD,
                                          "name", name, "office-id", office_id, NULL));
}

G_GNUC_UNUSED static gint64
add_person (TrancheOperation *operation, const char *given_names, const char *family_name)
{
  return insert (operation, g_object_new (TRANCHE_TYPE_PERSON, "given-names", given_names,
                                          "family-name", family_name, NULL));
}

G_GNUC_UNUSED static gint64
add_office (TrancheOperation *operation, gint64 practice_id, const char *name)
{
  return insert (operation, g_object_new (TRANCHE_TYPE_OFFICE, "practice-id", practice_id, "name",
                                          name, NULL));
}

G_GNUC_UNUSED static Practice
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

G_GNUC_UNUSED static void
assert_text (TrancheDatabase *db, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (tranche_statement_step (statement, &error));
  g_assert_cmpstr (tranche_statement_get_text (statement, 0, NULL), ==, expected);
}

#define MEMBER(person, role_)                                                                      \
  g_object_new (TRANCHE_TYPE_MEMBERSHIP, "client-id", client_id, "person-id", person, "role",      \
                role_, NULL)

#define RELATIONSHIP(type_, from, to)                                                              \
  g_object_new (TRANCHE_TYPE_RELATIONSHIP, "type-id", (gint64) type_, "from-party-id", from,       \
                "to-party-id", to, NULL)

#define SEGMENT(name_)                                                                             \
  g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", model_id, "name", name_, "description", "Best",  \
                "colour", TRANCHE_COLOUR_TEAL, "mark", TRANCHE_MARK_STAR, NULL)

#define OVERRIDE(party, segment)                                                                   \
  g_object_new (TRANCHE_TYPE_OVERRIDE, "party-id", party, "segment-id", (gint64) segment,          \
                "reason", "related to J. Elliott", "start-date", tranche_date_new (2026, 1, 1),    \
                NULL)

#define STRATEGY(name_)                                                                            \
  g_object_new (TRANCHE_TYPE_STRATEGY, "office-id", practice.office_id, "name", name_, "target",   \
                TRANCHE_TARGET_INDIVIDUAL, NULL)

#define BAND(strategy_, segment, lower)                                                            \
  g_object_new (TRANCHE_TYPE_STRATEGY_BAND, "strategy-id", strategy_, "segment-id",                \
                (gint64) segment, "monthly-lower", (gint64) lower, NULL)

#define IN_GROUP(group, primary)                                                                   \
  g_object_new (TRANCHE_TYPE_GROUP_MEMBERSHIP, "group-id", group, "client-id", client_id,          \
                "is-primary", primary, NULL)

#define MEMBER_OF_TEAM(name_, chief_)                                                              \
  g_object_new (TRANCHE_TYPE_TEAM_MEMBER, "family-name", name_, "role-id", (gint64) 4,             \
                "office-id", practice.office_id, "reports-to", chief_, NULL)

#define NUMBERED(name_)                                                                            \
  g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_TRUST, "name", name_, "reference",     \
                "C-1", "office-id", practice.office_id, NULL)
