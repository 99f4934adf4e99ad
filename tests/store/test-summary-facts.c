/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/summary-practice.h"

#include "store/queries/client-agreements.h"
#include "store/queries/summary-agreements.h"
#include "store/queries/summary-facts.h"

static TrancheSummaryFacts *
load (TrancheDatabase *db, gint64 agreement_id, gboolean looks_back)
{
  g_autoptr (GError) error = NULL;
  TrancheSummaryFacts *facts = tranche_summary_facts_load (
      db, agreement_id, 1, looks_back, TRANCHE_DATE_NONE, practice_day ("2026-11-21"), &error);

  g_assert_no_error (error);
  g_assert_nonnull (facts);
  return facts;
}

static const TrancheServiceFacts *
get_service (GPtrArray *services, guint position, const char *name)
{
  const TrancheServiceFacts *service;

  g_assert_cmpuint (position, <, services->len);
  service = g_ptr_array_index (services, position);
  g_assert_cmpstr (service->name, ==, name);
  return service;
}

static void
test_previous (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = load (db, 1, TRUE);
  const TrancheServiceFacts *report;

  g_assert_cmpuint (facts->previous->len, ==, 3);
  g_assert_cmpint (get_service (facts->previous, 0, "Review")->dates->len, ==, 0);
  report = get_service (facts->previous, 1, "Report");
  g_assert_true (report->counted);
  g_assert_cmpint (report->expected, ==, 4);
  /* Both ends of the period are in it, the days beside them aren't. */
  g_assert_cmpuint (report->dates->len, ==, 3);
  g_assert_cmpint (g_array_index (report->dates, TrancheDate, 0), ==, practice_day ("2025-07-01"));
  g_assert_cmpint (g_array_index (report->dates, TrancheDate, 2), ==, practice_day ("2026-06-30"));
  g_assert_false (get_service (facts->previous, 2, "Support")->counted);

  g_assert_cmpuint (facts->also_provided->len, ==, 1);
  g_assert_cmpuint (get_service (facts->also_provided, 0, "Letter")->dates->len, ==, 1);
}

static void
test_people (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = load (db, 1, TRUE);

  g_assert_cmpstr (facts->client_name, ==, "Client 1");
  g_assert_cmpstr (facts->client_reference, ==, "00042");
  g_assert_cmpstr (facts->practice, ==, "Kings Cross");
  g_assert_cmpstr (facts->currency, ==, "AUD");
  g_assert_cmpuint (facts->people->len, ==, 2);
  g_assert_cmpstr (((TranchePersonFacts *) facts->people->pdata[0])->given_names, ==, "Peter");
  g_assert_cmpuint (facts->signatories->len, ==, 1);
  g_assert_cmpuint (facts->fees->len, ==, 2);
}

/* Without rows of its own the coming year has what the package promises, counted from the day
 * entered: once in every second year, and once ever only in the first. */
static void
test_upcoming_derived (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = load (db, 1, TRUE);
  g_autoptr (TrancheSummaryFacts) stored = NULL;
  gboolean has_estate = FALSE;

  g_assert_true (facts->upcoming_derived);
  g_assert_cmpuint (facts->upcoming->len, >=, 7);
  g_assert_cmpint (get_service (facts->upcoming, 0, "Annual review meeting")->expected, ==, 1);
  g_assert_cmpint (get_service (facts->upcoming, 2, "Quarterly market update")->expected, ==, 4);
  for (guint i = 0; i < facts->upcoming->len; i++)
    has_estate = has_estate
                 || g_str_equal (((TrancheServiceFacts *) facts->upcoming->pdata[i])->name,
                                 "Estate planning check");
  /* The fourth year, and so the second half of the second two. */
  g_assert_true (has_estate);

  scratch_execute (db, "INSERT INTO entitlement (agreement_id, name, frequency, kind,"
                       " expected_count, period_start, period_end, position) VALUES"
                       " (1, 'Only this', 6, 2, 1, '2026-07-01', '2027-06-30', 1),"
                       " (1, 'Not this year', 7, 2, 0, '2026-07-01', '2027-06-30', 2)");
  stored = load (db, 1, TRUE);
  g_assert_false (stored->upcoming_derived);
  g_assert_cmpuint (stored->upcoming->len, ==, 1);
}

static void
test_earlier_version (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = NULL;

  scratch_execute (db, "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                       " start_date, state, supersedes_id)"
                       " VALUES (2, 'A-2', 1, 1, 1, 4, '2023-07-01', 2, 1)");
  scratch_execute (db, "UPDATE agreement SET state = 6 WHERE id = 1");
  facts = load (db, 2, TRUE);
  g_assert_cmpuint (facts->previous->len, ==, 3);
  g_assert_cmpuint (get_service (facts->previous, 1, "Report")->dates->len, ==, 3);
}

/* What the package was before isn't promised beside what it is now. */
static void
test_earlier_promise (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = NULL;

  scratch_execute (db, "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                       " start_date, state, supersedes_id)"
                       " VALUES (2, 'A-2', 1, 1, 1, 4, '2023-07-01', 2, 1)");
  scratch_execute (db, "INSERT INTO entitlement (agreement_id, name, frequency, kind,"
                       " expected_count, period_start, period_end, position) VALUES"
                       " (1, 'Old promise', 6, 2, 1, '2026-07-01', '2027-06-30', 1),"
                       " (2, 'New promise', 6, 2, 1, '2026-07-01', '2027-06-30', 1)");
  facts = load (db, 2, TRUE);
  g_assert_cmpuint (facts->upcoming->len, ==, 1);
  get_service (facts->upcoming, 0, "New promise");
}

/* A page of today can't say that something of next month was received. */
static void
test_planned (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = NULL;
  g_autoptr (GError) error = NULL;

  facts = tranche_summary_facts_load (db, 1, 1, TRUE, practice_day ("2026-07-01"),
                                      practice_day ("2025-10-01"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_service (facts->previous, 1, "Report")->dates->len, ==, 2);
  g_assert_cmpuint (facts->also_provided->len, ==, 0);
}

static void
test_rules (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  TrancheConsentRules rules;
  g_autoptr (GError) error = NULL;

  scratch_execute (db, "INSERT INTO setting (office_id, key, value) VALUES"
                       " (1, 'consent-days-before', '30'), (NULL, 'consent-days-before', '40'),"
                       " (NULL, 'fds-due-days', 'soon'), (2, 'fds-due-days', '7'),"
                       " (NULL, 'something-else', '1')");
  g_assert_true (tranche_summary_rules_load (db, 1, &rules, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rules.consent_days_before, ==, 30);
  g_assert_cmpint (rules.fds_due_days, ==, 60);
}

static void
test_agreements (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (GArray) ongoing = NULL;
  g_autoptr (GArray) with_drafts = NULL;
  g_autoptr (GArray) fixed_term = NULL;
  g_autoptr (GError) error = NULL;

  practice_add_group (db, 10, 1);
  practice_join (db, 10, 1, TRUE);
  scratch_execute (db, "INSERT INTO agreement (id, number, kind, party_id, office_id, start_date,"
                       " end_date, state) VALUES (2, 'A-2', 1, 1, 1, '2025-07-01', NULL, 2),"
                       " (3, 'A-3', 1, 1, 1, '2026-07-01', NULL, 1),"
                       " (4, 'A-4', 1, 1, 1, '2026-07-01', NULL, 5),"
                       " (5, 'A-5', 1, 10, 1, '2026-08-01', NULL, 3),"
                       " (6, 'A-6', 2, 1, 1, '2026-07-01', '2027-06-30', 3)");

  ongoing = tranche_summary_agreements_list (db, 1, TRANCHE_AGREEMENT_ONGOING, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ongoing->len, ==, 3);
  g_assert_cmpint (g_array_index (ongoing, gint64, 0), ==, 2);
  g_assert_cmpint (g_array_index (ongoing, gint64, 1), ==, 1);
  g_assert_cmpint (g_array_index (ongoing, gint64, 2), ==, 5);

  with_drafts = tranche_summary_agreements_list (db, 1, TRANCHE_AGREEMENT_ONGOING, TRUE, &error);
  g_assert_cmpint (g_array_index (with_drafts, gint64, 0), ==, 3);
  fixed_term = tranche_summary_agreements_list (db, 1, TRANCHE_AGREEMENT_FIXED_TERM, FALSE, &error);
  g_assert_cmpuint (fixed_term->len, ==, 1);
}

static void
test_unknown (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (GError) error = NULL;

  g_assert_null (tranche_summary_facts_load (db, 99, 1, TRUE, TRANCHE_DATE_NONE,
                                             practice_day ("2026-11-21"), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tranche_summary_facts_load (db, 1, 99, TRUE, TRANCHE_DATE_NONE,
                                             practice_day ("2026-11-21"), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static const TrancheAgreementService *
get_counted (const TrancheClientAgreement *agreement, const char *name)
{
  for (guint i = 0; i < agreement->services->len; i++)
    {
      const TrancheAgreementService *service = g_ptr_array_index (agreement->services, i);

      if (g_str_equal (service->name, name))
        return service;
    }
  g_assert_not_reached ();
}

/* The year that is over: what the client's page counts, the letter prints. */
static void
test_page_agrees (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheSummaryFacts) facts = NULL;
  g_autoptr (GPtrArray) agreements = NULL;
  g_autoptr (GError) error = NULL;
  const TrancheClientAgreement *agreement;

  /* Delivered to another client, of another agreement, and planned for after today. */
  practice_add_client (db, 9, 1);
  scratch_execute (db, "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                       " start_date, state) VALUES (9, 'A-9', 1, 1, 1, 2, '2023-07-01', 5)");
  scratch_execute (db, "INSERT INTO delivery (party_id, agreement_id, entitlement_id, name,"
                       " delivered_on) VALUES (9, 1, 1, 'Report', '2025-11-01'),"
                       " (1, 9, 1, 'Report', '2025-12-01'), (1, 1, 2, 'Review', '2026-06-29')");
  scratch_execute (db, "INSERT INTO entitlement (id, agreement_id, name, frequency, kind,"
                       " expected_count, period_start, period_end, position) VALUES"
                       " (5, 1, 'Portal', 9, 1, 3, '2025-07-01', '2026-06-30', 5)");

  for (guint i = 0; i < 2; i++)
    {
      /* In the middle of the year the letter of its end is written ahead. */
      TrancheDate today = practice_day (i == 0 ? "2026-11-21" : "2026-06-28");

      g_clear_pointer (&facts, tranche_summary_facts_free);
      facts
          = tranche_summary_facts_load (db, 1, 1, TRUE, practice_day ("2026-07-01"), today, &error);
      g_assert_no_error (error);
      g_clear_pointer (&agreements, g_ptr_array_unref);
      agreements = tranche_client_agreements_load (db, 1, today, &error);
      g_assert_no_error (error);
      agreement = NULL;
      for (guint j = 0; j < agreements->len; j++)
        if (((const TrancheClientAgreement *) g_ptr_array_index (agreements, j))->id == 1)
          agreement = g_ptr_array_index (agreements, j);
      g_assert_nonnull (agreement);
      g_assert_cmpint (agreement->period_start, ==, facts->periods.previous_from);

      for (guint j = 0; j < facts->previous->len; j++)
        {
          const TrancheServiceFacts *printed = g_ptr_array_index (facts->previous, j);
          const TrancheAgreementService *shown = get_counted (agreement, printed->name);

          g_assert_cmpint (shown->received, ==, printed->dates->len);
          g_assert_cmpint (shown->expected, ==, printed->counted ? printed->expected : -1);
        }
      g_assert_cmpint (get_counted (agreement, "Report")->received, ==, i == 0 ? 3 : 2);
      g_assert_cmpint (get_counted (agreement, "Review")->received, ==, i == 0 ? 1 : 0);
      /* What is always there is nobody's to count. */
      g_assert_cmpint (get_counted (agreement, "Portal")->expected, ==, -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/summary-facts/previous", test_previous);
  scratch_test ("/store/summary-facts/people", test_people);
  scratch_test ("/store/summary-facts/upcoming-derived", test_upcoming_derived);
  scratch_test ("/store/summary-facts/earlier-version", test_earlier_version);
  scratch_test ("/store/summary-facts/earlier-promise", test_earlier_promise);
  scratch_test ("/store/summary-facts/planned", test_planned);
  scratch_test ("/store/summary-facts/page-agrees", test_page_agrees);
  scratch_test ("/store/summary-facts/rules", test_rules);
  scratch_test ("/store/summary-facts/unknown", test_unknown);
  scratch_test ("/store/summary-agreements/list", test_agreements);

  return g_test_run ();
}
