/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/segmentation-private.h"

typedef struct
{
  TrancheSegmentationRequest request;
  TrancheSegmentationProgress progress;
  TrancheSegmentationPlan *plan; /* owned: from the reader for the writer */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->plan, tranche_segmentation_plan_free);
  g_free (job);
}

static gboolean
plan_on_reader (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  const Job *job = data;

  /* The store gives each read one snapshot. */
  *result = tranche_segmentation_make_plan (db, &job->request, &job->progress, cancellable, error);
  return *result != NULL;
}

static gboolean
apply_on_writer (TrancheDatabase *db,
                 gpointer data,
                 GCancellable *cancellable,
                 gpointer *result,
                 GError **error)
{
  Job *job = data;

  *result = tranche_segmentation_apply (db, &job->request, g_steal_pointer (&job->plan),
                                        &job->progress, cancellable, error);
  return *result != NULL;
}

static void
run_written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TrancheSegmentationResult *written
      = tranche_store_finish (TRANCHE_STORE (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, written, (GDestroyNotify) tranche_segmentation_result_free);
}

static void
run_planned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TrancheStore *store = TRANCHE_STORE (object);
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  TrancheSegmentationPlan *plan = tranche_store_finish (store, result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (job->request.dry_run)
    {
      g_task_return_pointer (task, g_steal_pointer (&plan->result),
                             (GDestroyNotify) tranche_segmentation_result_free);
      tranche_segmentation_plan_free (plan);
      return;
    }

  job->plan = plan;
  tranche_store_write_async (store, G_PRIORITY_DEFAULT, apply_on_writer, job, NULL,
                             (GDestroyNotify) tranche_segmentation_result_free, cancellable,
                             run_written_cb, g_steal_pointer (&task));
}

void
tranche_segmentation_run_async (TrancheStore *store,
                                const TrancheSegmentationRequest *request,
                                TrancheProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (TRANCHE_IS_STORE (store));
  g_return_if_fail (request != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, tranche_segmentation_run_async);
  /* A run that was written isn't cancelled any more, whatever the cancellable says later. */
  g_task_set_check_cancellable (task, FALSE);

  job = g_new0 (Job, 1);
  job->request = *request;
  job->progress = (TrancheSegmentationProgress) { progress, progress_data };
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, plan_on_reader, job, NULL,
                            (GDestroyNotify) tranche_segmentation_plan_free, cancellable,
                            run_planned_cb, g_steal_pointer (&task));
}

TrancheSegmentationResult *
tranche_segmentation_run_finish (TrancheStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
