/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "domain/error.h"
#include "report/summary-private.h"

/* The fees of one frequency, and of all. */
typedef struct
{
  const char *frequency; /* borrowed */
  TrancheMoney amount;
  gboolean estimate;
  guint n_fees;
} FeeTotal;

typedef struct
{
  gboolean basis;
  gboolean frequency;
  gboolean account;
} FeeColumns;

static char *
format_amount (TrancheMoney amount, gboolean estimate)
{
  g_autofree char *text = tranche_money_format (amount);

  /* Translators: an estimated amount of money */
  return estimate ? g_strdup_printf (_ ("est. %s"), text) : g_steal_pointer (&text);
}

static gboolean
add_to_total (FeeTotal *total,
              TrancheMoney amount,
              gint64 factor,
              gboolean estimate,
              GError **error)
{
  TrancheMoney product;

  if (!tranche_money_multiply (amount, factor, &product)
      || !tranche_money_add (total->amount, product, &total->amount))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The fees add up to more than can be printed"));
      return FALSE;
    }

  total->estimate = total->estimate || estimate;
  total->n_fees++;
  return TRUE;
}

static FeeTotal *
get_total (GArray *totals, const char *frequency)
{
  FeeTotal total = { .frequency = frequency != NULL ? frequency : "" };

  for (guint i = 0; i < totals->len; i++)
    {
      FeeTotal *known = &g_array_index (totals, FeeTotal, i);

      if (g_str_equal (known->frequency, total.frequency))
        return known;
    }

  g_array_append_val (totals, total);
  return &g_array_index (totals, FeeTotal, totals->len - 1);
}

static TrancheBlock *
add_table (const TrancheSummary *summary,
           TrancheDocument *document,
           GPtrArray *fees,
           const char *caption,
           FeeColumns *columns)
{
  TrancheBlock *table = tranche_document_add_table (document, caption);
  g_autofree char *amount = NULL;
  const double least = 1.9;
  double frequency_width = least;

  *columns = (FeeColumns) { FALSE };
  for (guint i = 0; i < fees->len; i++)
    {
      const TrancheSummaryFee *fee = g_ptr_array_index (fees, i);

      columns->basis = columns->basis || tranche_summary_says (fee->basis);
      columns->frequency = columns->frequency || tranche_summary_says (fee->frequency);
      columns->account = columns->account || tranche_summary_says (fee->account);
      frequency_width = tranche_summary_widen (frequency_width, fee->frequency);
    }

  if (tranche_summary_says (summary->currency))
    /* Translators: amounts of money in a currency: "Amount, AUD" */
    amount = g_strdup_printf (_ ("Amount, %s"), summary->currency);
  else
    amount = g_strdup (_ ("Amount"));

  tranche_block_add_column (table, _ ("Fee"), 3 - (columns->basis ? 0 : frequency_width - least),
                            TRANCHE_COLUMN_STRONG);
  if (columns->basis)
    tranche_block_add_column (table, _ ("Basis"), 3.6 - (frequency_width - least),
                              TRANCHE_COLUMN_QUIET);
  if (columns->frequency)
    tranche_block_add_column (table, _ ("Frequency"), frequency_width, TRANCHE_COLUMN_DEFAULT);
  if (columns->account)
    tranche_block_add_column (table, _ ("Account"), 2.7, TRANCHE_COLUMN_DEFAULT);
  tranche_block_add_column (table, amount, 2.4, TRANCHE_COLUMN_NUMERIC);

  return table;
}

typedef void (*AddRow) (TrancheBlock *table, const char *const *cells);

static void
add_row (TrancheBlock *table,
         const FeeColumns *columns,
         AddRow add,
         const char *name,
         const char *basis,
         const char *frequency,
         const char *account,
         const char *amount)
{
  const char *cells[5];
  guint n_cells = 0;

  cells[n_cells++] = name;
  if (columns->basis)
    cells[n_cells++] = basis;
  if (columns->frequency)
    cells[n_cells++] = frequency;
  if (columns->account)
    cells[n_cells++] = account;
  cells[n_cells++] = amount;
  add (table, cells);
}

static void
add_fee_rows (TrancheBlock *table, GPtrArray *fees, const FeeColumns *columns)
{
  for (guint i = 0; i < fees->len; i++)
    {
      const TrancheSummaryFee *fee = g_ptr_array_index (fees, i);
      g_autofree char *amount = format_amount (fee->amount, fee->estimate);

      add_row (table, columns, tranche_block_add_row, fee->name, fee->basis, fee->frequency,
               fee->account, amount);
    }
}

static void
add_total_row (TrancheBlock *table,
               const FeeColumns *columns,
               const char *name,
               const char *frequency,
               const FeeTotal *total)
{
  g_autofree char *amount = format_amount (total->amount, total->estimate);

  add_row (table, columns, tranche_block_add_total, name, "", frequency, "", amount);
}

static void
add_notes (const TrancheSummary *summary, TrancheBlock *table, GPtrArray *fees)
{
  gboolean estimate = FALSE;

  for (guint i = 0; i < fees->len; i++)
    {
      const TrancheSummaryFee *fee = g_ptr_array_index (fees, i);

      estimate = estimate || fee->estimate;
      if (fee->payments <= 0 && tranche_summary_says (fee->name))
        {
          g_autofree char *note = g_strdup_printf (
              _ ("“%s” is charged when it arises and isn’t part of the total."), fee->name);

          tranche_block_add_note (table, note);
        }
    }

  if (estimate)
    tranche_block_add_note (table,
                            _ ("est.: an estimate, because the amount isn’t known in advance. "
                               "The basis says how it was worked out."));
  tranche_block_add_note (table, summary->tax_note);
}

static gboolean
add_fees_paid (const TrancheSummary *summary, TrancheDocument *document, GError **error)
{
  GPtrArray *fees = summary->fees_paid;
  FeeColumns columns;
  FeeTotal total = { NULL };
  TrancheBlock *table = add_table (summary, document, fees, _ ("Fees that fell due"), &columns);

  add_fee_rows (table, fees, &columns);
  for (guint i = 0; i < fees->len; i++)
    {
      const TrancheSummaryFee *fee = g_ptr_array_index (fees, i);

      if (!add_to_total (&total, fee->amount, 1, fee->estimate, error))
        return FALSE;
    }
  add_total_row (table, &columns, _ ("Total"), "", &total);
  /* Payments aren't recorded, and what isn't known must not be stated. */
  tranche_block_add_note (table, summary->issue_date != TRANCHE_DATE_NONE
                                         && summary->issue_date < summary->previous_until
                                     ? _ ("What fell due under the agreement up to the day of this "
                                          "document.")
                                     : _ ("What fell due under the agreement in this period."));
  tranche_block_add_note (table, summary->tax_note);

  return TRUE;
}

static const char *
get_total_label (const TrancheSummary *summary)
{
  if (summary->kind == TRANCHE_SUMMARY_FTA)
    return _ ("Total for the term");
  if (summary->upcoming_from != TRANCHE_DATE_NONE
      && tranche_date_add_months (summary->upcoming_from, 12) - 1 == summary->upcoming_until)
    return _ ("Total for the year");

  return _ ("Total for the period");
}

static gboolean
add_fees_to_come (const TrancheSummary *summary, TrancheDocument *document, GError **error)
{
  GPtrArray *fees = summary->fees;
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (FeeTotal));
  FeeColumns columns;
  FeeTotal all = { NULL };
  TrancheBlock *table = add_table (summary, document, fees, _ ("Fees to come"), &columns);

  add_fee_rows (table, fees, &columns);
  for (guint i = 0; i < fees->len; i++)
    {
      const TrancheSummaryFee *fee = g_ptr_array_index (fees, i);

      if (!add_to_total (get_total (totals, fee->frequency), fee->amount, 1, fee->estimate, error))
        return FALSE;
      if (fee->payments > 0
          && !add_to_total (&all, fee->amount, fee->payments, fee->estimate, error))
        return FALSE;
    }

  /* A fee alone in its frequency is its own sum. */
  for (guint i = 0; i < totals->len; i++)
    {
      const FeeTotal *total = &g_array_index (totals, FeeTotal, i);

      if (total->n_fees > 1 && *total->frequency != '\0')
        add_total_row (table, &columns, _ ("Subtotal"), total->frequency, total);
    }
  if (all.n_fees > 0)
    add_total_row (table, &columns, get_total_label (summary), "", &all);
  add_notes (summary, table, fees);

  return TRUE;
}

gboolean
tranche_summary_add_fees (const TrancheSummary *summary,
                          TrancheDocument *document,
                          gboolean with_paid,
                          GError **error)
{
  g_autofree char *previous
      = tranche_summary_format_period (summary->previous_from, summary->previous_until);
  g_autofree char *upcoming
      = tranche_summary_format_period (summary->upcoming_from, summary->upcoming_until);

  with_paid = with_paid && summary->fees_paid->len > 0;
  if (!with_paid && summary->fees->len == 0 && upcoming == NULL)
    return TRUE;

  tranche_document_add_heading (document, 1, _ ("Fees"));
  if (with_paid)
    {
      g_autofree char *heading = previous != NULL
                                     /* Translators: %s is a period: 30 Sep 2023 – 29 Sep 2024 */
                                     ? g_strdup_printf (_ ("Fees that fell due, %s"), previous)
                                     : g_strdup (_ ("Fees that fell due"));

      tranche_document_add_heading (document, 2, heading);
      if (!add_fees_paid (summary, document, error))
        return FALSE;
    }

  if (summary->fees->len > 0 || upcoming != NULL)
    {
      if (with_paid)
        {
          g_autofree char *heading
              = upcoming != NULL
                    /* Translators: %s is a period: 30 Sep 2024 – 29 Sep 2025 */
                    ? g_strdup_printf (_ ("Fees to come, %s"), upcoming)
                    : g_strdup (_ ("Fees to come"));

          tranche_document_add_heading (document, 2, heading);
        }
      else if (upcoming != NULL)
        tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_NOTE, upcoming);
      /* What a client agrees to pay is never left to be guessed. */
      if (summary->fees->len == 0)
        tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY,
                                        _ ("No fees are agreed for this period."));
      else if (!add_fees_to_come (summary, document, error))
        return FALSE;
    }

  return TRUE;
}
