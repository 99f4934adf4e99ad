/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "domain/date.h"
#include "domain/money.h"
#include "report/document.h"
#include "report/paper.h"

G_BEGIN_DECLS

/**
 * TrancheSummaryKind:
 * @TRANCHE_SUMMARY_FDS: “Fee Disclosure Statement”, “Annual summary of services and fees”: looks
 * back over the previous period and forward over the next
 * @TRANCHE_SUMMARY_OFA: “Ongoing fee arrangement schedule”: what the client consents to for the
 * next period
 * @TRANCHE_SUMMARY_FTA: “Fixed term agreement schedule”: what the client gets and pays until the
 * term ends
 */
typedef enum
{
  TRANCHE_SUMMARY_FDS,
  TRANCHE_SUMMARY_OFA,
  TRANCHE_SUMMARY_FTA,
} TrancheSummaryKind;

/**
 * TrancheSummaryRules:
 * @TRANCHE_SUMMARY_RULES_CONSENT: one written consent a year (Australia since 10 Jan 2025,
 * Corporations Act 2001 Part 7.7A Division 3 as amended in 2024)
 * @TRANCHE_SUMMARY_RULES_DISCLOSURE: fee disclosure statement and renewal (Australia 2021 to 2025)
 *
 * Which statements an ongoing arrangement's document carries. A fixed term has its own, whatever is
 * set.
 */
typedef enum
{
  TRANCHE_SUMMARY_RULES_CONSENT,
  TRANCHE_SUMMARY_RULES_DISCLOSURE,
} TrancheSummaryRules;

/**
 * TrancheSummaryBlocks:
 * @TRANCHE_SUMMARY_HEAD: letterhead, addressee, salutation. Off for paper with a printed
 * letterhead; title, number and issue date stay
 * @TRANCHE_SUMMARY_ARRANGEMENT: type, period, anniversary or end, reference day, package
 * @TRANCHE_SUMMARY_PREVIOUS: services of the previous period, then what was also provided
 * @TRANCHE_SUMMARY_UPCOMING: services of the upcoming period or the term
 * @TRANCHE_SUMMARY_FEES: fees to come, with totals; before them the fees paid, if the previous
 *   period is on too
 * @TRANCHE_SUMMARY_DATES: key dates and the statements the law asks for
 * @TRANCHE_SUMMARY_SIGNATURES: a place to sign for every account holder
 *
 * The parts of a summary that can be switched on and off. Nicks ("head", "previous" …) are the
 * command line's names; a block that is on but has nothing to show leaves nothing behind, not even
 * its heading.
 */
typedef enum /*< flags >*/
{
  TRANCHE_SUMMARY_HEAD = 1 << 0,
  TRANCHE_SUMMARY_ARRANGEMENT = 1 << 1,
  TRANCHE_SUMMARY_PREVIOUS = 1 << 2,
  TRANCHE_SUMMARY_UPCOMING = 1 << 3,
  TRANCHE_SUMMARY_FEES = 1 << 4,
  TRANCHE_SUMMARY_DATES = 1 << 5,
  TRANCHE_SUMMARY_SIGNATURES = 1 << 6,
} TrancheSummaryBlocks;

#define TRANCHE_SUMMARY_N_BLOCKS 7
#define TRANCHE_SUMMARY_ALL_BLOCKS ((TrancheSummaryBlocks) ((1 << TRANCHE_SUMMARY_N_BLOCKS) - 1))

#define TRANCHE_TYPE_SUMMARY_BLOCKS (tranche_summary_blocks_get_type ())
GType tranche_summary_blocks_get_type (void);

/* What a switch for one block is called, translated ("Key Dates and Statements"). @block is exactly
 * one flag. */
const char *tranche_summary_block_get_label (TrancheSummaryBlocks block);

/* The blocks a kind starts with: an ongoing or fixed term schedule doesn't look back. */
TrancheSummaryBlocks tranche_summary_kind_get_blocks (TrancheSummaryKind kind);

/* "head,fees" by nicks, in any order, blanks allowed, "all" for all; FALSE with
 * TRANCHE_ERROR_INVALID naming the first unknown one. */
gboolean
tranche_summary_blocks_parse (const char *text, TrancheSummaryBlocks *blocks, GError **error);

/* The document's title by kind, translated. For menus and file names too. */
const char *tranche_summary_kind_get_title (TrancheSummaryKind kind);

/**
 * TrancheSummaryService:
 * @name: the benefit's name as the agreement copied it
 * @description: the benefit's description; empty or NULL: none
 * @frequency: the frequency in words, translated by who fills it (“Quarterly”); NULL: not shown
 * @counted: whether the frequency gives a number for the period; FALSE for “ongoing” and “as
 * required”
 * @expected: how many the period promises; ≥ 0, ignored unless @counted
 * @received: how many deliveries lie in the period; ignored for the upcoming period
 * @dates: (element-type TrancheDate): when, oldest first, days inside the period only. May be
 * empty, and may hold fewer than @received
 * @remark: replaces the status worked out from the counts (“Declined by you”); NULL: none
 *
 * One row of a services table. Whoever fills it gives rows in the order they are to be printed
 * (order number, then name); nothing is sorted here.
 */
typedef struct
{
  char *name;
  char *description;
  char *frequency;
  gboolean counted;
  int expected;
  int received;
  GArray *dates;
  char *remark;
} TrancheSummaryService;

/**
 * TrancheSummaryFee:
 * @name: what the fee is called (“Advice fee”)
 * @basis: how the amount was worked out (“Fixed”, “0.55 % of the balance, taken as 412,000.00”);
 * with @estimate the law asks for it
 * @frequency: in words, translated by who fills it; fees with the same words are added up together
 * @account: the account it is taken from; NULL: none named
 * @amount: cents, for one payment
 * @estimate: the amount isn't known in advance; it is marked, and so is every total it is part of
 * @payments: how many such payments fall into the period (12 for monthly in a year, 7 in a
 * seven-month term, 1 for once or for an amount already paid); 0: not known in advance, the fee is
 * left out of the period's total and a note says so
 */
typedef struct
{
  char *name;
  char *basis;
  char *frequency;
  char *account;
  TrancheMoney amount;
  gboolean estimate;
  int payments;
} TrancheSummaryFee;

/**
 * TrancheSummaryKeyDate:
 * @from: the day, or the first day
 * @until: the last day of a window; TRANCHE_DATE_NONE: one day only
 * @label: what it is (“Consent window”)
 * @detail: one sentence; NULL: none
 *
 * A date to print beyond those that have a field of their own in #TrancheSummary.
 */
typedef struct
{
  TrancheDate from;
  TrancheDate until;
  char *label;
  char *detail;
} TrancheSummaryKeyDate;

/**
 * TrancheSummarySignatory:
 * @name: the person who signs
 * @role: (“Client”, “Director, Smart Systems Ltd”, “Adviser”); NULL: none
 * @account: the accounts that person holds; NULL: none
 * @signed_on: TRANCHE_DATE_NONE: not signed yet, a line is printed
 */
typedef struct
{
  char *name;
  char *role;
  char *account;
  TrancheDate signed_on;
} TrancheSummarySignatory;

/**
 * TrancheSummary:
 *
 * Everything one printed summary says, as plain data: words as the agreement and the practice have
 * them, cents, days. The store's code fills it (all strings owned, NULL and "" mean “none” and
 * print nothing); nothing is looked up later, so that an issued document can't change. Strings may
 * be anything: invalid UTF-8 and control characters are mended on the way into the document. A
 * summary belongs to one thread at a time.
 */
typedef struct
{
  TrancheSummaryKind kind;
  TrancheSummaryRules rules;

  /* Head: the practice */
  char *practice;         /* trading name, large */
  char *practice_details; /* company name and number, if another */
  char *licensee;
  char *licence_number; /* as the regulator writes it, digits only or with prefix */
  char *adviser;
  char *adviser_number; /* authorised representative number */
  char *office;
  char *address; /* of the office, lines parted by "\n" */
  char *phone;
  char *email;
  char *website;
  GBytes *logo; /* PNG bytes; NULL: none. Bytes that aren't a PNG are left out */

  /* Head: the client and the document */
  char *client_name;    /* the client as the practice calls it: “Elliott Household” */
  char *client_people;  /* who is written to: “Jean and John Elliott” */
  char *client_address; /* lines parted by "\n" */
  char *salutation;     /* without comma: “Dear Jean and John” */
  char *number;         /* the document's number; NULL before it is issued */
  TrancheDate issue_date;
  gboolean draft; /* TRUE until it is issued: carries the DRAFT mark */

  /* Arrangement */
  char *agreement_number;
  char *arrangement; /* type in words; NULL: by kind */
  char *package;     /* the agreement's segment */
  TrancheDate start; /* when the arrangement was entered into, or the term's first day */
  TrancheDate end;   /* the term's last day; an ongoing one that has ended: its last day */
  TrancheDate anniversary;
  TrancheDate reference_day; /* the agreed earlier day; none: the anniversary counts */
  TrancheDate previous_from; /* previous period, both days included */
  TrancheDate
      previous_until; /* a previous period that hasn't ended on issue_date shows “Outstanding” */
  TrancheDate upcoming_from; /* upcoming period or term, both days included */
  TrancheDate upcoming_until;

  /* Services: (element-type TrancheSummaryService) */
  GPtrArray *previous;
  GPtrArray *also_provided; /* name, description, dates, remark are shown */
  GPtrArray *upcoming;

  /* Fees: (element-type TrancheSummaryFee) */
  GPtrArray
      *fees_paid;  /* in the previous period, one row per fee with what fell due, payments = 1 */
  GPtrArray *fees; /* in the upcoming period or the term */
  char *currency;  /* shown once a table: “AUD”; NULL: not shown */
  char *tax_note;  /* “Amounts include GST.”; NULL: none */

  /* Key dates; TRANCHE_DATE_NONE prints nothing */
  TrancheDate consent_from;  /* first and last day on which consent can be signed */
  TrancheDate consent_until; /* after it an arrangement without consent ends */
  TrancheDate statement_due; /* disclosure rules: last day for giving the statement */
  TrancheDate renewal_due;   /* disclosure rules: last day for renewing */
  TrancheDate fees_off; /* the last day by which fees are switched off without consent or renewal */
  GPtrArray *key_dates; /* further ones (element-type TrancheSummaryKeyDate), in print order */
  GPtrArray *statements; /* the practice's own, after the law's (element-type utf8) */

  GPtrArray *signatories; /* (element-type TrancheSummarySignatory) */
} TrancheSummary;

/* All arrays there and empty, everything else none. The arrays own their elements, so append and
 * forget. */
TrancheSummary *tranche_summary_new (TrancheSummaryKind kind);
void tranche_summary_free (TrancheSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSummary, tranche_summary_free)

/* Append an empty element to one of the summary's arrays and hand it out to be filled: (transfer
 * none). A service's
 * @dates is there and empty. */
TrancheSummaryService *tranche_summary_add_service (GPtrArray *services);
TrancheSummaryFee *tranche_summary_add_fee (GPtrArray *fees);
TrancheSummaryKeyDate *tranche_summary_add_key_date (TrancheSummary *summary);
TrancheSummarySignatory *tranche_summary_add_signatory (TrancheSummary *summary);

/**
 * TrancheSummaryOptions:
 * @blocks: which parts to print
 * @paper: on what
 * @created: seconds since 1970 UTC, for the file's metadata; 0: midnight UTC of the issue date, or
 * no date at all
 *
 * The language is gettext's.
 */
typedef struct
{
  TrancheSummaryBlocks blocks;
  TranchePaper paper;
  gint64 created;
} TrancheSummaryOptions;

/* All the kind's blocks, A4, no date. */
TrancheSummaryOptions tranche_summary_options_default (TrancheSummaryKind kind);

/**
 * tranche_summary_to_document:
 * @options: (nullable): NULL for the kind's default
 *
 * The summary as a document ready to lay out. Totals are checked: one that doesn't fit in 64 bits
 * of cents is an error, never a wrong number on paper.
 *
 * Returns: (transfer full): NULL with %TRANCHE_ERROR_INVALID if a total overflows
 */
TrancheDocument *tranche_summary_to_document (const TrancheSummary *summary,
                                              const TrancheSummaryOptions *options,
                                              GError **error);

G_END_DECLS
