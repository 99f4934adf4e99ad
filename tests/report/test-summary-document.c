/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "domain/error.h"
#include "report/layout.h"
#include "sample.h"

/* All that a summary prints, a line a piece. */
static char *
print (const TrancheSummary *summary, const TrancheSummaryOptions *options)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDocument) document = tranche_summary_to_document (summary, options, &error);
  g_autoptr (TrancheLayout) layout = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  layout = tranche_layout_new (typesetter, document);
  for (guint i = 0; i < tranche_layout_get_n_pages (layout); i++)
    {
      g_autofree char *page = tranche_layout_get_page_text (layout, i);

      g_string_append (text, page);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” isn't in:\n%s", words, text);
}

static void
test_titles (void)
{
  static const char *const titles[] = {
    "Fee Disclosure Statement\nAnnual summary of services and fees\n",
    "Ongoing fee arrangement schedule\n",
    "Fixed term agreement schedule\n",
  };

  for (guint kind = 0; kind < G_N_ELEMENTS (titles); kind++)
    {
      g_autoptr (TrancheSummary) summary = sample_summary_new (kind);
      g_autofree char *text = print (summary, NULL);

      assert_says (text, titles[kind]);
    }
}

static void
test_blocks (void)
{
  static const char *const headings[TRANCHE_SUMMARY_N_BLOCKS] = {
    "Dear Jean and John,",
    "Your arrangement\n",
    "Services in the previous period\n",
    "Services in the upcoming period\n",
    "Fees\n",
    "What you should know\n",
    "Your consent\n",
  };
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  TrancheSummaryOptions options = tranche_summary_options_default (TRANCHE_SUMMARY_FDS);

  for (guint off = 0; off < TRANCHE_SUMMARY_N_BLOCKS; off++)
    {
      g_autofree char *text = NULL;

      options.blocks = TRANCHE_SUMMARY_ALL_BLOCKS & ~(1u << off);
      text = print (summary, &options);
      for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
        {
          if (i == off)
            g_assert_null (strstr (text, headings[i]));
          else
            assert_says (text, headings[i]);
        }
      /* never without its number and date */
      assert_says (text, "FDS-2025-0042");
      assert_says (text, "14 Jul 2025");
    }
}

static void
test_status (void)
{
  static const struct
  {
    gboolean counted;
    int expected;
    int received;
    const char *remark;
    gboolean running;
    const char *status;
  } cases[] = {
    { TRUE, 4, 3, NULL, FALSE, "3 of 4" },         { TRUE, 4, 4, NULL, FALSE, "✓ Received" },
    { TRUE, 4, 5, NULL, FALSE, "✓ Received" },     { TRUE, 1, 0, NULL, FALSE, "Not received" },
    { TRUE, 1, 0, NULL, TRUE, "Outstanding" },     { TRUE, 4, 1, NULL, TRUE, "1 of 4" },
    { TRUE, 0, 0, NULL, FALSE, "Not due" },        { TRUE, 0, 1, NULL, FALSE, "✓ Received" },
    { FALSE, 0, 0, NULL, FALSE, "Not counted" },   { FALSE, 0, 9, NULL, FALSE, "✓ Received" },
    { TRUE, 1, 0, "Declined", FALSE, "Declined" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrancheSummary) summary = tranche_summary_new (TRANCHE_SUMMARY_FDS);
      TrancheSummaryService *service = tranche_summary_add_service (summary->previous);
      TrancheSummaryOptions options = { .blocks = TRANCHE_SUMMARY_PREVIOUS };
      g_autofree char *text = NULL;
      g_autofree char *row = NULL;

      summary->previous_from = tranche_date_new (2024, 7, 1);
      summary->previous_until = tranche_date_new (2025, 6, 30);
      summary->issue_date
          = cases[i].running ? summary->previous_until : summary->previous_until + 1;
      service->name = g_strdup ("Review");
      service->counted = cases[i].counted;
      service->expected = cases[i].expected;
      service->received = cases[i].received;
      service->remark = g_strdup (cases[i].remark);
      text = print (summary, &options);
      row = cases[i].counted
                ? g_strdup_printf ("Review\t%d\t%d\t\t%s\n", cases[i].expected, cases[i].received,
                                   cases[i].status)
                : g_strdup_printf ("Review\t–\t%d\t\t%s\n", cases[i].received, cases[i].status);
      assert_says (text, row);
    }
}

/* Nobody records payments, so no page says that something was paid. */
static void
test_fees_due (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  g_autofree char *text = NULL;
  g_autofree char *running = NULL;

  summary->rules = TRANCHE_SUMMARY_RULES_CONSENT;
  summary->issue_date = summary->previous_until + 1;
  text = print (summary, NULL);
  assert_says (text, "Fees that fell due, ");
  assert_says (text, "What fell due under the agreement in this period.");
  g_assert_null (strstr (text, " paid"));

  summary->issue_date = summary->previous_until - 30;
  running = print (summary, NULL);
  assert_says (running, "What fell due under the agreement up to the day of this document.");
}

static void
test_nothing_recorded (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  g_autofree char *text = NULL;
  g_autofree char *without = NULL;

  g_ptr_array_set_size (summary->previous, 0);
  g_ptr_array_set_size (summary->also_provided, 0);
  text = print (summary, NULL);
  assert_says (text, "Services in the previous period\n");
  assert_says (text, "No services are recorded for this period.");

  summary->previous_from = TRANCHE_DATE_NONE;
  summary->previous_until = TRANCHE_DATE_NONE;
  without = print (summary, NULL);
  g_assert_null (strstr (without, "Services in the previous period"));
}

static void
test_nothing_agreed (void)
{
  for (int kind = TRANCHE_SUMMARY_FDS; kind <= TRANCHE_SUMMARY_FTA; kind++)
    {
      g_autoptr (TrancheSummary) summary = sample_summary_new ((TrancheSummaryKind) kind);
      g_autofree char *text = NULL;

      g_ptr_array_set_size (summary->upcoming, 0);
      g_ptr_array_set_size (summary->fees, 0);
      text = print (summary, NULL);
      assert_says (text, "No services are agreed for this period.");
      assert_says (text, "No fees are agreed for this period.");
      g_assert_null (strstr (text, "The fees you are asked to agree to"));
    }
}

/* A line may end between the days of a period, but within none. */
static void
test_days_are_whole (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  g_autofree char *text = print (summary, NULL);

  assert_says (text, "in the period 1\302\240Jul\302\2402024 – 30\302\240Jun\302\2402025");
  assert_says (text, "consent by 28\302\240Nov\302\2402025, the");
}

static TrancheSummaryFee *
add_fee (TrancheSummary *summary, const char *frequency, TrancheMoney amount, int payments)
{
  TrancheSummaryFee *fee = tranche_summary_add_fee (summary->fees);

  fee->name = g_strdup ("Fee");
  fee->frequency = g_strdup (frequency);
  fee->amount = amount;
  fee->payments = payments;
  return fee;
}

static void
test_totals (void)
{
  g_autoptr (TrancheSummary) summary = tranche_summary_new (TRANCHE_SUMMARY_OFA);
  TrancheSummaryOptions options = { .blocks = TRANCHE_SUMMARY_FEES };
  g_autofree char *text = NULL;

  summary->upcoming_from = tranche_date_new (2025, 7, 1);
  summary->upcoming_until = tranche_date_new (2026, 6, 30);
  add_fee (summary, "Monthly", 1010, 12);
  add_fee (summary, "Monthly", 2005, 12);
  add_fee (summary, "Yearly", 10001, 1);
  add_fee (summary, "As required", 500, 0);
  text = print (summary, &options);

  /* C locale: no grouping. 30.15 × 12 + 100.01 */
  assert_says (text, "Subtotal\tMonthly\t30.15\n");
  assert_says (text, "Total for the year\t\t461.81\n");
  assert_says (text, "“Fee” is charged when it arises");
  g_assert_null (strstr (text, "Subtotal\tYearly"));
  g_assert_null (strstr (text, "est."));
}

static void
test_estimates_are_marked (void)
{
  g_autoptr (TrancheSummary) summary = tranche_summary_new (TRANCHE_SUMMARY_FTA);
  TrancheSummaryOptions options = { .blocks = TRANCHE_SUMMARY_FEES };
  g_autofree char *text = NULL;

  add_fee (summary, "Monthly", 10000, 7);
  add_fee (summary, "Quarterly", 5000, 2)->estimate = TRUE;
  text = print (summary, &options);
  assert_says (text, "Fee\tMonthly\t100.00\n");
  assert_says (text, "Fee\tQuarterly\test. 50.00\n");
  assert_says (text, "Total for the term\t\test. 800.00\n");
  assert_says (text, "est.: an estimate");
}

static void
test_total_overflow (void)
{
  g_autoptr (TrancheSummary) summary = tranche_summary_new (TRANCHE_SUMMARY_OFA);
  g_autoptr (TrancheDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  add_fee (summary, "Monthly", G_MAXINT64 / 2, 3);
  document = tranche_summary_to_document (summary, NULL, &error);
  g_assert_null (document);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

static void
test_statements (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_OFA);
  TrancheSummaryOptions options = { .blocks = TRANCHE_SUMMARY_DATES };

  {
    g_autofree char *text = print (summary, &options);

    assert_says (text, "2 May 2025 – 28 Nov 2025");
    assert_says (text, "If you don’t consent by 28\302\240Nov\302\2402025, the arrangement ends");
    assert_says (text, "at any time");
  }

  summary->rules = TRANCHE_SUMMARY_RULES_DISCLOSURE;
  summary->renewal_due = tranche_date_new (2025, 10, 29);
  {
    g_autofree char *text = print (summary, &options);

    assert_says (text, "unless you renew it in writing by 29\302\240Oct\302\2402025");
  }

  summary->kind = TRANCHE_SUMMARY_FTA;
  summary->end = tranche_date_new (2026, 2, 28);
  g_ptr_array_add (summary->statements, g_strdup ("Our own words."));
  {
    g_autofree char *text = print (summary, &options);

    assert_says (text, "The arrangement ends on 28\302\240Feb\302\2402026. It isn’t renewed");
    assert_says (text, "Our own words.");
    g_assert_null (strstr (text, "renew it in writing"));
  }
}

static void
test_many_dates (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  g_autofree char *text = print (summary, NULL);

  assert_says (text, "8 Oct 2024\n14 Jan 2025\n9 Apr 2025");
  assert_says (text, "4 Jul 2024 – 5 Jun 2025");
}

/* Nothing filled in: nothing but the title, and a heading for nothing is left out. */
static void
test_empty (void)
{
  for (guint kind = 0; kind < 3; kind++)
    {
      g_autoptr (TrancheSummary) summary = tranche_summary_new (kind);
      g_autofree char *text = print (summary, NULL);

      g_assert_null (strstr (text, "Services"));
      g_assert_null (strstr (text, "Fees\n"));
      g_assert_null (strstr (text, "Key dates"));
      g_assert_null (strstr (text, "Your consent\n"));
    }
}

static void
test_hostile (void)
{
  g_autoptr (TrancheSummary) summary = sample_summary_new (TRANCHE_SUMMARY_FDS);
  TrancheSummaryService *service = tranche_summary_add_service (summary->previous);
  g_autofree char *text = NULL;

  service->counted = TRUE;
  service->expected = G_MININT;
  service->received = -1;
  g_clear_pointer (&service->dates, g_array_unref);
  tranche_summary_add_fee (summary->fees)->payments = -5;
  tranche_summary_add_key_date (summary);
  tranche_summary_add_signatory (summary);
  g_ptr_array_add (summary->statements, g_strdup ("\xff"));
  g_free (summary->salutation);
  summary->salutation = g_strdup ("%s %n %d");
  text = print (summary, NULL);
  assert_says (text, "%s %n %d,");
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/summary-document/titles", test_titles);
  g_test_add_func ("/report/summary-document/blocks", test_blocks);
  g_test_add_func ("/report/summary-document/fees-due", test_fees_due);
  g_test_add_func ("/report/summary-document/nothing-recorded", test_nothing_recorded);
  g_test_add_func ("/report/summary-document/nothing-agreed", test_nothing_agreed);
  g_test_add_func ("/report/summary-document/days-are-whole", test_days_are_whole);
  g_test_add_func ("/report/summary-document/status", test_status);
  g_test_add_func ("/report/summary-document/totals", test_totals);
  g_test_add_func ("/report/summary-document/estimates-are-marked", test_estimates_are_marked);
  g_test_add_func ("/report/summary-document/total-overflow", test_total_overflow);
  g_test_add_func ("/report/summary-document/statements", test_statements);
  g_test_add_func ("/report/summary-document/many-dates", test_many_dates);
  g_test_add_func ("/report/summary-document/empty", test_empty);
  g_test_add_func ("/report/summary-document/hostile", test_hostile);
  return g_test_run ();
}
