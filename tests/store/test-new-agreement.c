/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/team.h"

#include "store/actions/new-agreement.h"
#include "store/queries/client-package.h"

#define TODAY tranche_date_new (2026, 3, 15)
#define PROSPECT 1

typedef struct
{
  Practice practice;
  gint64 client_id;
} Fixture;

/* A household of two that was set to Gold by hand. */
static Fixture
set_up_client (Scratch *scratch)
{
  Fixture fixture = { .practice = set_up_practice (scratch) };
  TrancheDatabase *db = fixture.practice.db;
  TrancheOperation *operation = begin (db);
  gint64 client_id = add_client (operation, fixture.practice.office_id, "Ng Household");

  insert (operation, MEMBER (add_person (operation, "Lin", "Ng"), TRANCHE_MEMBER_PARTNER));
  insert (operation, MEMBER (add_person (operation, "Wei", "Ng"), TRANCHE_MEMBER_PRIMARY_CONTACT));
  insert (operation, MEMBER (add_person (operation, "Tim", "Ng"), TRANCHE_MEMBER_DEPENDANT));
  insert (operation, OVERRIDE (client_id, GOLD));
  commit (operation);
  fixture.client_id = client_id;
  return fixture;
}

static TrancheNewAgreement
ongoing (Fixture *fixture, TrancheDate start)
{
  return (TrancheNewAgreement) { .client_id = fixture->client_id,
                                 .kind = TRANCHE_AGREEMENT_ONGOING,
                                 .start = start };
}

static void
add (Fixture *fixture, const TrancheNewAgreement *new_agreement, const char *expected_number)
{
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  tranche_new_agreement_add (fixture->practice.db, new_agreement, TODAY, NULL, &number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, expected_number);
}

static void
refuse (Fixture *fixture, const TrancheNewAgreement *new_agreement, TrancheError code)
{
  TrancheDatabase *db = fixture->practice.db;
  gint64 before = scratch_query (db, "SELECT count (*) FROM change");
  g_autoptr (GError) error = NULL;

  g_assert_false (tranche_new_agreement_add (db, new_agreement, TODAY, NULL, NULL, &error));
  g_assert_error (error, TRANCHE_ERROR, (int) code);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM change"), ==, before);
}

/* The client's package is the default, and its benefits are copied with what a year holds. */
static void
test_ongoing (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 3, 1));
  g_autoptr (TrancheClientPackage) package = NULL;
  g_autoptr (TrancheUndoState) state = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  add (&fixture, &agreement, "OFA-00001");
  g_assert_cmpint (scratch_query (db, "SELECT segment_id FROM agreement"), ==, GOLD);
  g_assert_cmpint (scratch_query (db, "SELECT state FROM agreement"), ==, TRANCHE_AGREEMENT_DRAFT);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"), ==, 10);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement WHERE period_start ="
                                      " '2026-03-01' AND period_end = '2027-02-28'"),
                   ==, 10);
  g_assert_cmpint (
      scratch_query (db, "SELECT expected_count FROM entitlement WHERE benefit_id = 3"), ==, 4);
  g_assert_cmpint (scratch_query (db, "SELECT expected_count IS NULL FROM entitlement"
                                      " WHERE benefit_id = 4"),
                   ==, 1);
  assert_text (db, "SELECT group_concat (name, ', ' ORDER BY position) FROM signatory",
               "Wei Ng, Lin Ng");

  package = tranche_client_package_load (db, fixture.client_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_false (package->differs);

  state = tranche_undo_state_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state->undo_label, ==, "Agreement OFA-00001 added");
  undone = tranche_undo_operation (db, state->undo_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM agreement"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"), ==, 0);
}

/* One that was entered years ago holds the year that runs and the one before; every second year
 * there is an estate planning check. */
static void
test_entered_before (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2022, 6, 1));

  add (&fixture, &agreement, "OFA-00001");
  assert_text (db,
               "SELECT group_concat (d, ', ' ORDER BY d) FROM (SELECT DISTINCT period_start AS d"
               " FROM entitlement)",
               "2024-06-01, 2025-06-01");
  g_assert_cmpint (scratch_query (db, "SELECT expected_count FROM entitlement WHERE benefit_id = 7"
                                      " AND period_start = '2024-06-01'"),
                   ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT expected_count FROM entitlement WHERE benefit_id = 7"
                                      " AND period_start = '2025-06-01'"),
                   ==, 1);
}

static void
test_to_come (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 7, 1));

  add (&fixture, &agreement, "OFA-00001");
  assert_text (db, "SELECT group_concat (DISTINCT period_start) FROM entitlement", "2026-07-01");
}

/* The last year that has an end, though the one after it has none. */
static void
test_last_year (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2998, 6, 1));

  add (&fixture, &agreement, "OFA-00001");
  assert_text (db, "SELECT group_concat (DISTINCT period_end) FROM entitlement", "2999-05-31");
}

/* Seven months hold two quarters, and no whole year. */
static void
test_fixed_term (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = { .client_id = fixture.client_id,
                                    .kind = TRANCHE_AGREEMENT_FIXED_TERM,
                                    .start = tranche_date_new (2026, 1, 1),
                                    .end = tranche_date_new (2026, 7, 31) };

  add (&fixture, &agreement, "FTA-00001");
  g_assert_cmpint (
      scratch_query (db, "SELECT expected_count FROM entitlement WHERE benefit_id = 3"), ==, 2);
  g_assert_cmpint (
      scratch_query (db, "SELECT expected_count FROM entitlement WHERE benefit_id = 1"), ==, 0);
  g_assert_cmpint (scratch_query (db, "SELECT count (DISTINCT period_end) FROM entitlement"), ==,
                   1);
}

/* Another package may be chosen; then both sides say that they differ. */
static void
test_other_package (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 3, 1));
  TrancheNewAgreement none = agreement;
  g_autoptr (TrancheClientPackage) package = NULL;
  g_autoptr (GError) error = NULL;

  agreement.chooses_package = TRUE;
  agreement.segment_id = PROSPECT;
  add (&fixture, &agreement, "OFA-00001");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"), ==, 6);

  package = tranche_client_package_load (db, fixture.client_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_true (package->differs);

  none.chooses_package = TRUE;
  none.beside_another = TRUE;
  add (&fixture, &none, "OFA-00002");
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM entitlement"), ==, 6);
}

/* A second one of the kind that runs, of the client or of its group, is asked about; one whose term
 * is over, or of the other kind, is no matter. */
static void
test_another (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  gint64 client_id = fixture.client_id;
  TrancheNewAgreement first = ongoing (&fixture, tranche_date_new (2025, 3, 1));
  TrancheNewAgreement term = { .client_id = client_id,
                               .kind = TRANCHE_AGREEMENT_FIXED_TERM,
                               .start = tranche_date_new (2025, 1, 1),
                               .end = tranche_date_new (2025, 12, 31) };
  TrancheNewAgreement next = term;

  add (&fixture, &first, "OFA-00001");
  refuse (&fixture, &first, TRANCHE_ERROR_CONFLICT);
  first.beside_another = TRUE;
  add (&fixture, &first, "OFA-00002");

  add (&fixture, &term, "FTA-00001");
  refuse (&fixture, &term, TRANCHE_ERROR_CONFLICT);
  next.start = tranche_date_new (2026, 1, 1);
  next.end = tranche_date_new (2026, 12, 31);
  add (&fixture, &next, "FTA-00002");
}

/* One that has ended isn't another one; one that is to end later is. */
static void
test_ended (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 3, 1));

  add (&fixture, &agreement, "OFA-00001");
  scratch_execute (db, "UPDATE agreement SET state = 3, ended_on = '2026-03-10'");
  refuse (&fixture, &agreement, TRANCHE_ERROR_CONFLICT);
  agreement.start = tranche_date_new (2026, 3, 11);
  add (&fixture, &agreement, "OFA-00002");
}

/* Who acts in one office only makes no agreements in another, by whatever way. */
static void
test_other_office (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 3, 1));
  gint64 adviser = add_colleague (&fixture.practice, "Olsen", ROLE_ADVISER);
  TrancheOperation *operation = begin (db);

  add_office (operation, fixture.practice.practice_id, "Other");
  commit (operation);
  scratch_execute (db, "UPDATE client SET owner_id = (SELECT max (id) FROM team_member),"
                       " office_id = (SELECT max (id) FROM office)");
  tranche_database_set_actor (db, adviser, "Olsen");
  refuse (&fixture, &agreement, TRANCHE_ERROR_DENIED);
}

static void
test_refused (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 3, 1));
  TrancheNewAgreement changed;
  gint64 associate = add_colleague (&fixture.practice, "Olsen", ROLE_COMPLIANCE);

  changed = agreement;
  changed.start = TRANCHE_DATE_NONE;
  refuse (&fixture, &changed, TRANCHE_ERROR_INVALID);
  changed = agreement;
  changed.end = tranche_date_new (2026, 12, 31);
  refuse (&fixture, &changed, TRANCHE_ERROR_INVALID);
  changed.kind = TRANCHE_AGREEMENT_FIXED_TERM;
  changed.end = tranche_date_new (2026, 2, 28);
  refuse (&fixture, &changed, TRANCHE_ERROR_INVALID);
  changed.end = TRANCHE_DATE_NONE;
  refuse (&fixture, &changed, TRANCHE_ERROR_INVALID);
  changed = agreement;
  changed.chooses_package = TRUE;
  changed.segment_id = 99;
  refuse (&fixture, &changed, TRANCHE_ERROR_NOT_FOUND);
  changed = agreement;
  changed.client_id = 9999;
  refuse (&fixture, &changed, TRANCHE_ERROR_NOT_FOUND);

  /* No whole year is left of the accepted ones. */
  changed = ongoing (&fixture, tranche_date_new (2999, 6, 1));
  refuse (&fixture, &changed, TRANCHE_ERROR_INVALID);

  scratch_execute (db, "UPDATE party SET removed = 1 WHERE kind = 1");
  refuse (&fixture, &agreement, TRANCHE_ERROR_NOT_FOUND);
  scratch_execute (db, "UPDATE party SET removed = 0");

  tranche_database_set_actor (db, associate, "Olsen");
  refuse (&fixture, &agreement, TRANCHE_ERROR_DENIED);
}

/* Numbers of people's own making neither count nor stand in the way. */
static void
test_numbers (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  TrancheNewAgreement agreement = ongoing (&fixture, tranche_date_new (2026, 3, 1));
  TrancheOperation *operation = begin (db);
  const char *const numbers[] = { "OFA-2026/7", "OFA-00041", "FTA-00099", "17" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    insert (operation, g_object_new (TRANCHE_TYPE_AGREEMENT, "number", numbers[i], "kind",
                                     TRANCHE_AGREEMENT_ONGOING, "party-id", fixture.client_id,
                                     "office-id", fixture.practice.office_id, "start-date",
                                     tranche_date_new (2020, 1, 1), NULL));
  commit (operation);

  agreement.beside_another = TRUE;
  add (&fixture, &agreement, "OFA-00042");
}

/* What stands in for an anniversary is earlier than it. */
static void
test_reference_day (Scratch *scratch, gconstpointer data)
{
  Fixture fixture = set_up_client (scratch);
  g_autoptr (TrancheDatabase) db = fixture.practice.db;
  static const struct
  {
    int start_year, year, month, day;
    gboolean fits;
  } cases[] = {
    { 2026, 2026, 3, 1, FALSE },
    { 2026, 2026, 3, 2, TRUE },
    { 2026, 2027, 2, 28, TRUE },
    { 2026, 2027, 3, 1, FALSE },
    { 2026, 2030, 1, 1, FALSE },
    /* Of an older one, the anniversary after today counts. */
    { 2020, 2023, 7, 1, TRUE },
    { 2020, 2027, 2, 28, TRUE },
    { 2020, 2027, 3, 1, FALSE },
    /* Of one to come, its first. */
    { 2027, 2028, 2, 29, TRUE },
    { 2027, 2028, 3, 1, FALSE },
  };
  TrancheNewAgreement fixed = ongoing (&fixture, tranche_date_new (2026, 3, 1));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheNewAgreement agreement
          = ongoing (&fixture, tranche_date_new (cases[i].start_year, 3, 1));
      g_autofree char *undone = NULL;
      g_autoptr (GError) error = NULL;

      agreement.reference_day = tranche_date_new (cases[i].year, cases[i].month, cases[i].day);
      if (!cases[i].fits)
        {
          refuse (&fixture, &agreement, TRANCHE_ERROR_INVALID);
          continue;
        }
      add (&fixture, &agreement, "OFA-00001");
      undone = tranche_undo_operation (db, 0, &error);
      g_assert_no_error (error);
    }

  fixed.kind = TRANCHE_AGREEMENT_FIXED_TERM;
  fixed.end = tranche_date_new (2026, 8, 31);
  fixed.reference_day = tranche_date_new (2026, 5, 1);
  refuse (&fixture, &fixed, TRANCHE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/store/new-agreement/ongoing", test_ongoing);
  scratch_test ("/store/new-agreement/entered-before", test_entered_before);
  scratch_test ("/store/new-agreement/to-come", test_to_come);
  scratch_test ("/store/new-agreement/last-year", test_last_year);
  scratch_test ("/store/new-agreement/fixed-term", test_fixed_term);
  scratch_test ("/store/new-agreement/other-package", test_other_package);
  scratch_test ("/store/new-agreement/another", test_another);
  scratch_test ("/store/new-agreement/ended", test_ended);
  scratch_test ("/store/new-agreement/other-office", test_other_office);
  scratch_test ("/store/new-agreement/refused", test_refused);
  scratch_test ("/store/new-agreement/numbers", test_numbers);
  scratch_test ("/store/new-agreement/reference-day", test_reference_day);

  return g_test_run ();
}
