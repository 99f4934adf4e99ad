/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/segmentation-private.h"

#include "store/cancelled.h"
#include "store/queries/run-inputs.h"
#include "store/queries/run-parties.h"

#include <glib/gi18n.h>

void
tranche_segmentation_result_free (TrancheSegmentationResult *result)
{
  if (result == NULL)
    return;

  g_clear_pointer (&result->run, tranche_run_free);
  g_free (result);
}

void
tranche_segmentation_plan_free (TrancheSegmentationPlan *plan)
{
  if (plan == NULL)
    return;

  g_clear_pointer (&plan->result, tranche_segmentation_result_free);
  g_clear_pointer (&plan->moves, g_array_unref);
  g_free (plan);
}

static gboolean
tell (const TrancheSegmentationProgress *progress,
      double fraction,
      const char *what,
      GCancellable *cancellable,
      GError **error)
{
  if (!tranche_check_cancelled (cancellable, error))
    return FALSE;

  if (progress->func != NULL)
    progress->func (fraction, what, progress->user_data);
  return TRUE;
}

static TrancheRun *
start_run (const TrancheRunInputs *inputs)
{
  TrancheRun *run = tranche_run_new ();

  run->office_id = inputs->office_id;
  run->strategy_id = inputs->strategy_id;
  run->target = inputs->target;
  run->date = inputs->date;
  run->start_month = inputs->window.start;
  run->end_month = inputs->window.end;
  run->available_months = inputs->window.available;
  run->maximum_months = inputs->window.maximum;
  run->buffer_months = inputs->window.buffer;
  for (guint i = 0; i < tranche_bands_get_n_bands (inputs->bands); i++)
    {
      const TrancheBand *band = tranche_bands_get_band (inputs->bands, i);
      TrancheRunSegment segment = {
        .segment_id = band->segment_id,
        .name = g_strdup (band->name),
        .monthly_lower = band->monthly_lower,
        .effective_lower = inputs->lowers[i],
      };

      g_array_append_val (run->segments, segment);
    }

  return run;
}

/* The band of every party, and the run's figures. */
static gint16 *
classify (const TrancheRunInputs *inputs,
          const TrancheRunParties *parties,
          TrancheRun *run,
          GError **error)
{
  guint n_bands = tranche_bands_get_n_bands (inputs->bands);
  g_autofree gint16 *bands = g_new (gint16, MAX (parties->n_parties, 1));

  for (gsize i = 0; i < parties->n_parties; i++)
    {
      TrancheBandFlags flags;
      TrancheMoney total = parties->totals[i];
      int band = tranche_bands_classify (inputs->lowers, n_bands, total, -1, &flags);
      TrancheMoney *production = &run->unsegmented_production;

      bands[i] = (gint16) band;
      if ((flags & TRANCHE_BAND_NEGATIVE) != 0)
        run->negative++;

      if (band >= 0)
        {
          TrancheRunSegment *segment = &g_array_index (run->segments, TrancheRunSegment, band);

          segment->parties++;
          production = &segment->production;
        }
      else
        {
          run->unsegmented++;
        }

      if (!tranche_money_add (*production, total, production)
          || !tranche_money_add (run->production, total, &run->production))
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                               _ ("The production of the range is too large to add up"));
          return NULL;
        }
    }

  run->parties = (gint64) parties->n_parties;
  return g_steal_pointer (&bands);
}

static void
count_moves (TrancheRun *run, GArray *moves)
{
  run->moves = moves->len;
  for (guint i = 0; i < moves->len; i++)
    {
      const TrancheRunMove *move = &g_array_index (moves, TrancheRunMove, i);

      for (guint j = 0; j < run->segments->len; j++)
        {
          TrancheRunSegment *segment = &g_array_index (run->segments, TrancheRunSegment, j);

          segment->moved_in += segment->segment_id == move->to_segment_id;
          segment->moved_out += segment->segment_id == move->from_segment_id;
        }
    }
}

TrancheSegmentationPlan *
tranche_segmentation_make_plan (TrancheDatabase *db,
                                const TrancheSegmentationRequest *request,
                                const TrancheSegmentationProgress *progress,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (TrancheSegmentationPlan) plan = g_new0 (TrancheSegmentationPlan, 1);
  g_autoptr (TrancheRunInputs) inputs = NULL;
  g_autoptr (TrancheRunParties) parties = NULL;
  g_autofree gint16 *bands = NULL;
  g_autofree gint64 *segment_ids = NULL;
  TrancheRun *run;

  inputs = tranche_run_inputs_load (db, request->office_id, request->target, request->date, error);
  if (inputs == NULL || !tell (progress, 0.0, _ ("Adding up production"), cancellable, error))
    return NULL;

  parties = tranche_run_parties_load (db, inputs->office_id, inputs->target, inputs->window.start,
                                      inputs->window.end, cancellable, error);
  if (parties == NULL || !tell (progress, 0.3, _ ("Comparing with the limits"), cancellable, error))
    return NULL;

  plan->operation_id = inputs->operation_id;
  plan->result = g_new0 (TrancheSegmentationResult, 1);
  plan->result->run = run = start_run (inputs);
  plan->result->dry_run = request->dry_run;
  plan->result->earliest_month = inputs->earliest;
  plan->result->office_production = parties->office_total;
  plan->result->ungrouped = parties->ungrouped;
  plan->result->ungrouped_production = parties->ungrouped_total;

  bands = classify (inputs, parties, run, error);
  if (bands == NULL
      || !tranche_run_parties_count_without_lines (db, parties, inputs->target,
                                                   inputs->window.start, inputs->window.end,
                                                   cancellable, &run->no_production, error))
    return NULL;

  segment_ids = g_new0 (gint64, run->segments->len);
  for (guint i = 0; i < run->segments->len; i++)
    segment_ids[i] = tranche_run_get_segment (run, i)->segment_id;

  g_clear_pointer (&parties->totals, g_free);
  plan->moves = tranche_runs_find_moves (db, parties->ids, bands, parties->n_parties, segment_ids,
                                         cancellable, error);
  if (plan->moves == NULL || !tell (progress, 0.6, _ ("Writing what changes"), cancellable, error))
    return NULL;

  count_moves (run, plan->moves);
  return g_steal_pointer (&plan);
}

char *
tranche_segmentation_make_label (const TrancheRun *run)
{
  g_autoptr (GDateTime) month = NULL;
  g_autofree char *name = NULL;
  gulong moves;

  g_return_val_if_fail (run != NULL, NULL);

  moves = (gulong) run->moves;
  month = g_date_time_new_utc (tranche_month_get_year (run->end_month),
                               tranche_month_get_month (run->end_month), 1, 0, 0, 0);
  /* Translators: a month, as “August 2024”; see g_date_time_format() for the letters. */
  name = g_date_time_format (month, C_ ("month", "%OB %Y"));
  if (run->target == TRANCHE_TARGET_GROUP)
    /* Translators: %s is a month with its year, %lu a number of client groups */
    return g_strdup_printf (ngettext ("Ran group segmentation for %s: %'lu moved",
                                      "Ran group segmentation for %s: %'lu moved", moves),
                            name, moves);

  /* Translators: %s is a month with its year, %lu a number of clients */
  return g_strdup_printf (ngettext ("Ran segmentation for %s: %'lu moved",
                                    "Ran segmentation for %s: %'lu moved", moves),
                          name, moves);
}

static gboolean
write_plan (TrancheOperation *operation, TrancheSegmentationPlan *plan, GError **error)
{
  TrancheRun *run = plan->result->run;
  g_autofree char *label = tranche_segmentation_make_label (run);

  tranche_operation_set_label (operation, label);
  return tranche_runs_record (operation, run, plan->moves, error);
}

/* Reads on one connection what another wrote must be one picture. */
static TrancheSegmentationPlan *
make_plan_in_snapshot (TrancheDatabase *db,
                       const TrancheSegmentationRequest *request,
                       const TrancheSegmentationProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (TrancheTransaction) snapshot = tranche_transaction_begin (db, error);

  if (snapshot == NULL)
    return NULL;

  return tranche_segmentation_make_plan (db, request, progress, cancellable, error);
}

TrancheSegmentationResult *
tranche_segmentation_apply (TrancheDatabase *db,
                            const TrancheSegmentationRequest *request,
                            TrancheSegmentationPlan *given,
                            const TrancheSegmentationProgress *progress,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (TrancheSegmentationPlan) plan = given;
  g_autoptr (TrancheOperation) operation = NULL;
  gint64 latest;

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_RUN, "", error);
  if (operation == NULL || !tranche_run_inputs_find_operation (db, &latest, error))
    return NULL;

  if (plan == NULL || plan->operation_id != latest)
    {
      g_clear_pointer (&plan, tranche_segmentation_plan_free);
      plan = tranche_segmentation_make_plan (db, request, progress, cancellable, error);
    }

  if (plan == NULL || !write_plan (operation, plan, error)
      || !tell (progress, 0.95, NULL, cancellable, error)
      || !tranche_operation_commit (g_steal_pointer (&operation), error))
    return NULL;

  if (progress->func != NULL)
    progress->func (1.0, NULL, progress->user_data);
  return g_steal_pointer (&plan->result);
}

TrancheSegmentationResult *
tranche_segmentation_run (TrancheDatabase *db,
                          const TrancheSegmentationRequest *request,
                          TrancheProgressFunc progress_func,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error)
{
  const TrancheSegmentationProgress progress = { progress_func, progress_data };
  TrancheSegmentationResult *result = NULL;

  g_return_val_if_fail (db != NULL && request != NULL, NULL);

  tranche_database_set_cancellable (db, cancellable);
  if (request->dry_run)
    {
      g_autoptr (TrancheSegmentationPlan) plan
          = make_plan_in_snapshot (db, request, &progress, cancellable, error);

      if (plan != NULL)
        result = g_steal_pointer (&plan->result);
    }
  else
    {
      result = tranche_segmentation_apply (db, request, NULL, &progress, cancellable, error);
    }

  tranche_database_set_cancellable (db, NULL);
  return result;
}
