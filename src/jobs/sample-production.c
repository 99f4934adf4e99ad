/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-private.h"

#include "store/production.h"

#include <glib/gi18n.h>

/* The header that a provider's statement would have had is line 1. */
#define FIRST_LINE 2

typedef struct
{
  gint64 id;
  guint n_lines;
  TrancheMoney total;
} SampleStatement;

static gboolean
reserve_statement_ids (TrancheSample *self,
                       SampleStatement *statements,
                       guint n_statements,
                       GError **error)
{
  gint64 last = 0;

  if (!tranche_database_query_int64 (self->db, "SELECT max (id) FROM statement", 0, &last, error))
    return FALSE;
  for (guint i = 0; i < n_statements; i++)
    statements[i].id = last + 1 + i;
  return TRUE;
}

/* What the client's level brings in one month: mostly near the level, sometimes nothing, sometimes
 * twice, and in one line of a hundred a claw-back. One client in a hundred gets the same round sum
 * each month, so that totals lie exactly on a limit. */
static TrancheMoney
draw_amount (TrancheSample *self, const TrancheSampleClient *client, guint index)
{
  guint chance;

  if (index % 100 == 17)
    return 50000;

  chance = tranche_sample_random (self, 1000);
  if (chance < 10)
    return -(TrancheMoney) (client->monthly_level / 4 + 1);
  if (chance < 130)
    return 0;
  return (TrancheMoney) client->monthly_level * (80 + tranche_sample_random (self, 41)) / 100;
}

static gboolean
add_lines_of_client (TrancheSample *self,
                     TrancheStatement *insert,
                     SampleStatement *statements,
                     TrancheMonth first_month,
                     guint index,
                     GError **error)
{
  const TrancheSampleClient *client = &self->clients[index];
  guint provider = client->provider;

  for (guint i = 0; i < self->options->months; i++)
    {
      SampleStatement *statement = &statements[i * TRANCHE_SAMPLE_N_PROVIDERS + provider];
      guint n_lines = tranche_sample_random (self, 12) == 0 ? 2 : 1;

      if (first_month + (TrancheMonth) i < client->first_month)
        continue;
      for (guint j = 0; j < n_lines; j++)
        {
          TrancheMoney amount = draw_amount (self, client, index);

          if (amount == 0)
            continue;
          tranche_statement_bind_int64 (insert, 1, client->id);
          tranche_statement_bind_int64 (insert, 2, first_month + (TrancheMonth) i);
          tranche_statement_bind_int64 (insert, 3, statement->id);
          tranche_statement_bind_int64 (insert, 4, FIRST_LINE + statement->n_lines);
          tranche_statement_bind_int64 (insert, 5, 1 + (gint64) tranche_sample_random (self, 28));
          tranche_statement_bind_int64 (insert, 6, amount);
          tranche_statement_bind_text_static (insert, 7, amount < 0 ? "Claw-back" : "Trail", -1);
          if (!tranche_statement_run (insert, error))
            return FALSE;
          statement->n_lines++;
          statement->total += amount;
          if (index % 100 == 17)
            break;
        }
    }
  return TRUE;
}

static gboolean
add_lines (TrancheSample *self,
           SampleStatement *statements,
           TrancheMonth first_month,
           GError **error)
{
  static const char sql[] = "INSERT INTO statement_line (client_id, month, statement_id, "
                            "line_number, day, amount, reference)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < self->n_clients; i++)
    {
      if (self->clients[i].monthly_level > 0
          && !add_lines_of_client (self, insert, statements, first_month, i, error))
        return FALSE;
      if (!tranche_sample_continue (self, _ ("Writing statements…"), 0.3, 0.8, i, self->n_clients,
                                    error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_statement (TrancheSample *self,
               const SampleStatement *statement,
               guint provider,
               TrancheMonth month,
               GError **error)
{
  static const char sql[] = "INSERT INTO statement (id, office_id, provider_id, name, "
                            "content_hash, first_month, last_month,"
                            " line_count, total, unmatched_count, unmatched_total, operation_id)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *month_text = tranche_month_to_string (month);
  g_autofree char *name = NULL;
  guint8 hash[32];
  gsize hash_size = sizeof hash;

  if (insert == NULL)
    return FALSE;
  name = g_strdup_printf ("%s %u.csv", month_text, provider + 1);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, hash, &hash_size);

  tranche_statement_bind_int64 (insert, 1, statement->id);
  tranche_statement_bind_int64 (insert, 2, g_array_index (self->offices, gint64, 0));
  tranche_statement_bind_int64 (insert, 3, self->providers[provider]);
  tranche_statement_bind_text (insert, 4, name);
  tranche_statement_bind_blob (insert, 5, hash, hash_size);
  tranche_statement_bind_int64 (insert, 6, month);
  tranche_statement_bind_int64 (insert, 7, month);
  tranche_statement_bind_int64 (insert, 8, statement->n_lines);
  tranche_statement_bind_int64 (insert, 9, statement->total);
  tranche_statement_bind_int64 (insert, 10, tranche_operation_get_id (self->operation));
  return tranche_statement_run (insert, error);
}

gboolean
tranche_sample_add_production (TrancheSample *self, GError **error)
{
  guint n_statements = self->options->months * TRANCHE_SAMPLE_N_PROVIDERS;
  g_autofree SampleStatement *statements = g_new0 (SampleStatement, n_statements);
  TrancheMonth first_month
      = tranche_month_from_date (self->options->today) - (TrancheMonth) self->options->months;

  if (!reserve_statement_ids (self, statements, n_statements, error)
      || !add_lines (self, statements, first_month, error))
    return FALSE;

  for (guint i = 0; i < n_statements; i++)
    {
      TrancheMonth month = first_month + (TrancheMonth) (i / TRANCHE_SAMPLE_N_PROVIDERS);

      if (statements[i].n_lines > 0
          && !add_statement (self, &statements[i], i % TRANCHE_SAMPLE_N_PROVIDERS, month, error))
        return FALSE;
    }

  tranche_operation_add_affects (self->operation, TRANCHE_AFFECTS_PRODUCTION);
  return tranche_production_rebuild (self->db, self->cancellable, error);
}
