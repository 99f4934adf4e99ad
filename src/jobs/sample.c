/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-private.h"

#include "domain/text.h"
#include "jobs/segmentation.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

#define MOST_CLIENTS 2000000
#define MOST_MONTHS 120

guint
tranche_sample_random (TrancheSample *self, guint below)
{
  guint64 value;

  /* SplitMix64 (Steele, Lea, Flood 2014): tiny, fast, and the same everywhere. */
  self->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = self->random;
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  value ^= value >> 31;
  return (guint) ((value >> 32) * below >> 32);
}

const char *
tranche_sample_pick (TrancheSample *self, const TrancheSampleWords *words)
{
  return words->words[tranche_sample_random (self, words->n_words)];
}

gint64
tranche_sample_add_party (TrancheSample *self,
                          TranchePartyKind kind,
                          const char *display_name,
                          const char *sort_name,
                          GError **error)
{
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (
      self->db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES (?, ?, ?, ?)", error);
  g_autofree char *sort_key = tranche_text_fold (sort_name);

  if (insert == NULL)
    return 0;
  tranche_statement_bind_int64 (insert, 1, self->next_party_id);
  tranche_statement_bind_int64 (insert, 2, kind);
  tranche_statement_bind_text (insert, 3, display_name);
  tranche_statement_bind_text (insert, 4, sort_key);
  if (!tranche_statement_run (insert, error))
    return 0;
  return self->next_party_id++;
}

gboolean
tranche_sample_continue (TrancheSample *self,
                         const char *what,
                         double from,
                         double to,
                         guint done,
                         guint total,
                         GError **error)
{
  if (done % 512 != 0)
    return TRUE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, _ ("cancelled"));
      return FALSE;
    }
  if (self->progress != NULL)
    self->progress (from + (to - from) * done / MAX (total, 1), what, self->progress_data);
  return TRUE;
}

static gboolean
fill (TrancheDatabase *db,
      const TrancheSampleOptions *options,
      TrancheProgressFunc progress,
      gpointer progress_data,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (GArray) offices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) advisers = g_array_new (FALSE, FALSE, sizeof (TrancheSampleAdviser));
  g_autofree TrancheSampleClient *clients = g_new0 (TrancheSampleClient, options->clients);
  g_autofree char *detail = NULL;
  TrancheSample self = {
    .options = options,
    .db = db,
    .random = options->seed,
    .offices = offices,
    .advisers = advisers,
    .clients = clients,
    .n_clients = options->clients,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
  };

  operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_CREATE, _ ("Sample practice made"), error);
  if (operation == NULL)
    return FALSE;
  self.operation = operation;
  if (!tranche_database_query_int64 (db, "SELECT max (id) + 1 FROM party", 1, &self.next_party_id,
                                     error)
      || !tranche_sample_add_organisation (&self, error)
      || !tranche_sample_add_clients (&self, error)
      || !tranche_sample_add_relationships (&self, error)
      || !tranche_sample_add_production (&self, error)
      || !tranche_sample_add_agreements (&self, error))
    return FALSE;

  detail = g_strdup_printf ("{\"clients\":%u,\"months\":%u,\"seed\":%u}", options->clients,
                            options->months, options->seed);
  tranche_operation_set_detail (operation, detail);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

/* From here on it is the practice manager who does things, as in a real practice. */
static gboolean
become_manager (TrancheDatabase *db, GError **error)
{
  g_autoptr (TrancheStatement) manager
      = tranche_database_prepare (db,
                                  "SELECT id, given_names || ' ' || family_name FROM team_member"
                                  " WHERE reports_to IS NULL ORDER BY id LIMIT 1",
                                  error);

  if (manager == NULL || !tranche_statement_step (manager, error))
    return FALSE;
  tranche_database_set_actor (db, tranche_statement_get_int64 (manager, 0),
                              tranche_statement_get_text (manager, 1, NULL));
  return TRUE;
}

/* Bronze from 0, Silver from 500, Gold from 2,000 a month; then the run
 * of three months ago and the one of today, so that there are movers to look at. */
static gboolean
add_strategy_and_run (TrancheDatabase *db,
                      const TrancheSampleOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TrancheStrategySetup) setup = NULL;
  gint64 office_id = 0;

  if (!tranche_database_query_int64 (db, "SELECT min (id) FROM office", 0, &office_id, error))
    return FALSE;
  setup
      = tranche_strategy_setup_new (office_id, TRANCHE_TARGET_INDIVIDUAL, _ ("Individual Clients"));
  setup->active = TRUE;
  tranche_strategy_setup_add_band (setup, 0, "Bronze", 0);
  tranche_strategy_setup_add_band (setup, 0, "Silver", TRANCHE_SAMPLE_SILVER_FROM);
  tranche_strategy_setup_add_band (setup, 0, "Gold", TRANCHE_SAMPLE_GOLD_FROM);
  if (!tranche_strategies_save (db, setup, NULL, error))
    return FALSE;

  for (int months_ago = 3; months_ago >= 0; months_ago -= 3)
    {
      TrancheDate date = tranche_date_add_months (options->today, -months_ago);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (TrancheSegmentationResult) result = NULL;
      const TrancheSegmentationRequest request
          = { .office_id = office_id, .target = TRANCHE_TARGET_INDIVIDUAL, .date = date };

      result = tranche_segmentation_run (db, &request, NULL, NULL, cancellable, &local_error);
      /* With few months of statements there is nothing to look at then. */
      if (result == NULL && !g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

typedef struct
{
  const TrancheSampleOptions *options;
  TrancheProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Filling;

static gboolean
fill_all (TrancheDatabase *db, gpointer user_data, GError **error)
{
  const Filling *self = user_data;

  return fill (db, self->options, self->progress, self->progress_data, self->cancellable, error)
         && become_manager (db, error)
         && add_strategy_and_run (db, self->options, self->cancellable, error);
}

gboolean
tranche_sample_create (const char *path,
                       const TrancheSampleOptions *options,
                       TrancheProgressFunc progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error)
{
  Filling filling = { options, progress, progress_data, cancellable };

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (options != NULL, FALSE);

  if (options->clients < 1 || options->clients > MOST_CLIENTS)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("a sample has 1 to %d clients, not %u"), MOST_CLIENTS, options->clients);
      return FALSE;
    }
  if (options->months < 1 || options->months > MOST_MONTHS)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("a sample has statements for 1 to %d months, not %u"), MOST_MONTHS,
                   options->months);
      return FALSE;
    }

  return tranche_database_create_filled (path, fill_all, &filling, error);
}
