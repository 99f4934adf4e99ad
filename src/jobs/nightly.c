/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/nightly.h"

#include "store/backup.h"

void
tranche_nightly_report_free (TrancheNightlyReport *report)
{
  if (report == NULL)
    return;

  g_free (report->backup);
  g_ptr_array_unref (report->runs);
  g_ptr_array_unref (report->errors);
  g_free (report);
}

gint64
tranche_nightly_report_count_moves (const TrancheNightlyReport *report)
{
  gint64 moves = 0;

  g_return_val_if_fail (report != NULL, 0);

  for (guint i = 0; i < report->runs->len; i++)
    moves += ((const TrancheSegmentationResult *) g_ptr_array_index (report->runs, i))->run->moves;
  return moves;
}

char *
tranche_nightly_dup_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "tranche", "backups", NULL);
}

static void
back_up (TrancheNightlyReport *report,
         TrancheDatabase *db,
         const char *folder,
         TrancheDate today,
         guint keep)
{
  GError *error = NULL;

  if (!tranche_backup_write_daily (db, folder, today, keep, &report->backup, &error))
    g_ptr_array_add (report->errors, error);
}

static void
run_what_is_due (TrancheNightlyReport *report,
                 TrancheDatabase *db,
                 TrancheDate today,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GArray) due = tranche_segmentation_list_due (db, today, &error);

  if (due == NULL)
    {
      g_ptr_array_add (report->errors, error);
      return;
    }

  for (guint i = 0; i < due->len; i++)
    {
      TrancheSegmentationResult *result = tranche_segmentation_run (
          db, &g_array_index (due, TrancheSegmentationRequest, i), NULL, NULL, cancellable, &error);

      if (result != NULL)
        g_ptr_array_add (report->runs, result);
      else
        g_ptr_array_add (report->errors, g_steal_pointer (&error));
    }
}

TrancheNightlyReport *
tranche_nightly_do (TrancheDatabase *db,
                    const char *folder,
                    TrancheDate today,
                    guint keep,
                    GCancellable *cancellable)
{
  TrancheNightlyReport *report;

  g_return_val_if_fail (db != NULL && folder != NULL && keep > 0, NULL);

  report = g_new0 (TrancheNightlyReport, 1);
  report->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_segmentation_result_free);
  report->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  back_up (report, db, folder, today, keep);
  run_what_is_due (report, db, today, cancellable);
  return report;
}
