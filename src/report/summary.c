/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/summary.h"

#include <glib/gi18n.h>

#include "domain/error.h"

static const struct
{
  TrancheSummaryBlocks block;
  const char *nick;
  const char *label;
} summary_blocks[TRANCHE_SUMMARY_N_BLOCKS] = {
  { TRANCHE_SUMMARY_HEAD, "head", N_ ("Letterhead and Address") },
  { TRANCHE_SUMMARY_ARRANGEMENT, "arrangement", N_ ("Arrangement") },
  { TRANCHE_SUMMARY_PREVIOUS, "previous", N_ ("Services of the Previous Period") },
  { TRANCHE_SUMMARY_UPCOMING, "upcoming", N_ ("Services to Come") },
  { TRANCHE_SUMMARY_FEES, "fees", N_ ("Fees") },
  { TRANCHE_SUMMARY_DATES, "dates", N_ ("Key Dates and Statements") },
  { TRANCHE_SUMMARY_SIGNATURES, "signatures", N_ ("Signatures") },
};

G_DEFINE_FLAGS_TYPE (TrancheSummaryBlocks,
                     tranche_summary_blocks,
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_HEAD, "head"),
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_ARRANGEMENT, "arrangement"),
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_PREVIOUS, "previous"),
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_UPCOMING, "upcoming"),
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_FEES, "fees"),
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_DATES, "dates"),
                     G_DEFINE_ENUM_VALUE (TRANCHE_SUMMARY_SIGNATURES, "signatures"))

static void
service_free (gpointer data)
{
  TrancheSummaryService *service = data;

  g_free (service->name);
  g_free (service->description);
  g_free (service->frequency);
  g_clear_pointer (&service->dates, g_array_unref);
  g_free (service->remark);
  g_free (service);
}

static void
fee_free (gpointer data)
{
  TrancheSummaryFee *fee = data;

  g_free (fee->name);
  g_free (fee->basis);
  g_free (fee->frequency);
  g_free (fee->account);
  g_free (fee);
}

static void
key_date_free (gpointer data)
{
  TrancheSummaryKeyDate *key_date = data;

  g_free (key_date->label);
  g_free (key_date->detail);
  g_free (key_date);
}

static void
signatory_free (gpointer data)
{
  TrancheSummarySignatory *signatory = data;

  g_free (signatory->name);
  g_free (signatory->role);
  g_free (signatory->account);
  g_free (signatory);
}

TrancheSummary *
tranche_summary_new (TrancheSummaryKind kind)
{
  TrancheSummary *summary = g_new0 (TrancheSummary, 1);

  summary->kind = kind;
  summary->previous = g_ptr_array_new_with_free_func (service_free);
  summary->also_provided = g_ptr_array_new_with_free_func (service_free);
  summary->upcoming = g_ptr_array_new_with_free_func (service_free);
  summary->fees_paid = g_ptr_array_new_with_free_func (fee_free);
  summary->fees = g_ptr_array_new_with_free_func (fee_free);
  summary->key_dates = g_ptr_array_new_with_free_func (key_date_free);
  summary->statements = g_ptr_array_new_with_free_func (g_free);
  summary->signatories = g_ptr_array_new_with_free_func (signatory_free);

  return summary;
}

void
tranche_summary_free (TrancheSummary *summary)
{
  char **strings[] = {
    &summary->practice,       &summary->practice_details, &summary->licensee,
    &summary->licence_number, &summary->adviser,          &summary->adviser_number,
    &summary->office,         &summary->address,          &summary->phone,
    &summary->email,          &summary->website,          &summary->client_name,
    &summary->client_people,  &summary->client_address,   &summary->salutation,
    &summary->number,         &summary->agreement_number, &summary->arrangement,
    &summary->package,        &summary->currency,         &summary->tax_note,
  };
  GPtrArray **arrays[] = {
    &summary->previous, &summary->also_provided, &summary->upcoming,   &summary->fees_paid,
    &summary->fees,     &summary->key_dates,     &summary->statements, &summary->signatories,
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer (strings[i], g_free);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
  g_clear_pointer (&summary->logo, g_bytes_unref);
  g_free (summary);
}

TrancheSummaryService *
tranche_summary_add_service (GPtrArray *services)
{
  TrancheSummaryService *service;

  g_return_val_if_fail (services != NULL, NULL);

  service = g_new0 (TrancheSummaryService, 1);
  service->dates = g_array_new (FALSE, FALSE, sizeof (TrancheDate));
  g_ptr_array_add (services, service);
  return service;
}

TrancheSummaryFee *
tranche_summary_add_fee (GPtrArray *fees)
{
  TrancheSummaryFee *fee;

  g_return_val_if_fail (fees != NULL, NULL);

  fee = g_new0 (TrancheSummaryFee, 1);
  g_ptr_array_add (fees, fee);
  return fee;
}

TrancheSummaryKeyDate *
tranche_summary_add_key_date (TrancheSummary *summary)
{
  TrancheSummaryKeyDate *key_date;

  g_return_val_if_fail (summary != NULL, NULL);

  key_date = g_new0 (TrancheSummaryKeyDate, 1);
  g_ptr_array_add (summary->key_dates, key_date);
  return key_date;
}

TrancheSummarySignatory *
tranche_summary_add_signatory (TrancheSummary *summary)
{
  TrancheSummarySignatory *signatory;

  g_return_val_if_fail (summary != NULL, NULL);

  signatory = g_new0 (TrancheSummarySignatory, 1);
  g_ptr_array_add (summary->signatories, signatory);
  return signatory;
}

const char *
tranche_summary_block_get_label (TrancheSummaryBlocks block)
{
  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    {
      if (summary_blocks[i].block == block)
        return _ (summary_blocks[i].label);
    }

  g_return_val_if_reached (NULL);
}

TrancheSummaryBlocks
tranche_summary_kind_get_blocks (TrancheSummaryKind kind)
{
  if (kind == TRANCHE_SUMMARY_FDS)
    return TRANCHE_SUMMARY_ALL_BLOCKS;

  return TRANCHE_SUMMARY_ALL_BLOCKS & ~TRANCHE_SUMMARY_PREVIOUS;
}

gboolean
tranche_summary_blocks_parse (const char *text, TrancheSummaryBlocks *blocks, GError **error)
{
  g_auto (GStrv) nicks = NULL;
  guint result = 0;

  g_return_val_if_fail (text != NULL && blocks != NULL, FALSE);

  nicks = g_strsplit (text, ",", -1);
  for (guint i = 0; nicks[i] != NULL; i++)
    {
      const char *nick = g_strstrip (nicks[i]);
      guint found = 0;

      if (*nick == '\0')
        continue;
      if (g_str_equal (nick, "all"))
        found = TRANCHE_SUMMARY_ALL_BLOCKS;
      for (guint j = 0; j < TRANCHE_SUMMARY_N_BLOCKS; j++)
        {
          if (g_str_equal (nick, summary_blocks[j].nick))
            found = summary_blocks[j].block;
        }

      if (found == 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("“%s” isn’t a part of a summary: use all, head, arrangement, previous, "
                          "upcoming, fees, dates, signatures"),
                       nick);
          return FALSE;
        }
      result |= found;
    }

  *blocks = (TrancheSummaryBlocks) result;
  return TRUE;
}

const char *
tranche_summary_kind_get_title (TrancheSummaryKind kind)
{
  switch (kind)
    {
    case TRANCHE_SUMMARY_FDS:
      return _ ("Fee Disclosure Statement");
    case TRANCHE_SUMMARY_OFA:
      return _ ("Ongoing fee arrangement schedule");
    case TRANCHE_SUMMARY_FTA:
      return _ ("Fixed term agreement schedule");
    default:
      g_return_val_if_reached (NULL);
    }
}

TrancheSummaryOptions
tranche_summary_options_default (TrancheSummaryKind kind)
{
  return (TrancheSummaryOptions) {
    .blocks = tranche_summary_kind_get_blocks (kind),
    .paper = TRANCHE_PAPER_A4,
    .created = 0,
  };
}
