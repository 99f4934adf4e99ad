/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "domain/frequency.h"
#include "store/queries/benefit-usage.h"

#define SEGMENTS "Prospect 6, Bronze 8, Silver 9, Gold 10"
#define BEFORE                                                                                     \
  SEGMENTS " | Annual review meeting, Half-yearly portfolio report, Quarterly market update,"      \
           " Phone and e-mail support, Tax summary, Insurance review, Estate planning check,"      \
           " Strategy workshop, Priority appointments, Client events"

static char *
describe_benefits (TrancheDatabase *db, gint64 model_id)
{
  g_autofree char *text = describe (db, model_id);

  return g_strdup (strstr (text, " | ") + 3);
}

static TrancheBenefit *
new_benefit (gint64 model_id, const char *name, gint64 position)
{
  return g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", model_id, "name", name, "frequency",
                       TRANCHE_FREQUENCY_YEARLY, "position", position, NULL);
}

/* Equal order numbers go by name, without regard to case. */
static void
test_order (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheBenefit) zebra = new_benefit (model_id, "Zebra", 1);
  g_autoptr (TrancheBenefit) aunt = new_benefit (model_id, "aunt", 1);
  g_autoptr (TrancheBenefit) last = new_benefit (model_id, "Last", 0);
  g_autoptr (TrancheBenefit) again = new_benefit (model_id, "LAST ", 0);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  tranche_benefits_add (db, zebra, &error);
  g_assert_no_error (error);
  tranche_benefits_add (db, aunt, &error);
  g_assert_no_error (error);
  tranche_benefits_add (db, last, &error);
  g_assert_no_error (error);
  g_assert_cmpint (last->position, ==, 11);
  text = describe_benefits (db, model_id);
  g_assert_true (g_str_has_prefix (text, "Annual review meeting, aunt, Zebra, Half-yearly"));
  g_assert_true (g_str_has_suffix (text, ", Client events, Last"));

  g_assert_false (tranche_benefits_add (db, again, &error));
  expect (&error, TRANCHE_ERROR_CONFLICT, "“Name”: another benefit of the model has it");
}

static void
test_undo (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheBenefit) added = new_benefit (model_id, "Concierge", 0);
  gint64 tax = find_benefit (db, model_id, "Tax summary");
  g_autoptr (TrancheRecord) edited = load (db, TRANCHE_TYPE_BENEFIT, tax);
  g_autoptr (GError) error = NULL;

  tranche_benefits_add (db, added, &error);
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);

  g_object_set (edited, "name", "Tax report", NULL);
  tranche_benefits_edit (db, TRANCHE_BENEFIT (edited), &error);
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);

  tranche_benefits_move (db, tax, find_benefit (db, model_id, "Annual review meeting"), &error);
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);

  /* With it go its checks, and with undo they come back. */
  tranche_benefits_remove (db, tax, &error);
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_assert_false (tranche_benefits_remove (db, tax, &error));
  expect (&error, TRANCHE_ERROR_NOT_FOUND, NULL);
}

static void
test_matrix (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 tax = find_benefit (db, model_id, "Tax summary");
  gint64 prospect = find_segment (db, model_id, "Prospect");
  gint64 silver = find_segment (db, model_id, "Silver");
  g_autofree char *text = NULL;
  g_autoptr (TrancheModelContent) content = NULL;
  g_autoptr (GError) error = NULL;
  guint row;

  g_assert_true (tranche_matrix_set_cell (db, tax, prospect, TRUE, &error));
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_free (tranche_undo_operation (db, 0, &error));

  /* What is so already is no operation. */
  g_assert_true (tranche_matrix_set_cell (db, tax, prospect, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (tranche_matrix_set_row (db, tax, FALSE, FALSE, &error));
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_free (tranche_undo_operation (db, 0, &error));

  g_assert_true (tranche_matrix_set_column (db, prospect, TRUE, &error));
  g_assert_no_error (error);
  undo_and_redo (db, model_id, BEFORE);
  g_assert_true (tranche_matrix_set_column (db, prospect, FALSE, &error));
  g_assert_no_error (error);

  tranche_segments_set_inactive (db, silver, NULL, TODAY, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tranche_matrix_set_row (db, tax, FALSE, TRUE, &error));
  g_assert_no_error (error);
  content = load_content (db, model_id);
  row = (guint) tranche_model_content_find_benefit (content, "Tax summary");
  g_assert_cmpuint (tranche_model_content_count_segments (content, row, TRANCHE_SEGMENTS_ACTIVE),
                    ==, 0);
  g_assert_cmpuint (tranche_model_content_count_segments (content, row, TRANCHE_SEGMENTS_ALL), ==,
                    1);
}

/* A hundred benefits for thirty segments, in the four statements that any model takes. */
static void
test_large (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheOperation *operation = begin (db);
  g_autoptr (TrancheModelContent) content = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 26; i++)
    {
      g_autofree char *name = g_strdup_printf ("Segment %02d", i);

      insert (operation, SEGMENT (name));
    }
  for (int i = 0; i < 90; i++)
    {
      g_autofree char *name = g_strdup_printf ("Benefit %02d", i);

      insert (operation, new_benefit (model_id, name, 100 + i));
    }
  commit (operation);
  for (int i = 0; i < 26; i++)
    {
      g_autofree char *name = g_strdup_printf ("Segment %02d", i);

      tranche_matrix_set_column (db, find_segment (db, model_id, name), TRUE, &error);
      g_assert_no_error (error);
    }

  content = load_content (db, model_id);
  g_assert_cmpuint (content->segments->len, ==, 30);
  g_assert_cmpuint (content->benefits->len, ==, 100);
  g_assert_cmpuint (tranche_model_content_count_segments (content, 99, TRANCHE_SEGMENTS_ALL), ==,
                    26);
}

/* What an agreement holds keeps its words, whatever becomes of the benefit. */
static void
test_usage (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 tax = find_benefit (db, model_id, "Tax summary");
  TrancheOperation *operation = begin (db);
  gint64 client = add_client (operation, practice.office_id, "Ng");
  gint64 agreement
      = insert (operation, g_object_new (TRANCHE_TYPE_AGREEMENT, "number", "A-1", "kind",
                                         TRANCHE_AGREEMENT_ONGOING, "party-id", client, "office-id",
                                         practice.office_id, "start-date", TODAY, "state",
                                         TRANCHE_AGREEMENT_DRAFT, NULL));
  g_autoptr (TrancheRecord) benefit = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GError) error = NULL;
  TrancheBenefitUse *use;
  gint64 count;

  insert (operation,
          g_object_new (TRANCHE_TYPE_ENTITLEMENT, "agreement-id", agreement, "benefit-id", tax,
                        "name", "Tax summary", "frequency", TRANCHE_FREQUENCY_YEARLY, "kind",
                        TRANCHE_BENEFIT_CORE, "expected-count", (gint64) 1, "period-start", TODAY,
                        "period-end", TODAY + 364, NULL));
  commit (operation);
  benefit = load (db, TRANCHE_TYPE_BENEFIT, tax);
  g_object_set (benefit, "name", "Tax report", NULL);
  tranche_benefits_edit (db, TRANCHE_BENEFIT (benefit), &error);
  g_assert_no_error (error);
  tranche_benefits_remove (db, tax, &error);
  g_assert_no_error (error);

  uses = tranche_benefit_usage_load (db, tax, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 1);
  use = g_ptr_array_index (uses, 0);
  g_assert_cmpstr (use->benefit_name, ==, "Tax summary");
  g_assert_cmpstr (use->party_name, ==, "Ng");
  g_assert_true (use->of_client);
  g_assert_cmpint (use->start_date, ==, TODAY);
  g_assert_cmpint (use->end_date, ==, TRANCHE_DATE_NONE);
  g_assert_true (tranche_benefit_usage_count (db, tax, &count, &error));
  g_assert_cmpint (count, ==, 1);

  /* Whoever isn't in the team sees no client, and none of their agreements. */
  tranche_database_set_actor (db, 9999, "Nobody");
  g_clear_pointer (&uses, g_ptr_array_unref);
  uses = tranche_benefit_usage_load (db, tax, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 0);
  g_assert_true (tranche_benefit_usage_count (db, tax, &count, &error));
  g_assert_cmpint (count, ==, 1);
}

static void
test_denied (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  gint64 tax = find_benefit (db, model_id, "Tax summary");
  gint64 gold = find_segment (db, model_id, "Gold");
  g_autoptr (TrancheBenefit) added = new_benefit (model_id, "Concierge", 0);
  g_autoptr (TrancheRecord) edited = load (db, TRANCHE_TYPE_BENEFIT, tax);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_actor (db, add_colleague (&practice, "Ng", ROLE_CLIENT_SERVICE), "Mai Ng");
  g_assert_false (tranche_benefits_add (db, added, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_benefits_edit (db, TRANCHE_BENEFIT (edited), &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_benefits_remove (db, tax, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_benefits_move (db, tax, 0, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_matrix_set_cell (db, tax, gold, FALSE, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_matrix_set_row (db, tax, FALSE, FALSE, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  g_assert_false (tranche_matrix_set_column (db, gold, FALSE, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  text = describe (db, model_id);
  g_assert_cmpstr (text, ==, BEFORE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/benefits/order", test_order);
  scratch_test ("/store/benefits/undo", test_undo);
  scratch_test ("/store/benefits/matrix", test_matrix);
  scratch_test ("/store/benefits/large", test_large);
  scratch_test ("/store/benefits/usage", test_usage);
  scratch_test ("/store/benefits/denied", test_denied);

  return g_test_run ();
}
