/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "report/letterhead.h"
#include "report/summary-private.h"

#define NO_BREAK_SPACE "\302\240"

double
tranche_summary_widen (double width, const char *text)
{
  /* Of the tables' text, what a letter has of the shares that English was laid out by. */
  const double letter = 0.16;
  int word = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      word = g_unichar_isspace (g_utf8_get_char (p)) ? 0 : word + 1;
      width = MAX (width, letter * word);
    }
  return width;
}

static char *
format_day (TrancheDate day)
{
  return day != TRANCHE_DATE_NONE ? tranche_date_format (day) : NULL;
}

char *
tranche_summary_word_day (TrancheDate day)
{
  g_autoptr (GString) text = NULL;

  if (day == TRANCHE_DATE_NONE)
    return NULL;
  text = g_string_new_take (tranche_date_format (day));
  g_string_replace (text, " ", NO_BREAK_SPACE, 0);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
join_days (TrancheDate from, TrancheDate until, char *(*format) (TrancheDate))
{
  g_autofree char *first = format (from);
  g_autofree char *last = from != until ? format (until) : NULL;

  if (first == NULL || last == NULL)
    return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&last);

  /* Translators: from one day to another, both included */
  return g_strdup_printf (_ ("%s – %s"), first, last);
}

char *
tranche_summary_format_period (TrancheDate from, TrancheDate until)
{
  return join_days (from, until, format_day);
}

char *
tranche_summary_word_period (TrancheDate from, TrancheDate until)
{
  return join_days (from, until, tranche_summary_word_day);
}

static void
append_line (GString *lines, const char *text)
{
  if (!tranche_summary_says (text))
    return;

  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, text);
}

static void
add_letterhead (const TrancheSummary *summary, TrancheDocument *document)
{
  const TranchePracticeHead head = {
    .practice = summary->practice,
    .practice_details = summary->practice_details,
    .licensee = summary->licensee,
    .licence_number = summary->licence_number,
    .office = summary->office,
    .address = summary->address,
    .phone = summary->phone,
    .email = summary->email,
    .website = summary->website,
    .logo = summary->logo,
  };

  tranche_practice_head_print (&head, document);
}

static void
add_facts (const TrancheSummary *summary, TrancheBlock *block)
{
  g_autofree char *date
      = summary->issue_date != TRANCHE_DATE_NONE ? tranche_date_format (summary->issue_date) : NULL;

  tranche_block_add_pair (block, _ ("Document"), summary->number);
  tranche_block_add_pair (block, summary->draft ? _ ("Prepared") : _ ("Issued"), date);
  tranche_block_add_pair (block, _ ("Adviser"), summary->adviser);
  tranche_block_add_pair (block, _ ("Adviser no."), summary->adviser_number);
}

static void
add_address (const TrancheSummary *summary, TrancheDocument *document)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  append_line (lines, summary->client_people);
  if (g_strcmp0 (summary->client_name, summary->client_people) != 0)
    append_line (lines, summary->client_name);
  append_line (lines, summary->client_address);
  add_facts (summary, tranche_document_add_address (document, lines->str));
}

static const char *
get_subtitle (TrancheSummaryKind kind)
{
  return kind == TRANCHE_SUMMARY_FDS ? _ ("Annual summary of services and fees") : "";
}

static char *
create_lead (const TrancheSummary *summary)
{
  g_autofree char *previous
      = tranche_summary_word_period (summary->previous_from, summary->previous_until);
  g_autofree char *upcoming
      = tranche_summary_word_period (summary->upcoming_from, summary->upcoming_until);

  switch (summary->kind)
    {
    case TRANCHE_SUMMARY_FDS:
      if (previous != NULL)
        return g_strdup_printf (
            _ ("This summary sets out the services you were entitled to and "
               "received from us in the period %s, the fees that fell due for them, "
               "and what to expect from us next."),
            previous);
      return g_strdup (
          _ ("This summary sets out the services you were entitled to and received from "
             "us, the fees that fell due for them, and what to expect from us next."));
    case TRANCHE_SUMMARY_OFA:
      if (upcoming != NULL)
        return g_strdup_printf (_ ("This schedule sets out the services you are entitled to in the "
                                   "period %s and the fees for them. Please read it before you "
                                   "decide whether to consent."),
                                upcoming);
      return g_strdup (
          _ ("This schedule sets out the services you are entitled to and the fees for "
             "them. Please read it before you decide whether to consent."));
    case TRANCHE_SUMMARY_FTA:
      if (upcoming != NULL)
        return g_strdup_printf (
            _ ("This schedule sets out the services we provide during the fixed "
               "term %s and the fees for them. Please read it before you "
               "agree."),
            upcoming);
      return g_strdup (
          _ ("This schedule sets out the services we provide during the fixed term and "
             "the fees for them. Please read it before you agree."));
    default:
      g_assert_not_reached ();
    }
}

static void
add_date_pair (TrancheBlock *grid, const char *label, TrancheDate date)
{
  g_autofree char *text = date != TRANCHE_DATE_NONE ? tranche_date_format (date) : NULL;

  tranche_block_add_pair (grid, label, text);
}

static void
add_period_pair (TrancheBlock *grid, const char *label, TrancheDate from, TrancheDate until)
{
  g_autofree char *text = tranche_summary_format_period (from, until);

  tranche_block_add_pair (grid, label, text);
}

static void
add_arrangement (const TrancheSummary *summary, TrancheDocument *document)
{
  gboolean fixed_term = summary->kind == TRANCHE_SUMMARY_FTA;
  const char *type = summary->arrangement;
  TrancheBlock *grid;

  if (!tranche_summary_says (type))
    type = fixed_term ? _ ("Fixed term") : _ ("Ongoing fee arrangement");

  tranche_document_add_heading (document, 1, _ ("Your arrangement"));
  grid = tranche_document_add_grid (document, 2);
  tranche_block_add_pair (grid, _ ("Client"), summary->client_name);
  tranche_block_add_pair (grid, _ ("Agreement"), summary->agreement_number);
  tranche_block_add_pair (grid, _ ("Type"), type);
  tranche_block_add_pair (grid, _ ("Service package"), summary->package);
  if (fixed_term)
    add_period_pair (grid, _ ("Term"), summary->start, summary->end);
  else
    {
      add_date_pair (grid, _ ("Entered into"), summary->start);
      add_date_pair (grid, _ ("Anniversary"), summary->anniversary);
      add_date_pair (grid, _ ("Reference day"), summary->reference_day);
      add_date_pair (grid, _ ("Ends"), summary->end);
      if (summary->kind == TRANCHE_SUMMARY_FDS)
        add_period_pair (grid, _ ("Previous period"), summary->previous_from,
                         summary->previous_until);
      add_period_pair (grid, _ ("Upcoming period"), summary->upcoming_from,
                       summary->upcoming_until);
    }
}

static void
set_metadata (const TrancheSummary *summary,
              const TrancheSummaryOptions *options,
              TrancheDocument *document)
{
  gint64 created = options->created;

  if (created == 0 && summary->issue_date != TRANCHE_DATE_NONE)
    {
      int year, month, day;
      g_autoptr (GDateTime) midnight = NULL;

      tranche_date_get (summary->issue_date, &year, &month, &day);
      midnight = g_date_time_new_utc (year, month, day, 0, 0, 0);
      created = midnight != NULL ? g_date_time_to_unix (midnight) : 0;
    }

  tranche_document_set_title (document, tranche_summary_kind_get_title (summary->kind));
  tranche_document_set_author (document, summary->practice);
  tranche_document_set_subject (document, get_subtitle (summary->kind));
  tranche_document_set_keywords (document, summary->number);
  tranche_document_set_number (document, summary->number);
  tranche_document_set_bookmark (document, summary->client_name);
  tranche_document_set_draft (document, summary->draft);
  tranche_document_set_created (document, created);
  tranche_document_set_paper (document, options->paper);
  /* Translators: the language of this translation as a BCP 47 tag: "en", "de", "pt-BR"; it decides
   * how documents are shaped and which way they run */
  tranche_document_set_language (document, C_ ("language of documents", "en"));
}

TrancheDocument *
tranche_summary_to_document (const TrancheSummary *summary,
                             const TrancheSummaryOptions *options,
                             GError **error)
{
  g_autoptr (TrancheDocument) document = NULL;
  TrancheSummaryOptions defaults;
  TrancheSummaryBlocks blocks;

  g_return_val_if_fail (summary != NULL, NULL);

  defaults = tranche_summary_options_default (summary->kind);
  if (options == NULL)
    options = &defaults;
  blocks = options->blocks;

  document = tranche_document_new ();
  set_metadata (summary, options, document);

  if (blocks & TRANCHE_SUMMARY_HEAD)
    {
      add_letterhead (summary, document);
      add_address (summary, document);
    }
  tranche_document_add_title (document, tranche_summary_kind_get_title (summary->kind),
                              get_subtitle (summary->kind));
  if (blocks & TRANCHE_SUMMARY_HEAD)
    {
      g_autofree char *lead = create_lead (summary);

      if (tranche_summary_says (summary->salutation))
        {
          /* Translators: a letter's salutation: "Dear Jean and John," */
          g_autofree char *salutation = g_strdup_printf (_ ("%s,"), summary->salutation);

          tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_LEAD, salutation);
        }
      tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, lead);
    }
  else
    add_facts (summary, tranche_document_add_grid (document, 2));

  if (blocks & TRANCHE_SUMMARY_ARRANGEMENT)
    add_arrangement (summary, document);
  if (blocks & TRANCHE_SUMMARY_PREVIOUS)
    tranche_summary_add_previous (summary, document);
  if (blocks & TRANCHE_SUMMARY_UPCOMING)
    tranche_summary_add_upcoming (summary, document);
  if ((blocks & TRANCHE_SUMMARY_FEES)
      && !tranche_summary_add_fees (summary, document, (blocks & TRANCHE_SUMMARY_PREVIOUS) != 0,
                                    error))
    return NULL;
  if (blocks & TRANCHE_SUMMARY_DATES)
    {
      tranche_summary_add_dates (summary, document);
      tranche_summary_add_statements (summary, document);
    }
  if (blocks & TRANCHE_SUMMARY_SIGNATURES)
    tranche_summary_add_signatures (summary, document);

  return g_steal_pointer (&document);
}
