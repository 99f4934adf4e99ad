/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sample.h"

typedef struct
{
  const char *name;
  const char *description;
  const char *frequency;
  int expected; /* -1: not counted */
  int received;
  const char *dates; /* blank-separated */
} SampleService;

static const SampleService services[] = {
  { "Annual strategic review",
    "A meeting of about two hours on your goals, cash flow, super, insurance and estate plans, "
    "with "
    "a written record",
    "Yearly", 1, 1, "2025-03-12" },
  { "Portfolio report", "Holdings, income and performance against the agreed benchmark",
    "Quarterly", 4, 3, "2024-10-08 2025-01-14 2025-04-09" },
  { "Portfolio rebalancing", "Back to the agreed allocation when it has drifted by more than 3 %",
    "Half-yearly", 2, 2, "2024-11-20 2025-05-21" },
  { "Market update", "Our monthly letter by e-mail", "Monthly", 12, 12,
    "2024-07-04 2024-08-01 2024-09-05 2024-10-03 2024-11-07 2024-12-05 2025-01-09 2025-02-06 "
    "2025-03-06 2025-04-03 2025-05-08 2025-06-05" },
  { "Insurance review", "Life, total disability, income protection and trauma cover", "Yearly", 1,
    0, "" },
  { "Tax planning meeting", "Together with your accountant, before the end of the financial year",
    "Yearly", 1, 1, "2025-05-28" },
  { "Centrelink and aged care advice", "", "As required", -1, 0, "" },
  { "Telephone and e-mail support", "A call back within one working day", "Ongoing", -1, 9,
    "2024-08-14 2024-12-03" },
  { "Estate planning check", "Wills, powers of attorney, beneficiary nominations",
    "Every two years", 0, 0, "" },
};

static void
add_dates (TrancheSummaryService *service, const char *dates)
{
  g_auto (GStrv) texts = g_strsplit (dates, " ", -1);

  for (guint i = 0; texts[i] != NULL && *texts[i] != '\0'; i++)
    {
      TrancheDate date = tranche_date_parse (texts[i], NULL);

      g_assert_cmpint (date, !=, TRANCHE_DATE_NONE);
      g_array_append_val (service->dates, date);
    }
}

static void
add_services (GPtrArray *array, guint n_services)
{
  for (guint i = 0; i < n_services; i++)
    {
      TrancheSummaryService *service = tranche_summary_add_service (array);

      service->name = g_strdup (services[i].name);
      service->description = g_strdup (services[i].description);
      service->frequency = g_strdup (services[i].frequency);
      service->counted = services[i].expected >= 0;
      service->expected = MAX (services[i].expected, 0);
      service->received = services[i].received;
      add_dates (service, services[i].dates);
    }
}

static void
add_fee (GPtrArray *fees,
         const char *name,
         const char *basis,
         const char *frequency,
         const char *account,
         TrancheMoney amount,
         gboolean estimate,
         int payments)
{
  TrancheSummaryFee *fee = tranche_summary_add_fee (fees);

  fee->name = g_strdup (name);
  fee->basis = g_strdup (basis);
  fee->frequency = g_strdup (frequency);
  fee->account = g_strdup (account);
  fee->amount = amount;
  fee->estimate = estimate;
  fee->payments = payments;
}

static void
add_signatory (TrancheSummary *summary, const char *name, const char *role, const char *account)
{
  TrancheSummarySignatory *signatory = tranche_summary_add_signatory (summary);

  signatory->name = g_strdup (name);
  signatory->role = g_strdup (role);
  signatory->account = g_strdup (account);
}

static void
fill_practice (TrancheSummary *summary)
{
  summary->practice = g_strdup ("Hartley & Rowe");
  summary->practice_details = g_strdup ("Hartley & Rowe Financial Planning Pty Ltd");
  summary->licensee = g_strdup ("Southern Cross Advice Licensee Ltd");
  summary->licence_number = g_strdup ("234 567");
  summary->adviser = g_strdup ("Amahle Nkosi");
  summary->adviser_number = g_strdup ("1 002 345");
  summary->office = g_strdup ("Melbourne office");
  summary->address = g_strdup ("Level 4, 120 Collins Street\nMelbourne VIC 3000");
  summary->phone = g_strdup ("03 5550 1234");
  summary->email = g_strdup ("hello@hartleyrowe.example");
  summary->currency = g_strdup ("AUD");
  summary->tax_note = g_strdup ("Amounts include GST.");
}

TrancheSummary *
sample_summary_new (TrancheSummaryKind kind)
{
  TrancheSummary *summary = tranche_summary_new (kind);

  fill_practice (summary);
  summary->client_name = g_strdup ("Elliott Household");
  summary->client_people = g_strdup ("Jean and John Elliott");
  summary->client_address = g_strdup ("12 Ocean Road\nPoint Lonsdale VIC 3225");
  summary->salutation = g_strdup ("Dear Jean and John");
  summary->package = g_strdup ("Gold");
  summary->issue_date = tranche_date_new (2025, 7, 14);

  add_signatory (summary, "Jean Elliott", "Account holder", "Macquarie 4411 2098");
  add_signatory (summary, "John Elliott", "Account holder", "Macquarie 4411 2098, Hub24 880 417");

  if (kind == TRANCHE_SUMMARY_FTA)
    {
      summary->number = g_strdup ("FTA-2025-0031");
      summary->agreement_number = g_strdup ("A-2025-117");
      summary->start = summary->upcoming_from = tranche_date_new (2025, 8, 1);
      summary->end = summary->upcoming_until = tranche_date_new (2026, 2, 28);
      add_services (summary->upcoming, 6);
      /* Whole periods of seven months. */
      ((TrancheSummaryService *) g_ptr_array_index (summary->upcoming, 1))->expected = 2;
      ((TrancheSummaryService *) g_ptr_array_index (summary->upcoming, 2))->expected = 1;
      ((TrancheSummaryService *) g_ptr_array_index (summary->upcoming, 3))->expected = 7;
      add_fee (summary->fees, "Fixed term advice fee", "Fixed amount", "Monthly",
               "Macquarie 4411 2098", 38500, FALSE, 7);
      add_fee (summary->fees, "Implementation fee", "Fixed amount, charged with the first advice",
               "Once", "Macquarie 4411 2098", 165000, FALSE, 1);
      return summary;
    }

  summary->number = g_strdup (kind == TRANCHE_SUMMARY_FDS ? "FDS-2025-0042" : "OFA-2025-0042");
  summary->agreement_number = g_strdup ("A-2021-042");
  summary->start = tranche_date_new (2021, 7, 1);
  summary->anniversary = tranche_date_new (2025, 7, 1);
  summary->previous_from = tranche_date_new (2024, 7, 1);
  summary->previous_until = tranche_date_new (2025, 6, 30);
  summary->upcoming_from = tranche_date_new (2025, 7, 1);
  summary->upcoming_until = tranche_date_new (2026, 6, 30);
  summary->consent_from = tranche_date_new (2025, 5, 2);
  summary->consent_until = tranche_date_new (2025, 11, 28);

  add_services (summary->previous, G_N_ELEMENTS (services));
  add_services (summary->upcoming, G_N_ELEMENTS (services));
  {
    TrancheSummaryService *service = tranche_summary_add_service (summary->also_provided);

    service->name = g_strdup ("Help with a home loan");
    service->description = g_strdup ("Two offers compared, with a letter to the bank");
    add_dates (service, "2024-09-17 2024-10-02");
  }
  add_fee (summary->fees_paid, "Ongoing advice fee", "Fixed amount", "Monthly",
           "Macquarie 4411 2098", 528000, FALSE, 1);
  add_fee (summary->fees_paid, "Portfolio fee", "0.33 % of the balance, quarter by quarter",
           "Quarterly", "Hub24 880 417", 136422, FALSE, 1);
  add_fee (summary->fees, "Ongoing advice fee", "Fixed amount", "Monthly", "Macquarie 4411 2098",
           45100, FALSE, 12);
  add_fee (summary->fees, "Portfolio fee",
           "0.33 % a year of the balance, taken as 427,300.00 on 30 Jun 2025", "Quarterly",
           "Hub24 880 417", 35252, TRUE, 4);
  add_fee (summary->fees, "Aged care advice", "220.00 an hour", "As required",
           "Macquarie 4411 2098", 22000, TRUE, 0);

  return summary;
}

TrancheSummary *
sample_letter_new (guint number)
{
  TrancheSummary *summary = tranche_summary_new (TRANCHE_SUMMARY_OFA);

  fill_practice (summary);
  summary->client_name = g_strdup_printf ("Household of client %u", number);
  summary->client_people = g_strdup_printf ("Robin Client %u", number);
  summary->client_address
      = g_strdup_printf ("%u Ocean Road\nPoint Lonsdale VIC 3225", number % 400 + 1);
  summary->salutation = g_strdup_printf ("Dear Robin %u", number);
  summary->number = g_strdup_printf ("OFA-2025-%04u", number);
  summary->package = g_strdup ("Silver");
  summary->issue_date = tranche_date_new (2025, 7, 14);
  summary->start = tranche_date_new (2021, 7, 1);
  summary->anniversary = tranche_date_new (2025, 7, 1);
  summary->upcoming_from = tranche_date_new (2025, 7, 1);
  summary->upcoming_until = tranche_date_new (2026, 6, 30);
  add_services (summary->upcoming, 4);
  add_fee (summary->fees, "Ongoing advice fee", "Fixed amount", "Monthly", "Macquarie 4411 2098",
           10000 + (number * 7919) % 50000, FALSE, 12);

  return summary;
}
