/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/store/practice.h"

#include "domain/entities/segment.h"
#include "store/actions/override.h"
#include "store/queries/package-choices.h"

#define TODAY practice_day ("2026-11-21")

static TranchePackageChoices *
load (TrancheDatabase *db, gint64 member_id, const gint64 *ids, guint n_ids)
{
  g_autoptr (GError) error = NULL;
  TranchePackageChoices *choices
      = tranche_package_choices_load (db, 1, member_id, ids, n_ids, TODAY, &error);

  g_assert_no_error (error);
  return choices;
}

static void
set_by_hand (TrancheDatabase *db, gint64 client_id, gint64 segment_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tranche_overrides_set (db, client_id, segment_id, "Because", TODAY,
                                        practice_day ("2027-06-30"), NULL, &error));
  g_assert_no_error (error);
}

static const char *
get_name (const TranchePackageChoices *choices, guint i)
{
  return TRANCHE_SEGMENT (g_ptr_array_index (choices->segments, i))->name;
}

static void
test_one (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TranchePackageChoices) before = NULL;
  g_autoptr (TranchePackageChoices) after = NULL;
  const gint64 client = 100;

  practice_add_client (db, client, 1);
  before = load (db, 0, &client, 1);
  g_assert_cmpstr (before->client_name, ==, "Client 100");
  g_assert_cmpint (before->package->segment_id, ==, 0);
  g_assert_cmpuint (before->n_choosable, ==, 4);
  g_assert_cmpuint (before->segments->len, ==, 4);
  g_assert_null (before->obstacle);
  g_assert_null (before->counts);

  set_by_hand (db, client, PRACTICE_SILVER);
  after = load (db, 0, &client, 1);
  g_assert_cmpint (after->package->driver, ==, TRANCHE_DRIVER_OVERRIDE);
  g_assert_cmpstr (after->package->reason, ==, "Because");
  g_assert_cmpint (after->package->last_day, ==, practice_day ("2027-06-30"));
}

/* What can't be chosen any more comes last, and only for who has it. */
static void
test_kept (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TranchePackageChoices) kept = NULL;
  g_autoptr (TranchePackageChoices) other = NULL;
  const gint64 clients[] = { 100, 101 };

  practice_add_client (db, clients[0], 1);
  practice_add_client (db, clients[1], 1);
  scratch_execute (db, "INSERT INTO segmentation_model (id, level, licensee_id, name)"
                       " VALUES (7, 2, 1, 'Own')");
  scratch_execute (db,
                   "INSERT INTO segment (id, model_id, name, folded_name, colour, mark, position)"
                   " VALUES (71, 7, 'Bronze', 'bronze', 1, 1, 1),"
                   " (72, 7, 'Silver', 'silver', 1, 1, 2)");
  scratch_execute (db, "UPDATE licensee SET segmentation_model_id = 7");
  set_by_hand (db, clients[0], 71);
  scratch_execute (db, "UPDATE segment SET active = 0 WHERE id = 71");

  kept = load (db, 0, &clients[0], 1);
  g_assert_cmpuint (kept->n_choosable, ==, 1);
  g_assert_cmpuint (kept->segments->len, ==, 2);
  g_assert_cmpstr (get_name (kept, 1), ==, "Bronze");
  other = load (db, 0, &clients[1], 1);
  g_assert_cmpuint (other->n_choosable, ==, 1);
  g_assert_cmpuint (other->segments->len, ==, 1);
}

static void
test_many (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TranchePackageChoices) choices = NULL;
  g_autofree gint64 *too_many = g_new0 (gint64, TRANCHE_PACKAGE_CHOICES_MOST_COUNTED + 1);
  g_autoptr (TranchePackageChoices) uncounted = NULL;
  gint64 clients[70];
  const TranchePackageCount *count;

  /* More than come at once. */
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      clients[i] = 100 + i;
      practice_add_client (db, clients[i], 1);
    }
  set_by_hand (db, clients[0], PRACTICE_GOLD);
  set_by_hand (db, clients[68], PRACTICE_SILVER);
  set_by_hand (db, clients[69], PRACTICE_SILVER);

  choices = load (db, 0, clients, G_N_ELEMENTS (clients));
  g_assert_null (choices->package);
  g_assert_null (choices->client_name);
  g_assert_cmpuint (choices->n_choosable, ==, choices->segments->len);
  g_assert_cmpuint (choices->n_by_hand, ==, 3);
  g_assert_cmpuint (choices->counts->len, ==, 3);
  count = g_ptr_array_index (choices->counts, 0);
  g_assert_cmpint (count->segment_id, ==, 0);
  g_assert_cmpuint (count->n_clients, ==, 67);
  count = g_ptr_array_index (choices->counts, 1);
  g_assert_cmpstr (count->name, ==, "Silver");
  g_assert_cmpuint (count->n_clients, ==, 2);

  uncounted = load (db, 0, too_many, TRANCHE_PACKAGE_CHOICES_MOST_COUNTED + 1);
  g_assert_null (uncounted->counts);
  g_assert_cmpuint (uncounted->segments->len, ==, 4);
}

static void
test_obstacle (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (TranchePackageChoices) service = NULL;
  g_autoptr (TranchePackageChoices) adviser = NULL;
  g_autoptr (TranchePackageChoices) elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 client = 100;

  practice_add_client (db, client, 1);
  scratch_execute (db,
                   "INSERT INTO party (id, kind, display_name, sort_key) VALUES"
                   " (80, 6, 'Mai Ito', 'ito'), (81, 6, 'Ann Lee', 'lee'), (82, 6, 'Al Ng', 'ng')");
  scratch_execute (
      db, "INSERT INTO team_member (id, given_names, family_name, role_id, office_id)"
          " VALUES (80, 'Mai', 'Ito', 6, 1), (81, 'Ann', 'Lee', 4, 1), (82, 'Al', 'Ng', 4, 1)");
  scratch_execute (db, "UPDATE client SET owner_id = 81");
  service = load (db, 80, &client, 1);
  g_assert_nonnull (strstr (service->obstacle, "set a segment by hand"));
  adviser = load (db, 81, &client, 1);
  g_assert_null (adviser->obstacle);

  g_assert_null (tranche_package_choices_load (db, 1, 82, &client, 1, TODAY, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED);
  g_clear_error (&error);
  scratch_execute (db, "UPDATE client SET office_id = 2");
  elsewhere = load (db, 81, &client, 1);
  g_assert_nonnull (strstr (elsewhere->obstacle, "in your own office only"));
}

static void
test_missing (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = practice_create (scratch);
  g_autoptr (GError) error = NULL;
  const gint64 client = 4711;

  g_assert_null (tranche_package_choices_load (db, 1, 0, &client, 1, TODAY, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/package-choices/one", test_one);
  scratch_test ("/store/package-choices/kept", test_kept);
  scratch_test ("/store/package-choices/many", test_many);
  scratch_test ("/store/package-choices/obstacle", test_obstacle);
  scratch_test ("/store/package-choices/missing", test_missing);

  return g_test_run ();
}
